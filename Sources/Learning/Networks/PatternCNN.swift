public import Numerics

/// A convolutional network that finds patterns in windows of bars.
///
/// Windows of twenty bars of five numbers (`BarWindow`) go through three convolutions of 32, 64 and
/// 128 channels over three neighbours, each with batch normalisation, rectifier and the greater of
/// each two neighbours, then through dense layers of 256 and 128 outputs with rectifier and dropout
/// to a sigmoid for each class. It learns by Adam on the binary cross-entropy.
///
/// A table has the columns open, high, low, close and volume, in this order.
public struct PatternCNN: Sendable {
  /// The settings.
  public struct Settings: Sendable, Hashable {
    /// The bars of a window, 8...256.
    public var window: Int
    /// How often all windows are learned from at most, 1...10,000.
    public var epochs: Int
    /// The windows of a step, 2...4096.
    ///
    /// Windows that do not fill a step wait for the next epoch, of
    /// which each has an order of its own.
    public var batch: Int
    /// The rate of Adam's first step, above 0, at most 1.
    public var rate: Double
    /// The share of the rate that is left at the end, 0...1; between it falls along a cosine.
    public var finalRate: Double
    /// After how many epochs without a better validation loss the fit ends, at least 1.
    public var patience: Int
    /// The share of the rows, the last in time, that validates, 0...0.5.
    public var validationShare: Double
    /// How many rows ahead the labels look, at least 0: training rows whose windows or labels reach
    /// into the validation windows are left out.
    public var horizon: Int
    /// The chance of each output of either dense layer to be dropped, at least 0, below 1.
    public var dropout: [Double]

    public init(
      window: Int = 20,
      epochs: Int = 50,
      batch: Int = 32,
      rate: Double = 1e-3,
      finalRate: Double = 1,
      patience: Int = 10,
      validationShare: Double = 0.2,
      horizon: Int = 0,
      dropout: [Double] = [0.5, 0.3]
    ) {
      (self.window, self.epochs, self.batch) = (window, epochs, batch)
      (self.rate, self.finalRate, self.patience) = (rate, finalRate, patience)
      (self.validationShare, self.horizon) = (validationShare, horizon)
      self.dropout = dropout
    }

    /// The settings for labels that a rule decides, with generated windows beside the data.
    ///
    /// There is no noise to guard against, and a dropout would blur the edges of the rule: it is 0.
    /// The rate begins high and falls to 0. More windows bring the network nearer to the rule: for
    /// the fifteen candlestick patterns, 240,000 generated windows and fifty epochs.
    public static func forRules(epochs: Int = 20) -> Settings {
      Settings(
        epochs: epochs,
        batch: 64,
        rate: 3e-3,
        finalRate: 0,
        patience: epochs,
        dropout: [0, 0]
      )
    }

    /// The name of the first setting that is out of its range; nil where all are in it.
    public var outOfRange: String? {
      let checks: [(String, Bool)] = [
        ("window", (8...256).contains(window)),
        ("epochs", (1...10_000).contains(epochs)),
        ("batch", (2...4096).contains(batch)),
        ("rate", rate > 0 && rate <= 1),
        ("finalRate", finalRate >= 0 && finalRate <= 1),
        ("patience", patience >= 1),
        ("validationShare", validationShare >= 0 && validationShare <= 0.5),
        ("horizon", (0...1_000_000).contains(horizon)),
        ("dropout", dropout.count == 2 && dropout.allSatisfy { $0 >= 0 && $0 < 1 }),
      ]
      return checks.first { !$0.1 }?.0
    }
  }

  public let settings: Settings

  public init(_ settings: Settings = Settings()) {
    self.settings = settings
  }

  /// Returns the network that finds the labelled patterns.
  ///
  /// A row takes part if its window is full and one of its labels is known. The result depends on
  /// `stream` and not on `workers`.
  ///
  /// - Parameters:
  ///   - bars: The columns open, high, low, close and volume.
  ///   - labels: A column for each class, with a value for each row: 1 where the row's window ends
  ///     the pattern, 0 where not, NaN where that is not known.
  ///   - rows: The last rows of the windows to learn from.
  ///   - weights: The weight of each row of the table, at least 0; nil for equal weights.
  ///   - generated: More windows to learn from; nil for none.
  ///   - stream: Random numbers, for the first weights, the order of the windows and the dropout.
  ///   - workers: The threads that may be used.
  ///   - progress: Called after each epoch; may stop the fit early.
  /// - Returns: The network of the epoch with the least validation loss, or of the last where
  ///   nothing validates.
  /// - Throws: A `LearningError` where the rows, the labels or the settings do not allow a fit, or
  ///   OpenBLAS is missing.
  public func fit(
    _ bars: FeatureTable,
    labels: [[Double]],
    rows: [Int],
    weights: [Double]? = nil,
    generated: GeneratedWindows? = nil,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> PatternNetwork {
    if let name = settings.outOfRange { throw .settingOutOfRange(name) }
    guard let blas = BLAS.shared else { throw .libraryMissing("OpenBLAS") }
    let sample = try PatternSample(
      bars,
      labels: labels,
      rows: rows,
      weights: weights,
      settings: settings
    )
    if let generated, !GeneratedWindows.counts.contains(generated.count) {
      throw .settingOutOfRange("generated")
    }
    let run = try PatternRun(
      bars,
      sample,
      generated,
      settings: settings,
      stream: stream,
      workers: workers,
      blas: blas
    )
    let network = try run.network(names: bars.names, progress: progress)
    guard network.isFinite else { throw .diverged }
    return network
  }
}

extension PatternCNN: Learner {
  /// Returns the network of one class; the loss is the logistic one.
  public func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]? = nil,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> PatternNetwork {
    guard loss == .logistic else { throw .lossNotSupported(loss) }
    _ = try TrainingSample(table, target: target, rows: rows, weights: weights, loss: loss)
    return try fit(
      table,
      labels: [target],
      rows: rows,
      weights: weights,
      stream: stream,
      workers: workers,
      progress: progress
    )
  }
}
