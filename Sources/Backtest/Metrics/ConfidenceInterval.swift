import Numerics

/// The range that holds the true value with the stated probability.
public struct ConfidenceInterval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double
  /// The probability, such as 0.95.
  public let level: Double

  public init(lower: Double, upper: Double, level: Double) {
    (self.lower, self.upper, self.level) = (lower, upper, level)
  }

  /// Returns the Wilson score interval of a share of which `hits` of `count` draws were seen.
  ///
  /// (p + z²/2n ± z √(p (1 - p) / n + z²/4n²)) / (1 + z²/n): Wilson, "Probable inference, the law
  /// of succession, and statistical inference", JASA 22 (1927). Unlike p ± z s it stays inside
  /// 0...1, and says something of 0 hits. Missing where there was no draw.
  public static func wilson(hits: Int, of count: Int, level: Double = 0.95) -> ConfidenceInterval {
    wilson(share: Double(hits) / Double(count), of: Double(count), level: level)
  }

  /// Returns the Wilson score interval of a share seen in so many independent draws, which need not
  /// be a whole number: overlapping rows are worth fewer than they are.
  public static func wilson(
    share p: Double,
    of n: Double,
    level: Double = 0.95
  ) -> ConfidenceInterval {
    guard n > 0, p >= 0, p <= 1 else {
      return ConfidenceInterval(lower: .nan, upper: .nan, level: level)
    }
    let z = quantile(level)
    let center = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return ConfidenceInterval(
      lower: p == 0 ? 0 : (center - half) / scale,
      upper: p == 1 ? 1 : (center + half) / scale,
      level: level
    )
  }

  /// Returns how many standard errors the two-sided interval reaches to each side.
  static func quantile(_ level: Double) -> Double {
    NormalDistribution.quantile(0.5 + level / 2)
  }
}
