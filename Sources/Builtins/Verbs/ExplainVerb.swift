import Language
import Learning
import TimeSeries

/// The verb that asks a model why.
enum ExplainVerb {
  static let verb = Verb(
    "explain",
    "What a model looked at; with a time, what moved one prediction of a network, or of a logistic or ridge regression.",
    usage: "explain m on x at 2016-01-29",
    prepositions: ["on", "at"],
    options: [
      ParameterDescription(
        "class",
        type: "a word",
        fallback: "the most probable",
        summary: "of a network that finds several things, the one to explain"
      )
    ]
  ) { call in try explain(call) }

  private static func explain(_ call: CommandCall) throws -> Outcome {
    let model: ModelValue = try call.object(try call.requiredOperand(), as: "a model")
    guard let moment = call.clause("at")?.first else {
      guard call.clause("on") == nil, !call.has("class") else {
        throw Problem.missingClause(verb: "explain", clause: "at", usage: call.verb.usage)
      }
      return Outcome(.object(TableValue("an explanation", model.importanceTable)))
    }
    let input = try ModelInput(call, model.kind.reads)
    guard input.fits(model) else { throw Problem.otherFeatures }
    let when = try call.evaluator.evaluate(moment)
    let row: Int?
    do {
      row = try RangeValue(lower: nil, upper: when).rows(of: input.clock).last
    } catch let problem as Problem {
      throw call.located(problem, moment.range)
    }
    guard !call.has("class") || !model.classes.isEmpty else {
      throw Problem.unknownOption("class", of: "explain \(model.kind.name)", suggestion: nil)
    }
    if call.isChecking { return Outcome(.object(ExplanationValue())) }
    guard let row else {
      throw call.located(
        ExplanationError.noRow(call.evaluator.source.text(moment.range)),
        moment.range
      )
    }
    return Outcome(.object(try explanation(of: model, input, row: row, call)))
  }

  private static func explanation(
    of model: ModelValue,
    _ input: ModelInput,
    row: Int,
    _ call: CommandCall
  ) throws -> ExplanationValue {
    let table = (model.model as? StagedModel)?.staged(input.table) ?? input.table
    switch model.plain {
    case let network as PatternNetwork:
      let number = try classNumber(of: model, network, input, row: row, call)
      let found = try network.explain(input.table, row: row, class: number)
      let first = row - network.window + 1
      return ExplanationValue(
        subject: model.classes.isEmpty ? "true" : model.classes[number],
        time: input.clock.label(row),
        prediction: found.probability,
        what: "bar",
        parts: found.bars.enumerated().map { place, part in
          (first + place < 0 ? "" : input.clock.label(first + place), part)
        },
        note: "the log-odds that are lost where the bar is made neutral"
      )
    case let linear as LinearModel:
      return ExplanationValue(
        subject: "the target",
        time: input.clock.label(row),
        prediction: linear.predict(table, rows: [row])[0],
        what: "feature",
        parts: [("at the means", linear.marginAtMeans)]
          + zip(linear.featureNames, linear.contributions(table, row: row)).map { ($0, $1) },
        note:
          "what the feature's distance from its mean adds\(linear.loss == .logistic ? " to the log-odds" : "")"
      )
    default:
      throw call.located(ExplanationError.notByRow(model.kind.name), call.command.range)
    }
  }

  /// Returns the class that was asked for, or the one that the row most probably ends.
  private static func classNumber(
    of model: ModelValue,
    _ network: PatternNetwork,
    _ input: ModelInput,
    row: Int,
    _ call: CommandCall
  ) throws -> Int {
    guard !model.classes.isEmpty else { return 0 }
    guard call.has("class") else {
      let probabilities = try network.probabilities(input.table, rows: [row]).map { $0[0] }
      return probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
    }
    let word = try call.option(Parameter.word("class", model.classes, default: nil, ""))
    return model.classes.firstIndex(of: word) ?? 0
  }
}

/// Why a prediction was not explained.
enum ExplanationError: Error, Equatable {
  /// Models of this kind say what they looked at, and not yet why one row came out as it did.
  case notByRow(String)
  /// There is no row at or before this moment.
  case noRow(String)
}

extension ExplanationError: Explainable {
  var explanation: Explanation {
    switch self {
    case .notByRow(let kind):
      Explanation(
        "E311",
        "single predictions of \(kind) are not explained, only those of cnn, logistic and ridge",
        repair: "`explain m` shows what the model looked at"
      )
    case .noRow(let moment):
      Explanation("E111", "there is no row at or before \(moment)")
    }
  }
}
