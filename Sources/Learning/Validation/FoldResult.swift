public import Numerics
public import TimeSeries

extension OutOfSample {
  /// What the model of a fold gave.
  public struct FoldResult: Sendable, Codable, Equatable {
    public let basis: Basis
    /// The share of each feature in what the model learned; empty without a model.
    public let importance: [Double]
    /// A prediction for each test row of the fold.
    public let predictions: [Double]

    init(basis: Basis, importance: [Double] = [], predictions: [Double]) {
      (self.basis, self.importance, self.predictions) = (basis, importance, predictions)
    }
  }

  /// What decides the result of a fold beside the learner, the table and the target.
  public struct FoldTask: Sendable {
    public let fold: Fold
    /// The training rows whose target is known.
    public let rows: [Int]
    /// The weight of each row of the table; nil for equal ones.
    public let weights: [Double]?
    public let stream: RandomStream
  }

  /// Gives the result of a fold: one that it has kept, or that of the fit, which it may keep.
  ///
  /// A fold's result follows from its task, the learner, and the table and the target up to its last
  /// row, in training or in test. It is asked from several threads.
  public typealias FoldKeeper =
    @Sendable (FoldTask, _ fit: () throws(LearningError) -> FoldResult) throws(LearningError) ->
    FoldResult
}
