internal import TimeSeries

/// The words of a session that fit a place, of whatever beginning.
struct CompletionWords {
  private let evaluator: Evaluator
  private let place: TypingPlace
  private let registry: Registry

  init(_ evaluator: Evaluator, _ place: TypingPlace) {
    (self.evaluator, self.place, registry) = (evaluator, place, evaluator.registry)
  }

  var all: [Completion.Word] {
    switch place.expectation {
    case .newName: []
    case .command: verbs + values
    case .item: rules + (rules.isEmpty ? verbs : []) + values
    case .stage: stages + functions
    case .kind: kinds
    case .operand: operands
    case .choice(let option): choices(of: option)
    case .continuation: continuations
    case .rule(let hasSide):
      (hasSide ? ["when "] : ["long when ", "short when "]).map {
        Completion.Word(text: $0, kind: .rule, summary: "and its condition")
      }
    }
  }

  // Commands

  private var verbs: [Completion.Word] {
    registry.orderedVerbs.filter {
      place.block == nil || !$0.takesBlock || place.block?.name == "sweep"
    }
    .map { Completion.Word(text: $0.name + " ", kind: .verb, summary: $0.summary) }
  }

  /// The verbs that take what comes through a pipe.
  private var stages: [Completion.Word] {
    registry.orderedVerbs.filter(\.takesInput)
      .map { Completion.Word(text: $0.name + " ", kind: .verb, summary: $0.summary) }
  }

  private var rules: [Completion.Word] {
    guard place.block?.name == "strategy" else { return [] }
    return Vocabulary.rules.map { rule in
      let isCondition = ["enter long", "enter short", "exit"].contains(rule)
      return Completion.Word(
        text: rule + (isCondition ? " when " : " "),
        kind: .rule,
        summary: isCondition
          ? "a rule with a condition"
          : "a rule with a value, such as `\(rule) \(rule == "hold" ? "12" : "2%")`"
      )
    }
  }

  private var kinds: [Completion.Word] {
    (place.level.command?.verb.kinds ?? []).map {
      Completion.Word(text: $0.name + " ", kind: .kind, summary: $0.summary)
    }
  }

  private var operands: [Completion.Word] {
    guard let command = place.level.command else { return arguments + values }
    guard command.operands > 0 || command.clause != "by" else { return clauseWords(of: command) }
    guard command.operands > 0 else { return values }
    let most = command.clause == nil ? command.verb.mostOperands : command.verb.mostAfterPreposition
    return options(of: command) + (command.operands < most ? values : [])
  }

  private func clauseWords(of command: TypingPlace.Command) -> [Completion.Word] {
    command.verb.clauseWords.compactMap { form in
      // A form is as it is typed: `by cpcv(n, k)`.
      form.name.split(separator: " ", maxSplits: 1).last.map {
        Completion.Word(text: $0.prefix { $0 != "(" } + "(", kind: .choice, summary: form.summary)
      }
    }
  }

  private func options(of command: TypingPlace.Command) -> [Completion.Word] {
    let descriptions = parameters(of: command).filter { !place.level.named.contains($0.name) }
    return descriptions.map {
      Completion.Word(text: $0.name + "=", kind: .option, summary: summary(of: $0))
    }
  }

  private func parameters(of command: TypingPlace.Command) -> [ParameterDescription] {
    let kinds = command.kind.map { [$0] } ?? []
    return command.verb.options + kinds.flatMap(\.options)
  }

  private func summary(of parameter: ParameterDescription) -> String {
    let words = parameter.words.isEmpty ? "" : parameter.words.joined(separator: ", ") + ": "
    return words + parameter.summary + (parameter.fallback.map { " (\($0))" } ?? "")
  }

  /// The prepositions that the command still takes, and the words between operands.
  private var continuations: [Completion.Word] {
    guard let command = place.level.command, place.level.option == nil || place.level.hasValue
    else {
      return []
    }
    var words = command.verb.prepositions.filter { !command.prepositions.contains($0) }
      .map {
        Completion.Word(
          text: $0 + " ",
          kind: .preposition,
          summary: CompletionWords.roles["\(command.verb.name) \($0)"] ?? CompletionWords.roles[$0]
            ?? ""
        )
      }
    if command.verb.takesBlock {
      words.append(.init(text: "{ ", kind: .preposition, summary: "its block"))
    }
    return words
  }

  /// What a preposition brings in.
  private static let roles = [
    "on": "the rows or features that it works on",
    "to": "the target that it learns",
    "export to": "the file", "plot to": "the file",
    "over": "the rows, as in 2010-01-01..2015-12-31",
    "by": "the way of splitting", "at": "the moment", "from": "the source",
  ]

  // Values

  private var values: [Completion.Word] { names + columns + functions }

  private var names: [Completion.Word] {
    let values = evaluator.environment.values
    let own = place.defined.map {
      Completion.Word(text: $0, kind: .name, summary: "defined in this block")
    }
    return own
      + values.map { name, value in
        guard case .function(let function) = value else {
          return Completion.Word(text: name, kind: .name, summary: value.hint)
        }
        return Completion.Word(
          text: name + "(",
          kind: .name,
          summary: function.comment.first ?? function.signature(as: name)
        )
      }
  }

  private var columns: [Completion.Word] {
    let named = place.frameName.flatMap { name in
      evaluator.environment[name]?.asFrame.map { (frame: $0, name: name) }
    }
    let used = evaluator.environment.used.map { (frame: $0.frame, name: $0.name) }
    guard let (frame, name) = named ?? used else { return [] }
    let columns = frame.columns.map {
      Completion.Word(text: $0.name, kind: .column, summary: "column of \(name)")
    }
    return columns
      + FrameScope.clockColumns.map {
        Completion.Word(text: $0, kind: .column, summary: "of the clock of \(name)")
      }
  }

  private var functions: [Completion.Word] {
    registry.functions.values.map {
      Completion.Word(text: $0.name + "(", kind: .function, summary: $0.summary)
    }
  }

  // Arguments

  /// The parameters of the function whose arguments are typed, by name.
  private var arguments: [Completion.Word] {
    parametersOfCall.filter { !place.level.named.contains($0.name) }.map {
      Completion.Word(text: $0.name + "=", kind: .option, summary: summary(of: $0))
    }
  }

  private var parametersOfCall: [ParameterDescription] {
    place.level.function.flatMap { registry.functions[$0]?.parameters } ?? []
  }

  private func choices(of option: String) -> [Completion.Word] {
    let known = place.level.command.map(parameters) ?? parametersOfCall
    guard let parameter = known.first(where: { $0.name == option }) else { return values }
    guard !parameter.words.isEmpty else {
      let fallback = parameter.fallback.map {
        Completion.Word(text: $0, kind: .choice, summary: "the default: \(parameter.summary)")
      }
      return [fallback].compactMap { $0 } + values
    }
    return parameter.words.map {
      Completion.Word(
        text: $0,
        kind: .choice,
        summary: $0 == parameter.fallback ? "the default" : parameter.summary
      )
    }
  }
}

extension Value {
  /// What the value is, in a few words.
  fileprivate var hint: String {
    switch self {
    case .number, .duration, .bars, .ticks, .instant, .timeOfDay, .range: text
    case .series(let series):
      "series \(series.clock.stepLabel), \(NumberText.count(series.count)) rows"
    case .frame(let frame):
      "frame \(frame.clock.stepLabel), \(NumberText.count(frame.count)) × \(frame.columns.count)"
    case .informed(let value, _): value.hint
    default: typeName
    }
  }
}
