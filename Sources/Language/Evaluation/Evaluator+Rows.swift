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
    let states = scope?.states ?? [:]
    guard mentions(states, in: expression) else { return try wholeValue(expression) }
    switch expression.kind {
    case .name(let name):
      return RowValue(
        expression: .state(states[name]?.place ?? 0),
        kind: .number,
        knowledge: states[name]?.knowledge ?? .constant,
        warmUp: 0
      )
    case .negated(let operand):
      return try rowNumber(operand).mapped(kind: .number) { -$0 }
    case .not(let operand):
      return try rowTruth(operand, "the operand of `not`").mapped(kind: .boolean) {
        $0.isNaN ? $0 : 1 - $0
      }
    case .binary(let sign, let left, let right):
      return try combined(sign, try rowValue(left), try rowValue(right), expression)
    case .conditional(let test, let first, let second):
      return choice(
        try rowTruth(test, "the condition"),
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
        knowledge: series.effective,
        warmUp: series.warmUp
      )
    }
  }

  /// Compiles an expression that must give a truth value.
  private func rowTruth(_ expression: Expression, _ what: String) throws -> RowValue {
    let value = try rowValue(expression)
    guard value.isTruth else {
      throw diagnostic(
        Problem.wrongType(found: value.typeName, wanted: "a truth value", what: what),
        expression.range
      )
    }
    return value
  }

  /// Compiles an expression that must give a number.
  private func rowNumber(_ expression: Expression) throws -> RowValue {
    let value = try rowValue(expression)
    guard value.kind != .boolean else {
      throw diagnostic(
        Problem.wrongType(found: value.typeName, wanted: "a number or a series", what: "this"),
        expression.range
      )
    }
    return value
  }

  private func combined(
    _ sign: BinaryOperator,
    _ x: RowValue,
    _ y: RowValue,
    _ expression: Expression
  ) throws -> RowValue {
    let isLogic = sign == .and || sign == .or
    let compares = sign == .equal || sign == .notEqual
    let fits =
      isLogic ? x.isTruth && y.isTruth : compares || (x.kind != .boolean && y.kind != .boolean)
    guard fits else {
      throw diagnostic(
        Problem.badOperands(x.typeName, y.typeName, operator: sign.rawValue),
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
    let known = ["abs": 1, "pmax": 2, "pmin": 2]
    let isByPlace = arguments.allSatisfy { $0.name == nil }
    let parts =
      isByPlace && known[name] == arguments.count
      ? try arguments.map { try rowNumber($0.value) } : []
    switch (name, parts.count) {
    case ("abs", 1): return parts[0].mapped(kind: .number) { abs($0) }
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
      let state = arguments.first { mentions(scope?.states ?? [:], in: $0.value) }
      throw diagnostic(
        Problem.changesDuringRun(state.map { text($0.value) } ?? name, function: name),
        state?.value.range ?? expression.range
      )
    }
  }

  private func mentions(_ states: [String: FrameScope.State], in expression: Expression) -> Bool {
    if case .name(let name) = expression.kind {
      return states[name] != nil && !environment.locals.contains(name)
        && scope?.own[name] == nil
    }
    return expression.parts.contains { mentions(states, in: $0) }
  }
}

extension Evaluator.RowValue {
  fileprivate var isTruth: Bool {
    if case .constant(let value) = expression, value.isNaN { return true }
    return kind == .boolean
  }

  fileprivate var typeName: String { kind == .boolean ? "a truth value" : "a number" }

  /// Returns the value with `kernel` applied to each row.
  fileprivate func mapped(
    kind: Series.Kind,
    _ kernel: @escaping @Sendable (Double) -> Double
  ) -> Evaluator.RowValue {
    Evaluator.RowValue(
      expression: .unary(kernel, expression),
      kind: kind,
      knowledge: knowledge,
      warmUp: warmUp
    )
  }
}
