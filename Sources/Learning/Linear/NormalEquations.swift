internal import Numerics

/// A symmetric system A x = b of a linear fit: the features in their order, then the intercept.
struct NormalEquations: Sendable {
  /// A, row by row.
  let matrix: [Double]
  let right: [Double]

  var order: Int { right.count }
  var diagonal: [Double] { (0..<order).map { matrix[$0 * order + $0] } }

  /// Returns x; nil where A is not positive definite or x not finite.
  func solution(_ blas: BLAS) -> [Double]? {
    let x = blas.solve(positiveDefinite: matrix, right)
    return x.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
  }

  /// What each column has to itself beside those before it: the pivots of Cholesky's factors, and 0
  /// from the first column on that has nothing.
  ///
  /// The plain form, O(n³ / 6), since LAPACK's tells no more than whether a pivot was above 0.
  var ownParts: [Double] {
    var factors = matrix
    var parts = [Double](repeating: 0, count: order)
    for j in 0..<order {
      for k in 0...j {
        var rest = factors[j * order + k]
        for i in 0..<k { rest -= factors[j * order + i] * factors[k * order + i] }
        if k < j {
          factors[j * order + k] = rest / factors[k * order + k]
        } else {
          guard rest > 0 else { return parts }
          parts[j] = rest
          factors[j * order + j] = rest.squareRoot()
        }
      }
    }
    return parts
  }

  /// Returns the first column of which next to nothing is left beside what there was; nil where
  /// there is none.
  ///
  /// Next to nothing is a share of 1e-11: rounding alone leaves some 1e-14 of a column that others
  /// make up.
  static func firstLost(_ parts: [Double], beside whole: [Double]) -> Int? {
    parts.indices.first { parts[$0] <= 1e-11 * whole[$0] }
  }
}
