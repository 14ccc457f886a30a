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
  /// - Throws: `LearningError.unknownVersion` for a form of another version, and `.malformedModel`
  ///   with the name of the first field that no fit could have written.
  public init(_ document: Document) throws(LearningError) {
    func check(_ holds: Bool, _ field: String) throws(LearningError) {
      if !holds { throw .malformedModel(field: field) }
    }
    guard document.version == PatternNetwork.version else {
      throw .unknownVersion(document.version)
    }
    try check((8...256).contains(document.window), "window")
    try check((1...10_000).contains(document.classes), "classes")
    let shape = NetworkShape(window: document.window, classes: document.classes)
    let channels = shape.convolutions.map(\.channels)
    try check(document.featureNames.count == BarWindow.inputs, "featureNames")
    try check(document.parameters.count == shape.parameterCount, "parameters")
    try check(document.means.map(\.count) == channels, "means")
    try check(document.variances.map(\.count) == channels, "variances")
    let state = NetworkState(
      shape: shape,
      parameters: document.parameters.map { Float(bitPattern: $0) },
      means: document.means.map { $0.map { Float(bitPattern: $0) } },
      variances: document.variances.map { $0.map { Float(bitPattern: $0) } }
    )
    try check(state.parameters.allSatisfy { $0.isFinite }, "parameters")
    try check(state.means.joined().allSatisfy { $0.isFinite }, "means")
    try check(
      state.variances.joined().allSatisfy { $0.isFinite && $0 >= 0 },
      "variances"
    )
    try check(
      document.thresholds.count == document.classes
        && document.thresholds.allSatisfy { $0 >= 0 && $0 <= 1 },
      "thresholds"
    )
    let epochs = document.losses.count
    let validationLosses =
      document.validationLosses.isEmpty
      ? [Double](repeating: .nan, count: epochs) : document.validationLosses
    try check(validationLosses.count == epochs, "validationLosses")
    try check(document.losses.indices.contains(document.bestEpoch), "bestEpoch")
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
