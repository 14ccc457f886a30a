public import Numerics

/// A forest, with what it says of the rows that it learned from.
public struct BaggedTrees: Predictor {
  /// The mean of the trees.
  public let ensemble: TreeEnsemble
  /// For each training row, in their order, the mean of the trees that did not see it; NaN where
  /// every tree did.
  public let outOfBag: [Double]
  /// How well those met the targets, which needs no rows kept back.
  ///
  /// Where the targets of neighbouring rows overlap, the trees have seen a row's neighbours, and the
  /// scores are too good.
  public let outOfBagScores: Scores

  /// Creates a forest again from its parts.
  ///
  /// - Parameters:
  ///   - ensemble: The mean of the trees.
  ///   - outOfBag: What the trees say that did not see a row, for each training row.
  ///   - targets: The targets of the training rows, in the same order.
  public init(_ ensemble: TreeEnsemble, outOfBag: [Double], targets: [Double]) {
    (self.ensemble, self.outOfBag) = (ensemble, outOfBag)
    outOfBagScores = Scores(predictions: outOfBag, targets: targets, loss: ensemble.loss)
  }

  public var importance: [Double] { ensemble.importance }

  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    ensemble.predict(table, rows: rows)
  }

  /// Returns a prediction for each of `rows`, on several threads.
  public func predict(_ table: FeatureTable, rows: [Int], workers: Workers) -> [Double] {
    ensemble.predict(table, rows: rows, workers: workers)
  }
}
