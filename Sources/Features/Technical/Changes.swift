/// A column shifted, compared with its own past, or added up.
public enum Changes {
  /// Returns the value of `count` rows before; missing in the first `count` rows.
  public static func lag(_ values: [Double], by count: Int) -> [Double] {
    precondition(count >= 0, "a lag looks back")
    return [Double](repeating: .nan, count: min(count, values.count)) + values.dropLast(count)
  }

  /// Returns the value of `count` rows later, which looks into the future; missing in the last
  /// `count` rows.
  public static func ahead(_ values: [Double], by count: Int) -> [Double] {
    precondition(count >= 0, "a lead looks forward")
    return values.dropFirst(count) + [Double](repeating: .nan, count: min(count, values.count))
  }

  /// Returns the simple return x[t] / x[t - k] - 1; missing where x[t - k] is 0.
  public static func ret(_ values: [Double], by count: Int) -> [Double] {
    pointwise(values, lag(values, by: count)) { quotient($0, $1) - 1 }
  }

  /// Returns the difference x[t] - x[t - k].
  public static func diff(_ values: [Double], by count: Int) -> [Double] {
    pointwise(values, lag(values, by: count)) { $0 - $1 }
  }

  /// Returns the sum of all values so far; missing at a missing value, which counts for nothing.
  public static func cumsum(_ values: [Double]) -> [Double] {
    var sum = CompensatedSum()
    return values.map { value in
      guard !value.isNaN else { return .nan }
      sum.add(value)
      return sum.value
    }
  }

  /// Returns the product of all values so far; missing at a missing value, which counts for nothing.
  public static func cumprod(_ values: [Double]) -> [Double] {
    var product = 1.0
    return values.map { value in
      guard !value.isNaN else { return .nan }
      product *= value
      return product
    }
  }

  /// Returns how far each value lies below the highest so far, as a fraction of it: x / max - 1.
  ///
  /// It is 0 at a new high and negative below; missing at a missing value and as long as the highest
  /// is not above 0.
  public static func drawdown(_ values: [Double]) -> [Double] {
    var highest = -Double.infinity
    return values.map { value in
      highest = Swift.max(highest, value.isNaN ? highest : value)
      return highest > 0 ? value / highest - 1 : .nan
    }
  }

  /// Returns 1 where `a` is above `b` and was not in the row before, else 0; missing where one of the
  /// four values is missing.
  public static func crossesAbove(_ a: [Double], _ b: [Double]) -> [Double] {
    crosses(a, b) { a, b in a > b }
  }

  /// Returns 1 where `a` is below `b` and was not in the row before, else 0; missing where one of the
  /// four values is missing.
  public static func crossesBelow(_ a: [Double], _ b: [Double]) -> [Double] {
    crosses(a, b) { a, b in a < b }
  }

  /// Returns the column with each missing value replaced by the last valid one, where that is at most
  /// `max` rows old.
  public static func ffill(_ values: [Double], max: Int? = nil) -> [Double] {
    var (last, age) = (Double.nan, 0)
    return values.map { value in
      (last, age) = value.isNaN ? (last, age + 1) : (value, 0)
      return age <= max ?? age ? last : .nan
    }
  }

  @inline(__always)
  private static func crosses(
    _ a: [Double],
    _ b: [Double],
    _ isBeyond: (Double, Double) -> Bool
  ) -> [Double] {
    precondition(a.count == b.count, "columns of equal length")
    return a.indices.map { row in
      guard row > 0 else { return .nan }
      let values = (a[row], b[row], a[row - 1], b[row - 1])
      guard !values.0.isNaN, !values.1.isNaN, !values.2.isNaN, !values.3.isNaN else { return .nan }
      return isBeyond(values.0, values.1) && !isBeyond(values.2, values.3) ? 1 : 0
    }
  }
}

/// A sum whose rounding errors are carried along (Neumaier 1974), so that they do not grow with its
/// length.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  mutating func add(_ value: Double) {
    let next = sum + value
    lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }

  var value: Double { sum.isFinite ? sum + lost : sum }
}
