public import Numerics

/// A random forest: the mean of trees, each grown on rows drawn with replacement, that choose each
/// split among a few features drawn for it.
///
/// Breiman, "Random forests" (Machine Learning 45, 2001), in the form of scikit-learn: a split lowers
/// the variance of the targets most, which for targets 0 and 1 is half their Gini impurity; a
/// threshold lies half-way between the values that it separates; trees vote with the means of their
/// leaves. A node is divided as long as its targets differ and a drawn feature tells its rows apart,
/// even where that gains nothing yet, and where none does more features are drawn. Missing values go
/// to the side that is better, or with the greater weight where the node had none. The features are
/// in bins, as for gradient boosting.
///
/// Each tree draws from its own sub-stream and each node from one of its tree's, so that the result
/// does not depend on the threads, and a forest begins with the trees of a smaller one.
public struct RandomForest: StepwiseLearner {
  public typealias Model = BaggedTrees

  public struct Settings: Sendable, Hashable {
    /// How deep a tree without a stated depth may be.
    public static let deepest = 1000

    /// The number of trees, at least 0.
    public var trees: Int
    /// How many splits lie between the root and a leaf at most, 0...1000; nil for 1000.
    public var depth: Int?
    /// The share of the features that is drawn for a split, above 0, at most 1; at least one.
    ///
    /// nil draws all with the squared loss, and the square root of their number with the logistic.
    public var columnSample: Double?
    /// The least number of different rows in a leaf, at least 1.
    public var minimumRows: Int
    /// Whether each tree draws as many rows as there are, with replacement; else it sees all.
    public var bootstrap: Bool
    /// How many bins a feature has, that for missing values included, 2...256.
    public var bins: Int

    public init(
      trees: Int = 100,
      depth: Int? = nil,
      columnSample: Double? = nil,
      minimumRows: Int = 1,
      bootstrap: Bool = true,
      bins: Int = 256
    ) {
      (self.trees, self.depth, self.columnSample) = (trees, depth, columnSample)
      (self.minimumRows, self.bootstrap, self.bins) = (minimumRows, bootstrap, bins)
    }

    /// The name of the first setting that is out of its range; nil where all are in it.
    public var outOfRange: String? {
      let share = columnSample ?? 1
      let checks: [(String, Bool)] = [
        ("trees", trees >= 0),
        ("depth", (0...Settings.deepest).contains(depth ?? 0)),
        ("columnSample", share > 0 && share <= 1),
        ("minimumRows", minimumRows >= 1),
        ("bins", (2...256).contains(bins)),
      ]
      return checks.first { !$0.1 }?.0
    }

    /// Returns how many of `count` features are drawn for a split.
    func drawnFeatures(of count: Int, loss: Loss) -> Int {
      let share = (columnSample ?? 1) * Double(count)
      let wanted = columnSample == nil && loss == .logistic ? Double(count).squareRoot() : share
      return max(1, Int(columnSample == nil ? wanted : wanted.rounded()))
    }
  }

  public let settings: Settings

  public init(_ settings: Settings = Settings()) {
    self.settings = settings
  }

  public var stepCount: Int { settings.trees }

  public func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]?,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    keeper: TreeKeeper,
    progress: ProgressReport?
  ) throws(LearningError) -> BaggedTrees {
    if let name = settings.outOfRange { throw .settingOutOfRange(name) }
    let sample = try TrainingSample(table, target: target, rows: rows, weights: weights, loss: loss)
    let run = ForestRun(table, sample, loss: loss, settings: settings, workers: workers)
    let harvest = run.grow(stream: stream, workers: workers, keeper: keeper, progress: progress)
    let outOfBag = harvest.outOfBag
    return BaggedTrees(
      TreeEnsemble(
        trees: harvest.trees,
        loss: loss,
        combination: .mean,
        baseScore: sample.mean,
        featureNames: table.names
      ),
      outOfBag: outOfBag,
      targets: sample.targets
    )
  }

  /// Returns the forest of `target` given the features in `rows`, as the method of the same name.
  public static func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]? = nil,
    loss: Loss,
    settings: Settings = Settings(),
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> BaggedTrees {
    try RandomForest(settings).fit(
      table,
      target: target,
      rows: rows,
      weights: weights,
      loss: loss,
      stream: stream,
      workers: workers,
      progress: progress
    )
  }
}
