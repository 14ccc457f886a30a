import Language
import Learning
import Numerics
import TimeSeries

/// A model that has been trained, with what it has seen.
struct ModelValue: Learned {
  let kind: ModelKind
  /// What was learned; nil while checking.
  let model: (any Predictor)?
  let featureNames: [String]
  /// The stages that its features go through.
  let steps: [StagedLearner.Step]
  /// What it finds, where that is several things at once; else empty.
  let classes: [String]
  let rowCount: Int
  let known: KnownThrough
  /// What has to be said of what it learned from.
  private(set) var marks: [Mark]
  /// How many rows ahead it foretells; 0 where a file does not say it.
  let horizon: Int
  /// How well it does on the rows that it learned from, which is no evidence of skill; nil while
  /// checking and for a model from a file.
  private let scores: ScoreTable?
  /// The rows that it was to learn from; nil for all.
  private let range: RangeValue?
  /// Whether it was read from a file, so that nothing is known of its rows but what the file says.
  private let isLoaded: Bool

  /// Creates the model that a task gave on `rows`; without what was learned, it stands for one
  /// while nothing is computed.
  init(
    _ model: (any Predictor)? = nil,
    of task: LearningTask,
    rows: [Int],
    range: RangeValue?,
    isPartial: Bool = false,
    workers: Workers
  ) {
    (kind, self.model, classes) = (task.kind, model, [])
    // How well part of a model knows its own rows is worth no wait.
    scores = isPartial ? nil : model.map { task.scores(of: $0, rows: rows, workers: workers) }
    (featureNames, steps) = (task.input.table.names, task.input.steps)
    rowCount = rows.count
    known = KnownThrough(
      time: ModelValue.knownTime(of: [task.target.target], task.input, rows),
      of: task.input.clock
    )
    marks = task.marks
    horizon = task.horizon
    self.range = range
    isLoaded = false
  }

  /// Creates the network that a task gave on `rows`; without it, it stands for one while nothing is
  /// computed.
  init(
    _ network: PatternNetwork? = nil,
    of task: PatternTask,
    rows: [Int],
    range: RangeValue?
  ) {
    (kind, model) = (task.kind, network)
    classes = task.labels.columns.map(\.name)
    (featureNames, steps) = (task.input.table.names, task.input.steps)
    rowCount = rows.count
    known = KnownThrough(
      time: ModelValue.knownTime(of: task.labels.columns.map(\.series), task.input, rows),
      of: task.input.clock
    )
    marks = task.input.knowledge.marks
    horizon = task.horizon
    (self.range, scores, isLoaded) = (range, nil, false)
  }

  /// Creates a model that comes from a file.
  init(
    loaded model: any Predictor,
    kind: ModelKind,
    featureNames: [String],
    classes: [String],
    rowCount: Int,
    known: KnownThrough,
    horizon: Int,
    marks: [Mark]
  ) {
    (self.kind, self.model) = (kind, model)
    (self.featureNames, self.classes) = (featureNames, classes)
    steps = ((model as? StagedModel)?.stages ?? []).map {
      StagedLearner.Step($0.feature, $0.stage)
    }
    (self.rowCount, self.known) = (rowCount, known)
    (range, scores, isLoaded) = (nil, nil, true)
    (self.horizon, self.marks) = (min(horizon, Reach.unbounded), marks)
  }

  /// Returns when the last of the targets of `rows` was known that a model learned from, and of what
  /// it read; nil without rows.
  private static func knownTime(
    of targets: [Series],
    _ input: ModelInput,
    _ rows: [Int]
  ) -> EventTime? {
    let columns = targets + input.columns.columns.map(\.series).filter { $0.stated != nil }
    return rows.map { row in
      columns.reduce(input.clock.closing(of: row)) { max($0, $1.knownTime(of: row)) }
    }.max()
  }

  /// Whether it is plain without any data that the model knows rows of `asked`: by the ranges, where
  /// it was trained on the same clock.
  func surelyKnows(_ asked: RangeValue?, of other: Clock) -> Bool {
    if isLoaded || !known.isOn(other) {
      guard let time = known.time, case .instant(let start)? = asked?.lower else { return false }
      return start <= time
    }
    guard let range, let end = range.upper, let start = asked?.lower else { return true }
    switch (end, start) {
    case (.instant(let end), .instant(let start)):
      return range.isHalfOpen ? start < end : start <= end
    case (.number(let end), .number(let start)):
      return range.isHalfOpen ? start.value < end.value : start.value <= end.value
    default: return false
    }
  }

  /// A model has a place for what has to be said of it, and none for what chose it.
  func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)? {
    guard knowledge.isConstant else { return nil }
    var model = self
    model.marks = Mark.union(marks, knowledge.marks)
    return model
  }

  /// Returns what the model says of `rows`: one column, or one for each class; missing while
  /// checking.
  func predictions(
    _ input: ModelInput,
    rows: [Int],
    workers: Workers
  ) throws -> [[Double]] {
    guard let model else {
      let missing = [Double](repeating: .nan, count: rows.count)
      return Array(repeating: missing, count: max(1, classes.count))
    }
    if let network = model as? PatternNetwork {
      return try network.probabilities(input.table, rows: rows, workers: workers)
    }
    return [model.predict(input.table, rows: rows, workers: workers)]
  }

  var provenance: [String] {
    [
      "learned from \(NumberText.counted(rowCount, "row")) × \(NumberText.counted(featureNames.count, "feature")), knows rows up to \(known.label)"
    ]
  }

  var typeName: String { "a model" }
  var fieldNames: [String] { ["features", "rows", "classes", "thresholds"] + facts.map(\.name) }
  var importance: [Double] { model?.importance ?? [] }

  /// The probability of each class from which on it is best taken for found, by the rows that
  /// validated the network.
  private var thresholds: Record {
    let found = (model as? PatternNetwork)?.thresholds
    return Record(
      classes.indices.map {
        (classes[$0], .figure(found?[$0] ?? .nan, of: "the rows that validated a network"))
      }
    )
  }

  private var facts: [ModelKind.Fact] { kind.facts(plain, featureNames) }

  /// What was learned, without the stages before it.
  var plain: (any Predictor)? { (model as? StagedModel)?.inner ?? model }

  func field(_ name: String) -> Value? {
    switch name {
    case "features": .list(featureNames.map { .text($0) })
    case "rows":
      .number(Scalar(Double(rowCount), knowledge: known.figure("the rows of a model")))
    case "classes": .list(classes.map { .text($0) })
    case "thresholds": .record(thresholds)
    default: facts.first { $0.name == name }?.value
    }
  }

  func presentation(name: String?) -> Presentation {
    let size = facts.first.map { "  \($0.value.text) \($0.name)" } ?? ""
    var shown = Presentation.titled(
      name,
      "model \(kind.name)\(size)  \(NumberText.counted(rowCount, "row")) × \(NumberText.counted(featureNames.count, "feature"))  knows rows up to \(known.label)"
    )
    if !steps.isEmpty {
      let stages = steps.map { "\($0.feature) (\($0.stage.rawValue))" }.joined(separator: ", ")
      shown.add("  fitted on these rows: \(stages)")
    }
    if !classes.isEmpty { shown.add("  finds \(classes.joined(separator: ", "))") }
    if let network = model as? PatternNetwork, !network.history.isEmpty {
      let best = network.history[network.bestEpoch]
      shown.add(
        "  \(NumberText.counted(network.history.count, "epoch")), best \(network.bestEpoch + 1): loss \(NumberText.fixed(best.loss, 4)), on rows kept back \(NumberText.fixed(best.validationLoss, 4))"
      )
    }
    if let scores {
      shown.add(
        "  \("on the rows that it learned from, which says nothing of skill; `walkforward \(kind.name)` does:", .faint)"
      )
      shown.add(scores.table())
    }
    shown.add(importanceTable)
    return shown
  }
}

/// A value that has learned from features.
protocol Learned: ObjectValue {
  var featureNames: [String] { get }
  /// The share of each feature in what was learned.
  var importance: [Double] { get }
}

extension Predictor {
  /// Returns a prediction for each of `rows`, on several threads where the model can.
  func predict(_ table: FeatureTable, rows: [Int], workers: Workers) -> [Double] {
    switch self {
    case let trees as TreeEnsemble: trees.predict(table, rows: rows, workers: workers)
    case let forest as BaggedTrees: forest.predict(table, rows: rows, workers: workers)
    case let staged as StagedModel:
      staged.inner.predict(staged.staged(table), rows: rows, workers: workers)
    default: predict(table, rows: rows)
    }
  }
}

extension Learned {
  /// The features that matter most, with their shares.
  var importanceTable: Table {
    let ranked = zip(featureNames, importance).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    return Table(
      [Table.Column("feature", .left), Table.Column("share")],
      rows: ranked.prefix(10).map { [$0.0, NumberText.percent($0.1, 1)] },
      note: ranked.count > 10 ? "the first 10 of \(NumberText.count(ranked.count))" : nil
    )
  }
}
