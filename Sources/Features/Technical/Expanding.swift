/// Statistics of all rows so far, present row included; missing at a missing value, which counts
/// for nothing.
public enum Expanding {
  /// Returns the sum so far.
  public static func sum(_ values: [Double]) -> [Double] {
    Changes.cumsum(values)
  }

  /// Returns the arithmetic mean so far.
  public static func mean(_ values: [Double]) -> [Double] {
    moments(values) { mean, _, _ in mean }
  }

  /// Returns the standard deviation so far, with divisor n - 1; missing at the first value.
  public static func stdev(_ values: [Double]) -> [Double] {
    moments(values) { _, squares, count in (squares / (count - 1)).squareRoot() }
  }

  /// Returns the highest value so far.
  public static func max(_ values: [Double]) -> [Double] {
    extreme(values, from: -.infinity) { Swift.max($0, $1) }
  }

  /// Returns the lowest value so far.
  public static func min(_ values: [Double]) -> [Double] {
    extreme(values, from: .infinity) { Swift.min($0, $1) }
  }

  /// Updates mean and sum of squared deviations by each value (Welford 1962).
  private static func moments(
    _ values: [Double],
    _ finish: (_ mean: Double, _ squares: Double, _ count: Double) -> Double
  ) -> [Double] {
    var (mean, squares, count) = (0.0, 0.0, 0.0)
    return values.map { value in
      guard !value.isNaN else { return .nan }
      count += 1
      let distance = value - mean
      mean += distance / count
      squares += distance * (value - mean)
      return finish(mean, squares, count)
    }
  }

  private static func extreme(
    _ values: [Double],
    from start: Double,
    _ pick: (Double, Double) -> Double
  ) -> [Double] {
    var extreme = start
    return values.map { value in
      guard !value.isNaN else { return .nan }
      extreme = pick(extreme, value)
      return extreme
    }
  }
}
