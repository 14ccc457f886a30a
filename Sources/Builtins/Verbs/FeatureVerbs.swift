import Language
import TimeSeries

/// Verbs that say what a model may know and what it is asked.
enum FeatureVerbs {
  static let verbs: [Verb] = [
    Verb(
      "features",
      "Named columns that a model may learn from; none may know the future.",
      usage: "features on es { r5 = ret(close, 5) }",
      prepositions: ["on"],
      mostOperands: 0,
      takesBlock: true
    ) { call in try features(call) },
    Verb(
      "target",
      "What a model is asked to predict: an expression that knows the future.",
      usage: "target on es, direction(5)",
      prepositions: ["on"],
      mostOperands: 0,
      mostAfterPreposition: 2
    ) { call in try target(call) },
  ]

  private static func features(_ call: CommandCall) throws -> Outcome {
    let (frame, name) = try call.frame(try call.required("on"))
    guard let block = call.command.block else { throw call.misused }
    var inner = call.evaluator.inScope(FrameScope(frame, name: name))
    var columns: [Frame.Column] = []
    var fitted: [(name: String, feature: FittedFeature)] = []
    for (number, item) in block.items.enumerated() {
      guard case .statement(let statement) = item else {
        throw call.ruleOutsideStrategy(item)
      }
      if !call.isChecking {
        let count = block.items.count
        try call.context.report(
          Progress("features", done: number, total: count, unit: "columns")
        )
      }
      guard let (label, value) = try inner.define(statement) else { continue }
      if let feature = value.object as? FittedFeature { fitted.append((label, feature)) }
      for column in try named(label, value, statement, call) {
        try gate(column, statement, frame.clock, inner, call)
        guard !columns.contains(where: { $0.name == column.name }) else {
          throw call.located(Problem.repeatedArgument(column.name), statement.range)
        }
        columns.append(column)
      }
    }
    guard !columns.isEmpty else { throw call.located(call.misused, block.range) }
    return Outcome(
      .object(FeatureSet(columns: Frame(clock: frame.clock, columns: columns), fitted: fitted))
    )
  }

  /// Returns the columns that a definition gives: a series one, a record one for each field, and a
  /// frame all of its own.
  private static func named(
    _ label: String,
    _ value: Value,
    _ statement: Statement,
    _ call: CommandCall
  ) throws -> [Frame.Column] {
    if let series = value.asSeries, !label.isEmpty {
      return [Frame.Column(name: label, series: series)]
    }
    if let feature = value.object as? FittedFeature, !label.isEmpty {
      return [Frame.Column(name: label, series: feature.missing)]
    }
    switch value {
    case .record(let record) where !label.isEmpty:
      return record.fields.compactMap { field in
        field.value.asSeries.map { Frame.Column(name: "\(label)_\(field.name)", series: $0) }
      }
    case .frame(let frame): return frame.columns
    default:
      throw call.located(
        Problem.wrongType(
          found: value.typeName,
          wanted: label.isEmpty ? "a named series" : "a series",
          what: label.isEmpty ? "a feature" : "the feature `\(label)`"
        ),
        statement.range
      )
    }
  }

  /// Refuses a feature that knows a row after its own.
  private static func gate(
    _ column: Frame.Column,
    _ statement: Statement,
    _ clock: Clock,
    _ evaluator: Evaluator,
    _ call: CommandCall
  ) throws {
    let series = column.series
    let gate = Gate(call: call, place: "a feature", evaluator: evaluator) {
      try $0.evaluate($1).knowledge(on: clock)
    }
    try gate.check(
      series.effective,
      name: column.name,
      of: statement.expression,
      at: statement.range
    )
    guard series.clock.matches(clock) else {
      throw call.located(
        Problem.differentClocks(clock.spanText, series.clock.spanText),
        statement.range
      )
    }
  }

  private static func target(_ call: CommandCall) throws -> Outcome {
    guard let operands = call.clause("on"), operands.count == 2 else { throw call.misused }
    let (frame, name) = try call.frame(operands[0])
    let value = try call.evaluator.inScope(FrameScope(frame, name: name)).evaluate(operands[1])
    guard let series = value.asSeries, series.clock.matches(frame.clock) else {
      throw call.located(
        Problem.wrongType(found: value.typeName, wanted: "a series of \(name)", what: "the target"),
        operands[1].range
      )
    }
    if !series.reach.seesFuture {
      call.context.notes.add(
        "warning: the target knows nothing of the future, reach \(series.reach)"
      )
    }
    return Outcome(.object(TargetValue(target: series)))
  }
}

extension Statement {
  /// The expression that it gives a name to or shows.
  fileprivate var expression: Expression? {
    switch kind {
    case .bind(_, let expression), .expression(let expression): expression
    default: nil
    }
  }
}

extension Value {
  /// Returns what the value, or any column of it, knows on `clock`.
  func knowledge(on clock: Clock) -> Knowledge {
    if let series = asSeries { return series.effective }
    if let frame = asFrame {
      return .derived(from: frame.columns.map(\.series.effective), step: "the columns")
    }
    if case .record(let record) = self {
      return .derived(from: record.fields.map { $0.value.knowledge(on: clock) }, step: "a record")
    }
    return knowledge.resolved(on: clock)
  }
}

extension CommandCall {
  /// Returns the error for a rule such as `enter long` where only definitions may stand.
  func ruleOutsideStrategy(_ item: Block.Item) -> Diagnostic {
    guard case .rule(let rule) = item else { return located(misused, command.range) }
    return located(Problem.ruleOutsideStrategy(rule.act.rawValue), rule.range)
  }
}
