extension LinearModel {
  /// A linear model as it is saved; the numbers come back bit for bit from any coder that keeps them.
  public struct Document: Codable, Sendable, Hashable {
    /// The version of the form that is written.
    public static let currentVersion = 1

    public var version: Int
    /// `logistic` or `squared`.
    public var loss: String
    public var featureNames: [String]
    public var means: [Double]
    public var deviations: [Double]
    public var standardisedCoefficients: [Double]
    public var marginAtMeans: Double
    public var imputedShare: Double
    public var isConverged: Bool
  }

  /// The model in the form that is saved.
  public var document: Document {
    Document(
      version: Document.currentVersion,
      loss: loss.rawValue,
      featureNames: featureNames,
      means: means,
      deviations: deviations,
      standardisedCoefficients: standardisedCoefficients,
      marginAtMeans: marginAtMeans,
      imputedShare: imputedShare,
      isConverged: isConverged
    )
  }

  /// Creates the model that was saved.
  ///
  /// - Throws: `LearningError.unknownVersion` for a form of another version, and `.malformedModel`
  ///   with the name of the first field that no fit could have written.
  public init(_ document: Document) throws(LearningError) {
    guard document.version == Document.currentVersion else {
      throw .unknownVersion(document.version)
    }
    guard let loss = Loss(rawValue: document.loss) else { throw .malformedModel(field: "loss") }
    if let field = document.malformedField { throw .malformedModel(field: field) }
    self.init(
      loss: loss,
      featureNames: document.featureNames,
      scales: zip(document.means, document.deviations).map(ColumnScale.init),
      standardisedCoefficients: document.standardisedCoefficients,
      marginAtMeans: document.marginAtMeans,
      imputedShare: document.imputedShare,
      isConverged: document.isConverged
    )
  }
}

extension LinearModel.Document {
  /// The name of the first field that is not as a fit leaves it; nil where all are.
  fileprivate var malformedField: String? {
    let count = featureNames.count
    func areNumbers(_ values: [Double]) -> Bool {
      values.count == count && values.allSatisfy(\.isFinite)
    }
    let checks: [(String, Bool)] = [
      ("featureNames", count > 0),
      ("means", areNumbers(means)),
      (
        "deviations",
        areNumbers(deviations)
          && deviations.allSatisfy { $0 == 0 || $0 >= ColumnScale.leastDeviation }
      ),
      (
        "standardisedCoefficients",
        areNumbers(standardisedCoefficients)
          && zip(standardisedCoefficients, deviations).allSatisfy { $0 == 0 || $1 > 0 }
      ),
      ("marginAtMeans", marginAtMeans.isFinite),
      ("imputedShare", imputedShare >= 0 && imputedShare <= 1),
    ]
    return checks.first { !$0.1 }?.0
  }
}
