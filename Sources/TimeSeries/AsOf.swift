extension Series {
  /// Returns for each row of `fast` the value that was known last: of the row of this series whose
  /// known time is the latest at or before the close of the fast row.
  ///
  /// Nothing goes by the stamps. Of rows that became known at the same time the later holds, and a
  /// value that is missing there is missing here. A row that is not known within the data is never
  /// delivered. Both clocks have to have times, or be the same.
  ///
  /// - Parameters:
  ///   - fast: The clock of the result.
  ///   - maxAge: How long after it became known a value still counts; nil for ever.
  /// - Returns: The values, and how many rows at the start precede the first value after this
  ///   series' own warm-up.
  public func asOf(_ fast: Clock, maxAge: Period? = nil) -> (values: [Double], warmUp: Int) {
    let known = knownTimes
    let order = known.indices.filter { known[$0] < .never }
      .sorted { (known[$0], $0) < (known[$1], $1) }
    var values = [Double](repeating: .nan, count: fast.count)
    var warmUp = fast.count
    var next = 0
    for row in 0..<fast.count {
      let now = fast.closing(of: row)
      while next < order.count, known[order[next]] <= now { next += 1 }
      guard next > 0 else { continue }
      let newest = order[next - 1]
      if newest >= self.warmUp { warmUp = min(warmUp, row) }
      if let maxAge, known[newest].instant.advanced(by: maxAge) < now.instant { continue }
      values[row] = self.values[newest]
    }
    return (values, warmUp)
  }
}
