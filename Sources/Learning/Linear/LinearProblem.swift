internal import Numerics

/// The rows of a linear fit with their features in standard units, and the penalty in these.
///
/// The unknowns are a coefficient for each feature that takes part and, last, the intercept. Rows
/// are standardised as they are used, in chunks that fit a cache, so that no second table is held.
/// Sums over the rows are taken in parts whose number depends on the data alone, and the parts are
/// added in order: no byte depends on the workers.
struct LinearProblem: Sendable {
  let targets: [Double]
  let weights: [Double]
  let totalWeight: Double
  /// The margin of the weighted mean target.
  let baseScore: Double
  /// The features that take part: those that vary, without any that the penalty holds at 0.
  let features: [Int]
  /// What half the square of each unknown is multiplied by; 0 for the intercept.
  let penalties: [Double]
  private let table: FeatureTable
  private let rows: [Int]
  private let scales: [ColumnScale]
  private let imputedShare: Double
  private let workers: Workers

  /// Rows in one product of matrices.
  private static let chunk = 1000
  /// Into how many parts the rows are cut at most.
  private static let parts = 16

  /// Measures the features in the rows of a sample that have a weight.
  ///
  /// The penalty is on coefficients in standard units, or else in original ones: there a feature of
  /// deviation s has w = v / s, so that α w² = (α / s²) v².
  init(
    _ table: FeatureTable,
    _ sample: TrainingSample,
    penalty: Double,
    standardise: Bool,
    workers: Workers
  ) {
    let all = sample.weights ?? Array(repeating: 1, count: sample.rows.count)
    let kept = all.indices.filter { all[$0] > 0 }
    let rows = kept.map { sample.rows[$0] }
    let weights = kept.map { all[$0] }
    let total = weights.reduce(0, +)
    let measured = workers.map(table.columns.count) { feature in
      ColumnScale.measuring(table.columns[feature], rows: rows, weights: weights)
    }
    let scales = measured.map(\.scale)
    let penaltyOf = scales.map { standardise ? penalty : penalty / $0.deviation / $0.deviation }
    let features = scales.indices.filter { scales[$0].deviation > 0 && penaltyOf[$0].isFinite }
    let missing = measured.reduce(0) { $0 + max(0, 1 - $1.knownWeight / total) }
    imputedShare = min(missing / Double(scales.count), 1)
    penalties = features.map { penaltyOf[$0] } + [0]
    (self.table, self.rows, self.weights, totalWeight) = (table, rows, weights, total)
    (self.scales, self.features, self.workers) = (scales, features, workers)
    targets = kept.map { sample.targets[$0] }
    baseScore = sample.baseScore
  }

  /// The number of unknowns.
  var order: Int { penalties.count }

  /// The unknowns to start from: no coefficient, and the base score.
  var start: [Double] { Array(repeating: 0, count: features.count) + [baseScore] }

  /// The rows of each part.
  private var parts: [Range<Int>] {
    let count = max(1, min(LinearProblem.parts, rows.count / order))
    return (0..<count).map { rows.count * $0 / count..<rows.count * ($0 + 1) / count }
  }

  /// Returns the sum of `term` over the rows.
  func sum(_ term: @Sendable (Int) -> Double) -> Double {
    let parts = parts
    let sums = workers.map(parts.count) { part in parts[part].reduce(0) { $0 + term($1) } }
    return sums.reduce(0, +)
  }

  /// Returns what `unknowns` add to the margin of each row.
  func margins(_ unknowns: [Double]) -> [Double] {
    let (parts, coefficients) = (parts, coefficients(unknowns))
    let margins = workers.map(parts.count) { part in
      ColumnScale.margins(
        table,
        rows: rows[parts[part]],
        scales: scales,
        coefficients: coefficients,
        base: unknowns[order - 1]
      )
    }
    return Array(margins.joined())
  }

  /// Returns the equations of Newton's step: (Zᵀ C Z + P) x = Zᵀ r - P v, where the rows have the
  /// features Z, the curvatures C of the loss and minus its slopes r, and the unknowns v so far the
  /// penalties P.
  func equations(
    at unknowns: [Double],
    curvatures: [Double],
    residuals: [Double],
    _ blas: BLAS
  ) -> NormalEquations {
    let parts = parts
    let sums = workers.map(parts.count) { part in
      products(parts[part], curvatures: curvatures, residuals: residuals, blas)
    }
    var (matrix, right) = sums[0]
    for sum in sums.dropFirst() {
      for i in matrix.indices { matrix[i] += sum.matrix[i] }
      for i in right.indices { right[i] += sum.right[i] }
    }
    for (i, penalty) in penalties.enumerated() {
      matrix[i * order + i] += penalty
      right[i] -= penalty * unknowns[i]
    }
    return NormalEquations(matrix: matrix, right: right)
  }

  /// Returns Zᵀ C Z and Zᵀ r of some rows.
  private func products(
    _ part: Range<Int>,
    curvatures: [Double],
    residuals: [Double],
    _ blas: BLAS
  ) -> (matrix: [Double], right: [Double]) {
    let (order, stride) = (order, LinearProblem.chunk)
    let values = SharedBuffer(order * stride, of: 0.0)
    let curved = SharedBuffer(order * stride, of: 0.0)
    let matrix = SharedBuffer(order * order, of: 0.0)
    var right = [Double](repeating: 0, count: order)
    for start in Swift.stride(from: part.lowerBound, to: part.upperBound, by: stride) {
      let count = min(stride, part.upperBound - start)
      for unknown in 0..<order {
        let line = unknown * stride
        fill(values.pointer + line, unknown: unknown, from: start, count: count)
        for i in 0..<count {
          let z = values.pointer[line + i]
          curved.pointer[line + i] = curvatures[start + i] * z
          right[unknown] += residuals[start + i] * z
        }
      }
      blas.multiply(
        BLAS.Operand(curved.pointer, stride: stride),
        BLAS.Operand(values.pointer, stride: stride, transposed: true),
        into: matrix.pointer,
        stride: order,
        rows: order,
        columns: order,
        inner: count,
        keeping: 1
      )
    }
    return (Array(UnsafeBufferPointer(start: matrix.pointer, count: order * order)), right)
  }

  /// Writes the standardised values of a feature, or ones for the intercept.
  private func fill(
    _ line: UnsafeMutablePointer<Double>,
    unknown: Int,
    from start: Int,
    count: Int
  ) {
    guard unknown < features.count else {
      for i in 0..<count { line[i] = 1 }
      return
    }
    let (column, scale) = (table.columns[features[unknown]], scales[features[unknown]])
    for i in 0..<count { line[i] = scale.standardised(column[rows[start + i]]) }
  }

  /// Returns the coefficients of all features of the table, 0 for those that take no part.
  private func coefficients(_ unknowns: [Double]) -> [Double] {
    var coefficients = [Double](repeating: 0, count: scales.count)
    for (feature, coefficient) in zip(features, unknowns) { coefficients[feature] = coefficient }
    return coefficients
  }

  /// Returns the model with these unknowns.
  func model(_ unknowns: [Double], loss: Loss, isConverged: Bool) -> LinearModel {
    LinearModel(
      loss: loss,
      featureNames: table.names,
      scales: scales,
      standardisedCoefficients: coefficients(unknowns),
      marginAtMeans: unknowns[order - 1],
      imputedShare: imputedShare,
      isConverged: isConverged
    )
  }

  /// Throws where a feature is made up by those before it.
  ///
  /// A penalty that is not lost in the sums of squares leaves nothing to look for.
  func refuseDependence(in equations: NormalEquations) throws(LearningError) {
    let squares = equations.diagonal
    let isHeld = features.indices.allSatisfy { penalties[$0] > 1e-9 * squares[$0] }
    guard !isHeld, let column = NormalEquations.firstLost(equations.ownParts, beside: squares),
      column < features.count
    else { return }
    throw .collinear(feature: table.names[features[column]])
  }
}
