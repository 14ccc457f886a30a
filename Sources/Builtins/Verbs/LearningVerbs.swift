import Language
import Learning
import TimeSeries

/// Verbs that train models and ask them.
enum LearningVerbs {
  static let verbs: [Verb] = [
    Verb(
      "fit",
      "Trains a model of a target on features.",
      usage: "fit gbm to y on x over ..2015-12-31, trees=200",
      prepositions: ["to", "on", "over", "by"],
      options: [LearningTask.weights.description, CrossValidationScheme.embargo.description],
      kinds: ModelKind.all.map(\.word),
      clauseWords: CrossValidationScheme.Word.allCases.map(\.description),
      isGated: true,
      isSource: true
    ) { call in try fit(call) },
    Verb(
      "predict",
      "What a model says of features; rows that it may have learned from know the future.",
      usage: "predict m on x over 2016-01-01..",
      prepositions: ["on", "over"]
    ) { call in try predict(call) },
    Verb(
      "walkforward",
      "Trains on a window and predicts the block after it, again and again; the purge follows from the target.",
      usage: "walkforward gbm to y on x, train=3y, test=3mo",
      prepositions: ["to", "on", "over"],
      options: OutOfSampleRuns.walkForwardOptions + [LearningTask.weights.description],
      kinds: ModelKind.all.map(\.word),
      isGated: true,
      isSource: true
    ) { call in try OutOfSampleRuns.walkForward(call) },
  ]

  private static func fit(_ call: CommandCall) throws -> Outcome {
    _ = try call.kind()
    let target = try call.evaluator.evaluate(try call.required("to"))
    let scheme = try CrossValidationScheme(call)
    if let task = try PatternTask(call, target: target) {
      guard scheme == nil, !call.has("weights") else { throw call.misused }
      return try fitPatterns(task, call)
    }
    let task = try LearningTask(call, target: target)
    return try scheme.map { try OutOfSampleRuns.crossValidate(task, $0, call) } ?? fit(task, call)
  }

  private static func fit(_ task: LearningTask, _ call: CommandCall) throws -> Outcome {
    let target = task.target.target
    let rows = try task.rows(call).filter { !target.values[$0].isNaN }
    let range = try call.over()
    guard !call.isChecking else {
      return Outcome(
        .object(ModelValue(of: task, rows: [], range: range, workers: call.context.workers))
      )
    }
    try task.requireRows(rows, call)
    let (model, partial) = try task.model(rows: rows, call.context)
    return Outcome(
      .object(
        ModelValue(
          model,
          of: task,
          rows: rows,
          range: range,
          isPartial: partial != nil,
          workers: call.context.workers
        )
      ),
      isShown: partial != nil,
      partial: partial
    )
  }

  /// Trains a network to find several things at once.
  private static func fitPatterns(_ task: PatternTask, _ call: CommandCall) throws -> Outcome {
    let rows = try call.rows(of: task.input.clock).filter { $0 >= task.input.warmUp }
    let range = try call.over()
    guard !call.isChecking else {
      return Outcome(.object(ModelValue(of: task, rows: [], range: range)))
    }
    let context = call.context
    let label = "fit \(task.kind.name)"
    let network = try task.network(
      rows: rows,
      context,
      progress: context.fitProgress(label, unit: "epochs")
    )
    return Outcome(.object(ModelValue(network, of: task, rows: rows, range: range)))
  }

  private static func predict(_ call: CommandCall) throws -> Outcome {
    let model: ModelValue = try call.object(try call.requiredOperand(), as: "a model")
    let input = try ModelInput(call, model.kind.reads)
    guard input.fits(model) else { throw Problem.otherFeatures }
    let rows = try call.rows(of: input.clock)
    let step =
      "\(call.evaluator.source.phrase(call.command.range)) (the model was trained on rows up to \(model.known.label))"
    let isSurelyInSample =
      try call.isChecking && model.surelyKnows(call.over(), of: input.clock)
    let knowledge = Knowledge(
      reach: isSurelyInSample ? .everything : input.knowledge.reach.through(.past),
      dated: input.knowledge.dated,
      path: [Knowledge.Step(step)],
      marks: Mark.union(input.knowledge.marks, model.marks),
      forecast: max(input.knowledge.forecast, model.horizon)
    )
    // A row that the model may have learned from is known when the model is.
    let times = model.known.times(of: rows, on: input.columns)
    let columns = try model.predictions(input, rows: Array(rows), workers: call.context.workers)
      .map { predictions in
        var values = [Double](repeating: .nan, count: input.clock.count)
        for (row, prediction) in zip(rows, predictions) { values[row] = prediction }
        return Series(
          values,
          clock: input.clock,
          knowledge: knowledge,
          warmUp: input.warmUp,
          stated: times
        )
      }
    guard model.classes.isEmpty else {
      return Outcome(
        .frame(
          Frame(
            clock: input.clock,
            columns: zip(model.classes, columns).map { Frame.Column(name: $0, series: $1) }
          )
        )
      )
    }
    return Outcome(columns.first.map(Value.series))
  }
}

extension Problem {
  /// The input of a model has other columns than it was trained on.
  static let otherFeatures = Problem.wrongType(
    found: "features with other names",
    wanted: "the features it was trained on",
    what: "the input of the model"
  )
}
