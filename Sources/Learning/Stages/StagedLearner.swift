public import Numerics

/// A learner whose features go through stages that are fitted on its training rows.
///
/// Whoever fits it, once or in each fold, refits the stages with it: no test row takes part.
public struct StagedLearner: Learner {
  /// A feature, and the stage that it goes through.
  public struct Step: Sendable, Hashable {
    public let feature: String
    public let stage: FeatureStage

    public init(_ feature: String, _ stage: FeatureStage) {
      (self.feature, self.stage) = (feature, stage)
    }
  }

  public let inner: any Learner
  public let steps: [Step]

  public init(_ inner: any Learner, steps: [Step]) {
    (self.inner, self.steps) = (inner, steps)
  }

  public func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]? = nil,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> StagedModel {
    let stages = steps.compactMap { step in
      table.names.firstIndex(of: step.feature).map { column in
        FittedStage(
          step.stage,
          of: step.feature,
          values: rows.map { table.columns[column][$0] }
        )
      }
    }
    let staged = StagedModel.applied(stages, to: table)
    let model: any Predictor = try inner.fit(
      staged,
      target: target,
      rows: rows,
      weights: weights,
      loss: loss,
      stream: stream,
      workers: workers,
      progress: progress
    )
    return StagedModel(stages: stages, inner: model)
  }
}

/// A model with the stages that its features go through, as its training rows have fitted them.
public struct StagedModel: Predictor {
  public let stages: [FittedStage]
  public let inner: any Predictor

  public init(stages: [FittedStage], inner: any Predictor) {
    (self.stages, self.inner) = (stages, inner)
  }

  public var importance: [Double] { inner.importance }

  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    inner.predict(staged(table), rows: rows)
  }

  /// Returns the features as the inner model takes them.
  public func staged(_ table: FeatureTable) -> FeatureTable {
    StagedModel.applied(stages, to: table)
  }

  static func applied(_ stages: [FittedStage], to table: FeatureTable) -> FeatureTable {
    FeatureTable(
      names: table.names,
      columns: zip(table.names, table.columns).map { name, column in
        stages.last { $0.feature == name }?.apply(column) ?? column
      }
    )
  }
}
