public import TimeSeries

extension Evaluator {
  /// An expression made ready for the rows of a strategy, with what it knows.
  public struct RowValue: Sendable {
    public let expression: RowExpression
    public let kind: Series.Kind
    public let knowledge: Knowledge
    public let warmUp: Int
  }

  /// Compiles an expression of a strategy's rule: columns at once, states for each row.
  public func rowValue(_ expression: Expression) throws -> RowValue {
    let states = frameInScope?.states ?? [:]
    guard mentions(states, in: expression) else { return try wholeValue(expression) }
    switch expression.kind {
    case .name(let name):
      return RowValue(
        expression: .state(states[name] ?? 0),
        kind: .number,
        knowledge: .constant,
        warmUp: 0
      )
    case .negated(let operand):
      return try unary(try rowValue(operand), kind: .number) { -$0 }
    case .not(let operand):
      return try unary(try rowValue(operand), kind: .boolean) { $0.isNaN ? $0 : 1 - $0 }
    case .binary(let sign, let left, let right):
      return try combined(sign, try rowValue(left), try rowValue(right), expression)
    case .conditional(let test, let first, let second):
      return choice(
        try rowValue(test),
        try rowValue(first),
        try rowValue(second),
        expression
      )
    case .call(let callee, let arguments):
      return try rowCall(callee, arguments, expression)
    default:
      throw diagnostic(
        Problem.changesDuringRun(text(expression), function: "this expression"),
        expression.range
      )
    }
  }

  /// An expression without states is a column, or a number.
  private func wholeValue(_ expression: Expression) throws -> RowValue {
    let value = try evaluate(expression)
    switch value {
    case .number(let scalar):
      return RowValue(
        expression: .constant(scalar.value),
        kind: scalar.kind,
        knowledge: scalar.knowledge,
        warmUp: 0
      )
    case .bars(let count):
      return RowValue(
        expression: .constant(Double(count)),
        kind: .number,
        knowledge: .constant,
        warmUp: 0
      )
    default:
      guard let series = value.asSeries else {
        throw diagnostic(
          Problem.wrongType(found: value.typeName, wanted: "a number or a series", what: "this"),
          expression.range
        )
      }
      guard let scope = frameInScope, scope.frame.clock.matches(series.clock) else {
        throw diagnostic(
          Problem.differentClocks(
            frameInScope?.frame.clock.describedRows ?? "none",
            series.clock.describedRows
          ),
          expression.range
        )
      }
      return RowValue(
        expression: .column(series.values),
        kind: series.kind,
        knowledge: series.knowledge,
        warmUp: series.warmUp
      )
    }
  }

  private func unary(
    _ x: RowValue,
    kind: Series.Kind,
    _ kernel: @escaping @Sendable (Double) -> Double
  ) throws -> RowValue {
    RowValue(
      expression: .unary(kernel, x.expression),
      kind: kind,
      knowledge: x.knowledge,
      warmUp: x.warmUp
    )
  }

  private func combined(
    _ sign: BinaryOperator,
    _ x: RowValue,
    _ y: RowValue,
    _ expression: Expression
  ) throws -> RowValue {
    let isLogic = sign == .and || sign == .or
    guard !isLogic || (x.kind == .boolean && y.kind == .boolean) else {
      throw diagnostic(
        Problem.badOperands("a number", "a number", operator: sign.rawValue),
        expression.range
      )
    }
    return RowValue(
      expression: .binary({ Operation.kernel(sign)($0, $1) }, x.expression, y.expression),
      kind: sign.givesTruth ? .boolean : .number,
      knowledge: .derived(from: [x.knowledge, y.knowledge], step: text(expression)),
      warmUp: max(x.warmUp, y.warmUp)
    )
  }

  private func choice(
    _ test: RowValue,
    _ x: RowValue,
    _ y: RowValue,
    _ expression: Expression
  ) -> RowValue {
    RowValue(
      expression: .choice(test.expression, then: x.expression, else: y.expression),
      kind: x.kind == y.kind ? x.kind : .number,
      knowledge: .derived(
        from: [test.knowledge, x.knowledge, y.knowledge],
        step: text(expression)
      ),
      warmUp: max(test.warmUp, x.warmUp, y.warmUp)
    )
  }

  /// A function of each value alone may take a state; one that needs a column may not.
  private func rowCall(
    _ callee: Expression,
    _ arguments: [Argument],
    _ expression: Expression
  ) throws -> RowValue {
    guard case .name(let name) = callee.kind else {
      throw diagnostic(Problem.notCallable("this"), callee.range)
    }
    let parts = try arguments.map { try rowValue($0.value) }
    switch (name, parts.count) {
    case ("abs", 1): return try unary(parts[0], kind: .number) { abs($0) }
    case ("pmax", 2), ("pmin", 2):
      let isMaximum = name == "pmax"
      return RowValue(
        expression: .binary(
          { $0.isNaN || $1.isNaN ? .nan : isMaximum ? max($0, $1) : min($0, $1) },
          parts[0].expression,
          parts[1].expression
        ),
        kind: .number,
        knowledge: .derived(from: parts.map(\.knowledge), step: text(expression)),
        warmUp: max(parts[0].warmUp, parts[1].warmUp)
      )
    default:
      let state = arguments.first { mentions(frameInScope?.states ?? [:], in: $0.value) }
      throw diagnostic(
        Problem.changesDuringRun(state.map { text($0.value) } ?? name, function: name),
        state?.value.range ?? expression.range
      )
    }
  }

  private func mentions(_ states: [String: Int], in expression: Expression) -> Bool {
    if case .name(let name) = expression.kind {
      return states[name] != nil && !environment.locals.contains(name)
        && frameInScope?.own[name] == nil
    }
    return expression.parts.contains { mentions(states, in: $0) }
  }
}

extension Expression {
  /// The expressions directly inside.
  var parts: [Expression] {
    switch kind {
    case .negated(let x), .not(let x), .field(let x, _): [x]
    case .binary(_, let x, let y), .at(let x, let y): [x, y]
    case .range(let lower, let upper, _, let step): [lower, upper, step].compactMap { $0 }
    case .conditional(let x, let y, let z): [x, y, z]
    case .function(_, let body): [body]
    case .call(let callee, let arguments): [callee] + arguments.map(\.value)
    case .subscripted(let x, let indexes): [x] + indexes
    case .list(let items): items
    case .record(let fields): fields.map(\.value)
    case .pipeline(let first, _): [first]
    case .command(let command):
      command.operands + command.clauses.flatMap(\.operands) + command.options.map(\.value)
    case .number, .boolean, .missing, .text, .duration, .bars, .ticks, .instant, .timeOfDay, .last,
      .name:
      []
    }
  }
}
