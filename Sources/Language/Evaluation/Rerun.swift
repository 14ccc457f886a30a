/// What a recipe gave when it was run again.
struct Remade {
  let value: Value?
  let environment: Environment
}

/// Evaluates an expression once more in a world of other data, with everything that led to it.
///
/// What came from outside the program is handed to `changed` and taken as that returns it: values
/// without an origin, and those that sources such as `load` gave. The rest is computed anew.
public struct Rerun: Sendable {
  /// An expression as it stands in a run.
  public struct Subject: Sendable {
    let expression: Expression
    let evaluator: Evaluator
    let mark: Int
    let environment: Environment

    /// Creates the subject before the expression is evaluated, so that the sources in it are known
    /// to be its own.
    public init(_ expression: Expression, in evaluator: Evaluator) {
      (self.expression, self.evaluator) = (expression, evaluator)
      mark = evaluator.context.log.count
      evaluator.context.rerunsOrigins()
      var kept = evaluator.environment.keeping(expression.names)
      kept.use(evaluator.environment.used, from: evaluator.environment.usedOrigin)
      environment = kept
    }

    /// Whether the expression stands in a block or a pipe, whose columns have no origin.
    public var isInBlock: Bool { !evaluator.scopes.isEmpty }
  }

  private let subject: Subject
  /// The origins that lead to the subject, each after those that it needs.
  private let chain: [Origin]

  public init(_ subject: Subject) {
    self.subject = subject
    chain = Rerun.chain(to: subject.environment)
  }

  /// The origins of which it is not known how they made their values, with the reasons.
  public var gaps: [(text: String, reason: String)] {
    chain.compactMap { origin in origin.gap.map { (origin.text, $0) } }
  }

  /// Returns every origin that `environment` stands on, the oldest first.
  private static func chain(to environment: Environment) -> [Origin] {
    var (chain, seen) = ([Origin](), Set<ObjectIdentifier>())
    var rest: [(origin: Origin, isReady: Bool)] = environment.sources.map { ($0, false) }
    while let (origin, isReady) = rest.popLast() {
      if isReady {
        chain.append(origin)
      } else if seen.insert(ObjectIdentifier(origin)).inserted {
        rest.append((origin, true))
        rest += origin.environment.sources.map { ($0, false) }
      }
    }
    return chain
  }

  /// Returns the value of the subject in the world of `changed`.
  public func value(changed: @escaping (Value) throws -> Value) throws -> Value {
    var made: [ObjectIdentifier: Remade] = [:]
    for origin in chain where origin.gap == nil && !origin.isImport {
      made[ObjectIdentifier(origin)] = try remade(origin, made, changed)
    }
    var evaluator = subject.evaluator
    evaluator.environment = try environment(subject.environment, made, changed)
    evaluator.context = evaluator.context.forked()
    evaluator.context.replay = try replay(
      subject.evaluator.context.log,
      after: subject.mark,
      made,
      changed
    )
    return try evaluator.evaluate(subject.expression)
  }

  private func remade(
    _ origin: Origin,
    _ made: [ObjectIdentifier: Remade],
    _ changed: (Value) throws -> Value
  ) throws -> Remade {
    var evaluator = Evaluator(
      registry: subject.evaluator.registry,
      context: subject.evaluator.context.forked()
    )
    evaluator.environment = try environment(origin.environment, made, changed)
    evaluator.context.resume(origin)
    evaluator.context.replay = try replay(origin.log, after: origin.mark, made, changed)
    switch origin.recipe {
    case .statement(let statement):
      let value = try evaluator.run(statement).value
      return Remade(value: value, environment: evaluator.environment)
    case .argument(let name, let expression, let source):
      evaluator.source = source
      let value = try evaluator.evaluate(expression)
      evaluator.environment.bindLocal(name, to: value)
      return Remade(value: value, environment: evaluator.environment)
    }
  }

  private func replay(
    _ log: StatementLog,
    after mark: Int,
    _ made: [ObjectIdentifier: Remade],
    _ changed: (Value) throws -> Value
  ) throws -> Replay {
    try Replay(log, after: mark) { try self.changed($0, made, changed) }
  }

  private func environment(
    _ environment: Environment,
    _ made: [ObjectIdentifier: Remade],
    _ changed: (Value) throws -> Value
  ) throws -> Environment {
    try environment.mapped(made: { made[ObjectIdentifier($0)] }) {
      try self.changed($0, made, changed)
    }
  }

  /// Returns a value from outside in the other world; a function takes its names along.
  private func changed(
    _ value: Value,
    _ made: [ObjectIdentifier: Remade],
    _ changed: (Value) throws -> Value
  ) throws -> Value {
    switch value {
    case .function(let function):
      .function(
        FunctionValue(function, in: try environment(function.environment, made, changed))
      )
    case .list(let items): .list(try items.map { try self.changed($0, made, changed) })
    case .record(let record):
      .record(
        Record(try record.fields.map { ($0.name, try self.changed($0.value, made, changed)) })
      )
    default: try changed(value)
    }
  }
}

extension Environment {
  /// The origins that the values stand on, those in functions without an origin included.
  fileprivate var sources: [Origin] {
    allOrigins + all.flatMap(\.sources)
  }
}

extension Value {
  fileprivate var sources: [Origin] {
    switch self {
    case .function(let function): function.environment.sources
    case .list(let items): items.flatMap(\.sources)
    case .record(let record): record.fields.flatMap(\.value.sources)
    default: []
    }
  }
}
