import Numerics

/// A Sharpe ratio with all that is needed to judge it: the moments of the returns behind it.
///
/// It holds four numbers and not the returns, so that a ledger can keep it and deflate it again
/// when more trials have been made. Missing where there are fewer than two returns or they do not
/// vary. Every ratio inside is per period; `annual` is the only one of a year.
public struct SharpeRatio: Hashable, Sendable {
  /// A standard deviation below this share of the mean is the rounding error of a constant.
  static let smallestDispersion = 1e-12

  /// The mean over the sample standard deviation (divisor n - 1) of the returns of a period.
  public let perPeriod: Double
  /// How many returns there are.
  public let count: Int
  /// The population skewness of the returns.
  public let skewness: Double
  /// The raw population kurtosis of the returns, 3 for a normal.
  public let kurtosis: Double

  /// Creates the ratio of returns in excess of the riskless rate, as fractions.
  public init(returns: [Double]) {
    let mean = Statistics.mean(returns)
    let deviation = Statistics.stdev(returns)
    let varies = deviation > SharpeRatio.smallestDispersion * abs(mean)
    self.init(
      perPeriod: varies ? mean / deviation : .nan,
      count: returns.count,
      skewness: varies ? Statistics.skewness(returns) : .nan,
      kurtosis: varies ? Statistics.kurtosis(returns) : .nan
    )
  }

  /// Creates the ratio from its moments; the kurtosis is the raw one.
  public init(perPeriod: Double, count: Int, skewness: Double, kurtosis: Double) {
    (self.perPeriod, self.count) = (perPeriod, count)
    (self.skewness, self.kurtosis) = (skewness, kurtosis)
  }

  /// Returns the ratio of a year: the one of a period times √(periods per year).
  public func annual(periodsPerYear: Double) -> Double {
    perPeriod * periodsPerYear.squareRoot()
  }

  /// The standard error of the ratio of a period: √((1 - g₃ SR + (g₄ - 1)/4 SR²) / (n - 1)).
  ///
  /// Mertens (2002), after Lo, "The statistics of Sharpe ratios" (2002), whose formula this is for
  /// normal returns. It takes the returns for independent.
  public var standardError: Double {
    guard count > 1 else { return .nan }
    return (spread / Double(count - 1)).squareRoot()
  }

  /// (n - 1) times the squared standard error.
  private var spread: Double {
    1 - skewness * perPeriod + (kurtosis - 1) / 4 * perPeriod * perPeriod
  }

  /// Returns the interval, SR ± z times the standard error, of the ratio of a year.
  public func confidenceInterval(
    level: Double = 0.95,
    periodsPerYear: Double
  ) -> ConfidenceInterval {
    let half = ConfidenceInterval.quantile(level) * standardError
    let year = periodsPerYear.squareRoot()
    return ConfidenceInterval(
      lower: (perPeriod - half) * year,
      upper: (perPeriod + half) * year,
      level: level
    )
  }

  /// Returns the probability that the true ratio is above `benchmark`, both per period.
  ///
  /// PSR = Φ((SR - SR*) √(n - 1) / √(1 - g₃ SR + (g₄ - 1)/4 SR²)): Bailey and López de Prado, "The
  /// Sharpe ratio efficient frontier" (2012).
  public func probabilistic(benchmark: Double = 0) -> Double {
    NormalDistribution.cumulative((perPeriod - benchmark) / standardError)
  }

  /// Returns the probability that the true ratio is above what the best of `trials` trials without
  /// skill is expected to show.
  ///
  /// The probabilistic ratio against √V E[max of N]: Bailey and López de Prado, "The deflated
  /// Sharpe ratio" (2014). One trial has nothing to be deflated by, and gives the probabilistic
  /// ratio against 0; more of them without dispersion leave it missing.
  ///
  /// - Parameters:
  ///   - trials: The number N of independent trials, this one included.
  ///   - varianceOfTrials: The variance V of their ratios of a period.
  /// - Returns: A probability.
  public func deflated(trials: Int, varianceOfTrials: Double) -> Double {
    guard trials > 1 else { return trials == 1 ? probabilistic() : .nan }
    guard varianceOfTrials > 0 else { return .nan }
    let luck = varianceOfTrials.squareRoot() * ExpectedMaximum.ofNormals(trials)
    return probabilistic(benchmark: luck)
  }

  /// Returns how many periods it takes until the probabilistic ratio reaches `confidence`, if the
  /// moments stay as they are; infinite where the ratio is not above `benchmark`.
  ///
  /// MinTRL = 1 + (1 - g₃ SR + (g₄ - 1)/4 SR²) (Z / (SR - SR*))²: Bailey and López de Prado (2012).
  public func minimumTrackRecord(benchmark: Double = 0, confidence: Double = 0.95) -> Double {
    guard !(perPeriod <= benchmark) else { return .infinity }
    let z = NormalDistribution.quantile(confidence) / (perPeriod - benchmark)
    return 1 + spread * z * z
  }

  /// Returns how many years of data `trials` trials need so that the best of them, without any
  /// skill, is not expected to show the yearly ratio `target`.
  ///
  /// MinBTL = (E[max of N] / target)²: Bailey, Borwein, López de Prado and Zhu, "Pseudo-mathematics
  /// and financial charlatanism" (2014).
  public static func minimumBacktestLength(trials: Int, target: Double = 1) -> Double {
    guard target > 0 else { return .nan }
    let ratio = ExpectedMaximum.ofNormals(trials) / target
    return ratio * ratio
  }
}
