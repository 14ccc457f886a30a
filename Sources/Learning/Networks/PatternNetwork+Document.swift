extension PatternNetwork {
  /// A network as a plain document, for a coder of the caller's choice.
  ///
  /// Weights stand as the bit patterns of single precision, so that a stored network predicts the
  /// same, bit for bit. Of the layers see `NetworkShape`.
  public struct Document: Codable, Sendable, Hashable {
    /// The version of the form, 1.
    public var version: Int
    public var window: Int
    public var classes: Int
    public var featureNames: [String]
    public var parameters: [UInt32]
    /// The averages of the normalisations, convolution after convolution.
    public var means: [[UInt32]]
    public var variances: [[UInt32]]
    public var thresholds: [Double]
    public var losses: [Double]
    /// Empty where nothing validated.
    public var validationLosses: [Double]
    public var bestEpoch: Int

    public init(
      version: Int,
      window: Int,
      classes: Int,
      featureNames: [String],
      parameters: [UInt32],
      means: [[UInt32]],
      variances: [[UInt32]],
      thresholds: [Double],
      losses: [Double],
      validationLosses: [Double],
      bestEpoch: Int
    ) {
      (self.version, self.window, self.classes) = (version, window, classes)
      (self.featureNames, self.parameters) = (featureNames, parameters)
      (self.means, self.variances, self.thresholds) = (means, variances, thresholds)
      (self.losses, self.validationLosses) = (losses, validationLosses)
      self.bestEpoch = bestEpoch
    }
  }

  private static let version = 1

  /// The network as a document.
  public var document: Document {
    let validationLosses = history.map(\.validationLoss)
    return Document(
      version: PatternNetwork.version,
      window: window,
      classes: classes,
      featureNames: featureNames,
      parameters: state.parameters.map(\.bitPattern),
      means: state.means.map { $0.map(\.bitPattern) },
      variances: state.variances.map { $0.map(\.bitPattern) },
      thresholds: thresholds,
      losses: history.map(\.loss),
      validationLosses: validationLosses.contains { $0.isNaN } ? [] : validationLosses,
      bestEpoch: bestEpoch
    )
  }

  /// Creates the network of a document.
  ///
  /// - Throws: `LearningError.damagedModel` where its parts do not belong together, a number is not
  ///   finite, or the version is another.
  public init(_ document: Document) throws(LearningError) {
    func check(_ holds: Bool, _ reason: String) throws(LearningError) {
      if !holds { throw .damagedModel(reason) }
    }
    try check(document.version == PatternNetwork.version, "version \(document.version)")
    try check((8...256).contains(document.window), "a window of \(document.window) bars")
    try check((1...10_000).contains(document.classes), "\(document.classes) classes")
    let shape = NetworkShape(window: document.window, classes: document.classes)
    let channels = shape.convolutions.map(\.channels)
    try check(document.featureNames.count == BarWindow.inputs, "the names of the columns")
    try check(document.parameters.count == shape.parameterCount, "the number of weights")
    try check(document.means.map(\.count) == channels, "the number of means")
    try check(document.variances.map(\.count) == channels, "the number of variances")
    let state = NetworkState(
      shape: shape,
      parameters: document.parameters.map { Float(bitPattern: $0) },
      means: document.means.map { $0.map { Float(bitPattern: $0) } },
      variances: document.variances.map { $0.map { Float(bitPattern: $0) } }
    )
    try check(state.parameters.allSatisfy { $0.isFinite }, "a weight that is no number")
    try check(state.means.joined().allSatisfy { $0.isFinite }, "a mean that is no number")
    try check(
      state.variances.joined().allSatisfy { $0.isFinite && $0 >= 0 },
      "a variance that is no number of at least 0"
    )
    try check(
      document.thresholds.count == document.classes
        && document.thresholds.allSatisfy { $0 >= 0 && $0 <= 1 },
      "the thresholds"
    )
    let epochs = document.losses.count
    let validationLosses =
      document.validationLosses.isEmpty
      ? [Double](repeating: .nan, count: epochs) : document.validationLosses
    try check(validationLosses.count == epochs, "the history")
    try check(document.losses.indices.contains(document.bestEpoch), "the best epoch")
    self.init(
      state: state,
      thresholds: document.thresholds,
      featureNames: document.featureNames,
      history: zip(document.losses, validationLosses).map {
        Epoch(loss: $0, validationLoss: $1)
      },
      bestEpoch: document.bestEpoch
    )
  }
}
