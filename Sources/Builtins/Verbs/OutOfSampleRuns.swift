import Language
import Learning
import TimeSeries

/// Models that are tested on rows which did not train them: `walkforward`, and `fit … by`.
enum OutOfSampleRuns {
  private static let train = Parameter.length("train", "the length of the training window")
  private static let test = Parameter.length("test", "the length of each block that is predicted")
  private static let stride = Parameter.optionalLength(
    "stride",
    fallback: "that of `test`",
    "how far the window moves on each time"
  )
  private static let expanding = Parameter.truth(
    "expanding",
    default: false,
    "whether every window begins at the first row"
  )

  static let walkForwardOptions = [
    train.description, test.description, stride.description, expanding.description,
  ]

  static func walkForward(_ call: CommandCall) throws -> Outcome {
    _ = try call.kind()
    let target = try call.evaluator.evaluate(try call.required("to"))
    let task = try LearningTask(call, target: target)
    let (train, test) = (try call.option(train), try call.option(test))
    let stride = try call.option(stride)
    try task.requireBound(of: "a walk-forward")
    let usable = try task.rows(call)
    let labels = task.labels(usable)
    let folds = Splitter.walkForward(
      labels,
      train: train,
      test: test,
      stride: stride,
      expanding: try call.option(expanding)
    )
    guard call.isChecking || !folds.isEmpty else { throw Problem.tooFewRows(usable.count) }
    return try run(
      task,
      labels,
      folds: folds,
      scheme: .walkForward,
      knowledge: Knowledge(reach: .past, marks: task.marks, forecast: task.horizon),
      call
    )
  }

  /// Tests a model on each fold of a cross-validation; rows without a target take no part.
  static func crossValidate(
    _ task: LearningTask,
    _ scheme: CrossValidationScheme,
    _ call: CommandCall
  ) throws -> Outcome {
    try task.requireBound(of: "a cross-validation")
    let target = task.target.target
    let labels = task.labels(try task.rows(call).filter { !target.values[$0].isNaN })
    let embargo = scheme.embargo(labels, of: task)
    let plan = scheme.plan(labels, embargo: embargo, stream: call.context.stream("shuffle_split"))
    guard call.isChecking || !plan.folds.isEmpty else {
      throw Problem.tooManyGroups(scheme.groups, rows: labels.count)
    }
    let text = call.evaluator.source.phrase(call.command.range)
    return try run(
      task,
      labels,
      folds: plan.folds,
      scheme: .crossValidation(scheme, plan, embargo, target: target.reach),
      knowledge: Knowledge(
        reach: .everything,
        path: [.init("\(text) (out-of-fold predictions: the models learned from later rows)")],
        marks: Mark.union(task.marks, scheme.marks(embargo)),
        forecast: task.horizon
      ),
      call
    )
  }

  private static func run(
    _ task: LearningTask,
    _ labels: LabelSpans,
    folds: [Fold],
    scheme: OutOfSampleScheme,
    knowledge: Knowledge,
    _ call: CommandCall
  ) throws -> Outcome {
    try task.auditInput(call)
    let context = call.context
    let label = "\(call.verb.name) \(task.kind.name)"
    var plan: CrossValidationPlan?
    if case .crossValidation(_, let chosen, _, _) = scheme { plan = chosen }
    let result = try OutOfSample.run(
      task.learner,
      table: task.input.table,
      target: task.target.target.values,
      folds: folds,
      plan: plan,
      horizon: task.horizon,
      uniqueness: Uniqueness(labels),
      weighting: task.weighting,
      loss: task.target.loss,
      stream: context.stream(call.verb.name),
      workers: context.workers,
      keeper: context.keeper(of: task),
      isStopped: context.isStopped,
      progress: context.fitProgress(label, unit: "folds", isKept: true)
    )
    guard result.isComplete || context.isAssembling && !result.folds.isEmpty else {
      throw Problem.interrupted
    }
    let value = OutOfSampleValue(
      result: result,
      scheme: scheme,
      clock: task.input.clock,
      isBinary: task.target.isBinary,
      firstRow: folds.compactMap(\.test.first).min() ?? 0,
      knowledge: knowledge,
      ledger: context.trials
    )
    // A part that was looked at is a look.
    context.trials.record(
      value.skill.distance,
      on: OutOfSampleValue.span(of: task.input.clock)
    )
    guard !result.isComplete else { return Outcome(.object(value)) }
    let partial = PartialResult(done: result.folds.count, total: folds.count, unit: "folds")
    return Outcome(.object(value), isShown: true, partial: partial)
  }
}

extension Parameter where Input == Splitter.Length {
  /// A length of time or a number of bars.
  static func length(_ name: String, _ summary: String) -> Parameter {
    let description = ParameterDescription(name, type: "a duration or bars", summary: summary)
    return Parameter(description) { reader in
      guard let length = try reader.length() else {
        throw Problem.missingArgument(name, of: reader.functionName)
      }
      return length
    }
  }
}

extension Parameter where Input == Splitter.Length? {
  /// A length that may be left out; `fallback` says what holds then.
  static func optionalLength(_ name: String, fallback: String, _ summary: String) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a duration or bars",
      fallback: fallback,
      summary: summary
    )
    return Parameter(description) { try $0.length() }
  }
}

extension Reader {
  /// Returns a length of time or a number of bars; nil where none is given.
  fileprivate func length() throws -> Splitter.Length? {
    switch try value() {
    case .duration(let period)? where period.isPositive: return .time(period)
    case .bars(let count)? where count > 0: return .rows(count)
    case .number(let scalar)?:
      return .rows(try whole(.number(scalar), in: 1...1_000_000_000))
    case let other?: throw wrong(other, "a duration, such as 3y, or bars, such as 500b")
    case nil: return nil
    }
  }
}
