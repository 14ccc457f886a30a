/// Statistics of a column's last `window` rows, present row included.
///
/// Missing before the first full window, while a missing value is in the window, and where the
/// statistic is undefined: fewer rows than it needs, or a variance of zero below a fraction.
public enum Rolling {
  /// Returns the sum of the window.
  public static func sum(_ values: [Double], window: Int) -> [Double] {
    Windows<Total>.column(values, window: window) { $0.sum }
  }

  /// Returns the arithmetic mean of the window.
  public static func mean(_ values: [Double], window: Int) -> [Double] {
    Smoothing.sma(values, span: window)
  }

  /// Returns the standard deviation of the window, with divisor n - 1.
  public static func stdev(_ values: [Double], window: Int) -> [Double] {
    let degrees = Double(window - 1)
    return Windows<Spread>.column(values, window: window) { ($0.squares / degrees).squareRoot() }
  }

  /// Returns the variance of the window, with divisor n - 1.
  public static func variance(_ values: [Double], window: Int) -> [Double] {
    let degrees = Double(window - 1)
    return Windows<Spread>.column(values, window: window) { $0.squares / degrees }
  }

  /// Returns the distance of the present value from the window's mean, in standard deviations with
  /// divisor n - 1.
  public static func zscore(_ values: [Double], window: Int) -> [Double] {
    let degrees = Double(window - 1)
    return Windows<Spread>.column(values, window: window) {
      -$0.mean / ($0.squares / degrees).squareRoot()
    }
  }

  /// Returns the highest value of the window.
  public static func max(_ values: [Double], window: Int) -> [Double] {
    Windows<Highest>.column(values, window: window) { $0.value }
  }

  /// Returns the lowest value of the window.
  public static func min(_ values: [Double], window: Int) -> [Double] {
    Windows<Lowest>.column(values, window: window) { $0.value }
  }

  /// Returns the skewness of the window, corrected for bias; it needs three rows.
  ///
  /// G₁ = √(n (n - 1)) / (n - 2) · g₁, where g₁ = m₃ / m₂^1.5, as in pandas.
  public static func skew(_ values: [Double], window: Int) -> [Double] {
    let n = Double(window)
    let factor = window > 2 ? n * (n - 1).squareRoot() / (n - 2) : .nan
    return Windows<Shape>.column(values, window: window) {
      $0.m3 * factor / ($0.m2 * $0.m2.squareRoot())
    }
  }

  /// Returns the excess kurtosis of the window, corrected for bias; it needs four rows.
  ///
  /// G₂ = (n - 1) / ((n - 2) (n - 3)) · ((n + 1) g₂ + 6), where g₂ = m₄ / m₂² - 3, as in pandas.
  public static func kurtosis(_ values: [Double], window: Int) -> [Double] {
    let n = Double(window)
    let factor = window > 3 ? (n - 1) / ((n - 2) * (n - 3)) : .nan
    return Windows<Shape>.column(values, window: window) { shape in
      let raw: Lanes = shape.m4 / (shape.m2 * shape.m2)
      return (raw * (n * (n + 1)) - 3 * (n - 1)) * factor
    }
  }

  /// Returns the Pearson correlation of the windows of two columns of equal length.
  public static func corr(_ x: [Double], _ y: [Double], window: Int) -> [Double] {
    precondition(x.count == y.count, "columns of equal length")
    return Windows<Joint>.column(x, y, window: window) { joint in
      let ratio: Lanes = joint.xy / (joint.xx.squareRoot() * joint.yy.squareRoot())
      let one = Lanes(repeating: 1)
      return ratio.replacing(with: one, where: ratio .> 1).replacing(with: -one, where: ratio .< -1)
    }
  }

  /// Returns the slope, per row, of the least-squares line through the window.
  public static func linearSlope(_ values: [Double], window: Int) -> [Double] {
    let n = Double(window)
    let squares = n * (n * n - 1) / 12
    return Windows<Trend>.column(values, window: window) { $0.products / squares }
  }
}
