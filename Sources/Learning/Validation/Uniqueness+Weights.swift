public import TimeSeries

extension Uniqueness {
  /// Returns the weights of `rows` in a column of `count` rows, 0 at the others.
  public func weights(of rows: [Int], inAll count: Int) -> [Double] {
    var column = [Double](repeating: 0, count: count)
    for (row, weight) in zip(rows, weights(of: rows)) { column[row] = weight }
    return column
  }
}
