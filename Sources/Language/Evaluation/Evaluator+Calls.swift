internal import TimeSeries

extension Evaluator {
  // Functions

  /// Calls a builtin or a function of the user; `piped` comes before the arguments.
  func call(
    _ callee: Expression,
    _ arguments: [Argument],
    piped: Value?,
    at range: SourceRange
  ) throws -> Value {
    if case .name(let name) = callee.kind {
      if !environment.locals.contains(name) { noteReading(of: name) }
      if case .function(let function)? = environment[name] {
        return try apply(function, arguments, piped, range)
      }
      if let builtin = registry.functions[name] {
        return try apply(builtin, arguments, piped, range)
      }
      guard environment[name] != nil || column(name) != nil else {
        let known =
          Array(registry.functions.keys) + Array(environment.values.keys)
          + registry.orderedVerbs.map(\.name)
        throw diagnostic(
          Problem.unknownFunction(name, suggestion: Suggestion.nearest(to: name, in: known)),
          callee.range
        )
      }
    }
    let value = try calledValue(callee)
    guard case .function(let function) = value.plain else {
      throw diagnostic(Problem.notCallable(value.typeName), callee.range)
    }
    return try apply(function, arguments, piped, range)
      .knowing(value.knowledge, step: text(range))
  }

  /// Returns what is called; a field is read as it stands, as what is written here for it alone would
  /// lose the arguments.
  private func calledValue(_ callee: Expression) throws -> Value {
    guard case .field(let owner, let name) = callee.kind else { return try evaluate(callee) }
    return try field(name, of: owner)
  }

  private func apply(
    _ builtin: Builtin,
    _ arguments: [Argument],
    _ piped: Value?,
    _ range: SourceRange
  ) throws -> Value {
    try placing(at: range) {
      try context.checkStop()
      let given = try bind(
        arguments,
        piped,
        range,
        to: builtin.parameters.map { ($0.name, $0.isNamedOnly) },
        of: builtin.name
      )
      for parameter in builtin.parameters where parameter.fallback == nil {
        guard given[parameter.name] != nil else {
          throw Problem.missingArgument(parameter.name, of: builtin.name)
        }
      }
      let call = Call(
        evaluator: self,
        name: builtin.name,
        text: text(range),
        range: range,
        inputs: Inputs(function: builtin.name),
        given: given
      )
      guard builtin.isSource else { return try builtin.body(call) }
      return try taken(by: builtin.name, at: range) { Outcome(try builtin.body(call)) }.value
        ?? .number(.nan)
    }
  }

  /// Runs a source and keeps what it gives; where a statement is run again, that is handed out.
  private func taken(
    by name: String,
    at range: SourceRange,
    _ make: () throws -> Outcome
  ) throws -> Outcome {
    let place = StatementLog.Place(source: source, range: range)
    if let replay = context.replay {
      guard let value = replay.next(place) else { throw Problem.notTakenBefore(text(range)) }
      return Outcome(value)
    }
    let outcome = try make()
    if !isChecking, let value = outcome.value { context.log.add(value, by: name, at: place) }
    return outcome
  }

  private func apply(
    _ function: FunctionValue,
    _ arguments: [Argument],
    _ piped: Value?,
    _ range: SourceRange
  ) throws -> Value {
    let name = function.name ?? "fn"
    let given = try placing(at: range) {
      try bind(
        arguments,
        piped,
        range,
        to: function.parameters.map { ($0.name.text, false) },
        of: name
      )
    }
    var inner = self
    inner.environment = function.environment
    inner.environment.use(environment.used, from: environment.usedOrigin)
    inner.source = function.source
    inner.depth += function.depth
    // The columns in scope are seen from inside, the names of the calling block are not.
    for scope in inner.scopes.indices { inner.scopes[scope].own = [:] }
    guard inner.depth <= Evaluator.deepestCalls else {
      throw diagnostic(Problem.callsTooDeep, range)
    }
    for parameter in function.parameters {
      let value: Value
      let origin: Origin?
      if let argument = given[parameter.name.text] {
        origin = self.origin(of: parameter, argument)
        value = try argument.value(in: self)
      } else if let fallback = parameter.fallback {
        origin = inner.origin(of: parameter, .expression(fallback))
        value = try inner.evaluate(fallback)
      } else {
        throw diagnostic(Problem.missingArgument(parameter.name.text, of: name), range)
      }
      inner.environment.bindLocal(parameter.name.text, to: value, from: origin)
    }
    return try inner.evaluate(function.body)
  }

  /// Returns the origin of the argument that a parameter gets here.
  private func origin(of parameter: FunctionParameter, _ given: Given) -> Origin? {
    switch given {
    case .expression(let expression):
      origin(
        .argument(parameter.name.text, expression, source),
        gap: scopes.isEmpty ? nil : "it was given inside a block"
      )
    case .value(_, let range):
      origin(
        .argument(
          parameter.name.text,
          Expression(kind: .name("_"), range: range, depth: 1),
          source
        ),
        gap: "it came through a pipe"
      )
    }
  }

  /// Returns the parameter that is meant by a name: one spelt much like it, or the one that says over
  /// how many rows, as each package calls that by another name.
  private static func parameter(like name: String, in parameters: [String]) -> String? {
    Suggestion.nearest(to: name, in: parameters)
      ?? (ForeignNames.lengths.contains(name.lowercased())
        ? parameters.first { ForeignNames.lengths.contains($0) } : nil)
  }

  /// Matches arguments to parameters, by place and by name.
  private func bind(
    _ arguments: [Argument],
    _ piped: Value?,
    _ range: SourceRange,
    to parameters: [(name: String, isNamedOnly: Bool)],
    of function: String
  ) throws -> [String: Given] {
    var given: [String: Given] = [:]
    var places = parameters.filter { !$0.isNamedOnly }.map(\.name)[...]
    let limit = places.count
    if let piped {
      guard let first = places.popFirst() else {
        throw Problem.tooManyArguments(of: function, limit: limit)
      }
      given[first] = .value(piped, range)
    }
    for argument in arguments {
      let target: String
      if let name = argument.name {
        guard parameters.contains(where: { $0.name == name.text }) else {
          throw diagnostic(
            Problem.unknownOption(
              name.text,
              of: function,
              suggestion: Evaluator.parameter(like: name.text, in: parameters.map(\.name))
            ),
            name.range
          )
        }
        guard given[name.text] == nil else {
          throw diagnostic(Problem.repeatedArgument(name.text), name.range)
        }
        target = name.text
      } else {
        while let next = places.first, given[next] != nil { places.removeFirst() }
        guard let next = places.popFirst() else {
          throw diagnostic(
            Problem.tooManyArguments(of: function, limit: limit),
            argument.value.range
          )
        }
        target = next
      }
      given[target] = .expression(argument.value)
    }
    return given
  }

  // Commands and pipelines

  func outcome(of first: Expression, _ stages: [Stage]) throws -> Outcome {
    var outcome = try outcome(of: first)
    for stage in stages {
      guard outcome.partial == nil else { throw diagnostic(Problem.interrupted, first.range) }
      guard let input = outcome.value else {
        throw diagnostic(
          Problem.wrongType(found: "nothing", wanted: "a value", what: "the input of the pipe"),
          first.range
        )
      }
      switch stage {
      case .command(let command): outcome = try self.outcome(of: command, input: input)
      case .call(let callee, let arguments, let range):
        outcome = Outcome(try inPipe(input).call(callee, arguments, piped: input, at: range))
      }
    }
    return outcome
  }

  /// Returns an evaluator in which the columns of a frame that is piped on are in scope.
  private func inPipe(_ input: Value) -> Evaluator {
    guard let frame = input.asFrame else { return self }
    return inScope(FrameScope(frame, name: "the frame"))
  }

  func outcome(of command: Command, input: Value?) throws -> Outcome {
    guard let verb = registry.verbs[command.verb.text] else {
      throw diagnostic(Problem.futureVerb(command.verb.text), command.verb.range)
    }
    return try placing(at: command.verb.range) {
      try context.checkStop()
      try check(command, against: verb, isPiped: input != nil)
      let evaluator = input.map(inPipe) ?? self
      let call = CommandCall(evaluator: evaluator, verb: verb, command: command, input: input)
      guard verb.isSource else { return try verb.body(call) }
      return try taken(by: verb.name, at: command.range) { try verb.body(call) }
    }
  }

  private func check(_ command: Command, against verb: Verb, isPiped: Bool) throws {
    let misused = Problem.wrongOperands(verb: verb.name, usage: verb.usage)
    guard !isPiped || verb.takesInput else { throw misused }
    let mostOperands = isPiped ? verb.mostOperands - 1 : verb.mostOperands
    if command.operands.count > mostOperands {
      throw diagnostic(misused, command.operands[max(0, mostOperands)].range)
    }
    var prepositions: Set<String> = []
    for clause in command.clauses {
      guard prepositions.insert(clause.preposition.text).inserted else {
        throw diagnostic(
          Problem.repeatedArgument(clause.preposition.text),
          clause.preposition.range
        )
      }
      guard !clause.operands.isEmpty else {
        throw diagnostic(misused, clause.preposition.range)
      }
      if clause.operands.count > verb.mostAfterPreposition {
        throw diagnostic(misused, clause.operands[verb.mostAfterPreposition].range)
      }
    }
    for clause in command.clauses where !verb.prepositions.contains(clause.preposition.text) {
      throw diagnostic(
        Problem.unexpectedClause(
          verb: verb.name,
          clause: clause.preposition.text,
          usage: verb.usage
        ),
        clause.preposition.range
      )
    }
    try checkOptions(of: command, against: verb)
    if command.block == nil, verb.takesBlock {
      throw Problem.missingBlock(verb: verb.name, usage: verb.usage)
    }
    if let block = command.block, !verb.takesBlock {
      throw diagnostic(
        Problem.unexpectedClause(verb: verb.name, clause: "{ }", usage: verb.usage),
        block.range
      )
    }
    if let axis = command.axes.first, verb.name != "sweep" {
      throw diagnostic(
        Problem.unexpectedClause(verb: verb.name, clause: "in", usage: verb.usage),
        axis.name.range
      )
    }
  }

  /// Refuses options that neither the verb nor the kind that the command names has.
  private func checkOptions(of command: Command, against verb: Verb) throws {
    let kind = verb.kind(of: command)
    // The options of an unknown kind are for the verb to pass over on the way to saying so.
    let kinds = kind.map { [$0] } ?? verb.kinds
    let known = (verb.options + kinds.flatMap(\.options)).map(\.name)
    var seen: Set<String> = []
    for option in command.options {
      guard let name = option.name else { continue }
      guard seen.insert(name.text).inserted else {
        throw diagnostic(Problem.repeatedArgument(name.text), name.range)
      }
      guard known.contains(name.text) else {
        throw diagnostic(
          Problem.unknownOption(
            name.text,
            of: kind.map { "\(verb.name) \($0.name)" } ?? verb.name,
            suggestion: Suggestion.nearest(to: name.text, in: known)
          ),
          name.range
        )
      }
    }
  }
}
