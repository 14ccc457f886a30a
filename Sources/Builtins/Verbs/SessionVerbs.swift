import Language
import TimeSeries

/// Verbs about the program itself.
enum SessionVerbs {
  static let verbs: [Verb] = [
    Verb(
      "input",
      "A parameter of the notebook: its value, unless another is set from outside.",
      usage: "trees = input 300, range=50..800",
      options: [range]
    ) { call in try input(call) },
    Verb(
      "assert",
      "Ends the run with an error where a condition does not hold.",
      usage: "assert bt.sharpe > 0"
    ) { call in try assert(call) },
    Verb(
      "seed",
      "The number that all random streams of the notebook begin with.",
      usage: "seed 42"
    ) { call in
      let operand = try call.requiredOperand()
      let value = try call.evaluator.evaluate(operand)
      // Every random choice would know what the seed was found from.
      guard value.knowledge.isConstant else {
        throw call.located(
          Problem.looksAhead(
            name: "seed",
            reach: .everything,
            path: value.knowledge.path,
            place: "a seed"
          ),
          operand.range
        )
      }
      guard case .number(let scalar) = value, scalar.kind != .boolean,
        let seed = UInt64(exactly: scalar.value)
      else {
        throw call.located(
          Problem.notAWholeNumber(
            what: "the seed",
            value: call.evaluator.source.text(operand.range)
          ),
          operand.range
        )
      }
      return Outcome(effect: .seed(seed))
    },
  ]

  private static let range = ParameterDescription(
    "range",
    type: "a range",
    fallback: "none",
    summary: "the values that it may take"
  )

  private static func input(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    guard let name = call.context.boundName else { throw call.misused }
    var value = try call.evaluator.evaluate(operand)
    if let given = call.context.inputs[name] {
      value = try call.evaluator.evaluate(given)
    }
    if let option = call.command.options.first(where: { $0.name?.text == "range" }) {
      try check(value, name, option.value, call)
    }
    return Outcome(value)
  }

  private static func check(
    _ value: Value,
    _ name: String,
    _ option: Expression,
    _ call: CommandCall
  ) throws {
    guard case .range(let range) = try call.evaluator.evaluate(option),
      case .number(let low)? = range.lower, case .number(let high)? = range.upper,
      case .number(let number) = value
    else {
      throw call.located(
        Problem.wrongType(
          found: value.typeName,
          wanted: "a number and its range",
          what: "`\(name)`"
        ),
        option.range
      )
    }
    if call.isUnknown(number) || call.isUnknown(low) || call.isUnknown(high) { return }
    guard number.value >= low.value, number.value <= high.value else {
      throw call.located(
        Problem.outsideRange(
          what: "`\(name)`",
          value: NumberText.short(number.value),
          range: Value.range(range).text
        ),
        option.range
      )
    }
  }

  private static func assert(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    let value = try call.evaluator.evaluate(operand)
    guard case .number(let scalar) = value, scalar.kind == .boolean else {
      throw call.located(
        Problem.wrongType(found: value.typeName, wanted: "a truth value", what: "the assertion"),
        operand.range
      )
    }
    guard call.isChecking || scalar.truth == true else {
      throw call.located(
        Problem.assertionFailed(call.evaluator.source.text(operand.range), value: value.text),
        operand.range
      )
    }
    return Outcome()
  }
}
