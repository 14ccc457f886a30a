extension Parser {
  mutating func expression() throws(Diagnostic) -> Expression {
    let expression = try deeper { parser throws(Diagnostic) in
      guard case .name(let word) = parser.next.kind else { return try parser.or() }
      if word == "if" { return try parser.conditional() }
      if word == "fn" { return try parser.function() }
      return parser.peek(1).kind == .symbol(.arrow) ? try parser.lambda() : try parser.or()
    }
    guard expression.depth <= Parser.deepest else {
      throw failure(.nestedTooDeeply, expression.range)
    }
    return expression
  }

  private mutating func conditional() throws(Diagnostic) -> Expression {
    let start = next.range
    advance()
    let condition = try expression()
    try expectWord("then")
    let first = try expression()
    try expectWord("else")
    let second = try expression()
    return made(
      .conditional(condition, then: first, else: second),
      from: start,
      over: [condition, first, second]
    )
  }

  /// Reads `x -> x + 1`.
  private mutating func lambda() throws(Diagnostic) -> Expression {
    let name = try newName()
    advance()
    return try function([FunctionParameter(name: name, fallback: nil)], from: name.range)
  }

  /// Reads `fn(x, y=1) -> x + y`.
  private mutating func function() throws(Diagnostic) -> Expression {
    let start = next.range
    advance()
    let parameters = try parameterList()
    try expect(.arrow)
    return try function(parameters, from: start)
  }

  private mutating func function(
    _ parameters: [FunctionParameter],
    from start: SourceRange
  ) throws(Diagnostic) -> Expression {
    let body = try expression()
    return made(
      .function(parameters: parameters, body: body),
      from: start,
      over: parameters.compactMap(\.fallback) + [body]
    )
  }

  private mutating func expectWord(_ word: String) throws(Diagnostic) {
    guard next.kind == .name(word) else { throw unexpected(wanted: "`\(word)`") }
    advance()
  }

  private mutating func or() throws(Diagnostic) -> Expression {
    try binary([.name("or"): .or]) { parser throws(Diagnostic) in try parser.and() }
  }

  private mutating func and() throws(Diagnostic) -> Expression {
    try binary([.name("and"): .and]) { parser throws(Diagnostic) in try parser.not() }
  }

  private mutating func not() throws(Diagnostic) -> Expression {
    guard next.kind == .name("not") else { return try comparison() }
    return try deeper { parser throws(Diagnostic) in
      let start = parser.next.range
      parser.advance()
      let operand = try parser.not()
      return parser.made(.not(operand), from: start, over: [operand])
    }
  }

  private static let comparisons: [Token.Kind: BinaryOperator] = [
    .symbol(.equal): .equal, .symbol(.notEqual): .notEqual, .symbol(.less): .less,
    .symbol(.lessOrEqual): .lessOrEqual, .symbol(.greater): .greater,
    .symbol(.greaterOrEqual): .greaterOrEqual,
  ]

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let left = try range()
    guard let sign = Parser.comparisons[next.kind] else {
      if next.kind == .symbol(.assign) { throw assignment(to: left) }
      return left
    }
    advance()
    let right = try range()
    if Parser.comparisons[next.kind] != nil { throw failure(.chainedComparison, next.range) }
    return made(.binary(sign, left, right), from: left.range, over: [left, right])
  }

  /// Returns the error of `=` behind an expression: a part of a value is to be changed, or `==` meant.
  private func assignment(to left: Expression) -> Diagnostic {
    guard beginsStatement(left), let (owner, column) = columnNamed(by: left),
      case .name(let frame) = owner.kind
    else { return failure(.assignmentAsComparison, next.range) }
    let value = source.text(SourceRange(next.range.upper, next.range.upper + 200))
      .prefix { $0 != "\n" && $0 != ";" }.split(separator: " ").joined(separator: " ")
    let name = column.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .joined(separator: "_")
    let isName = name.first.map { $0.isLetter } ?? false && !Token.reserved.contains(name)
    return failure(
      .valuesStay(
        source.text(left.range),
        repair: isName ? "write `x = features on \(frame) { \(name) = \(value) }`" : nil
      ),
      left.range
    )
  }

  /// Returns the parts of `es.close` and `es["close"]`; nil for any other expression.
  private func columnNamed(by expression: Expression) -> (owner: Expression, column: String)? {
    switch expression.kind {
    case .field(let owner, let name): return (owner, name.text)
    case .subscripted(let owner, let indexes):
      guard case .text(let name)? = indexes.first?.kind else { return nil }
      return (owner, name)
    default: return nil
    }
  }

  private mutating func range() throws(Diagnostic) -> Expression {
    let start = next.range
    if next.kind == .symbol(.range) {
      advance()
      let upper = try sum()
      return made(
        .range(lower: nil, upper: upper, isHalfOpen: false, step: nil),
        from: start,
        over: [upper]
      )
    }
    let lower = try sum()
    let isHalfOpen = next.kind == .symbol(.rangeHalfOpen)
    guard isHalfOpen || next.kind == .symbol(.range) else { return lower }
    advance()
    var upper: Expression?
    if beginsOperand() { upper = try sum() }
    var step: Expression?
    if next.kind == .name("step") {
      advance()
      step = try sum()
    }
    return made(
      .range(lower: lower, upper: upper, isHalfOpen: isHalfOpen, step: step),
      from: start,
      over: [lower, upper, step].compactMap { $0 }
    )
  }

  /// Whether an operand can begin with the next token, so that a range has an upper end.
  private func beginsOperand() -> Bool {
    switch next.kind {
    case .separator, .end: false
    case .name(let word):
      !Token.reserved.contains(word) && !Grammar.prepositions.contains(word)
    case .symbol(let symbol): symbol == .openParenthesis || symbol == .minus
    default: true
    }
  }

  private mutating func sum() throws(Diagnostic) -> Expression {
    try binary([.symbol(.plus): .add, .symbol(.minus): .subtract]) { parser throws(Diagnostic) in
      try parser.product()
    }
  }

  private mutating func product() throws(Diagnostic) -> Expression {
    let signs: [Token.Kind: BinaryOperator] = [
      .symbol(.times): .multiply, .symbol(.divide): .divide, .name("mod"): .remainder,
    ]
    return try binary(signs) { parser throws(Diagnostic) in try parser.unary() }
  }

  /// Reads operands joined by operators of one rank, from left to right.
  private mutating func binary(
    _ signs: [Token.Kind: BinaryOperator],
    _ operand: (inout Parser) throws(Diagnostic) -> Expression
  ) throws(Diagnostic) -> Expression {
    var left = try operand(&self)
    while let sign = signs[next.kind] {
      advance()
      let right = try operand(&self)
      left = made(.binary(sign, left, right), from: left.range, over: [left, right])
      if left.depth > Parser.deepest { throw failure(.nestedTooDeeply, left.range) }
    }
    return left
  }

  private mutating func unary() throws(Diagnostic) -> Expression {
    let start = next.range
    if next.kind == .symbol(.minus) || next.kind == .symbol(.plus) {
      let isMinus = next.kind == .symbol(.minus)
      return try deeper { parser throws(Diagnostic) in
        parser.advance()
        let operand = try parser.unary()
        return isMinus ? parser.made(.negated(operand), from: start, over: [operand]) : operand
      }
    }
    let base = try postfix()
    guard next.kind == .symbol(.power) else { return base }
    return try deeper { parser throws(Diagnostic) in
      parser.advance()
      let exponent = try parser.unary()
      return parser.made(.binary(.power, base, exponent), from: start, over: [base, exponent])
    }
  }

  mutating func postfix() throws(Diagnostic) -> Expression {
    var value = try primary()
    while case .symbol(let symbol) = next.kind {
      let start = value.range
      switch symbol {
      case .openParenthesis:
        let arguments = try argumentList()
        value = made(.call(value, arguments), from: start, over: [value] + arguments.map(\.value))
      case .openBracket:
        let indexes = try expressionList(.openBracket, .closeBracket)
        value = made(.subscripted(value, indexes), from: start, over: [value] + indexes)
      case .dot:
        advance()
        let field = try name()
        value = made(.field(value, field), from: start, over: [value])
      case .at:
        advance()
        let moment = try primary()
        value = made(.at(value, moment), from: start, over: [value, moment])
      default:
        return value
      }
      if value.depth > Parser.deepest { throw failure(.nestedTooDeeply, value.range) }
    }
    return value
  }

  private mutating func argumentList() throws(Diagnostic) -> [Argument] {
    try expect(.openParenthesis)
    var arguments: [Argument] = []
    while next.kind != .symbol(.closeParenthesis) {
      if case .name = next.kind, peek(1).kind == .symbol(.assign) {
        arguments.append(try namedArgument())
      } else {
        arguments.append(Argument(name: nil, value: try expression()))
      }
      guard next.kind == .symbol(.comma) else { break }
      advance()
    }
    try expect(.closeParenthesis)
    return arguments
  }

  private mutating func expressionList(
    _ opening: Token.Symbol,
    _ closing: Token.Symbol
  ) throws(Diagnostic) -> [Expression] {
    try expect(opening)
    var expressions: [Expression] = []
    while next.kind != .symbol(closing) {
      expressions.append(try expression())
      guard next.kind == .symbol(.comma) else { break }
      advance()
    }
    try expect(closing)
    return expressions
  }

  private mutating func primary() throws(Diagnostic) -> Expression {
    let start = next.range
    switch next.kind {
    case .symbol(.openParenthesis): return try parenthesised()
    case .symbol(.openBracket):
      let items = try expressionList(.openBracket, .closeBracket)
      return made(.list(items), from: start, over: items)
    case .name(let word) where Token.reserved.contains(word):
      guard let literal = Parser.literals[word] else { throw unexpected(wanted: "a value") }
      return leaf(literal)
    default:
      guard let literal = literal(next.kind) else { throw unexpected(wanted: "a value") }
      return leaf(literal)
    }
  }

  static let literals: [String: Expression.Kind] = [
    "true": .boolean(true), "false": .boolean(false), "na": .missing,
  ]

  private mutating func leaf(_ kind: Expression.Kind) -> Expression {
    let start = next.range
    advance()
    return made(kind, from: start, over: [])
  }

  private func literal(_ token: Token.Kind) -> Expression.Kind? {
    switch token {
    case .name(let text): .name(text)
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    case .duration(let period): .duration(period)
    case .bars(let count): .bars(count)
    case .ticks(let count): .ticks(count)
    case .instant(let instant): .instant(instant)
    case .timeOfDay(let clock): .timeOfDay(clock)
    case .last(let cell): .last(cell)
    case .symbol, .separator, .end: nil
    }
  }

  /// Reads `(expression)`, `(command)` or a record `(a=1, b=2)`.
  private mutating func parenthesised() throws(Diagnostic) -> Expression {
    let start = next.range
    try expect(.openParenthesis)
    if case .name = next.kind, peek(1).kind == .symbol(.assign) {
      var fields: [Argument] = []
      while next.kind != .symbol(.closeParenthesis) {
        fields.append(try namedArgument())
        guard next.kind == .symbol(.comma) else { break }
        advance()
      }
      try expect(.closeParenthesis)
      return made(.record(fields), from: start, over: fields.map(\.value))
    }
    let inner = try commandOrPipeline()
    try expect(.closeParenthesis)
    return Expression(kind: inner.kind, range: start.through(previous.range), depth: inner.depth)
  }
}
