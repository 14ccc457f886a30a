import Numerics

/// The figures of one column of per-period returns.
///
/// Returns are fractions of the account, after costs, and in excess of the riskless rate where one
/// is to be charged. Every definition stands in ``MetricDefinition``. A figure that is not defined
/// is missing: the volatility of one period, a Sharpe ratio of constant returns, a Sortino ratio
/// without a loss, a Calmar ratio without a drawdown; and all of them where a return is missing.
public struct PerformanceMetrics: Hashable, Sendable {
  /// How many periods there are.
  public let count: Int
  /// How many periods make a year: it comes from the clock of the data.
  public let periodsPerYear: Double
  /// What the whole span returned: Π (1 + r) - 1.
  public let totalReturn: Double
  /// The constant yearly return with the same end: (1 + total)^(periods per year / n) - 1.
  public let cagr: Double
  /// The mean return of a period.
  public let meanReturn: Double
  /// The sample standard deviation of a year: s √(periods per year).
  public let volatility: Double
  /// The mean over the sample standard deviation, times √(periods per year).
  public let sharpe: Double
  /// The mean over √(mean of min(r, 0)²), times √(periods per year).
  public let sortino: Double
  /// The `cagr` over the size of `maxDrawdown`.
  public let calmar: Double
  /// The lowest of E / max E - 1, where E starts at 1 before the first return; zero or less.
  public let maxDrawdown: Double
  /// The most periods in a row that ended below an earlier peak.
  public let maxDrawdownLength: Int
  /// The population skewness g₁.
  public let skewness: Double
  /// The raw population kurtosis, 3 for a normal.
  public let kurtosis: Double
  /// The highest return.
  public let best: Double
  /// The lowest return.
  public let worst: Double
  /// The share of the periods with a return above zero.
  public let positiveShare: Double

  public init(returns: [Double], periodsPerYear: Double) {
    count = returns.count
    self.periodsPerYear = periodsPerYear
    // One missing return leaves no figure standing, so that none looks like a result.
    let returns = returns.contains(where: \.isNaN) ? [] : returns
    let n = Double(returns.count)
    let year = periodsPerYear.squareRoot()
    let equity = EquityCurve.compounding(returns)
    let growth = returns.isEmpty ? .nan : equity[returns.count]
    let mean = Statistics.mean(returns)
    let falls = Drawdown.episodes(equity)
    let deepest = falls.map(\.depth).min() ?? (returns.isEmpty ? .nan : 0)
    let yearly = Elementary.exp(Elementary.log(growth) * periodsPerYear / n) - 1
    let downside = (returns.reduce(0) { $0 + ($1 < 0 ? $1 * $1 : 0) } / n).squareRoot()
    let ratio = SharpeRatio(returns: returns)

    totalReturn = growth - 1
    cagr = yearly
    meanReturn = mean
    volatility = Statistics.stdev(returns) * year
    sharpe = ratio.annual(periodsPerYear: periodsPerYear)
    sortino = downside > 0 ? mean / downside * year : .nan
    calmar = deepest < 0 ? yearly / -deepest : .nan
    maxDrawdown = deepest
    maxDrawdownLength = falls.map(\.length).max() ?? 0
    skewness = ratio.skewness
    kurtosis = ratio.kurtosis
    best = returns.max() ?? .nan
    worst = returns.min() ?? .nan
    positiveShare = returns.isEmpty ? .nan : Double(returns.count { $0 > 0 }) / n
  }
}
