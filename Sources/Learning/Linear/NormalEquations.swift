internal import Numerics

/// A symmetric system A x = b of a linear fit: the features in their order, then the intercept.
struct NormalEquations: Sendable {
  /// A, row by row.
  let matrix: [Double]
  let right: [Double]

  var order: Int { right.count }
  var diagonal: [Double] { (0..<order).map { matrix[$0 * order + $0] } }

  /// A column with a smaller share than this of its square sum to itself is one that the columns
  /// before it make up, but for rounding.
  static let leastOwnShare = 1e-11

  /// Returns x; nil where A is not positive definite or x not finite.
  func solution(_ blas: BLAS) -> [Double]? {
    let x = blas.solve(positiveDefinite: matrix, right)
    return x.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
  }

  /// Returns the first column that those before it make up; nil where there is none.
  ///
  /// The pivots of Cholesky's factors are what each column has to itself; they are held against
  /// `diagonal`, the square sums of the columns. The plain form, O(n³ / 6), since LAPACK's tells no
  /// more than whether a pivot was above 0.
  func firstDependent(beside diagonal: [Double]) -> Int? {
    var factors = matrix
    for j in 0..<order {
      for k in 0...j {
        var rest = factors[j * order + k]
        for i in 0..<k { rest -= factors[j * order + i] * factors[k * order + i] }
        if k < j {
          factors[j * order + k] = rest / factors[k * order + k]
        } else {
          guard rest > NormalEquations.leastOwnShare * diagonal[j] else { return j }
          factors[j * order + j] = rest.squareRoot()
        }
      }
    }
    return nil
  }
}
