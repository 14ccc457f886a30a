/// Statistics of plain columns of numbers, without missing values.
///
/// Each sum is taken in a fixed order, so that the result does not depend on threads.
public enum Statistics {
  /// Returns the arithmetic mean; missing where there is no value.
  public static func mean(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    return values.reduce(0, +) / Double(values.count)
  }

  /// Returns the mean of the k-th powers of the deviations from the mean.
  private static func centralMoment(_ values: [Double], _ k: Int) -> Double {
    let center = mean(values)
    var total = 0.0
    for value in values {
      let d = value - center
      var power = d
      for _ in 1..<k { power *= d }
      total += power
    }
    return total / Double(values.count)
  }

  /// Returns the variance with divisor n - `ddof`; missing where that is not positive.
  public static func variance(_ values: [Double], ddof: Int = 1) -> Double {
    let n = values.count
    guard n > ddof else { return .nan }
    return centralMoment(values, 2) * Double(n) / Double(n - ddof)
  }

  /// Returns the standard deviation with divisor n - `ddof`.
  public static func stdev(_ values: [Double], ddof: Int = 1) -> Double {
    variance(values, ddof: ddof).squareRoot()
  }

  /// Returns the population skewness g₁ = m₃ / m₂^1.5; missing for a constant.
  public static func skewness(_ values: [Double]) -> Double {
    let m2 = centralMoment(values, 2)
    guard m2 > 0 else { return .nan }
    return centralMoment(values, 3) / (m2 * m2.squareRoot())
  }

  /// Returns the raw population kurtosis m₄ / m₂², 3 for a normal; missing for a constant.
  public static func kurtosis(_ values: [Double]) -> Double {
    let m2 = centralMoment(values, 2)
    guard m2 > 0 else { return .nan }
    return centralMoment(values, 4) / (m2 * m2)
  }

  /// Returns the skewness corrected for bias, G₁; missing below three values or for a constant.
  public static func sampleSkewness(_ values: [Double]) -> Double {
    let n = Double(values.count)
    guard n > 2 else { return .nan }
    return (n * (n - 1)).squareRoot() / (n - 2) * skewness(values)
  }

  /// Returns the excess kurtosis corrected for bias, G₂; missing below four values or for a constant.
  public static func sampleExcessKurtosis(_ values: [Double]) -> Double {
    let n = Double(values.count)
    guard n > 3 else { return .nan }
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (kurtosis(values) - 3) + 6)
  }

  /// Returns the quantile at share `q` of values in ascending order, by linear interpolation.
  public static func quantile(ofSorted values: [Double], _ q: Double) -> Double {
    guard let last = values.last, q >= 0, q <= 1 else { return .nan }
    let position = q * Double(values.count - 1)
    let below = Int(position)
    guard below + 1 < values.count else { return last }
    let share = position - Double(below)
    return values[below] + share * (values[below + 1] - values[below])
  }

  /// Returns the quantile at share `q`, by linear interpolation between order statistics.
  public static func quantile(_ values: [Double], _ q: Double) -> Double {
    quantile(ofSorted: values.sorted(), q)
  }

  /// Returns the Pearson correlation of two columns of equal length; missing where one is constant.
  public static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count, "columns of equal length")
    let (mx, my) = (mean(x), mean(y))
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for i in x.indices {
      let (dx, dy) = (x[i] - mx, y[i] - my)
      xx += dx * dx
      yy += dy * dy
      xy += dx * dy
    }
    guard xx > 0, yy > 0 else { return .nan }
    return xy / (xx * yy).squareRoot()
  }

  /// Returns the rank of each value, from 1, with tied values sharing the mean of their ranks.
  public static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for i in start..<end { ranks[order[i]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
