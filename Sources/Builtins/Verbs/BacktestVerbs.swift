import Backtest
import Language
import TimeSeries

/// Verbs that trade the past, and judge what came of it.
enum BacktestVerbs {
  static let verbs: [Verb] = [
    StrategyVerb.verb,
    Verb(
      "backtest",
      "Trades a strategy, or a series of positions between -1 and 1, bar by bar with costs.",
      usage: "backtest s on es, fill=next_open, cost=1bp",
      prepositions: ["on", "over"],
      options: BacktestOptions.descriptions,
      isGated: true,
      isSource: true
    ) { call in try backtest(call) },
    MonteCarloVerb.verb,
    CompareVerb.verb,
  ]

  private static func backtest(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    let subject = Rerun.Subject(operand, in: call.evaluator)
    let signal = try call.evaluator.evaluate(operand)
    let options = try BacktestOptions(call)
    if let strategy = signal.object as? StrategyValue {
      let named = try call.clause("on")?.first.map { try call.frame($0) }
      guard named.map({ $0.frame.clock.matches(strategy.bars.clock) }) ?? true else {
        throw Problem.differentClocks(
          strategy.bars.clock.spanText,
          named?.frame.clock.spanText ?? ""
        )
      }
      guard named.map({ $0.frame.hasSamePrices(as: strategy.bars) }) ?? true else {
        throw TradeError.otherPrices(strategy.origin, named?.name ?? "")
      }
      try options.check(
        strategy.knowledge.resolved(on: strategy.bars.clock),
        of: operand,
        on: strategy.bars.clock,
        call
      )
      let title = "\(call.evaluator.source.phrase(operand.range)) on \(strategy.origin)"
      let audited = AuditedSignal(
        subject,
        call.isChecking ? [] : strategy.judgedColumns,
        knows: strategy.knowledge.resolved(on: strategy.bars.clock),
        at: operand.range
      )
      return try run(
        on: strategy.bars,
        title: title,
        options,
        audited,
        warmUp: strategy.warmUp,
        call
      ) {
        strategy.rules(offset: $0.lowerBound)
      }
    }
    let (frame, name) = try call.bars(try call.required("on"))
    let positions = try positions(signal, frame, operand, options, call)
    let columns = JudgedColumn.columns(of: signal) ?? []
    let audited = AuditedSignal(
      subject,
      columns,
      knows: signal.knowledge(on: frame.clock),
      at: operand.range
    )
    let title = "a position series on \(name)"
    let warmUp = signal.asSeries?.warmUp ?? 0
    return try run(on: frame, title: title, options, audited, warmUp: warmUp, call) {
      PositionStrategy(Array(positions[$0]))
    }
  }

  /// Runs the strategy that `strategy` makes for the rows in question.
  private static func run<S: Strategy>(
    on frame: Frame,
    title: String,
    _ options: BacktestOptions,
    _ signal: AuditedSignal,
    warmUp: Int,
    _ call: CommandCall,
    _ strategy: (Range<Int>) -> S
  ) throws -> Outcome {
    try options.check(frame, title, call)
    let rows = try call.rows(of: frame.clock)
    // The whole frame keeps its clock, by which a check knows it.
    let run = try BacktestRun(
      call.clause("over") == nil ? frame : frame.cut(to: rows),
      title: title,
      settings: options.settings,
      assumedCosts: options.assumedCosts,
      forecastHorizon: signal.forecast
    )
    var value = run.value(
      strategy(rows),
      call.context,
      isTrial: !call.isChecking,
      audit: try signal.audit(rows: rows, call)
    )
    noteIdleness(of: value, warmUp, call)
    value.marks = [frame.marks, call.optionMarks(on: frame.clock)]
      .reduce(signal.marks, Mark.union)
    return Outcome(.object(value))
  }

  /// Tells of a backtest that has traded nothing, whose figures say nothing either.
  private static func noteIdleness(of value: BacktestValue, _ warmUp: Int, _ call: CommandCall) {
    let count = value.clock.count
    guard !call.isChecking, !call.context.isTrial, !call.context.isReplaying, count > 0,
      value.result.trades.isEmpty
    else { return }
    let reason =
      warmUp >= count
      ? "what it waits for is missing in all \(NumberText.count(count)) rows, as a window is longer"
      : value.result.orders.isEmpty
        ? "nothing to enter came true in \(NumberText.count(count)) rows" : "no order was filled"
    call.context.notes.add("nothing was traded: \(reason)")
  }

  /// Returns a column of target positions, which may know nothing of the future and stay in [-1, 1].
  private static func positions(
    _ signal: Value,
    _ frame: Frame,
    _ operand: Expression,
    _ options: BacktestOptions,
    _ call: CommandCall
  ) throws -> [Double] {
    guard let series = signal.asSeries else {
      throw call.located(
        Problem.wrongType(
          found: signal.typeName,
          wanted: "a strategy or a series of positions",
          what: "what is tested"
        ),
        operand.range
      )
    }
    guard series.clock.matches(frame.clock) else {
      throw call.located(
        Problem.differentClocks(series.clock.spanText, frame.clock.spanText),
        operand.range
      )
    }
    // Only the rows that are traded have to have been known in time.
    let rows = try call.rows(of: frame.clock)
    let traded =
      call.clause("over") == nil ? series : series.cut(to: rows, clock: series.clock.cut(to: rows))
    try options.check(traded.effective, of: operand, on: traded.clock, call)
    if let row = series.values.firstIndex(where: { abs($0) > 1 }) {
      throw call.located(
        Problem.outsideRange(
          what: "the position at \(series.clock.label(row))",
          value: NumberText.short(series.values[row]),
          range: "-1 to 1, the share of the equity"
        ),
        operand.range
      )
    }
    // Rows without a position in the warm-up are flat, and later ones keep what is held.
    return series.values.enumerated().map { $1.isNaN && $0 < series.warmUp ? 0 : $1 }
  }
}

/// The options of a backtest.
struct BacktestOptions {
  static let fill = Parameter.word(
    "fill",
    FillTime.allCases.map(\.rawValue),
    default: "next_open",
    "when market orders fill"
  )
  static let cost = Parameter.number(
    "cost",
    default: 0.0001,
    in: 0...0.5,
    "commission a side, as a fraction of the value"
  )
  static let slippage = Parameter.number(
    "slippage",
    default: 0.0001,
    in: 0...0.5,
    "price lost a side by market and stop orders"
  )
  static let size = Parameter.number(
    "size",
    default: 1,
    in: 0...100,
    "the full position, as a multiple of the equity"
  )
  static let capital = Parameter.number(
    "capital",
    default: 100_000,
    in: 1...1e15,
    "the equity at the start"
  )
  static let ties = Parameter.word(
    "ties",
    TieRule.allCases.map(\.rawValue),
    default: "stop",
    "what is reached first where one bar spans stop and target"
  )

  static let descriptions = [
    fill.description, cost.description, slippage.description, size.description,
    capital.description, ties.description,
  ]

  let settings: EngineSettings
  let assumedCosts: [String]

  init(_ call: CommandCall) throws {
    settings = EngineSettings(
      capital: try call.option(BacktestOptions.capital),
      size: try call.option(BacktestOptions.size),
      fill: FillTime(rawValue: try call.option(BacktestOptions.fill)) ?? .nextOpen,
      costs: Costs(
        commission: try call.option(BacktestOptions.cost),
        slippage: try call.option(BacktestOptions.slippage)
      ),
      ties: TieRule(rawValue: try call.option(BacktestOptions.ties)) ?? .stop
    )
    assumedCosts = ["cost", "slippage"].filter { !call.has($0) }
  }

  /// Refuses bars that were chosen with the future in view, as by `where ahead(close, 1) > close`.
  func check(_ frame: Frame, _ name: String, _ call: CommandCall) throws {
    let knowledge = Knowledge.derived(
      from: frame.columns.map(\.series.effective),
      step: "the bars"
    )
    guard !knowledge.reach.seesFuture else {
      throw Problem.looksAhead(
        name: "backtest",
        reach: knowledge.reach,
        path: knowledge.path,
        place: "a backtest"
      )
    }
    // Of a selection there is more to say, and what is assumed has been said.
    guard !frame.clock.isSelection else { return }
    for column in Bars.columnNames {
      guard let series = frame[column], !series.marks.contains(where: { $0.kind == .assumed }),
        !series.knowledge.reach.isConstant, series.knowledge.reach.low < 0
      else { continue }
      throw TradeError.pricesOfOtherRows(name, column, String(describing: series.knowledge.reach))
    }
  }

  /// Refuses a signal that knows the future, or fills at a close that the signal used.
  func check(
    _ knowledge: Knowledge,
    of operand: Expression,
    on clock: Clock,
    _ call: CommandCall
  ) throws {
    let gate = Gate(call: call, place: "a position", evaluator: call.evaluator) {
      try $0.evaluate($1).knowledge(on: clock)
    }
    let range = operand.range
    try gate.check(knowledge, name: call.evaluator.source.text(range), of: operand, at: range)
    if settings.fill == .close, !knowledge.reach.isConstant, knowledge.reach.high > -1 {
      throw call.located(Problem.fillsAtItsOwnClose, range)
    }
  }
}

extension CommandCall {
  /// Returns the bars that are traded, which are data: nobody can trade at a price that was computed.
  func bars(_ expression: Expression) throws -> (frame: Frame, name: String) {
    let value = try evaluator.evaluate(expression)
    let name = evaluator.source.phrase(expression.range)
    guard !value.isComputed else {
      throw located(TradeError.pricesComputed(name), expression.range)
    }
    guard let frame = value.asFrame else {
      throw located(
        Problem.wrongType(found: value.typeName, wanted: "a frame", what: "this"),
        expression.range
      )
    }
    return (frame, name)
  }

  /// Returns what has to be said of the options that were typed.
  func optionMarks(on clock: Clock) -> [Mark] {
    command.options.reduce([]) { marks, option in
      // The word of an option's own list is no expression.
      let value = try? evaluator.evaluate(option.value)
      return Mark.union(marks, value?.knowledge.marks(on: clock) ?? [])
    }
  }
}

extension Frame {
  /// Whether two frames have the same bars, to the bit.
  fileprivate func hasSamePrices(as other: Frame) -> Bool {
    Bars.columnNames.allSatisfy { name in
      let (a, b) = (self[name]?.values ?? [], other[name]?.values ?? [])
      return a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern }
    }
  }
}

/// Why bars are not traded.
enum TradeError: Error, Equatable {
  /// These are features.
  case pricesComputed(String)
  /// A column of the bars has another reach than its own row.
  case pricesOfOtherRows(String, String, String)
  /// The rules are about the first frame, the backtest about the second.
  case otherPrices(String, String)
}

extension TradeError: Explainable {
  var explanation: Explanation {
    switch self {
    case .pricesComputed(let name):
      Explanation(
        "E216",
        "`\(name)` are features, and nobody could trade at prices that were computed",
        repair: "trade the bars that they were made from"
      )
    case .pricesOfOtherRows(let name, let column, let reach):
      Explanation(
        "E216",
        "\(name) would trade at `\(column)` of the reach \(reach), a price that nobody was offered",
        repair: "trade the bars that it was made from"
      )
    case .otherPrices(let rules, let frame):
      Explanation(
        "E217",
        "the rules stand on \(rules), and \(frame) has other prices",
        repair: "write `strategy on \(frame) { … }`"
      )
    }
  }
}
