/// A weighted sum of features: of ridge or logistic regression.
///
/// A missing value counts as the mean of the training rows: it adds nothing to the margin at the
/// means. A feature that was constant in the training rows, or missing in all of them, has the
/// coefficient 0, whatever it does later.
public struct LinearModel: Predictor, Hashable {
  public let loss: Loss
  public let featureNames: [String]
  /// The change of the margin for one standard deviation of each feature.
  public let standardisedCoefficients: [Double]
  /// The margin where each feature has its mean.
  public let marginAtMeans: Double
  /// The share of the training cells that were missing and took the mean, by weight.
  public let imputedShare: Double
  /// Whether the fit came to its end; false where a progress report stopped it.
  public let isConverged: Bool
  let scales: [ColumnScale]

  init(
    loss: Loss,
    featureNames: [String],
    scales: [ColumnScale],
    standardisedCoefficients: [Double],
    marginAtMeans: Double,
    imputedShare: Double,
    isConverged: Bool
  ) {
    (self.loss, self.featureNames, self.scales) = (loss, featureNames, scales)
    self.standardisedCoefficients = standardisedCoefficients
    (self.marginAtMeans, self.imputedShare) = (marginAtMeans, imputedShare)
    self.isConverged = isConverged
  }

  /// The weighted mean of each feature in the training rows; 0 for one that is missing in all.
  public var means: [Double] { scales.map(\.mean) }

  /// The weighted population standard deviation of each feature's known values in the training rows.
  public var deviations: [Double] { scales.map(\.deviation) }

  /// The change of the margin for a change of each feature by 1.
  public var coefficients: [Double] {
    zip(standardisedCoefficients, scales).map { $1.deviation > 0 ? $0 / $1.deviation : 0 }
  }

  /// The margin where each feature is 0.
  public var intercept: Double {
    zip(coefficients, scales).reduce(marginAtMeans) { $0 - $1.0 * $1.1.mean }
  }

  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    margins(table, rows: rows).map(loss.prediction)
  }

  /// Returns the margin at the means plus what each feature adds, before the loss's link.
  ///
  /// Taken in standard units, so that values of any size can be added up; one that is further than
  /// 1e100 deviations from its mean counts as that far away.
  public func margins(_ table: FeatureTable, rows: [Int]) -> [Double] {
    precondition(table.columns.count == featureNames.count, "the features of the model")
    return ColumnScale.margins(
      table,
      rows: rows[...],
      scales: scales,
      coefficients: standardisedCoefficients,
      base: marginAtMeans
    )
  }

  /// Returns what each feature adds to the margin of a row beyond what its mean does: with the margin
  /// at the means they add up to the margin of the row.
  public func contributions(_ table: FeatureTable, row: Int) -> [Double] {
    precondition(table.columns.count == featureNames.count, "the features of the model")
    return scales.indices.map { feature in
      standardisedCoefficients[feature] * scales[feature].standardised(table.columns[feature][row])
    }
  }

  /// The share of each feature in the sum of the absolute standardised coefficients.
  public var importance: [Double] {
    let sizes = standardisedCoefficients.map(abs)
    let total = sizes.reduce(0, +)
    return total > 0 ? sizes.map { $0 / total } : sizes
  }
}
