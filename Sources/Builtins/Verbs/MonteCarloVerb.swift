import Backtest
import Language
import Numerics
import TimeSeries

/// The verb that asks how much of a result is luck.
enum MonteCarloVerb {
  static let verb = Verb(
    "montecarlo",
    "Many alternative histories of a backtest, drawn from its own returns or trades.",
    usage: "montecarlo bt, paths=2000, method=stationary",
    options: [paths.description, method.description, block],
    isSource: true
  ) { call in try montecarlo(call) }

  private static let paths = Parameter.whole(
    "paths",
    default: 2000,
    in: 1...1_000_000,
    "how many histories"
  )
  private static let method = Parameter.word(
    "method",
    MonteCarlo.Method.allCases.map(\.rawValue),
    default: "stationary",
    "what is drawn, and so which question is asked"
  )
  private static let block = ParameterDescription(
    "block",
    type: "a number of bars, a duration, or auto",
    fallback: "auto",
    summary: "mean length of the blocks of returns"
  )

  private static func montecarlo(_ call: CommandCall) throws -> Outcome {
    let backtest: BacktestValue = try call.object(try call.requiredOperand(), as: "a backtest")
    let paths = try call.option(paths)
    let method = MonteCarlo.Method(rawValue: try call.option(method)) ?? .stationary
    let block = try length(of: call, clock: backtest.clock)
    let context = call.context
    let isTrade = method == .trades || method == .shuffle
    let returns =
      isTrade ? backtest.tradeReturns : Array(backtest.result.returns.dropFirst())
    let least = backtest.forecastHorizon.map(Double.init)
    let capital = backtest.result.settings.capital
    let stream = context.stream("montecarlo")
    let key = context.decided {
      var key = ResultKey(.monteCarlo)
      key.add(returns)
      key.add(method.rawValue)
      key.add(block)
      key.add(least)
      key.add(paths)
      key.add(capital)
      key.add(stream)
      return key
    }
    @Sendable func progress(_ done: Int) -> Progress {
      Progress("montecarlo", done: done, total: paths, unit: "paths", isKept: true)
    }
    func simulated() throws -> MonteCarloResult {
      let result = MonteCarlo.run(
        returns: call.isChecking ? [] : returns,
        method: method,
        block: block,
        leastBlock: least,
        paths: call.isChecking ? 0 : paths,
        capital: capital,
        stream: stream,
        workers: context.workers,
        keeper: { number, walk in
          context.isStopped() ? nil : context.part(number, of: key, walk)
        },
        progress: { _ = context.progress(progress($0)) }
      )
      if !context.isAssembling {
        try context.report(progress(paths))
      }
      return result
    }
    let result = try context.kept(key, simulated)
    let value = MonteCarloValue(result: result, backtest: backtest, isTrade: isTrade)
    guard context.isAssembling, result.paths < paths, !returns.isEmpty else {
      return Outcome(.object(value))
    }
    guard result.paths > 0 else { throw Problem.interrupted }
    let partial = PartialResult(done: result.paths, total: paths, unit: "histories")
    return Outcome(.object(value), isShown: true, partial: partial)
  }

  /// Returns the block length in rows; nil to let the returns decide.
  private static func length(of call: CommandCall, clock: Clock) throws -> Double? {
    guard let option = call.command.options.last(where: { $0.name?.text == "block" })?.value else {
      return nil
    }
    if case .name("auto") = option.kind { return nil }
    switch try call.evaluator.evaluate(option) {
    case .number(let scalar) where call.isUnknown(scalar): return nil
    case .bars(let count) where count > 0: return Double(count)
    case .number(let scalar) where scalar.value >= 1 && scalar.value.isFinite: return scalar.value
    case .duration(let period) where period.isPositive:
      // Exchange days: a week of the calendar has five rows of a daily clock.
      let year = Double(Period.day.nanoseconds) * 365.25
      let share = Double(period.months) / 12 + Double(period.nanoseconds) / year
      let rows =
        period.months == 0 && clock.isDaily && period.nanoseconds < Period.week.nanoseconds
        ? Double(period.nanoseconds) / Double(Period.day.nanoseconds) : share * clock.periodsPerYear
      return max(1, rows)
    default:
      throw call.located(
        Problem.wrongType(
          found: "this",
          wanted: "a number of bars, a duration or auto",
          what: "`block`"
        ),
        option.range
      )
    }
  }
}
