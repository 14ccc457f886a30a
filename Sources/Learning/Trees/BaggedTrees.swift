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

  public var importance: [Double] { ensemble.importance }

  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    ensemble.predict(table, rows: rows)
  }

  /// Returns a prediction for each of `rows`, on several threads.
  public func predict(_ table: FeatureTable, rows: [Int], workers: Workers) -> [Double] {
    ensemble.predict(table, rows: rows, workers: workers)
  }
}
