import Backtest
import Language
import TimeSeries

/// The bars of one backtest, and the figures that follow from a run over them.
struct BacktestRun {
  let bars: Bars
  private let title: String
  private let settings: EngineSettings
  private let assumedCosts: [String]
  private let forecastHorizon: Int?
  /// The stretch of data that its trials count on.
  private var span: String { "\(bars.clock.stepLabel) \(bars.clock.spanText)" }

  /// Creates a run over a frame, which needs the columns of bars.
  init(
    _ frame: Frame,
    title: String,
    settings: EngineSettings,
    assumedCosts: [String],
    forecastHorizon: Int? = nil
  ) throws {
    guard !frame.clock.isSelection else { throw Problem.selectionTraded(title) }
    bars = try Bars.required(of: frame, for: "backtest")
    self.title = title
    self.settings = settings
    self.assumedCosts = assumedCosts
    self.forecastHorizon = forecastHorizon
  }

  /// Creates the run of a backtest without its rows.
  init(emptying backtest: BacktestValue) {
    let none = backtest.clock.cut(to: 0..<0)
    bars = Bars(clock: none, open: [], high: [], low: [], close: [])
    title = backtest.title
    settings = backtest.result.settings
    assumedCosts = backtest.assumedCosts
    forecastHorizon = backtest.forecastHorizon
  }

  /// Runs a strategy; its Sharpe ratio counts as a trial unless nothing is being tried.
  func value<S: Strategy>(
    _ strategy: S,
    _ context: RunContext,
    isTrial: Bool,
    audit: AuditValue = .none
  ) -> BacktestValue {
    let (bars, settings) = (bars, settings)
    let result = Engine.run(bars, strategy: strategy, settings: settings)
    let returns = Array(result.returns.dropFirst())
    let sharpe = SharpeRatio(returns: returns)
    if isTrial { context.trials.record(sharpe.perPeriod, on: span) }
    let closed = result.trades.filter { $0.exitRow != nil }
    return BacktestValue(
      result: result,
      clock: bars.clock,
      metrics: PerformanceMetrics(returns: returns, periodsPerYear: bars.clock.periodsPerYear),
      trades: TradeStatistics(
        profits: closed.map(\.profit),
        returns: closed.map(\.returnFraction)
      ),
      sharpe: sharpe,
      title: title,
      assumedCosts: assumedCosts,
      forecastHorizon: forecastHorizon,
      span: span,
      ledger: context.trials,
      audit: audit,
      held: Deferred {
        var unlevered = settings
        unlevered.size = 1
        return Engine.run(bars, strategy: bars.held, settings: unlevered)
      },
      envelope: Deferred { Engine.envelope(bars, strategy: strategy, settings: settings) },
      breakEvenCost: Deferred {
        Engine.breakEvenCost(bars, strategy: strategy, settings: settings)
      }
    )
  }
}

extension Bars {
  /// Buys at the first chance and holds.
  var held: PositionStrategy { PositionStrategy([Double](repeating: 1, count: count)) }
}
