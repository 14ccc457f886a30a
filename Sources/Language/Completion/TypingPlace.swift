/// The place at the end of a text that is being typed: what has begun there and is not ended.
///
/// It is found from the tokens alone, so that it is known in a text that no parser takes.
struct TypingPlace {
  /// What may stand at the place.
  enum Expectation: Equatable {
    /// A statement, a right-hand side, or whatever else a verb may begin.
    case command
    /// What takes the value before a `|`.
    case stage
    /// An item of a block: a definition, or in a strategy a rule.
    case item
    /// The word that says what a verb makes, such as `gbm` after `fit`.
    case kind
    /// A value, or behind a comma an option.
    case operand
    /// The value of a named argument or option.
    case choice(String)
    /// What goes on after a whole operand, such as a preposition.
    case continuation
    /// What goes on in a rule before its condition: the side of `enter`, or `when`.
    case rule(hasSide: Bool)
    /// A name that is made up, such as a parameter of a function.
    case newName
  }

  /// A verb and what it was given so far.
  struct Command {
    let verb: Verb
    var kind: Verb.Kind?
    /// The preposition whose operands are typed; nil for those of the verb.
    var clause: String?
    var prepositions: Set<String> = []
    /// The name that stands after each preposition, such as the frame after `on`.
    var names: [String: String] = [:]
    /// How many operands of the verb, or of the preposition, have ended.
    var operands = 0
  }

  /// What a bracket has opened, and what stands in it so far.
  struct Level {
    let opening: Token.Symbol?
    /// The function whose arguments stand in the parentheses.
    var function: String?
    /// The verb whose block stands in the braces, with its frame.
    var block: Command?
    var command: Command?
    /// The names that a block has defined.
    var defined: [String] = []
    /// The options and named arguments that were given.
    var named: Set<String> = []
    var option: String?
    /// The frame that goes through the pipe, where it has a name.
    var piped: String?
    var isStage = false
    var begins = true
    var hasValue = false
    /// Whether the name of a function comes next.
    var isMakingName = false
    /// Whether a rule is typed, up to its condition.
    var isRule = false

    init(_ opening: Token.Symbol?, function: String? = nil, block: Command? = nil) {
      (self.opening, self.function, self.block) = (opening, function, block)
      begins = function == nil
    }

    /// Goes on to the next statement.
    mutating func separate() {
      (command, option, piped, named) = (nil, nil, nil, [])
      (isStage, begins, hasValue, isRule) = (false, true, false, false)
    }
  }

  private(set) var levels = [Level(nil)]

  /// Finds the place behind `tokens`, which end before the word that is being typed.
  init(_ tokens: [Token], registry: Registry) {
    for place in tokens.indices {
      let next = place + 1 < tokens.count ? tokens[place + 1].kind : .end
      let previous = place > 0 ? tokens[place - 1] : nil
      take(tokens[place], after: previous, before: next, registry)
    }
  }

  /// The innermost level.
  var level: Level { levels.last ?? Level(nil) }

  var expectation: Expectation {
    let level = level
    if level.isMakingName { return .newName }
    if let option = level.option, !level.hasValue { return .choice(option) }
    if level.begins {
      if level.isStage { return .stage }
      return level.opening == .openBrace ? .item : .command
    }
    if level.isRule { return .rule(hasSide: level.hasValue) }
    if level.hasValue { return .continuation }
    if let command = level.command, command.clause == nil, command.operands == 0,
      !command.verb.kinds.isEmpty
    {
      return .kind
    }
    return .operand
  }

  /// The innermost name of a frame whose columns can be named here: that of a block, of a stage or
  /// after `on`.
  var frameName: String? {
    for level in levels.reversed() {
      if level.isStage || level.command != nil, let piped = level.piped { return piped }
      if let name = level.command?.names["on"] { return name }
      if let name = level.block?.names["on"] { return name }
    }
    return nil
  }

  /// The definitions of the blocks around the place.
  var defined: [String] { levels.filter { $0.opening == .openBrace }.flatMap(\.defined) }

  /// The verb of the block whose items stand here.
  var block: Verb? { level.block?.verb }

  /// The words that rules begin with.
  private static let ruleWords = Set(
    Vocabulary.rules.compactMap { $0.split(separator: " ").first.map(String.init) }
  )

  // Reading

  private var top: Level {
    get { levels[levels.count - 1] }
    set { levels[levels.count - 1] = newValue }
  }

  private mutating func take(
    _ token: Token,
    after previous: Token?,
    before next: Token.Kind,
    _ registry: Registry
  ) {
    switch token.kind {
    case .name(let word): take(word, before: next, registry)
    case .symbol(let symbol): take(symbol, token, after: previous)
    case .separator: top.separate()
    case .end: break
    case .number, .text, .duration, .bars, .ticks, .instant, .timeOfDay, .last: endValue()
    }
  }

  private mutating func take(_ word: String, before next: Token.Kind, _ registry: Registry) {
    top.isMakingName = false
    if next == .symbol(.assign) { return name(word) }
    if top.begins, next != .symbol(.dot), let verb = registry.verbs[word] {
      (top.command, top.begins, top.hasValue) = (Command(verb: verb), false, false)
      return
    }
    if top.begins, word == "fn" {
      (top.begins, top.isMakingName) = (false, true)
      return
    }
    if Grammar.prepositions.contains(word), top.command != nil, !top.begins {
      top.command?.clause = word
      top.command?.prepositions.insert(word)
      top.command?.operands = 0
      (top.hasValue, top.option) = (false, nil)
      return
    }
    if Token.reserved.contains(word) {
      top.isRule = false
      (top.hasValue, top.begins) = (["true", "false", "na"].contains(word), false)
      return
    }
    if top.begins, block?.name == "strategy", TypingPlace.ruleWords.contains(word) {
      (top.begins, top.isRule) = (false, word == "enter" || word == "exit")
      top.hasValue = word == "exit"
      return
    }
    note(word)
    endValue()
  }

  /// Takes a name before `=`: one that is bound, or an option.
  private mutating func name(_ word: String) {
    if top.begins {
      top.defined.append(word)
    } else {
      top.option = word
      top.named.insert(word)
      top.hasValue = false
    }
  }

  /// Keeps a name that says what a command or a pipeline is about.
  private mutating func note(_ word: String) {
    if top.begins { top.piped = word }
    guard let command = top.command, !top.hasValue, command.operands == 0, top.option == nil else {
      return
    }
    if let clause = command.clause {
      top.command?.names[clause] = command.names[clause] ?? word
    } else if let kind = command.verb.kinds.first(where: { $0.name == word }) {
      top.command?.kind = kind
    }
  }

  private mutating func endValue() {
    (top.hasValue, top.begins) = (true, false)
  }

  private mutating func take(_ symbol: Token.Symbol, _ token: Token, after previous: Token?) {
    switch symbol {
    case .openParenthesis:
      let isCall = previous.map { $0.range.upper == token.range.lower } ?? false
      if isCall, case .name(let function)? = previous?.kind, !Token.reserved.contains(function) {
        levels.append(Level(symbol, function: function))
      } else {
        levels.append(Level(symbol))
      }
    case .openBracket: levels.append(Level(symbol, function: ""))
    case .openBrace: levels.append(Level(symbol, block: top.command))
    case .closeParenthesis, .closeBracket, .closeBrace:
      if levels.count > 1 { levels.removeLast() }
      endValue()
    case .comma:
      top.command?.operands += 1
      (top.option, top.hasValue, top.begins) = (nil, false, false)
    case .pipe:
      (top.command, top.option, top.named) = (nil, nil, [])
      (top.isStage, top.begins, top.hasValue) = (true, true, false)
    case .assign: if top.option == nil { top.begins = true }
    default: (top.hasValue, top.begins) = (false, false)
    }
  }
}
