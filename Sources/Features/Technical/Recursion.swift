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

  /// Returns the averages of a column, whose state begins at `seedRow`; all missing where that is nil.
  func averages(_ values: [Double], span: Int, seedRow: Int?) -> [Double] {
    [Double](unsafeUninitializedCapacity: values.count) { result, count in
      count = values.count
      result[..<(seedRow ?? count)].update(repeating: .nan)
      guard let seedRow else { return }
      var state = Recursion.mean(values[(seedRow - span + 1)...seedRow])
      result[seedRow] = state
      values.withUnsafeBufferPointer { values in
        for row in (seedRow + 1)..<count {
          let value = values[row]
          guard !value.isNaN else {
            result[row] = .nan
            continue
          }
          state = self.state(after: value, from: state)
          result[row] = state
        }
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
