import Numerics

/// How long the blocks of a bootstrap have to be to keep the dependence of a series.
public enum BlockLength {
  /// Returns the best mean block of the stationary and the best block of the circular bootstrap of
  /// the mean, in rows.
  ///
  /// Politis and White, "Automatic block-length selection for the dependent bootstrap" (2004), with
  /// the correction of Patton, Politis and White (2009): b = (2 g² / d)^⅓ n^⅓ from the flat-top
  /// spectral estimate at zero, at most ⌈min(3 √n, n / 3)⌉. White noise gives values below 1. Both
  /// are missing where there are fewer than 8 rows, or they do not vary.
  public static func optimal(_ series: [Double]) -> (stationary: Double, circular: Double) {
    let n = series.count
    let mean = Statistics.mean(series)
    let deviations = series.map { $0 - mean }
    let variance = covariance(deviations, 0)
    guard n >= 8, variance.squareRoot() > SharpeRatio.smallestDispersion * abs(mean) else {
      return (.nan, .nan)
    }
    let bandwidth = bandwidth(deviations)
    var (g, spectrum) = (0.0, variance)
    for lag in 1...bandwidth {
      let c = 2 * flatTop(Double(lag) / Double(bandwidth)) * covariance(deviations, lag)
      g += Double(lag) * c
      spectrum += c
    }
    let rows = Double(n)
    let cap = min(3 * rows.squareRoot(), rows / 3).rounded(.up)
    let stationary = 2 * g * g / (2 * spectrum * spectrum)
    let circular = 2 * g * g / (4 / 3 * spectrum * spectrum)
    return (min(cubeRoot(stationary * rows), cap), min(cubeRoot(circular * rows), cap))
  }

  /// Returns twice the first lag from which on `window` correlations in a row are insignificant.
  private static func bandwidth(_ deviations: [Double]) -> Int {
    let n = Double(deviations.count)
    let digits = Elementary.log(n) / Elementary.log(10)
    let window = max(5, Int(digits))
    let longest = min(Int(n.squareRoot().rounded(.up)) + window, deviations.count - 2)
    let significant = 2 * (digits / n).squareRoot()
    var quiet = 0
    for lag in 0..<longest {
      quiet = abs(correlation(deviations, lag)) < significant ? quiet + 1 : 0
      if quiet == window { return min(2 * max(lag + 1 - window, 1), longest) }
    }
    return longest
  }

  /// Returns Σ dₜ dₜ₋ₖ / n.
  private static func covariance(_ deviations: [Double], _ lag: Int) -> Double {
    var total = 0.0
    for i in lag..<max(lag, deviations.count) { total += deviations[i] * deviations[i - lag] }
    return total / Double(deviations.count)
  }

  /// Returns the correlation at `lag`, over the rows without the first or last `lag` + 1.
  private static func correlation(_ deviations: [Double], _ lag: Int) -> Double {
    let n = deviations.count
    let late = deviations[(lag + 1)...].reduce(0) { $0 + $1 * $1 }
    let early = deviations[..<(n - lag - 1)].reduce(0) { $0 + $1 * $1 }
    return covariance(deviations, lag) * Double(n) / (late * early).squareRoot()
  }

  /// Returns the trapezoid: 1 up to ½, then falling to 0 at 1.
  private static func flatTop(_ t: Double) -> Double {
    t <= 0.5 ? 1 : 2 * (1 - t)
  }

  private static func cubeRoot(_ x: Double) -> Double {
    Elementary.exp(Elementary.log(x) / 3)
  }
}
