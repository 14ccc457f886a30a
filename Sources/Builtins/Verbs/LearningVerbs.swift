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
      options: GBMOptions.descriptions,
      words: ["gbm"],
      isGated: true
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
      options: [train.description, test.description, expanding.description]
        + GBMOptions.descriptions,
      words: ["gbm"],
      isGated: true
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
    let task = try LearningTask(call)
    let learner = try GBMOptions.learner(call)
    let rows = try task.rows(call)
      .filter { !task.target.target.values[$0].isNaN }
    let range = try call.over()
    guard !call.isChecking else {
      return Outcome(
        .object(ModelValue(nil, of: task.features, rowCount: 0, lastKnownRow: -1, range: range))
      )
    }
    let context = call.context
    let model = try GradientBoosting.fit(
      task.features.table,
      target: task.target.target.values,
      rows: rows,
      weights: nil,
      loss: task.target.loss,
      settings: learner.settings,
      stream: context.stream("fit"),
      workers: context.workers,
      progress: { context.progress(Progress("fit gbm", done: $0, total: $1)) }
    )
    // Half a model under the name of a whole one would be worse than none.
    try context.report(Progress("fit gbm", done: 1, total: 1))
    // The newest row whose target took part was known only once its horizon had passed.
    let known = (rows.last ?? -1) + max(0, task.target.target.reach.high)
    return Outcome(
      .object(
        ModelValue(
          model,
          of: task.features,
          rowCount: rows.count,
          lastKnownRow: known,
          range: range
        )
      )
    )
  }

  private static func predict(_ call: CommandCall) throws -> Outcome {
    let model: ModelValue = try call.object(try call.requiredOperand(), as: "a model")
    let features = try LearningTask.features(call)
    guard features.columns.columns.map(\.name) == model.featureNames else {
      throw Problem.wrongType(
        found: "features with other names",
        wanted: "the features it was trained on",
        what: "the input of the model"
      )
    }
    let rows = try call.rows(of: features.columns.clock)
    var values = [Double](repeating: .nan, count: features.columns.count)
    if let trees = model.model {
      for (row, prediction) in zip(rows, trees.predict(features.table, rows: Array(rows))) {
        values[row] = prediction
      }
    }
    let isInSample =
      call.isChecking
      ? model.surelyKnows(try call.over())
      : model.knows(rowsFrom: rows.lowerBound, of: features.columns.clock)
    let step =
      "\(call.evaluator.source.text(call.command.range)) (the model was trained on rows up to \(model.lastLabel))"
    let knowledge =
      isInSample
      ? Knowledge(reach: .everything, path: [step])
      : Knowledge.derived(from: [features.knowledge], offsets: .past, step: step)
    return Outcome(
      .series(
        Series(
          values,
          clock: features.columns.clock,
          knowledge: knowledge,
          warmUp: features.warmUp
        )
      )
    )
  }

  private static func walkForward(_ call: CommandCall) throws -> Outcome {
    let task = try LearningTask(call)
    let learner = try GBMOptions.learner(call)
    let clock = task.features.columns.clock
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
      rows: usable.isEmpty ? 0..<0 : usable[0]..<(usable[usable.count - 1] + 1),
      clock: clock,
      train: train,
      test: test,
      horizon: reach.high,
      expanding: try call.option(expanding)
    )
    guard call.isChecking || !folds.isEmpty else { throw Problem.tooFewRows(usable.count) }
    let context = call.context
    let result = try WalkForward.run(
      learner,
      table: task.features.table,
      target: task.target.target.values,
      folds: folds,
      horizon: reach.high,
      loss: task.target.loss,
      stream: context.stream("walkforward"),
      workers: context.workers,
      progress: { context.progress(Progress("walkforward gbm", done: $0, total: $1)) }
    )
    guard result.isComplete else { throw Problem.interrupted }
    return Outcome(
      .object(
        WalkForwardValue(
          result: result,
          clock: clock,
          isBinary: task.target.isBinary,
          firstRow: folds.first?.test.lowerBound ?? 0
        )
      )
    )
  }
}

/// What a model is to learn, from what.
struct LearningTask {
  let features: FeatureSet
  let target: TargetValue

  init(_ call: CommandCall) throws {
    guard let kind = call.command.operands.first, case .name(let word) = kind.kind,
      call.command.operands.count == 1
    else { throw call.misused }
    guard call.verb.words.contains(word) else {
      throw call.located(
        Problem.unknownWord(word, option: "the kind of model", allowed: call.verb.words),
        kind.range
      )
    }
    features = try LearningTask.features(call)
    let operand = try call.required("to")
    let target: TargetValue = try call.object(operand, as: "a target", what: "`to`")
    guard target.target.clock.matches(features.columns.clock) else {
      throw call.located(
        Problem.differentClocks(target.target.clock.spanText, features.columns.clock.spanText),
        operand.range
      )
    }
    self.target = target
  }

  static func features(_ call: CommandCall) throws -> FeatureSet {
    try call.object(try call.required("on"), as: "features", what: "`on`")
  }

  /// Returns the rows that `over` names, or all of them, after the warm-up of the features.
  func rows(_ call: CommandCall) throws -> [Int] {
    try call.rows(of: features.columns.clock).filter { $0 >= features.warmUp }
  }
}

/// The options of gradient boosting.
enum GBMOptions {
  private static let trees = Parameter.whole(
    "trees",
    default: 100,
    in: 0...100_000,
    "how many trees are added up"
  )
  private static let depth = Parameter.whole(
    "depth",
    default: 6,
    in: 0...64,
    "splits between the root and a leaf at most"
  )
  private static let rate = Parameter.number(
    "rate",
    default: 0.1,
    in: 1e-6...1,
    "what each tree's answer is multiplied by"
  )
  private static let lambda = Parameter.number(
    "lambda",
    default: 1,
    in: 0...1e9,
    "L2: added to the sum of second derivatives"
  )
  private static let alpha = Parameter.number(
    "alpha",
    default: 0,
    in: 0...1e9,
    "L1: how far a leaf's sum of gradients moves towards 0"
  )
  private static let gamma = Parameter.number(
    "gamma",
    default: 0,
    in: 0...1e9,
    "the least gain of a split"
  )
  private static let childWeight = Parameter.number(
    "child_weight",
    default: 1,
    in: 0...1e9,
    "the least sum of second derivatives in a leaf"
  )
  private static let subsample = Parameter.number(
    "subsample",
    default: 1,
    in: 1e-6...1,
    "the chance of each row to train a tree"
  )
  private static let columns = Parameter.number(
    "columns",
    default: 1,
    in: 1e-6...1,
    "the share of the features that each tree may use"
  )

  static let descriptions = [
    trees.description, depth.description, rate.description, lambda.description,
    alpha.description, gamma.description, childWeight.description, subsample.description,
    columns.description,
  ]

  static func learner(_ call: CommandCall) throws -> GradientBoosting {
    GradientBoosting(
      GradientBoosting.Settings(
        trees: try call.option(trees),
        depth: try call.option(depth),
        learningRate: try call.option(rate),
        lambda: try call.option(lambda),
        alpha: try call.option(alpha),
        gamma: try call.option(gamma),
        minChildWeight: try call.option(childWeight),
        subsample: try call.option(subsample),
        columnSample: try call.option(columns)
      )
    )
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
