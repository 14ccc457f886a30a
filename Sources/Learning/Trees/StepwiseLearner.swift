public import Numerics

/// A learner whose model is made of trees that are grown one after the other, or side by side.
///
/// A fit that was stopped can go on from the trees that it had.
public protocol StepwiseLearner: Learner {
  /// How many trees a whole model has.
  var stepCount: Int { get }

  /// Returns the model as `fit` of `Learner` does, whose trees `keeper` hands out or lets grow.
  ///
  /// - Parameters:
  ///   - table: The features.
  ///   - target: One value for each row of the table, of which those of `rows` are used.
  ///   - rows: The rows to learn from.
  ///   - weights: The weight of each row of the table; nil for equal weights.
  ///   - loss: What to make small.
  ///   - stream: Random numbers.
  ///   - workers: The threads that may be used.
  ///   - keeper: Asked for each tree, from any thread; where it has none, the model ends there.
  ///   - progress: Called after each tree, in their order; may stop the fit early.
  /// - Returns: The model, as far as it got.
  /// - Throws: A `LearningError` where the rows, the target or the settings do not allow a fit.
  func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]?,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    keeper: TreeKeeper,
    progress: ProgressReport?
  ) throws(LearningError) -> Model
}

extension StepwiseLearner {
  /// Returns the model, as `Learner` says; one that is stopped has as many trees as were reported.
  public func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]? = nil,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> Model {
    try fit(
      table,
      target: target,
      rows: rows,
      weights: weights,
      loss: loss,
      stream: stream,
      workers: workers,
      keeper: { _, grow in grow() },
      progress: progress
    )
  }
}

/// A tree as it was grown, with what it says of the rows that it did not see.
public struct GrownTree: Sendable, Hashable {
  let tree: Tree
  /// Its value for each training row that it did not see, and NaN for the others; empty where every
  /// row was seen.
  let outOfBag: [Double]
}

/// Gives the tree of this number: one that was grown before, or that which `grow` gives now; nil to
/// end with the trees so far.
public typealias TreeKeeper =
  @Sendable (_ number: Int, _ grow: () -> GrownTree) -> GrownTree?
