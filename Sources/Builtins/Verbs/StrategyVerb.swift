import Language
import TimeSeries

/// The verb that makes a strategy of rules.
enum StrategyVerb {
  static let verb = Verb(
    "strategy",
    "Rules that enter and leave a position; none may know the future.",
    usage:
      "strategy on es { enter long when close > sma(close, 200); exit when close < sma(close, 200) }",
    prepositions: ["on"],
    mostOperands: 0,
    takesBlock: true
  ) { call in try strategy(call) }

  private static func strategy(_ call: CommandCall) throws -> Outcome {
    let (frame, name) = try call.bars(try call.required("on"))
    guard let block = call.command.block else { throw call.misused }
    var inner = call.evaluator.inScope(
      FrameScope(frame, name: name, states: StrategyValue.states)
    )
    var strategy = StrategyValue(on: frame, origin: name)
    for item in block.items {
      switch item {
      case .statement(let statement):
        guard statement.firstName != nil else {
          throw call.located(call.misused, statement.range)
        }
        _ = try inner.define(statement)
      case .rule(let rule):
        try add(rule, to: &strategy, inner, call)
      }
    }
    guard strategy.enterLong != nil || strategy.enterShort != nil else {
      throw call.located(call.misused, block.range)
    }
    return Outcome(.object(strategy))
  }

  private static func add(
    _ rule: Rule,
    to strategy: inout StrategyValue,
    _ evaluator: Evaluator,
    _ call: CommandCall
  ) throws {
    let compiler = RuleCompiler(rule: rule, evaluator: evaluator, call: call)
    try compiler.checkShape()
    let before = strategy.text.contains { $0.hasPrefix(rule.act.rawValue) }
    guard !before else {
      throw call.located(Problem.repeatedArgument(rule.act.rawValue), rule.range)
    }
    switch rule.act {
    case .enterLong: strategy.enterLong = try compiler.entry(&strategy)
    case .enterShort: strategy.enterShort = try compiler.entry(&strategy)
    case .exit: strategy.exit = try compiler.condition(&strategy)
    case .stop: strategy.stop = try compiler.distance(below: 1, &strategy)
    case .take: strategy.take = try compiler.distance(below: .infinity, &strategy)
    case .hold: strategy.hold = try compiler.bars(&strategy)
    }
    let words = evaluator.source.text(rule.range).split(whereSeparator: \.isWhitespace)
    strategy.text.append(words.joined(separator: " "))
  }
}

/// Compiles one rule, and gathers what it knows.
private struct RuleCompiler {
  let rule: Rule
  let evaluator: Evaluator
  let call: CommandCall

  /// Refuses a rule that lacks its condition or its value, or has one that it does not take.
  func checkShape() throws {
    let needsCondition = [.enterLong, .enterShort, .exit].contains(rule.act)
    guard (rule.condition != nil) == needsCondition, (rule.value != nil) != needsCondition else {
      let usage =
        needsCondition
        ? "\(rule.act.rawValue) when close > 0"
        : "\(rule.act.rawValue) \(rule.act == .hold ? "12" : "0.6%")"
      throw call.located(
        Problem.wrongOperands(verb: rule.act.rawValue, usage: usage),
        rule.range
      )
    }
    let allowed = [.enterLong, .enterShort].contains(rule.act) ? ["limit", "expires"] : []
    for option in rule.options {
      guard let name = option.name, !allowed.contains(name.text) else { continue }
      throw call.located(
        Problem.unknownOption(
          name.text,
          of: rule.act.rawValue,
          suggestion: Suggestion.nearest(to: name.text, in: allowed)
        ),
        name.range
      )
    }
  }

  func condition(_ strategy: inout StrategyValue) throws -> RowExpression {
    guard let condition = rule.condition else { throw call.misused }
    let value = try compiled(condition, &strategy)
    guard value.kind == .boolean else {
      throw call.located(
        Problem.wrongType(found: "a number", wanted: "a truth value", what: "the condition"),
        condition.range
      )
    }
    return value.expression
  }

  func entry(_ strategy: inout StrategyValue) throws -> StrategyValue.Entry {
    let limit = rule.options.first { $0.name?.text == "limit" }?.value
    let expires = rule.options.first { $0.name?.text == "expires" }?.value
    return StrategyValue.Entry(
      condition: try condition(&strategy),
      limit: try limit.map { try value($0, &strategy) },
      expiry: try expires.map { try bars($0, &strategy) }
    )
  }

  func value(_ expression: Expression?, _ strategy: inout StrategyValue) throws -> RowExpression {
    guard let expression else { throw call.misused }
    let value = try compiled(expression, &strategy)
    guard value.kind != .boolean else {
      throw call.located(
        Problem.wrongType(found: "a truth value", wanted: "a number", what: "this"),
        expression.range
      )
    }
    return value.expression
  }

  /// A distance from the entry price as a fraction of it: above zero and below `limit`.
  func distance(below limit: Double, _ strategy: inout StrategyValue) throws -> RowExpression {
    let distance = try value(rule.value, &strategy)
    let place = rule.value?.range ?? rule.range
    let values: [Double]
    switch distance {
    case .constant(let number): values = [number.isNaN ? 0 : number]
    case .column(let column): values = column
    default:
      throw call.located(
        Problem.changesDuringRun("this", function: rule.act.rawValue),
        place
      )
    }
    if call.isChecking || call.context.isReplaying { return distance }
    if let wrong = values.first(where: { !$0.isNaN && !($0 > 0 && $0 < limit) }) {
      throw call.located(
        Problem.notADistance(rule.act.rawValue, value: NumberText.short(wrong)),
        place
      )
    }
    return distance
  }

  func bars(_ strategy: inout StrategyValue) throws -> Int {
    guard let value = rule.value else { throw call.misused }
    return try bars(value, &strategy)
  }

  private func bars(_ expression: Expression, _ strategy: inout StrategyValue) throws -> Int {
    let parameter = Parameter.whole("bars", in: 1...1_000_000, "")
    let value = try evaluator.evaluate(expression)
    try gate(value.knowledge, expression)
    strategy.knowledge = .derived(from: [strategy.knowledge, value.knowledge], step: "strategy")
    do {
      return try parameter.read(
        Reader(evaluator: evaluator, description: parameter.description, value: value)
      )
    } catch let problem as Problem {
      throw call.located(problem, expression.range)
    }
  }

  /// Compiles an expression, and refuses one that knows the future.
  private func compiled(
    _ expression: Expression,
    _ strategy: inout StrategyValue
  ) throws -> Evaluator.RowValue {
    let value = try evaluator.rowValue(expression)
    try gate(value.knowledge, expression)
    strategy.knowledge = .derived(from: [strategy.knowledge, value.knowledge], step: "strategy")
    strategy.warmUp = max(strategy.warmUp, value.warmUp)
    return value
  }

  private func gate(_ knowledge: Knowledge, _ expression: Expression) throws {
    guard let clock = evaluator.frameInScope?.frame.clock else { return }
    let gate = Gate(call: call, place: "a strategy", evaluator: evaluator) {
      try $0.rowValue($1).knowledge.resolved(on: clock)
    }
    try gate.check(
      knowledge.resolved(on: clock),
      name: rule.act.rawValue,
      of: expression,
      at: expression.range
    )
  }
}
