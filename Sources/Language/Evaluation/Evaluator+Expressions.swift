internal import TimeSeries

extension Evaluator {
  /// Returns the value of an expression and, where it is a command, what else the command does.
  public func outcome(of expression: Expression) throws -> Outcome {
    switch expression.kind {
    case .command(let command): try outcome(of: command, input: nil)
    case .pipeline(let first, let stages): try outcome(of: first, stages)
    default: Outcome(try evaluate(expression))
    }
  }

  /// Returns the value of an expression.
  public func evaluate(_ expression: Expression) throws -> Value {
    // A function may call others as often as it likes without one builtin among them.
    try placing(at: expression.range) { try context.checkStop() }
    switch expression.kind {
    case .number(let value): return .number(value)
    case .boolean(let truth): return .truth(truth)
    case .missing: return .number(.nan)
    case .text(let text): return .text(text)
    case .duration(let period): return .duration(period)
    case .bars(let count): return .bars(count)
    case .ticks(let count): return .ticks(count)
    case .instant(let instant): return .instant(instant)
    case .timeOfDay(let clock): return .timeOfDay(clock)
    case .last(let cell): return try last(cell, expression.range)
    case .name(let name): return try lookUp(name, expression.range)
    case .negated(let operand):
      return try placing(at: expression.range) {
        try Operation.negated(try evaluate(operand), step: text(expression))
      }
    case .not(let operand):
      return try placing(at: expression.range) { try Operation.not(try evaluate(operand)) }
    case .binary(let sign, let left, let right):
      let (a, b) = (try evaluate(left), try evaluate(right))
      noteFixedRow(left, beside: b, a)
      noteFixedRow(right, beside: a, b)
      return try placing(at: expression.range) {
        try Operation.binary(sign, a, b, step: text(expression), notes: context.notes)
      }
    case .range(let lower, let upper, let isHalfOpen, let step):
      return try range(lower, upper, isHalfOpen, step)
    case .conditional(let condition, let first, let second):
      return try conditional(condition, first, second, expression)
    case .function(let parameters, let body):
      return try function(nil, parameters, body, at: expression.range)
    case .call(let callee, let arguments):
      return try translating(expression) {
        try call(callee, arguments, piped: nil, at: expression.range)
      }
    case .subscripted(let owner, let indexes):
      return try translating(expression) { try subscripted(owner, indexes, expression) }
    case .field(let owner, let name):
      return try translating(expression) { try field(name, of: owner) }
    case .at(let owner, let moment): return try row(of: owner, at: moment, expression)
    case .list(let items):
      let values = try items.map(evaluate)
      return try placing(at: expression.range) { try .list(checking: values) }
    case .record(let fields):
      let values = try fields.map { ($0.name?.text ?? "", try evaluate($0.value)) }
      return try placing(at: expression.range) { try .record(checking: values) }
    case .command, .pipeline:
      let outcome = try outcome(of: expression)
      // Only a statement's own result can be half finished: nothing is computed from a half.
      guard outcome.partial == nil else { throw diagnostic(Problem.interrupted, expression.range) }
      guard let value = outcome.value else {
        throw diagnostic(
          Problem.wrongType(found: "nothing", wanted: "a value", what: "this"),
          expression.range
        )
      }
      return value
    }
  }

  /// Returns the value of an expression that was given on the command line.
  public func evaluate(_ input: OutsideInput) throws -> Value {
    var inner = self
    inner.source = input.source
    return try inner.evaluate(input.expression)
  }

  /// The text of an expression on one line, cut to a readable length.
  func text(_ expression: Expression) -> String { text(expression.range) }

  func text(_ range: SourceRange) -> String {
    // The text goes with every operation, and a long one is hardly ever read.
    let start = SourceRange(range.lower, min(range.upper, range.lower + 256))
    let line = source.text(start).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= 60 && start == range ? line : line.prefix(59) + "…"
  }

  // Names

  private func last(_ cell: Int?, _ range: SourceRange) throws -> Value {
    if depth == 0 { context.reads(cell.map(Resource.cell) ?? .last) }
    let value = cell.map { environment.cellValues[$0] } ?? environment.last
    guard let value else { throw diagnostic(Problem.noLastValue(cell), range) }
    return value
  }

  /// Returns what a name means here: a parameter, a definition of the block, a column, a name of
  /// the session, in this order.
  func lookUp(_ name: String, _ range: SourceRange) throws -> Value {
    if environment.locals.contains(name), let value = environment[name] { return value }
    if let scope {
      if scope.states[name] != nil {
        throw diagnostic(
          Problem.changesDuringRun(name, function: "this expression"),
          range
        )
      }
      if let value = column(name) {
        if scope.own[name] == nil { noteReading(of: name) }
        if environment[name] != nil, scope.own[name] == nil {
          context.notes.add(
            "`\(name)` is the column of \(scope.name) here, not the session's value"
          )
        }
        return value
      }
    }
    if scope == nil { _ = column(name) }
    noteReading(of: name)
    if let value = environment[name] { return value }
    if name == "pi" { return .number(.pi) }
    throw diagnostic(unknown(name), range)
  }

  /// Returns what a name means in the frame in scope, and notes what the answer depends on.
  func column(_ name: String) -> Value? {
    let value = scope?.value(name)
    if scopes.isEmpty {
      if value == nil { context.lacks(column: name) } else { context.reads(.scope) }
    }
    return value
  }

  private func unknown(_ name: String) -> Problem {
    let session = Array(environment.values.keys)
    let words =
      session + ["pi"] + Array(registry.functions.keys) + registry.orderedVerbs.map(\.name)
    if registry.functions[name] != nil { return .functionWithoutCall(name) }
    guard let scope else {
      // The column of a frame that nobody has brought into scope is the likeliest meaning.
      let owner = environment.values.filter { $0.value.asFrame?[name] != nil }.map(\.key).min()
      if let owner { return .columnOutOfScope(name, of: owner) }
      return .unknownName(name, suggestion: Suggestion.nearest(to: name, in: words))
    }
    let columns = scope.frame.columns.map(\.name) + Array(scope.own.keys) + FrameScope.clockColumns
    if let near = Suggestion.nearest(to: name, in: columns) {
      return .unknownColumn(name, frame: scope.name, suggestion: near)
    }
    if FrameScope.customaryColumns.contains(name.lowercased()) {
      return .lackingColumn(name, frame: scope.name, columns: scope.frame.columns.map(\.name))
    }
    return .unknownName(name, suggestion: Suggestion.nearest(to: name, in: words))
  }

  // Parts of values

  private func range(
    _ lower: Expression?,
    _ upper: Expression?,
    _ isHalfOpen: Bool,
    _ step: Expression?
  ) throws -> Value {
    let stepValue = try step.map { expression in
      guard case .number(let scalar) = try evaluate(expression), scalar.value.isFinite else {
        throw diagnostic(
          Problem.wrongType(found: "another value", wanted: "a number", what: "the step"),
          expression.range
        )
      }
      return scalar.value
    }
    return .range(
      RangeValue(
        lower: try lower.map(end),
        upper: try upper.map(end),
        isHalfOpen: isHalfOpen,
        step: stepValue
      )
    )
  }

  /// Returns the value of an end of a range.
  private func end(_ expression: Expression) throws -> Value {
    let value = try evaluate(expression)
    switch value.plain {
    case .number(let scalar) where scalar.kind != .boolean: return value
    case .instant, .timeOfDay: return value
    default:
      throw diagnostic(
        Problem.wrongType(
          found: value.typeName,
          wanted: "a number, a date or a time",
          what: "the end of a range"
        ),
        expression.range
      )
    }
  }

  func field(_ name: Name, of owner: Expression) throws -> Value {
    let value = try evaluate(owner)
    let (names, found) = Evaluator.fields(of: value, name.text)
    if let found { return found }
    guard !names.isEmpty else {
      throw diagnostic(Problem.noField(name.text, type: value.typeName), name.range)
    }
    throw diagnostic(
      Problem.unknownField(
        name.text,
        of: "`\(text(owner))`",
        names: names,
        suggestion: Suggestion.nearest(to: name.text, in: names)
      ),
      name.range
    )
  }

  /// Returns the names of a value's fields, and the field called `name`.
  public static func fields(of value: Value, _ name: String) -> (names: [String], value: Value?) {
    switch value {
    case .frame(let frame): (frame.columns.map(\.name), frame[name].map(Value.series))
    case .record(let record): (record.fields.map(\.name), record[name])
    case .object(let object): (object.fieldNames, object.field(name))
    case .informed(let inner, let knowledge):
      fields(of: inner, name, knowing: knowledge)
    default: ([], nil)
    }
  }

  /// Returns the fields of a value that was chosen, or is a part: they know what it knows.
  private static func fields(
    of value: Value,
    _ name: String,
    knowing knowledge: Knowledge
  ) -> (names: [String], value: Value?) {
    let (names, field) = fields(of: value, name)
    return (names, field?.knowing(knowledge, step: name))
  }

  private func subscripted(
    _ owner: Expression,
    _ indexes: [Expression],
    _ expression: Expression
  ) throws -> Value {
    let value = try evaluate(owner)
    guard let first = indexes.first, indexes.count == 1 else {
      throw diagnostic(
        Problem.tooManyArguments(of: "[ ]", limit: 1),
        expression.range
      )
    }
    let index = try evaluate(first)
    return try placing(at: first.range) {
      switch (value, index) {
      case (_, .number(let scalar)) where scalar.kind == .boolean:
        throw Problem.badOperands(value.typeName, index.typeName, operator: "[ ]")
      case (.frame(let frame), .text(let header)):
        guard let series = frame[header] else {
          throw Problem.unknownColumn(
            header,
            frame: text(owner),
            suggestion: Suggestion.nearest(to: header, in: frame.columns.map(\.header))
          )
        }
        return .series(series)
      case (.frame(let frame), .range(let range)):
        let rows = try range.rows(of: frame.clock)
        if rows.isEmpty { noteEmpty(expression, owner, frame.clock) }
        return Value.frame(frame.cut(to: rows))
          .knowing(range.knowledge, step: text(expression))
      case (_, .range(let range)) where value.asSeries != nil:
        guard let series = value.asSeries else { return value }
        let rows = try range.rows(of: series.clock)
        if rows.isEmpty { noteEmpty(expression, owner, series.clock) }
        return Value.series(series.cut(to: rows, clock: series.clock.cut(to: rows)))
          .knowing(range.knowledge, step: text(expression))
      case (_, .number(let scalar)) where value.asSeries != nil:
        guard let series = value.asSeries else { return value }
        let row = try rowNumber(scalar, count: series.count)
        return figure(of: series, row, isFirst: scalar.isLiteralZero, expression)
          .knowing(scalar.knowledge, step: text(expression))
      case (.frame(let frame), .number(let scalar)):
        let row = try rowNumber(scalar, count: frame.count)
        return record(of: frame, row: row, isFirst: scalar.isLiteralZero, expression)
          .knowing(scalar.knowledge, step: text(expression))
      case (.list(let items), .number(let scalar)):
        guard let row = try rowNumber(scalar, count: items.count) else { return .number(.nan) }
        return items[row].knowing(scalar.knowledge, step: text(expression))
      default:
        throw Problem.badOperands(value.typeName, index.typeName, operator: "[ ]")
      }
    }
  }

  /// Tells of a range in which no row lies.
  private func noteEmpty(_ expression: Expression, _ owner: Expression, _ clock: Clock) {
    guard !isChecking, !context.isReplaying, clock.count > 0 else { return }
    context.notes.add(
      "`\(text(expression))` has no rows: \(text(owner)) runs \(clock.spanText.replacing(" → ", with: " to "))"
    )
  }

  /// Tells of one number that stands beside a column, where the row before may be meant.
  private func noteFixedRow(_ expression: Expression, beside other: Value, _ value: Value) {
    guard case .subscripted(let owner, let indexes) = expression.kind,
      case .number(let row)? = indexes.first?.kind, row > 0, other.asSeries != nil,
      case .number = value.plain, !isChecking, !context.isReplaying
    else { return }
    context.notes.add(
      "`\(text(expression))` is the number in row \(NumberText.short(row)), the same for all rows; so many rows before each is `lag(\(text(owner)), \(NumberText.short(row)))`"
    )
  }

  /// Returns the row that a number names; nil while checking, where there are no rows.
  private func rowNumber(_ scalar: Scalar, count: Int) throws -> Int? {
    if isChecking, scalar.isFromData { return count > 0 ? 0 : nil }
    guard !(scalar.value < 0) else {
      throw Problem.negativeRow(NumberText.short(scalar.value))
    }
    guard let row = Int(exactly: scalar.value) else {
      throw Problem.notAWholeNumber(what: "the row", value: NumberText.short(scalar.value))
    }
    if isChecking, count == 0 { return nil }
    guard row < count else { throw Problem.rowsOutOfRange(row, count: count) }
    return row
  }

  /// A number that was taken from one row, which every earlier row would have to look ahead for.
  ///
  /// The first row has no earlier one, which a check can tell although it has no rows.
  private func figure(
    of series: Series,
    _ row: Int?,
    isFirst: Bool = false,
    _ expression: Expression
  ) -> Value {
    let knowledge =
      isFirst && row == nil && !series.reach.seesFuture
      ? Knowledge(
        reach: .constant,
        dated: [Dated(nil, clock: nil)],
        path: [Knowledge.Step(text(expression))]
      )
      : series.figureKnowledge(ofRow: row, step: text(expression))
    let value = row.map { series.values[$0] } ?? .nan
    return .number(Scalar(value, kind: series.kind, knowledge: knowledge))
  }

  private func record(
    of frame: Frame,
    row: Int?,
    isFirst: Bool = false,
    _ expression: Expression
  ) -> Value {
    var fields: [(name: String, value: Value)] = []
    if let times = frame.clock.times {
      let clock = frame.clock
      let known = Dated(row.map(clock.closing), clock: clock)
      let step = Knowledge.Step(text(expression))
      let knowledge = Knowledge(reach: .constant, dated: [known], path: [step])
      let time = row.map { times[$0] } ?? Instant(nanoseconds: 0)
      fields.append(("time", .informed(.instant(time), knowledge)))
    }
    for column in frame.columns {
      let figure = figure(of: column.series, row, isFirst: isFirst, expression)
      fields.append((column.name, figure))
    }
    return .record(Record(fields))
  }

  /// Returns the newest row at or before a moment; a date means its end.
  private func row(
    of owner: Expression,
    at moment: Expression,
    _ expression: Expression
  ) throws -> Value {
    let value = try evaluate(owner)
    let when = try evaluate(moment)
    let known = when.knowledge
    if case .number(let scalar) = when, scalar.kind == .boolean {
      throw diagnostic(
        Problem.badOperands(value.typeName, when.typeName, operator: "@"),
        moment.range
      )
    }
    return try placing(at: moment.range) {
      let rows = RangeValue(lower: nil, upper: when).rows
      switch value {
      case .frame(let frame):
        return record(of: frame, row: try newest(rows(frame.clock), frame.count), expression)
          .knowing(known, step: text(expression))
      case .series(let series):
        let row = try newest(rows(series.clock), series.count)
        return figure(of: series, row, expression).knowing(known, step: text(expression))
      default:
        throw Problem.badOperands(value.typeName, when.typeName, operator: "@")
      }
    }
  }

  private func newest(_ rows: Range<Int>, _ count: Int) throws -> Int? {
    if isChecking, count == 0 { return nil }
    guard let row = rows.last else { throw Problem.rowsOutOfRange(0, count: 0) }
    return row
  }

  private func conditional(
    _ condition: Expression,
    _ first: Expression,
    _ second: Expression,
    _ expression: Expression
  ) throws -> Value {
    let test = try evaluate(condition)
    guard case .number(let scalar) = test else {
      let (a, b) = (try evaluate(first), try evaluate(second))
      return try placing(at: expression.range) {
        try Operation.choice(test, a, b, step: text(expression), notes: context.notes)
      }
    }
    guard scalar.kind == .boolean || scalar.isLiteralMissing else {
      throw diagnostic(
        Problem.wrongType(found: test.typeName, wanted: "a truth value", what: "the condition"),
        condition.range
      )
    }
    let isTrue = scalar.truth ?? false
    // A check finds the errors of both branches; but inside a function, where one may lead back to
    // it, a condition that is known decides.
    if isChecking, depth == 0 || scalar.isFromData { _ = try evaluate(isTrue ? second : first) }
    if scalar.truth == nil { context.notes.count("na in condition", rows: 1) }
    return try evaluate(isTrue ? first : second)
      .knowing(scalar.knowledge, step: text(expression))
  }
}
