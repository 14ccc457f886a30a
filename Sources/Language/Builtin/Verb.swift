public import TimeSeries

/// A verb of the language, as a value.
public struct Verb: Sendable {
  public let name: String
  public let summary: String
  /// How a person types it.
  public let usage: String
  public let options: [ParameterDescription]
  /// The prepositions that it takes.
  public let prepositions: [String]
  public let examples: [Example]
  /// The most operands that it takes, a value that comes through a pipe included.
  public let mostOperands: Int
  /// The most operands that it takes after a preposition.
  public let mostAfterPreposition: Int
  /// Whether a value may come through a pipe.
  public let takesInput: Bool
  /// Whether it takes a block of definitions.
  public let takesBlock: Bool
  /// The words that its first operand may be, such as the kinds of a model; empty for a verb whose
  /// operands are values.
  public let kinds: [Kind]
  /// The words that may stand after one of its prepositions, as they are typed, such as `by kfold(n)`.
  public let clauseWords: [Kind]
  /// Whether its options may know nothing of later rows.
  public let isGated: Bool
  /// Whether what it gives comes from outside the program, as data do, or is too dear to be made
  /// twice: where a statement is run again in another world, it is not called.
  public let isSource: Bool
  let body: @Sendable (CommandCall) throws -> Outcome

  public init(
    _ name: String,
    _ summary: String,
    usage: String,
    prepositions: [String] = [],
    options: [ParameterDescription] = [],
    mostOperands: Int = 1,
    mostAfterPreposition: Int = 1,
    takesInput: Bool = false,
    takesBlock: Bool = false,
    kinds: [Kind] = [],
    clauseWords: [Kind] = [],
    isGated: Bool = false,
    isSource: Bool = false,
    examples: [Example] = [],
    body: @escaping @Sendable (CommandCall) throws -> Outcome
  ) {
    self.name = name
    self.summary = summary
    self.usage = usage
    self.prepositions = prepositions
    self.options = options
    self.mostOperands = mostOperands
    self.mostAfterPreposition = mostAfterPreposition
    self.takesInput = takesInput
    self.takesBlock = takesBlock
    self.kinds = kinds
    self.clauseWords = clauseWords
    self.isGated = isGated
    self.isSource = isSource
    self.examples = examples
    self.body = body
  }
}

extension Verb {
  /// A word that the first operand of a verb may be, with the options that only it has.
  public struct Kind: Sendable {
    public let name: String
    public let summary: String
    public let options: [ParameterDescription]

    public init(_ name: String, _ summary: String, options: [ParameterDescription] = []) {
      (self.name, self.summary, self.options) = (name, summary, options)
    }
  }

  /// Returns the kind that a command names; nil where it names none.
  func kind(of command: Command) -> Kind? {
    guard case .name(let word)? = command.operands.first?.kind else { return nil }
    return kinds.first { $0.name == word }
  }
}

/// What a verb leaves behind.
public struct Outcome: Sendable {
  public enum Effect: Sendable {
    /// The columns of a frame are in scope from here on.
    case use(Frame, name: String)
    case seed(UInt64)
    /// A name has another value from here on.
    case rebind(String, Value)
    /// The functions of another notebook have their names from here on.
    case importing([ImportedFunction], from: String)
    /// The rows that are held out may be loaded from here on.
    case unseal(reason: String)
  }

  public let value: Value?
  public let effect: Effect?
  /// Whether the verb's value is to be seen even where it gets a name.
  public private(set) var isShown: Bool
  /// How far the value is finished; nil for all of it.
  public let partial: PartialResult?
  /// Where the value comes from; nil where that is not kept.
  public private(set) var origin: Origin?

  public init(
    _ value: Value? = nil,
    effect: Effect? = nil,
    isShown: Bool = false,
    partial: PartialResult? = nil
  ) {
    self.value = partial.map { value?.partial($0) } ?? value
    self.partial = partial
    self.effect = effect
    self.isShown = isShown
  }

  /// The outcome with its value to be seen.
  var shown: Outcome {
    var outcome = self
    outcome.isShown = true
    return outcome
  }

  /// Returns the outcome of a statement with where its value comes from.
  func from(_ origin: Origin?) -> Outcome {
    var outcome = self
    outcome.origin = origin
    return outcome
  }
}

/// A verb as it was typed, with its parts still to be evaluated.
public struct CommandCall: Sendable {
  public let evaluator: Evaluator
  public let verb: Verb
  public let command: Command
  /// The value that came through a pipe.
  public let input: Value?

  public var isChecking: Bool { evaluator.isChecking }
  public var context: RunContext { evaluator.context }

  /// Reads an option.
  public func option<Input>(_ parameter: Parameter<Input>) throws -> Input {
    let given = command.options.last { $0.name?.text == parameter.description.name }
    return try read(parameter, from: given?.value)
  }

  /// Reads a parameter from an expression; without one it has its default.
  public func read<Input>(
    _ parameter: Parameter<Input>,
    from expression: Expression?
  ) throws -> Input {
    let inputs = Inputs(function: verb.name)
    let value = try parameter.read(
      Reader(
        evaluator: evaluator,
        description: parameter.description,
        given: expression.map { .expression($0) },
        inputs: inputs
      )
    )
    if verb.isGated, let expression {
      try gate(inputs, of: parameter.description.name, expression.range)
    }
    return value
  }

  /// Refuses an option that was found with later rows in view, such as the best value of a sweep:
  /// what the verb gives could not say so.
  ///
  /// What was known when the first row closed that the verb is about may be used.
  private func gate(_ inputs: Inputs, of option: String, _ range: SourceRange) throws {
    let known = Knowledge.derived(from: inputs.knowledge, step: option)
    guard !known.isConstant else { return }
    let rows = try clause("on")?.first.map { try evaluator.evaluate($0).asFrame?.clock }
    let reach = rows?.map(known.reach) ?? .everything
    guard reach.seesFuture else { return }
    throw located(
      Problem.looksAhead(
        name: option,
        reach: reach,
        path: known.path,
        place: "an option of `\(verb.name)`"
      ),
      range
    )
  }

  /// Whether an option was typed.
  public func has(_ option: String) -> Bool {
    command.options.contains { $0.name?.text == option }
  }

  /// Returns the name of the kind that the first operand is, of a verb that has kinds.
  public func kind() throws -> String {
    guard let operand = command.operands.first, case .name(let word) = operand.kind else {
      throw misused
    }
    guard let kind = verb.kind(of: command) else {
      let allowed = verb.kinds.map(\.name)
      throw located(
        Problem.unknownWord(word, option: verb.name, allowed: allowed),
        operand.range
      )
    }
    return kind.name
  }

  /// Returns the operands of a preposition; nil where it was not typed.
  public func clause(_ preposition: String) -> [Expression]? {
    command.clauses.last { $0.preposition.text == preposition }?.operands
  }

  /// Whether a number comes from rows that a check does not have, so that any may turn up.
  public func isUnknown(_ scalar: Scalar) -> Bool { isChecking && scalar.isFromData }

  /// Returns the one operand of a preposition that the verb cannot do without.
  public func required(_ preposition: String) throws -> Expression {
    guard let operand = clause(preposition)?.first else {
      throw Problem.missingClause(verb: verb.name, clause: preposition, usage: verb.usage)
    }
    return operand
  }

  /// Returns the first operand, which the verb cannot do without.
  public func requiredOperand() throws -> Expression {
    guard let operand = command.operands.first else {
      throw Problem.wrongOperands(verb: verb.name, usage: verb.usage)
    }
    return operand
  }

  /// Returns the frame that `expression` names, with the text that names it.
  public func frame(_ expression: Expression) throws -> (frame: Frame, name: String) {
    let value = try evaluator.evaluate(expression)
    guard let frame = value.asFrame else {
      throw located(
        Problem.wrongType(found: value.typeName, wanted: "a frame", what: "this"),
        expression.range
      )
    }
    return (frame, evaluator.source.text(expression.range))
  }

  /// Returns the value of the domain that `expression` gives, which has to be `wanted`.
  public func object<Wanted: ObjectValue>(
    _ expression: Expression,
    as wanted: String,
    what: String = "this"
  ) throws -> Wanted {
    let value = try evaluator.evaluate(expression)
    guard case .object(let object) = value, let found = object as? Wanted else {
      throw located(
        Problem.wrongType(found: value.typeName, wanted: wanted, what: what),
        expression.range
      )
    }
    return found
  }

  /// Returns the frame that came through a pipe, or that the first operand names.
  public func frameInput() throws -> (frame: Frame, name: String) {
    if let input {
      guard let frame = input.asFrame else {
        throw Problem.wrongType(
          found: input.typeName,
          wanted: "a frame",
          what: "the input of `\(verb.name)`"
        )
      }
      return (frame, "the frame")
    }
    return try frame(try requiredOperand())
  }

  /// Returns the range that `over` names; nil without it.
  public func over() throws -> RangeValue? {
    guard let over = clause("over")?.first else { return nil }
    let value = try evaluator.evaluate(over)
    guard case .range(let range) = value else {
      throw located(
        Problem.wrongType(found: value.typeName, wanted: "a range", what: "`over`"),
        over.range
      )
    }
    return range
  }

  /// Returns the rows of `clock` that `over` names; all of them without it.
  public func rows(of clock: Clock) throws -> Range<Int> {
    guard let range = try over() else { return 0..<clock.count }
    let place = clause("over")?.first?.range ?? command.range
    return try evaluator.placing(at: place) {
      let reach = range.knowledge.reach(on: clock)
      guard !verb.isGated || !reach.seesFuture else {
        throw Problem.looksAhead(
          name: "over",
          reach: reach,
          path: range.knowledge.path,
          place: "a choice of rows"
        )
      }
      return try range.rows(of: clock)
    }
  }

  /// Returns `problem` at `range`.
  public func located(_ problem: some Explainable, _ range: SourceRange) -> Diagnostic {
    Diagnostic(problem.explanation, in: evaluator.source, at: range)
  }

  /// Returns the usage error of the verb.
  public var misused: Problem { .wrongOperands(verb: verb.name, usage: verb.usage) }
}
