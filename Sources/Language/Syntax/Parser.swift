/// The words that the grammar knows beside its reserved ones.
public struct Grammar: Sendable {
  /// Words that begin a command where one may begin.
  public let verbs: Set<String>
  /// Verbs of the language that this version does not have.
  public let futureVerbs: Set<String>
  /// Words that join further operands to a command.
  public static let prepositions: Set<String> = ["to", "on", "by", "from", "over", "at"]

  public init(verbs: Set<String>, futureVerbs: Set<String> = []) {
    self.verbs = verbs
    self.futureVerbs = futureVerbs
  }
}

/// Reads statements by recursive descent, in the order of the grammar of `docs/language.md`.
public struct Parser {
  /// How deeply expressions and blocks may be nested: a deeper tree could exhaust the stack, which
  /// no program can catch.
  static let deepest = 256

  /// The most bytes of a text that is read: some 25,000 lines.
  public static let longest = 1 << 20

  let source: Source
  let grammar: Grammar
  private let tokens: [Token]
  private var position = 0
  private var nesting = 0
  /// Where the statement, and where the command or stage under way begins.
  private var (statementStart, commandStart) = (0, 0)

  init(_ source: Source, grammar: Grammar) throws(Diagnostic) {
    self.source = source
    self.grammar = grammar
    tokens = try Lexer.tokens(of: source)
  }

  /// Returns the statements of a program, in order.
  public static func statements(
    of source: Source,
    grammar: Grammar
  ) throws(Diagnostic) -> [Statement] {
    guard source.bytes.count <= longest else {
      throw Diagnostic(tooLong(source.bytes.count), in: source, at: SourceRange(0, 0))
    }
    if let meta = metaStatement(source) { return [meta] }
    var parser = try Parser(source, grammar: grammar)
    var statements: [Statement] = []
    while try parser.skipSeparators() {
      statements.append(try parser.statement())
      try parser.expectSeparator()
    }
    return statements
  }

  /// Says that so many bytes of code are too many.
  public static func tooLong(_ bytes: Int) -> Explanation {
    Problem.tooMuch(
      what: "the length of this program",
      count: NumberText.count(bytes) + " bytes",
      limit: NumberText.count(longest)
    ).explanation
  }

  /// Returns the expression that is the whole of a source, as in an option of the command line.
  public static func expression(
    of source: Source,
    grammar: Grammar
  ) throws(Diagnostic) -> Expression {
    var parser = try Parser(source, grammar: grammar)
    let expression = try parser.pipeline()
    guard parser.next.kind == .end else { throw parser.unexpected() }
    return expression
  }

  /// Whether a text may be run as it is: nothing in it is left open, and its end expects no more.
  public static func isComplete(_ text: String) -> Bool {
    let source = Source(text)
    return metaStatement(source) != nil || Lexer.isComplete(source)
  }

  /// Returns the line of the session that a source is, such as `:help ema`.
  private static func metaStatement(_ source: Source) -> Statement? {
    let text = source.text(SourceRange(0, source.bytes.count))
    guard text.first == ":", !text.contains("\n") else { return nil }
    let words = text.dropFirst().split(separator: " ", maxSplits: 1)
    let rest = words.count > 1 ? String(words[1]) : ""
    return Statement(
      kind: .meta(words.first.map(String.init) ?? "", rest),
      range: SourceRange(0, source.bytes.count),
      source: source
    )
  }

  // Statements

  mutating func statement() throws(Diagnostic) -> Statement {
    let start = next.range
    let kind = try statementKind()
    return Statement(kind: kind, range: start.through(previous.range), source: source)
  }

  private mutating func statementKind() throws(Diagnostic) -> Statement.Kind {
    statementStart = position
    if case .name("fn") = next.kind, case .name = peek(1).kind {
      advance()
      let name = try newName()
      let parameters = try parameterList()
      try expect(.assign)
      return .function(name, parameters, try commandOrPipeline())
    }
    if let names = try boundNames() { return .bind(names, try commandOrPipeline()) }
    return .expression(try commandOrPipeline())
  }

  /// Reads `name =` or `(a, b) =`; nil, and nothing consumed, where no binding begins.
  private mutating func boundNames() throws(Diagnostic) -> [Name]? {
    if case .name = next.kind, peek(1).kind == .symbol(.assign) {
      let name = try newName()
      advance()
      return [name]
    }
    guard next.kind == .symbol(.openParenthesis) else { return nil }
    let start = position
    advance()
    var names: [Token] = []
    while case .name = next.kind {
      names.append(next)
      advance()
      guard next.kind == .symbol(.comma) else { break }
      advance()
    }
    guard names.count > 1, next.kind == .symbol(.closeParenthesis),
      peek(1).kind == .symbol(.assign)
    else {
      position = start
      return nil
    }
    position = start + 1
    var bound: [Name] = []
    while next.kind != .symbol(.closeParenthesis) {
      bound.append(try newName())
      if next.kind == .symbol(.comma) { advance() }
    }
    advance()
    advance()
    return bound
  }

  /// Reads a name that is about to get a value, which no reserved word or verb can be.
  mutating func newName() throws(Diagnostic) -> Name {
    let name = try self.name()
    if Token.reserved.contains(name.text) || grammar.verbs.contains(name.text)
      || grammar.futureVerbs.contains(name.text)
    {
      throw failure(.reservedName(name.text), name.range)
    }
    return name
  }

  mutating func parameterList() throws(Diagnostic) -> [FunctionParameter] {
    try expect(.openParenthesis)
    var parameters: [FunctionParameter] = []
    while next.kind != .symbol(.closeParenthesis) {
      let name = try newName()
      var fallback: Expression?
      if next.kind == .symbol(.assign) {
        advance()
        fallback = try expression()
      }
      parameters.append(FunctionParameter(name: name, fallback: fallback))
      guard next.kind == .symbol(.comma) else { break }
      advance()
    }
    try expect(.closeParenthesis)
    return parameters
  }

  mutating func commandOrPipeline() throws(Diagnostic) -> Expression {
    commandStart = position
    guard let verb = verbAhead() else { return try pipeline() }
    let command = try command(verb)
    return try stages(after: made(.command(command), from: command.range, over: command.parts))
  }

  mutating func pipeline() throws(Diagnostic) -> Expression {
    let first = try expression()
    return try stages(after: first)
  }

  private mutating func stages(after first: Expression) throws(Diagnostic) -> Expression {
    var stages: [Stage] = []
    while next.kind == .symbol(.pipe) {
      advance()
      stages.append(try deeper { parser throws(Diagnostic) in try parser.stage() })
    }
    guard !stages.isEmpty else { return first }
    return made(
      .pipeline(first, stages),
      from: first.range,
      over: [first] + stages.flatMap(\.parts)
    )
  }

  private mutating func stage() throws(Diagnostic) -> Stage {
    commandStart = position
    if let verb = verbAhead() { return .command(try command(verb)) }
    let start = next.range
    let function = try postfix()
    if case .call(let callee, let arguments) = function.kind {
      return .call(callee, arguments, start.through(previous.range))
    }
    return .call(function, [], start.through(previous.range))
  }

  // Commands

  /// Returns the verb where a command begins here: a verb that is not the owner of a field.
  private func verbAhead() -> Name? {
    guard case .name(let word) = next.kind, peek(1).kind != .symbol(.dot),
      grammar.verbs.contains(word)
    else { return nil }
    return Name(text: word, range: next.range)
  }

  private mutating func command(_ verb: Name) throws(Diagnostic) -> Command {
    advance()
    if verb.text == "import", case .name(let module) = next.kind {
      throw failure(.importOfModule(module), next.range)
    }
    var parts = CommandParts()
    try operands(into: &parts, clause: nil)
    while case .name(let word) = next.kind, Grammar.prepositions.contains(word) {
      let preposition = Name(text: word, range: next.range)
      advance()
      try operands(into: &parts, clause: preposition)
    }
    if next.kind == .symbol(.openBrace) { parts.block = try block() }
    return Command(
      verb: verb,
      operands: parts.operands,
      axes: parts.axes,
      clauses: parts.clauses,
      options: parts.options,
      block: parts.block,
      range: verb.range.through(previous.range)
    )
  }

  private struct CommandParts {
    var operands: [Expression] = []
    var axes: [Command.Axis] = []
    var clauses: [Command.Clause] = []
    var options: [Argument] = []
    var block: Block?
  }

  private mutating func operands(
    into parts: inout CommandParts,
    clause: Name?
  ) throws(Diagnostic) {
    var values: [Expression] = []
    while !endsOperands() {
      if case .name = next.kind, peek(1).kind == .symbol(.assign) {
        parts.options.append(try namedArgument())
      } else if case .name = next.kind, peek(1).kind == .name("in") {
        let name = try newName()
        advance()
        parts.axes.append(Command.Axis(name: name, values: try expression()))
      } else {
        values.append(try expression())
      }
      guard next.kind == .symbol(.comma) else { break }
      advance()
    }
    if let clause {
      parts.clauses.append(Command.Clause(preposition: clause, operands: values))
    } else {
      parts.operands = values
    }
  }

  private func endsOperands() -> Bool {
    switch next.kind {
    case .end, .separator, .symbol(.pipe), .symbol(.openBrace), .symbol(.closeBrace),
      .symbol(.closeParenthesis), .symbol(.closeBracket):
      true
    case .name(let word):
      Grammar.prepositions.contains(word) && peek(1).kind != .symbol(.assign)
    default: false
    }
  }

  private mutating func block() throws(Diagnostic) -> Block {
    try deeper { parser throws(Diagnostic) in
      let start = parser.next.range
      try parser.expect(.openBrace)
      var items: [Block.Item] = []
      while try parser.skipSeparators(), parser.next.kind != .symbol(.closeBrace) {
        items.append(try parser.item())
        if parser.next.kind != .symbol(.closeBrace) { try parser.expectSeparator() }
      }
      try parser.expect(.closeBrace)
      return Block(items: items, range: start.through(parser.previous.range))
    }
  }

  private mutating func item() throws(Diagnostic) -> Block.Item {
    guard case .name(let word) = next.kind, peek(1).kind != .symbol(.assign) else {
      return .statement(try statement())
    }
    guard case .name(let second) = peek(1).kind,
      let act = Rule.Act(rawValue: word) ?? Rule.Act(rawValue: "\(word) \(second)")
    else {
      // `stop 0.6%` and `hold 12` have no second word.
      guard let act = Rule.Act(rawValue: word), peek(1).kind != .symbol(.dot) else {
        if word == "enter" { throw failure(.enterWithoutSide, next.range) }
        return .statement(try statement())
      }
      return .rule(try rule(act))
    }
    return .rule(try rule(act))
  }

  private mutating func rule(_ act: Rule.Act) throws(Diagnostic) -> Rule {
    let start = next.range
    for _ in act.rawValue.split(separator: " ") { advance() }
    var value: Expression?
    var condition: Expression?
    if next.kind != .name("when"), !endsOperands(), next.kind != .symbol(.comma) {
      value = try expression()
    }
    if next.kind == .name("when") {
      advance()
      condition = try expression()
    }
    var options: [Argument] = []
    while next.kind == .symbol(.comma) {
      advance()
      options.append(try namedArgument())
    }
    return Rule(
      act: act,
      value: value,
      condition: condition,
      options: options,
      range: start.through(previous.range)
    )
  }

  // Tokens

  /// Whether the statement under way begins with an expression.
  func beginsStatement(_ expression: Expression) -> Bool {
    tokens[min(statementStart, tokens.count - 1)].range.lower == expression.range.lower
  }

  var next: Token { tokens[min(position, tokens.count - 1)] }

  var previous: Token { tokens[max(0, min(position, tokens.count) - 1)] }

  func peek(_ offset: Int) -> Token {
    tokens[max(0, min(position + offset, tokens.count - 1))]
  }

  mutating func advance() { position += 1 }

  mutating func name() throws(Diagnostic) -> Name {
    guard case .name(let text) = next.kind else { throw unexpected(wanted: "a name") }
    defer { advance() }
    return Name(text: text, range: next.range)
  }

  mutating func namedArgument() throws(Diagnostic) -> Argument {
    let name = try self.name()
    try expect(.assign)
    return Argument(name: name, value: try expression())
  }

  mutating func expect(_ symbol: Token.Symbol) throws(Diagnostic) {
    guard next.kind == .symbol(symbol) else { throw unexpected(wanted: "`\(symbol.rawValue)`") }
    advance()
  }

  private mutating func expectSeparator() throws(Diagnostic) {
    guard next.kind == .separator || next.kind == .end else { throw unexpected() }
  }

  /// Skips separators; false at the end of the source.
  private mutating func skipSeparators() throws(Diagnostic) -> Bool {
    while next.kind == .separator { advance() }
    return next.kind != .end
  }

  /// Runs `body` one level deeper, and refuses a level too deep.
  mutating func deeper<Result>(
    _ body: (inout Parser) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Parser.deepest else { throw failure(.nestedTooDeeply, next.range) }
    return try body(&self)
  }

  /// Makes an expression from `start` to the last token read; too deep a tree is refused.
  func made(
    _ kind: Expression.Kind,
    from start: SourceRange,
    over parts: [Expression]
  ) -> Expression {
    Expression(
      kind: kind,
      range: start.through(previous.range),
      depth: 1 + (parts.map(\.depth).max() ?? 0)
    )
  }

  func failure(_ problem: Problem, _ range: SourceRange) -> Diagnostic {
    Diagnostic(problem.explanation, in: source, at: range)
  }

  /// Returns what is wrong with a word where a command may begin, behind which something follows: a
  /// verb of another language, or a misspelt one of this; nil where nothing is like it.
  private func misspeltCommand(_ word: String) -> Problem? {
    if Rule.Act.words.contains(word) { return .ruleOutsideStrategy(word) }
    var end = position
    while end < tokens.count, tokens[end].kind != .separator, tokens[end].kind != .end { end += 1 }
    let rest = source.text(
      SourceRange(next.range.lower, tokens[min(end, tokens.count - 1)].range.lower)
    )
    let line = rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let near = Suggestion.nearest(to: word, in: grammar.verbs.union(Rule.Act.words))
    if near == nil || near != ForeignNames.named(word)?.ours,
      let repair = ForeignNames.repair(of: word, before: line, verbs: grammar.verbs)
    {
      return .foreignWord(word, repair: repair)
    }
    return near.map { .unknownVerb(word, suggestion: $0) }
  }

  /// Returns the error for a token that cannot stand here.
  func unexpected(wanted: String? = nil) -> Diagnostic {
    if case .name(let word) = previous.kind, grammar.futureVerbs.contains(word) {
      return failure(.futureVerb(word), previous.range)
    }
    if case .name(let word) = previous.kind, position == commandStart + 1,
      let problem = misspeltCommand(word)
    {
      return failure(problem, previous.range)
    }
    switch next.kind {
    case .end, .separator: return failure(.unexpectedEnd(wanted: wanted), next.range)
    default: return failure(.unexpected(source.text(next.range), wanted: wanted), next.range)
    }
  }
}
