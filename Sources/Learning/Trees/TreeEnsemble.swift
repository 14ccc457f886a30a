public import Numerics

/// A sum or a mean of trees.
public struct TreeEnsemble: Predictor, Hashable {
  /// How the values of the leaves that a row comes to give its prediction.
  public enum Combination: String, Sendable, Hashable {
    /// The base score plus their sum is the margin, of which the loss makes the prediction.
    case sum
    /// Their mean is the prediction; without a tree the base score is.
    case mean
  }

  public let trees: [Tree]
  public let loss: Loss
  public let combination: Combination
  /// What there is before the first tree: a margin in a sum, a prediction in a mean.
  public let baseScore: Double
  public let featureNames: [String]

  /// Creates a model of trees whose features are numbered as the names are.
  public init(
    trees: [Tree],
    loss: Loss,
    combination: Combination = .sum,
    baseScore: Double,
    featureNames: [String]
  ) {
    (self.trees, self.loss, self.combination) = (trees, loss, combination)
    (self.baseScore, self.featureNames) = (baseScore, featureNames)
  }

  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    predict(table, rows: rows, workers: .single)
  }

  /// Returns a prediction for each of `rows`, on several threads.
  public func predict(_ table: FeatureTable, rows: [Int], workers: Workers) -> [Double] {
    let margins = margins(table, rows: rows, workers: workers)
    return combination == .sum ? margins.map(loss.prediction) : margins
  }

  /// Returns what the trees give for each row: the margin before the loss's link, or the mean, which
  /// has none.
  public func margins(
    _ table: FeatureTable,
    rows: [Int],
    workers: Workers = .single
  ) -> [Double] {
    precondition(table.columns.count == featureNames.count, "the features of the model")
    let forest = FlatForest(trees)
    guard combination == .mean, !trees.isEmpty else {
      return forest.margins(table, rows: rows, base: baseScore, workers: workers)
    }
    let count = Double(trees.count)
    return forest.margins(table, rows: rows, base: 0, workers: workers).map { $0 / count }
  }

  /// The share of each feature in the gain of all splits.
  ///
  /// In a forest this is the mean decrease of impurity: Louppe, Wehenkel, Sutera and Geurts,
  /// "Understanding variable importances in forests of randomized trees" (NIPS 2013), equation 1.
  public var importance: [Double] {
    var gains = [Double](repeating: 0, count: featureNames.count)
    for tree in trees {
      for node in tree.nodes where !node.isLeaf { gains[Int(node.feature)] += node.gain }
    }
    let total = gains.reduce(0, +)
    return total > 0 ? gains.map { $0 / total } : gains
  }
}
