public import Numerics

/// A sum of trees.
public struct BoostedTrees: Predictor, Hashable {
  public let trees: [Tree]
  public let loss: Loss
  /// The margin before the first tree.
  public let baseScore: Double
  public let featureNames: [String]

  /// Creates a model of trees whose features are numbered as the names are.
  public init(trees: [Tree], loss: Loss, baseScore: Double, featureNames: [String]) {
    (self.trees, self.loss) = (trees, loss)
    (self.baseScore, self.featureNames) = (baseScore, featureNames)
  }

  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    predict(table, rows: rows, workers: .single)
  }

  /// Returns a prediction for each of `rows`, on several threads.
  public func predict(_ table: FeatureTable, rows: [Int], workers: Workers) -> [Double] {
    margins(table, rows: rows, workers: workers).map(loss.prediction)
  }

  /// Returns the base score plus the leaf values of each row, before the loss's link.
  public func margins(
    _ table: FeatureTable,
    rows: [Int],
    workers: Workers = .single
  ) -> [Double] {
    precondition(table.columns.count == featureNames.count, "the features of the model")
    let forest = FlatForest(trees)
    return forest.margins(table, rows: rows, base: baseScore, workers: workers)
  }

  /// The share of each feature in the gain of all splits.
  public var importance: [Double] {
    var gains = [Double](repeating: 0, count: featureNames.count)
    for tree in trees {
      for node in tree.nodes where !node.isLeaf { gains[Int(node.feature)] += node.gain }
    }
    let total = gains.reduce(0, +)
    return total > 0 ? gains.map { $0 / total } : gains
  }
}
