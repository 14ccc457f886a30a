internal import TimeSeries

/// Evaluates statements and expressions.
///
/// Columns are computed whole, one kernel for each node of the tree. The checker is the same
/// evaluator on frames without rows (`RunContext.Mode.check`): what it accepts has the types, the
/// names and the reach that the run will have.
public struct Evaluator: Sendable {
  public let registry: Registry
  public var environment = Environment()
  public var context: RunContext
  public internal(set) var source = Source("")
  /// The scopes that blocks and pipelines have opened, innermost last.
  var scopes: [FrameScope] = []
  /// How deeply the calls of the user's functions are nested, in levels of expressions.
  var depth = 0
  /// The most levels of calls, which with those of a statement fit a stack of eight megabytes.
  static let deepestCalls = 256

  public init(registry: Registry, context: RunContext) {
    self.registry = registry
    self.context = context
  }

  public var isChecking: Bool { context.mode == .check }

  /// The frame whose columns are in scope; nil where none is.
  public var frameInScope: FrameScope? {
    if scopes.isEmpty { context.reads(.scope) }
    return scope
  }

  /// The same for whoever does not look at the frame itself.
  var scope: FrameScope? { scopes.last ?? environment.used }

  // Statements

  /// Runs a statement: binds its names, and returns what there is to see.
  public mutating func run(_ statement: Statement) throws -> Outcome {
    source = statement.source
    context.begin(statement.firstName)
    let origin = origin(.statement(statement))
    switch statement.kind {
    case .bind(let names, let expression):
      let outcome = try translatedOutcome(of: expression)
      guard let value = outcome.value else {
        throw diagnostic(
          Problem.wrongType(found: "nothing", wanted: "a value", what: "the right-hand side"),
          expression.range
        )
      }
      try bind(names, to: value, at: statement.range, from: origin)
      apply(outcome.effect, from: origin)
      return outcome.from(origin)
    case .function(let name, let parameters, let body):
      bind(name.text, to: try function(name, parameters, body), from: origin)
      return Outcome()
    case .expression(let expression):
      try refuseComparisonAsAssignment(expression)
      let outcome = try translatedOutcome(of: expression)
      apply(outcome.effect, from: origin)
      if let value = outcome.value {
        environment.keepLast(value, from: origin)
        context.makes(.last)
      }
      return outcome.shown.from(origin)
    case .meta(let word, _):
      throw diagnostic(Problem.metaInProgram(word), statement.range)
    }
  }

  /// Returns the outcome of a statement's expression; a part that is written otherwise here is told with
  /// the operators around it, which may bind more tightly than it does.
  private func translatedOutcome(of expression: Expression) throws -> Outcome {
    switch expression.kind {
    case .binary, .negated, .not: try translating(expression) { try outcome(of: expression) }
    default: try outcome(of: expression)
    }
  }

  /// Refuses `x == 5` where nothing is called `x`: a value was to be given.
  private func refuseComparisonAsAssignment(_ expression: Expression) throws {
    guard case .binary(.equal, let left, let right) = expression.kind,
      case .name(let name) = left.kind,
      environment[name] == nil, column(name) == nil, registry.functions[name] == nil, name != "pi"
    else { return }
    let sign = SourceRange(left.range.upper, right.range.lower)
    let lead = source.text(sign).prefix { $0 != "=" }.utf8.count
    throw diagnostic(
      Problem.comparisonAsAssignment(name, value: source.text(right.range)),
      SourceRange(sign.lower + lead, sign.lower + lead + 2)
    )
  }

  /// Returns the origin of a value that is about to be made; nil where none is kept: in a check, and
  /// where a statement is run again.
  func origin(_ recipe: Origin.Recipe, gap: String? = nil) -> Origin? {
    isChecking || context.isReplaying
      ? nil : Origin(recipe, in: environment, context, gap: gap)
  }

  /// Returns the function of a body that sees only the names above it.
  func function(
    _ name: Name?,
    _ parameters: [FunctionParameter],
    _ body: Expression,
    at range: SourceRange? = nil
  ) throws -> Value {
    var seen = environment
    noteReading(of: parameters, body)
    for (name, value) in scope?.own ?? [:] { seen.bindLocal(name, to: value) }
    return try placing(at: body.range) {
      .function(
        try FunctionValue(
          name: name?.text,
          start: (name?.range ?? range ?? body.range).lower,
          parameters: parameters,
          body: body,
          source: source,
          environment: seen
        )
      )
    }
  }

  private mutating func bind(_ name: String, to value: Value, from origin: Origin?) {
    environment.bind(name, to: value, from: origin)
    context.makes(.name(name))
  }

  private mutating func bind(
    _ names: [Name],
    to value: Value,
    at range: SourceRange,
    from origin: Origin?
  ) throws {
    let value = value.placed(in: context.cellTitle)
    guard names.count > 1 else {
      if let name = names.first { bind(name.text, to: value, from: origin) }
      return
    }
    let parts: [Value]
    switch value {
    case .list(let items): parts = items
    case .record(let record): parts = record.fields.map(\.value)
    default: parts = [value]
    }
    guard parts.count == names.count else {
      throw diagnostic(Problem.countsDiffer(names: names.count, values: parts.count), range)
    }
    for (name, part) in zip(names, parts) {
      bind(name.text, to: part, from: origin)
    }
  }

  private mutating func apply(_ effect: Outcome.Effect?, from origin: Origin?) {
    switch effect {
    case .use(let frame, let name)?:
      environment.use(FrameScope(frame, name: name), from: origin)
      context.makes(.scope)
    case .seed(let seed)?:
      context.seed = seed
      context.makes(.seed)
    case .unseal(let reason)?:
      context.seal.open(because: reason, afterTrials: context.trials.count)
      context.makes(.seal)
    case .rebind(let name, let value)?: bind(name, to: value, from: origin)
    case .importing(let functions, _)?:
      for function in functions { bind(function.name, to: function.value, from: origin) }
    case nil: break
    }
  }

  /// Evaluates the statements of a block, whose names belong to the block alone.
  public mutating func define(_ statement: Statement) throws -> (name: String, value: Value)? {
    switch statement.kind {
    case .bind(let names, let expression):
      guard let name = names.first, names.count == 1 else {
        throw diagnostic(
          Problem.countsDiffer(names: names.count, values: 1),
          statement.range
        )
      }
      let value = named(name.text, try evaluate(expression))
      scopes[scopes.count - 1].own[name.text] = value
      return (name.text, value)
    case .expression(let expression):
      return ("", try evaluate(expression))
    case .function(let name, let parameters, let body):
      environment.bind(name.text, to: try function(name, parameters, body))
      if context.trace != nil { context.made.insert(.name(name.text)) }
      return nil
    case .meta(let word, _):
      throw diagnostic(Problem.metaInProgram(word), statement.range)
    }
  }

  /// Returns a value with its name at the end of the path by which the future came in.
  private func named(_ name: String, _ value: Value) -> Value {
    guard case .series(let series) = value else { return value }
    return .series(series.with(knowledge: series.knowledge.named(name)))
  }

  // Scopes

  /// Notes that a name of the session is read, whatever it means; inside a function names are those
  /// that it saw above it.
  func noteReading(of name: String) {
    if depth == 0 { context.reads(.name(name)) }
  }

  /// Notes what a function keeps of the names that it sees.
  private func noteReading(of parameters: [FunctionParameter], _ body: Expression) {
    guard depth == 0, context.trace != nil else { return }
    let own = scope?.own ?? [:]
    for name in Expression.freeNames(of: parameters, body) where own[name] == nil {
      context.reads(.name(name))
    }
    for cell in (parameters.compactMap(\.fallback) + [body]).flatMap(\.lastValues) {
      context.reads(cell.map(Resource.cell) ?? .last)
    }
  }

  /// Returns an evaluator in which the columns of `frame` are in scope.
  public func inScope(_ scope: FrameScope) -> Evaluator {
    var inner = self
    inner.scopes.append(scope)
    return inner
  }

  /// Returns an evaluator of expressions of another text, whose notes go nowhere: for a trial.
  public func trying(_ source: Source) -> Evaluator {
    var inner = self
    inner.source = source
    inner.context = context.forked()
    return inner
  }

  /// Returns an evaluator in which `name` has `value`, as a parameter has.
  public func binding(_ name: String, to value: Value) -> Evaluator {
    var inner = self
    inner.environment.bindLocal(name, to: value)
    return inner
  }

  // Errors

  /// Returns `problem` at `range` of the source that is evaluated.
  public func diagnostic(_ problem: some Explainable, _ range: SourceRange) -> Diagnostic {
    Diagnostic(problem.explanation, in: source, at: range)
  }

  /// Runs `body` and puts an error that has no place yet at `range`.
  func placing<Result>(at range: SourceRange, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as Diagnostic {
      throw error
    } catch let error as any Explainable {
      throw Diagnostic(error.explanation, in: source, at: range)
    }
  }
}
