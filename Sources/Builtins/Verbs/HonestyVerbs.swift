import Language
import TimeSeries

/// Verbs about what has to be taken on trust: rows that were held out, and columns that came from
/// elsewhere.
enum HonestyVerbs {
  static let verbs: [Verb] = [
    Verb(
      "unseal",
      "Lets the rows that are held out be loaded from here on, and says why.",
      usage: "unseal \"final check\""
    ) { call in try unseal(call) },
    Verb(
      "assume",
      "Takes on trust how far imported columns look; every result that rests on it says so.",
      usage: "assume x, reach=[-50, 0]",
      options: [reach]
    ) { call in try assume(call) },
  ]

  private static let reach = ParameterDescription(
    "reach",
    type: "a list of two numbers",
    summary: "the oldest and the newest row that a value depends on, relative to its own"
  )

  private static func unseal(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    guard case .text(let reason) = try call.evaluator.evaluate(operand), !reason.isEmpty else {
      throw call.misused
    }
    call.context.reads(.seal)
    guard call.context.seal.isSet else {
      throw call.located(HonestyError.nothingSealed, operand.range)
    }
    guard !call.context.isTrial else { throw HonestyError.unsealedInTrial }
    let trials = call.context.trials.count
    call.context.notes.add(
      "unsealed after \(NumberText.counted(trials, "trial")): \(reason); `load` brings the rows that were held out"
    )
    return Outcome(effect: .unseal(reason: reason))
  }

  private static func assume(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    guard let option = call.command.options.first(where: { $0.name?.text == "reach" }) else {
      throw Problem.missingArgument("reach", of: "assume")
    }
    let reach = try reach(of: option.value, call)
    let text = call.evaluator.source.phrase(operand.range)
    let mark = Mark(.assumed, "`\(text)` has the reach \(reach)")
    let value = try call.evaluator.evaluate(operand)
    func assumed(_ series: Series) throws -> Series {
      guard series.knowledge.isImported else {
        throw call.located(
          HonestyError.reachIsKnown(text, String(describing: series.reach)),
          operand.range
        )
      }
      return series.with(knowledge: Knowledge(reach: reach, marks: series.marks + [mark]))
    }
    let result: Value
    switch value {
    case .series(let series): result = .series(try assumed(series))
    case .frame(let frame):
      guard frame.columns.contains(where: { $0.series.knowledge.isImported }) else {
        throw call.located(
          HonestyError.reachIsKnown(text, String(describing: Reach.present)),
          operand.range
        )
      }
      let columns = try frame.columns.map { column in
        column.series.knowledge.isImported
          ? Frame.Column(
            name: column.name,
            header: column.header,
            series: try assumed(column.series)
          ) : column
      }
      result = .frame(Frame(clock: frame.clock, columns: columns, isComputed: frame.isComputed))
    default:
      throw call.located(
        Problem.wrongType(found: value.typeName, wanted: "a frame or a series", what: "this"),
        operand.range
      )
    }
    // `assume x, …` alone changes what `x` is taken for; with a name of its own it leaves `x` as it is.
    guard call.context.boundName == nil, case .name(let name) = operand.kind else {
      return Outcome(result)
    }
    return Outcome(result, effect: .rebind(name, result))
  }

  private static func reach(of expression: Expression, _ call: CommandCall) throws -> Reach {
    let value = try call.evaluator.evaluate(expression)
    guard case .list(let items) = value, items.count == 2 else {
      throw call.located(
        Problem.wrongType(
          found: value.typeName,
          wanted: "a list of two numbers, such as [-50, 0]",
          what: "`reach`"
        ),
        expression.range
      )
    }
    let ends = try items.map { try call.wholeOffset($0, expression) }
    guard ends[0] <= ends[1] else {
      throw call.located(
        Problem.outsideRange(
          what: "the reach",
          value: "[\(ends[0]), \(ends[1])]",
          range: "a list whose first number is not above its second"
        ),
        expression.range
      )
    }
    return Reach(ends[0], ends[1])
  }
}

extension CommandCall {
  fileprivate func wholeOffset(_ value: Value, _ expression: Expression) throws -> Int {
    guard case .number(let scalar) = value, scalar.kind != .boolean,
      let offset = Int(exactly: scalar.value), abs(offset) < Reach.unbounded
    else {
      throw located(
        Problem.notAWholeNumber(what: "an end of the reach", value: value.text),
        expression.range
      )
    }
    return offset
  }
}

extension Knowledge {
  /// What is known of a column from elsewhere, of which nobody has said how far it looks.
  static func imported(from source: String) -> Knowledge {
    Knowledge(reach: .everything, path: [Step("load \"\(source)\", reach=unknown")])
  }

  /// Whether the column was made of one of which nobody has said how far it looks.
  var isOfUnknownReach: Bool {
    reach == .everything && path.first.map { $0.text.hasSuffix(", reach=unknown") } ?? false
  }

  /// Whether the column is as it came from elsewhere.
  var isImported: Bool {
    reach == .everything && path.count == 1 && path[0].text.hasSuffix(", reach=unknown")
  }
}

/// Why something cannot be taken on trust.
enum HonestyError: Error, Explainable {
  case nothingSealed
  case unsealedInTrial
  case alreadyUnsealed
  case reachIsKnown(String, String)
  case reachIsUnknown(String)

  var explanation: Explanation {
    switch self {
    case .nothingSealed:
      Explanation(
        "E214",
        "nothing is held out that could be unsealed",
        repair:
          "hold rows out first: `holdout: 2023-01-01..` in the header, or `load \"es.csv\", holdout=2023-01-01..`"
      )
    case .reachIsUnknown(let name):
      Explanation(
        "E215",
        "`\(name)` takes columns of which nobody has said how far they look",
        repair: "say it, and it will be printed with every result: `assume x, reach=[-50, 0]`"
      )
    case .unsealedInTrial:
      Explanation(
        "E214",
        "rows that are held out are not unsealed inside a block",
        repair: "write `unseal` in a line of its own, where everyone sees it"
      )
    case .alreadyUnsealed:
      Explanation(
        "E214",
        "the rows that were held out have been unsealed, and cannot be unseen",
        repair: "hold rows out before the first look at them"
      )
    case .reachIsKnown(let name, let reach):
      Explanation(
        "E215",
        "how far `\(name)` looks is known, \(reach), and needs no assumption",
        repair: "only columns that were loaded with `reach=unknown` can be assumed to look less far"
      )
    }
  }
}
