public import Numerics

/// Gradient boosting of trees on histograms of binned features.
///
/// Splits as XGBoost's `hist` does (Chen and Guestrin, KDD 2016): quantile bins, gain from first and
/// second derivatives, leaf values -T(G) / (H + λ), missing values to the side with the larger gain,
/// starting from the margin of the mean target. Two changes let the result stay the same bit for
/// bit, whatever the number of threads: histograms sum whole numbers (see `Gradients`), and a
/// split's gain has to stand out from rounding only, not above a fixed 1e-6, so that the unit of a
/// target does not matter.
public struct GradientBoosting: StepwiseLearner {
  public typealias Model = TreeEnsemble

  /// The settings, by XGBoost's meaning and defaults, but for the learning rate.
  public struct Settings: Sendable, Hashable {
    /// The number of trees, at least 0.
    public var trees: Int
    /// How many splits lie between the root and a leaf at most, 0...64; by default 6, and 64 where
    /// leaves are counted.
    public var depth: Int
    /// What each leaf value is multiplied by, above 0.
    public var learningRate: Double
    /// L2: what is added to the sum of second derivatives, at least 0.
    public var lambda: Double
    /// L1: how far the sum of first derivatives is moved towards 0, at least 0.
    public var alpha: Double
    /// The least gain of a split, at least 0.
    public var gamma: Double
    /// The least sum of second derivatives in a leaf, at least 0.
    public var minChildWeight: Double
    /// The chance of each row to train a tree, above 0, at most 1.
    public var subsample: Double
    /// The share of the features that each tree may use, above 0, at most 1; at least one feature.
    public var columnSample: Double
    /// How many bins a feature has, that for missing values included, 2...256.
    public var bins: Int
    /// The most leaves of a tree, 2...4096; nil grows each tree to its depth.
    ///
    /// The leaf whose split gains most is divided next, as by LightGBM.
    public var leaves: Int?
    /// The least number of rows in a leaf, at least 0; by default 1, and 20 where leaves are counted.
    ///
    /// Rows are counted by their share of the second derivatives of their node, as LightGBM does:
    /// exactly for the squared loss without weights, else nearly.
    public var minimumRows: Int

    public init(
      trees: Int = 100,
      depth: Int? = nil,
      learningRate: Double = 0.1,
      lambda: Double = 1,
      alpha: Double = 0,
      gamma: Double = 0,
      minChildWeight: Double = 1,
      subsample: Double = 1,
      columnSample: Double = 1,
      bins: Int = 256,
      leaves: Int? = nil,
      minimumRows: Int? = nil
    ) {
      (self.trees, self.learningRate, self.leaves) = (trees, learningRate, leaves)
      self.depth = depth ?? (leaves == nil ? 6 : 64)
      self.minimumRows = minimumRows ?? (leaves == nil ? 1 : 20)
      (self.lambda, self.alpha, self.gamma) = (lambda, alpha, gamma)
      (self.minChildWeight, self.subsample) = (minChildWeight, subsample)
      (self.columnSample, self.bins) = (columnSample, bins)
    }

    /// The name of the first setting that is out of its range; nil where all are in it.
    public var outOfRange: String? {
      let checks: [(String, Bool)] = [
        ("trees", trees >= 0),
        ("depth", (0...64).contains(depth)),
        ("learningRate", learningRate > 0 && learningRate.isFinite),
        ("lambda", lambda >= 0 && lambda <= 1e9),
        ("alpha", alpha >= 0 && alpha.isFinite),
        ("gamma", gamma >= 0),
        ("minChildWeight", minChildWeight >= 0),
        ("subsample", subsample > 0 && subsample <= 1),
        ("columnSample", columnSample > 0 && columnSample <= 1),
        ("bins", (2...256).contains(bins)),
        ("leaves", (2...4096).contains(leaves ?? 2)),
        ("minimumRows", minimumRows >= 0),
      ]
      return checks.first { !$0.1 }?.0
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
  ) throws(LearningError) -> TreeEnsemble {
    if let name = settings.outOfRange { throw .settingOutOfRange(name) }
    let sample = try TrainingSample(table, target: target, rows: rows, weights: weights, loss: loss)
    // Made when the first tree has to grow: trees that are handed out need no bins.
    var run: BoostingRun?
    var trees: [Tree] = []
    func grown() -> Tree {
      var current = run.take() ?? begun()
      defer { run = current }
      return current.nextTree(stream: stream.substream(trees.count))
    }
    func begun() -> BoostingRun {
      var run = BoostingRun(table, sample, loss: loss, settings: settings, workers: workers)
      for tree in trees { run.add(tree) }
      return run
    }
    while trees.count < settings.trees {
      var isGrown = false
      let next = keeper(trees.count) {
        isGrown = true
        return GrownTree(tree: grown(), outOfBag: [])
      }
      guard let next else { break }
      if !isGrown { run?.add(next.tree) }
      trees.append(next.tree)
      if let progress, !progress(trees.count, settings.trees, { run?.score }) { break }
    }
    return TreeEnsemble(
      trees: trees,
      loss: loss,
      baseScore: sample.baseScore,
      featureNames: table.names
    )
  }

  /// Returns the model of `target` given the features in `rows`, as the method of the same name.
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
  ) throws(LearningError) -> TreeEnsemble {
    try GradientBoosting(settings).fit(
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
