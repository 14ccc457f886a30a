import Backtest
import Language
import TimeSeries

/// Functions that judge, or give something to be judged against.
enum ResultFunctions {
  static let functions: [Builtin] = [
    .function(
      "sharpe",
      "Annual Sharpe ratio of a series of returns: mean / stdev × √(rows a year).",
      .series("returns", "returns as fractions, missing rows left out"),
      reach: "all rows"
    ) { call, returns in
      let clock = try call.inputs.commonClock(of: "sharpe")
      let ratio = SharpeRatio(returns: returns.filter { !$0.isNaN })
      return .number(
        Scalar(
          ratio.annual(periodsPerYear: clock.periodsPerYear),
          knowledge: call.figureKnowledge()
        )
      )
    },
    .function(
      "buyhold",
      "The backtest of buying a frame's bars at the first open and holding, with the usual costs.",
      .value("frame", type: "a frame", "the bars"),
      isSource: true
    ) { call, value in
      guard case .frame(let frame) = value else {
        throw Problem.wrongType(found: value.typeName, wanted: "a frame", what: "`frame`")
      }
      let run = try BacktestRun(
        frame,
        title: "buying and holding",
        settings: EngineSettings(),
        assumedCosts: ["cost", "slippage"]
      )
      return .object(run.value(run.bars.held, call.evaluator.context, isTrial: false))
    },
    .function(
      "event_study",
      "The returns after events, with their intervals, beside the returns after any bar.",
      .value("events", type: "a true or false series, or a frame of such", "when it happened"),
      .whole("horizon", default: 5, in: 1...WindowFunctions.longest, "rows ahead"),
      .close,
      reach: "all rows",
      isSource: true
    ) { call, events, horizon, close in
      let columns =
        events.asFrame?.columns ?? events.asSeries.map { [Frame.Column(name: "event", series: $0)] }
      guard let columns, columns.allSatisfy({ $0.series.kind == .boolean }),
        !columns.isEmpty
      else {
        throw Problem.wrongType(
          found: events.typeName,
          wanted: "a true or false series, or a frame of such",
          what: "`events`"
        )
      }
      for column in columns { call.inputs.note(column.series) }
      let clock = try call.inputs.commonClock(of: call.name)
      return .object(
        EventStudyValue(
          columns,
          returns: TargetFunctions.returns(close, over: horizon),
          horizon: horizon,
          clock: clock
        )
      )
    },
    .function(
      "detections",
      "Precision and recall of each column of predictions, by the column of the same name.",
      .value("predicted", type: "a frame", "probabilities, or true and false"),
      .value("truth", type: "a frame", "what was there"),
      .optionalValue(
        "threshold",
        type: "a number, or a record of one for each column",
        "the probability that counts as a detection; 0.5 where none is given"
      ),
      reach: "all rows",
      isSource: true
    ) { call, predicted, truth, threshold in
      guard let found = predicted.asFrame, let known = truth.asFrame else {
        let other = predicted.asFrame == nil ? predicted : truth
        throw Problem.wrongType(
          found: other.typeName,
          wanted: "a frame",
          what: "`\(predicted.asFrame == nil ? "predicted" : "truth")`"
        )
      }
      guard found.clock.matches(known.clock) else {
        throw Problem.differentClocks(found.clock.spanText, known.clock.spanText)
      }
      let missing = found.columns.map(\.name).filter { known[$0] == nil }
      guard missing.isEmpty else {
        throw Problem.missingColumns(missing, function: call.name)
      }
      let columns = found.columns.compactMap { known[$0.name] }
      guard columns.allSatisfy({ $0.kind == .boolean }) else {
        throw Problem.wrongType(
          found: "columns of numbers",
          wanted: "columns of true and false",
          what: "`truth`"
        )
      }
      let thresholds = try found.columns.map { try Self.threshold($0.name, in: threshold, call) }
      return .object(DetectionValue(found, known, thresholds: thresholds))
    },
    .function(
      "json",
      "A number, a text, a list, a record or a series as JSON; what is missing is null.",
      .value("value", type: "a value", "what is written"),
      examples: [Example("json(2 / 3)", prints: "0.6666666666666666")]
    ) { call, value in
      guard let text = try JSONText.text(of: value) else {
        throw Problem.wrongType(
          found: value.typeName,
          wanted: "a number, a text, a list, a record or a series",
          what: "`value`"
        )
      }
      let columns = value.asSeries.map { [$0.figureKnowledge(step: call.text)] } ?? []
      let objects = value.object == nil ? [] : [Knowledge.figure(call.text)]
      return Value.text(text).knowing(
        .derived(from: [value.knowledge] + columns + objects, step: call.text),
        step: call.text
      )
    },
  ]

  /// Returns the threshold of a column: the one for all, or that of the record's field.
  private static func threshold(_ column: String, in value: Value?, _ call: Call) throws -> Double {
    let chosen: Value? = if case .record(let record)? = value { record[column] } else { value }
    guard let chosen else {
      if value == nil { return 0.5 }
      throw Problem.missingColumns([column], function: call.name)
    }
    let parameter = Parameter.number("threshold", default: 0.5, in: 0...1, "")
    return try parameter.read(
      Reader(evaluator: call.evaluator, description: parameter.description, value: chosen)
    )
  }
}
