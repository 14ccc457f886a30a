/// Averages that carry a state from row to row.
///
/// Each new value x moves the state y to (1 - weight) y + weight x. The state begins with the mean of
/// the first `span` values that are valid in a row; results before that are missing. A later missing
/// value gives a missing result and leaves the state.
struct Recursion {
  private let keep: Double
  private let weight: Double

  /// Creates a recursion in which each new value has `weight`, above 0 and at most 1.
  ///
  /// The two factors are rounded so that they add up to exactly 1: equal values then stay as they
  /// are, however many there are.
  init(weight: Double) {
    keep = 1 - weight
    self.weight = 1 - keep
  }

  /// Returns the state after `value`, with one rounding in the state's path, which sets the pace.
  @inline(__always)
  func state(after value: Double, from state: Double) -> Double {
    (weight * value).addingProduct(keep, state)
  }

  /// Puts the averages of a column in its place; the state begins at `seedRow`, and all is missing
  /// where that is nil.
  func average(_ column: inout [Double], span: Int, seedRow: Int?) {
    guard let seedRow else {
      column = [Double](repeating: .nan, count: column.count)
      return
    }
    var state = Recursion.mean(column[(seedRow - span + 1)...seedRow])
    column.withUnsafeMutableBufferPointer { column in
      column[..<seedRow].update(repeating: .nan)
      column[seedRow] = state
      for row in (seedRow + 1)..<column.count {
        let value = column[row]
        guard !value.isNaN else { continue }
        state = self.state(after: value, from: state)
        column[row] = state
      }
    }
  }

  /// Returns the row that ends the first `span` values that are valid in a row.
  static func seedRow(_ values: [Double], span: Int) -> Int? {
    precondition(span >= 1, "a span has at least one row")
    guard span <= values.count else { return nil }
    var valid = 0
    for (row, value) in values.enumerated() {
      valid = value.isNaN ? 0 : valid + 1
      if valid == span { return row }
    }
    return nil
  }

  /// Returns the mean in a form that is exact for equal values.
  static func mean(_ values: ArraySlice<Double>) -> Double {
    var (mean, count) = (0.0, 0.0)
    for value in values {
      count += 1
      mean += (value - mean) / count
    }
    return mean
  }
}
