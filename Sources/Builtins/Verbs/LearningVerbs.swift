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
      prepositions: ["to", "on", "over"],
      kinds: ModelKind.all.map(\.word),
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
      options: [train.description, test.description, expanding.description],
      kinds: ModelKind.all.map(\.word),
      isGated: true,
      isSource: true
    ) { call in try walkForward(call) },
  ]

  private static let train = Parameter.length("train", "the length of the training window")
  private static let test = Parameter.length("test", "the length of each block that is predicted")
  private static let expanding = Parameter.truth(
    "expanding",
    default: false,
    "whether every window begins at the first row"
  )

  private static func fit(_ call: CommandCall) throws -> Outcome {
    _ = try call.kind()
    let target = try call.evaluator.evaluate(try call.required("to"))
    if let task = try PatternTask(call, target: target) { return try fitPatterns(task, call) }
    return try fit(try LearningTask(call, target: target), call)
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
    let context = call.context
    let label = "fit \(task.kind.name)"
    let model = try task.learner.fit(
      task.input.table,
      target: target.values,
      rows: rows,
      weights: nil,
      loss: task.target.loss,
      stream: context.stream("fit"),
      workers: context.workers,
      progress: { context.progress(Progress(label, done: $0, total: $1)) }
    )
    // Half a model under the name of a whole one would be worse than none.
    try context.report(Progress(label, done: 1, total: 1))
    return Outcome(
      .object(
        ModelValue(model, of: task, rows: rows, range: range, workers: context.workers)
      )
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
    let network = try task.network(rows: rows, context) {
      context.progress(Progress(label, done: $0, total: $1))
    }
    try context.report(Progress(label, done: 1, total: 1))
    return Outcome(.object(ModelValue(network, of: task, rows: rows, range: range)))
  }

  private static func predict(_ call: CommandCall) throws -> Outcome {
    let model: ModelValue = try call.object(try call.requiredOperand(), as: "a model")
    let input = try ModelInput(call, model.kind.reads)
    guard input.fits(model) else { throw Problem.otherFeatures }
    let rows = try call.rows(of: input.clock)
    let step =
      "\(call.evaluator.source.text(call.command.range)) (the model was trained on rows up to \(model.known.label))"
    let isSurelyInSample =
      try call.isChecking && model.surelyKnows(call.over(), of: input.clock)
    let knowledge = Knowledge(
      reach: isSurelyInSample ? .everything : input.knowledge.reach.through(.past),
      dated: input.knowledge.dated,
      path: [Knowledge.Step(step)],
      marks: Mark.union(input.knowledge.marks, model.marks)
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

  private static func walkForward(_ call: CommandCall) throws -> Outcome {
    _ = try call.kind()
    let target = try call.evaluator.evaluate(try call.required("to"))
    let task = try LearningTask(call, target: target)
    let clock = task.input.clock
    let (train, test) = (try call.option(train), try call.option(test))
    let reach = task.target.target.reach
    guard reach.high < Reach.unbounded else {
      throw Problem.looksAhead(
        name: "the target",
        reach: reach,
        path: task.target.target.knowledge.path,
        place: "a target of a walk-forward"
      )
    }
    let usable = try task.rows(call)
    let folds = Splitter.walkForward(
      LabelSpans(rows: usable, clock: clock, knownTimes: task.target.target.knownTimes),
      train: train,
      test: test,
      expanding: try call.option(expanding)
    )
    guard call.isChecking || !folds.isEmpty else { throw Problem.tooFewRows(usable.count) }
    let context = call.context
    let label = "walkforward \(task.kind.name)"
    let result = try WalkForward.run(
      task.learner,
      table: task.input.table,
      target: task.target.target.values,
      folds: folds,
      horizon: reach.high,
      loss: task.target.loss,
      stream: context.stream("walkforward"),
      workers: context.workers,
      progress: { context.progress(Progress(label, done: $0, total: $1)) }
    )
    guard result.isComplete else { throw Problem.interrupted }
    let value = WalkForwardValue(
      result: result,
      clock: clock,
      isBinary: task.target.isBinary,
      firstRow: folds.first?.test.first ?? 0,
      ledger: context.trials
    )
    context.trials.record(value.skill.distance, on: WalkForwardValue.span(of: clock))
    return Outcome(.object(value))
  }
}

extension Parameter where Input == Splitter.Length {
  /// A length of time or a number of bars.
  static func length(_ name: String, _ summary: String) -> Parameter {
    let description = ParameterDescription(name, type: "a duration or bars", summary: summary)
    return Parameter(description) { reader in
      switch try reader.value() {
      case .duration(let period)? where period.isPositive: return .time(period)
      case .bars(let count)? where count > 0: return .rows(count)
      case .number(let scalar)?:
        return .rows(try reader.whole(.number(scalar), in: 1...1_000_000_000))
      case let other?: throw reader.wrong(other, "a duration, such as 3y, or bars, such as 500b")
      case nil: throw Problem.missingArgument(name, of: reader.functionName)
      }
    }
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
