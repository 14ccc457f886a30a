import Backtest
import Language
import Numerics
import TimeSeries

/// A backtest with everything that can be asked of it.
struct BacktestValue: ObjectValue {
  let result: BacktestResult
  /// The rows that were traded.
  let clock: Clock
  let metrics: PerformanceMetrics
  let trades: TradeStatistics
  let sharpe: SharpeRatio
  /// What was traded, and how: for the title of the report.
  let title: String
  /// The options of costs that nobody set.
  let assumedCosts: [String]
  /// How many rows ahead the forecasts look that the positions follow; nil where none is known of.
  let forecastHorizon: Int?
  /// The stretch of data that the trial counts on.
  let span: String
  var ledger: TrialLedger
  /// The proof that its signal knew nothing of the future.
  let audit: AuditValue
  /// The same span bought at its start and held, with the same costs.
  let held: Deferred<BacktestResult>
  let envelope: Deferred<Envelope>
  let breakEvenCost: Deferred<Double?>

  /// What has to be said of the rules and of the bars.
  var marks: [Mark] = []

  var typeName: String { "a backtest" }
  var series: Series? { nil }

  var emptied: any ObjectValue {
    let run = BacktestRun(emptying: self)
    return run.value(run.bars.held, RunContext(trials: ledger), isTrial: false)
  }

  static let fields = [
    "equity", "returns", "positions", "trades", "orders", "fills", "sharpe", "sharpe_ci", "psr",
    "dsr", "trials", "sortino", "calmar", "cagr", "max_drawdown", "volatility", "win_rate",
    "profit_factor", "exposure", "turnover", "costs", "envelope", "ambiguous", "total_return",
    "final", "breakeven", "audit",
  ]

  var fieldNames: [String] { BacktestValue.fields }

  var provenance: [String] {
    let costs =
      "commission \(NumberText.short(result.settings.costs.commission)) and slippage \(NumberText.short(result.settings.costs.slippage)) a side"
    let assumed = assumedCosts.isEmpty ? "" : ", \(assumedCosts.joined(separator: " and ")) assumed"
    return [
      "traded \(NumberText.counted(clock.count, "bar")) \(clock.spanText), \(costs)\(assumed)",
      "trials on these bars: \(trials)",
    ] + [audit.line].compactMap { $0 }
  }

  /// The trials on the span of data, this one included.
  var trials: Int { max(1, ledger.sharpeRatios(on: span).count) }

  /// The figures of buying and holding.
  var benchmark: PerformanceMetrics {
    PerformanceMetrics(
      returns: Array(held.value.returns.dropFirst()),
      periodsPerYear: clock.periodsPerYear
    )
  }

  /// The probability that the true Sharpe ratio is above what the best of all trials on this span
  /// would show without skill.
  var deflated: Double {
    let ratios = ledger.sharpeRatios(on: span)
    return sharpe.deflated(
      trials: max(1, ratios.count),
      varianceOfTrials: Statistics.variance(ratios)
    )
  }

  var interval: ConfidenceInterval {
    sharpe.confidenceInterval(level: 0.95, periodsPerYear: clock.periodsPerYear)
  }

  /// The share of closes at which a position was held.
  var exposure: Double {
    guard !result.position.isEmpty else { return .nan }
    return Double(result.position.count { $0 != 0 }) / Double(result.position.count)
  }

  /// The value bought and sold in a year, in units of the account at each fill.
  var turnover: Double {
    let traded = result.fills.reduce(0) { sum, fill in
      sum + abs(fill.units * fill.price) / result.equity[fill.row]
    }
    return traded * clock.periodsPerYear / Double(metrics.count)
  }

  /// The change of the account over each closed trade, as a fraction of the equity at its entry.
  var tradeReturns: [Double] {
    result.trades.filter { $0.exitRow != nil }.map { trade in
      let before = trade.entryRow > 0 ? result.equity[trade.entryRow - 1] : result.settings.capital
      return before > 0 ? trade.profit / before : 0
    }
  }

  func field(_ name: String) -> Value? {
    switch name {
    case "equity": .series(column(result.equity))
    case "returns": .series(column(result.returns, kind: .fraction))
    case "positions": .series(column(result.position))
    case "audit": .object(audit)
    case "trades": .object(TableValue("a list of trades", tradeTable, marks: marks))
    case "orders": .object(TableValue("a list of orders", orderTable, marks: marks))
    case "fills": .object(TableValue("a list of fills", fillTable, marks: marks))
    case "sharpe_ci": .list([figure(interval.lower), figure(interval.upper)])
    case "envelope":
      .record(
        Record([
          ("worst", figure(envelope.value.worst)), ("nearest", figure(envelope.value.nearest)),
          ("best", figure(envelope.value.best)),
        ])
      )
    default: number(name).map(figure)
    }
  }

  private func number(_ name: String) -> Double? {
    switch name {
    case "sharpe": metrics.sharpe
    case "psr": sharpe.probabilistic()
    case "dsr": deflated
    case "trials": Double(trials)
    case "sortino": metrics.sortino
    case "calmar": metrics.calmar
    case "cagr": metrics.cagr
    case "max_drawdown": metrics.maxDrawdown
    case "volatility": metrics.volatility
    case "win_rate": trades.winRate
    case "profit_factor": trades.profitFactor
    case "exposure": exposure
    case "turnover": turnover
    case "costs": result.commission + result.slippage
    case "ambiguous": Double(result.ambiguousTrades)
    case "total_return": metrics.totalReturn
    case "final": result.finalEquity
    case "breakeven": breakEvenCost.value ?? .nan
    default: nil
    }
  }

  private func figure(_ value: Double) -> Value {
    Value.figure(value, of: "a result of \(title)", upTo: clock).marked(marks)
  }

  private func column(_ values: [Double], kind: Series.Kind = .number) -> Series {
    Series(values, clock: clock, kind: kind, knowledge: Knowledge(reach: .past, marks: marks))
  }
}
