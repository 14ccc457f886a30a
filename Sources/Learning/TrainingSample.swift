/// The targets and weights of the rows that train, checked.
struct TrainingSample {
  let rows: [Int]
  let targets: [Double]
  /// The weight of each row; nil for equal weights.
  let weights: [Double]?
  /// The weighted mean target.
  let mean: Double
  /// The margin that serves best without any feature: that of the weighted mean target.
  let baseScore: Double

  init(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]?,
    loss: Loss
  ) throws(LearningError) {
    if table.columns.isEmpty { throw .noFeatures }
    if rows.isEmpty { throw .noRows }
    precondition(target.count == table.rowCount, "a target for each row of the table")
    precondition(weights?.count ?? target.count == target.count, "a weight for each row")
    var (sum, total) = (0.0, 0.0)
    for row in rows {
      let (y, weight) = (target[row], weights?[row] ?? 1)
      if y.isNaN { throw .missingTarget(row: row) }
      if loss == .logistic, y != 0, y != 1 { throw .targetNotBinary(y) }
      guard weight >= 0, weight <= 1e100 else { throw .weightOutOfRange(row: row) }
      guard abs(y) <= 1e100 else { throw .targetOutOfRange(row: row) }
      sum += y * weight
      total += weight
    }
    if total == 0 { throw .noWeight }
    let mean = sum / total
    if loss == .logistic, mean <= 0 || mean >= 1 { throw .oneClass }
    self.rows = rows
    self.mean = mean
    targets = rows.map { target[$0] }
    self.weights = weights.map { weights in rows.map { weights[$0] } }
    baseScore = loss.margin(prediction: mean)
  }
}
