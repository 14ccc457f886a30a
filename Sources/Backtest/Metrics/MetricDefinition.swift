/// What a figure means: the one definition that is printed wherever the figure is asked about.
public struct MetricDefinition: Hashable, Sendable {
  /// What a figure is measured in.
  public enum Unit: String, Sendable {
    case ratio
    /// A fraction, shown as a percentage.
    case fraction
    case probability
    case count
    case currency
    /// Times the account, per year.
    case timesPerYear
  }

  /// The name in the language, such as `max_drawdown`.
  public let name: String
  public let unit: Unit
  /// One sentence.
  public let definition: String
  /// The formula in plain text; r are the returns of the n periods, m the periods per year.
  public let formula: String
  /// Where the formula comes from; nil where it is common usage.
  public let source: String?
  /// Whether the number of periods per year enters: it is then printed with its origin.
  public let isAnnual: Bool

  /// Returns the definition of the figure called `name`; nil where there is none.
  public static func named(_ name: String) -> MetricDefinition? {
    everything.first { $0.name == name }
  }

  /// Every figure that has a definition, those of a backtest first.
  public static let everything = all + ofAccounts + ofPredictions + ofManyTrials

  /// Every figure of a backtest, in the order of a report.
  public static let all: [MetricDefinition] = [
    metric(
      "sharpe",
      .ratio,
      annual: true,
      "Mean of the excess returns of a period over their sample standard deviation, of a year.",
      "mean(r) / stdev(r, ddof=1) * sqrt(m)",
      from: "Sharpe 1994"
    ),
    metric(
      "sharpe_ci",
      .ratio,
      annual: true,
      "95 % confidence interval of the Sharpe ratio, for returns that are skewed and have fat tails.",
      "(SR -+ 1.96 sqrt((1 - g3 SR + (g4-1)/4 SR^2) / (n-1))) * sqrt(m), SR per period, g4 raw",
      from: "Lo 2002, Mertens 2002"
    ),
    metric(
      "psr",
      .probability,
      "Probability that the true Sharpe ratio is above 0.",
      "Phi(SR sqrt(n-1) / sqrt(1 - g3 SR + (g4-1)/4 SR^2)), SR per period, g4 raw",
      from: "Bailey and Lopez de Prado 2012"
    ),
    metric(
      "dsr",
      .probability,
      "Probability that the true Sharpe ratio is above what the best of N trials shows by luck.",
      "psr against SR* = sqrt(V[SR]) ((1-g) Z(1-1/N) + g Z(1-1/(N e))), g = 0.5772; N = 1: psr",
      from: "Bailey and Lopez de Prado 2014"
    ),
    metric(
      "trials",
      .count,
      "Number N of independent trials that the ledger has counted on this span of data.",
      "N"
    ),
    metric(
      "sortino",
      .ratio,
      annual: true,
      "Mean return of a period over the root mean square of the losses, of a year.",
      "mean(r) / sqrt(mean(min(r, 0)^2)) * sqrt(m); every period is in the denominator",
      from: "Sortino and Price 1994"
    ),
    metric(
      "calmar",
      .ratio,
      annual: true,
      "Compound annual growth over the size of the largest drawdown, over the whole span.",
      "cagr / abs(max_drawdown)",
      from: "Young 1991"
    ),
    metric(
      "cagr",
      .fraction,
      annual: true,
      "Constant yearly return that ends where the account ends.",
      "prod(1 + r)^(m / n) - 1"
    ),
    metric(
      "max_drawdown",
      .fraction,
      "Largest fall of the account from its highest value so far, marked at each close.",
      "min(E / cummax(E) - 1), E starting before the first return"
    ),
    metric(
      "volatility",
      .fraction,
      annual: true,
      "Sample standard deviation of the returns, of a year.",
      "stdev(r, ddof=1) * sqrt(m)"
    ),
    metric(
      "win_rate",
      .fraction,
      "Share of the closed trades with a profit after costs, with its 95 % Wilson interval.",
      "count(profit > 0) / count(trades)",
      from: "interval: Wilson 1927"
    ),
    metric(
      "profit_factor",
      .ratio,
      "Sum of the winning profits over the size of the sum of the losing ones, by trade.",
      "sum(profit > 0) / abs(sum(profit < 0))"
    ),
    metric(
      "exposure",
      .fraction,
      "Share of the bars at whose close a position is open.",
      "count(position != 0) / count(bars)"
    ),
    metric(
      "turnover",
      .timesPerYear,
      annual: true,
      "Value bought and sold in a year, in units of the account at each fill; both sides count.",
      "sum(abs(quantity * price) / equity) * m / n"
    ),
    metric(
      "costs",
      .currency,
      "Everything paid to trade: commission, spread, slippage, funding and borrowing.",
      "sum(commission + spread + slippage + funding + borrow)"
    ),
  ]

  static func metric(
    _ name: String,
    _ unit: Unit,
    annual: Bool = false,
    _ definition: String,
    _ formula: String,
    from source: String? = nil
  ) -> MetricDefinition {
    MetricDefinition(
      name: name,
      unit: unit,
      definition: definition,
      formula: formula,
      source: source,
      isAnnual: annual
    )
  }
}
