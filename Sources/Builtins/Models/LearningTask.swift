import Language
import Learning
import Numerics
import TimeSeries

/// What a model is to learn, from what.
struct LearningTask {
  let kind: ModelKind
  let learner: any Learner
  let input: ModelInput
  let target: TargetValue
  let weighting: OutOfSample.Weighting
  /// The operand of `on`, to be made again.
  private let subject: Rerun.Subject
  /// What has to be said of the options.
  private let optionMarks: [Mark]

  static let weights = Parameter.word(
    "weights",
    ["equal", "uniqueness"],
    default: "equal",
    "how much rows weigh in training: alike, or by how much of its span each label has to itself"
  )

  /// Reads a command with its target, the operand of `to`.
  init(_ call: CommandCall, target value: Value) throws {
    kind = try ModelKind.of(call)
    subject = Rerun.Subject(try call.required("on"), in: call.evaluator)
    input = try ModelInput(call, kind.reads)
    let operand = try call.required("to")
    guard let target = value.object as? TargetValue else {
      throw call.located(
        Problem.mistyped(
          found: value.typeName,
          wanted: "a target",
          what: "`to`",
          repair:
            "first write `y = target on es, \(call.evaluator.source.phrase(operand.range))`, then `to y`"
        ),
        operand.range
      )
    }
    guard target.target.clock.matches(input.clock) else {
      throw call.located(
        Problem.differentClocks(target.target.clock.spanText, input.clock.spanText),
        operand.range
      )
    }
    guard kind.losses.contains(target.loss) else {
      throw call.located(LearningError.lossNotSupported(target.loss), operand.range)
    }
    self.target = target
    let plain = try kind.learner(call, max(0, target.target.reach.high))
    learner = input.steps.isEmpty ? plain : StagedLearner(plain, steps: input.steps)
    weighting = try call.option(LearningTask.weights) == "uniqueness" ? .uniqueness : .equal
    optionMarks = call.optionMarks(on: input.clock)
  }

  /// How many rows ahead the target looks, at most.
  var horizon: Int { max(0, target.target.reach.high) }

  /// Refuses a target that looks ahead without bound: no row would be left to train on.
  func requireBound(of what: String) throws {
    let series = target.target
    guard series.reach.high >= Reach.unbounded else { return }
    throw Problem.targetWithoutBound(of: what, path: series.knowledge.path)
  }

  /// Refuses what the model reads where that moves when only later bars are changed.
  ///
  /// An audit of what follows does not ask it again, as it takes predictions as they stand.
  func auditInput(_ call: CommandCall) throws {
    let columns = JudgedColumn.columns(of: .frame(input.named)) ?? []
    let read = AuditedSignal(
      subject,
      columns,
      knows: input.knowledge,
      at: try call.required("on").range
    )
    _ = try read.audit(rows: 0..<input.clock.count, call)
  }

  /// Returns the time that the label of each of `rows` takes.
  func labels(_ rows: [Int]) -> LabelSpans {
    LabelSpans(rows: rows, clock: input.clock, knownTimes: target.target.knownTimes)
  }

  /// What has to be said of what there is to learn from.
  var marks: [Mark] {
    [target.target.marks, optionMarks].reduce(input.knowledge.marks, Mark.union)
  }

  /// Returns the rows that `over` names, or all of them, after the warm-up.
  func rows(_ call: CommandCall) throws -> [Int] {
    try call.rows(of: input.clock).filter { $0 >= input.warmUp }
  }

  /// Refuses rows from which nothing can be learned, and tells of features that are the same in all.
  func requireRows(_ rows: [Int], _ call: CommandCall) throws {
    guard !rows.isEmpty else { throw try shortage(call) }
    guard !call.context.isReplaying else { return }
    let still =
      zip(input.table.names, input.table.columns).compactMap { name, column in
        let values = Set(rows.lazy.map { column[$0].isNaN ? nil : column[$0] }.prefix(2))
        guard values.count < 2 || Set(rows.map { column[$0].isNaN ? nil : column[$0] }).count < 2
        else { return nil }
        return "`\(name)`"
      } as [String]
    guard !still.isEmpty else { return }
    let names = still.prefix(5).joined(separator: ", ") + (still.count > 5 ? " …" : "")
    let what = still.count == 1 ? "the feature \(names) is" : "the features \(names) are"
    let whole = still.count == input.table.names.count ? ": the model can only guess the mean" : ""
    call.context.notes.add(
      "\(what) the same in all \(NumberText.count(rows.count)) training rows\(whole)"
    )
  }

  /// Returns why no row is left.
  private func shortage(_ call: CommandCall) throws -> LearningShortage {
    let count = input.clock.count
    if input.warmUp >= count {
      let slowest = input.named.columns.max { $0.series.warmUp < $1.series.warmUp }
      return .warmUp(slowest?.name ?? "on", rows: count)
    }
    if try call.rows(of: input.clock).isEmpty { return .range(input.clock.spanText) }
    return .targets
  }

  /// Returns the model that learns from `rows`, whose targets are known, and how far it is finished.
  func model(
    rows: [Int],
    _ context: RunContext
  ) throws -> (model: any Predictor, partial: PartialResult?) {
    let values = target.target.values
    let weights =
      weighting == .equal
      ? nil : Uniqueness(labels(rows)).weights(of: rows, inAll: values.count)
    let stream = context.stream("fit")
    let key = context.decided {
      var key = ResultKey(.fit(kind))
      key.add(learner)
      key.add(target.loss.rawValue)
      key.add(input.table)
      key.add(values)
      key.add(rows)
      key.add(weights == nil ? 0 : 1)
      key.add(weights ?? [])
      key.add(stream)
      return key
    }
    let fit = Fit(
      task: self,
      rows: rows,
      weights: weights,
      stream: stream,
      place: key,
      context
    )
    if context.isAssembling { return try fit.assembled() }
    let model = try context.keptModel(targets: rows.map { values[$0] }, fit.model, key: key)
    return (model, nil)
  }

  /// Returns how well a model does on `rows`, beside guesses that need none.
  func scores(of model: any Predictor, rows: [Int], workers: Workers) -> ScoreTable {
    let (values, loss) = (target.target.values, target.loss)
    let targets = rows.map { values[$0] }
    let mean = ConstantBaseline(targets: targets).value
    let last = LastOutcome(horizon: target.target.reach.high).predictions(values)
    func scores(_ predictions: [Double]) -> Scores {
      Scores(predictions: predictions, targets: targets, loss: loss)
    }
    return ScoreTable(
      model: scores(model.predict(input.table, rows: rows, workers: workers)),
      constant: scores(Array(repeating: mean, count: rows.count)),
      lastOutcome: scores(rows.map { last[$0] }),
      isBinary: target.isBinary
    )
  }
}
