package import Numerics

/// A number that a network computes with: single precision in use, double where derivatives are
/// checked.
package protocol NetworkScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// Sets C to A B + `keeping` C, as `BLAS.multiply`.
  static func multiply(
    _ a: BLAS.Operand<Self>,
    _ b: BLAS.Operand<Self>,
    into c: UnsafeMutablePointer<Self>,
    _ size: ProductSize,
    keeping: Self,
    by blas: BLAS
  )
}

/// The sizes of a product C = A B whose rows of C lie side by side.
package struct ProductSize {
  let rows: Int
  let columns: Int
  let inner: Int

  init(_ rows: Int, _ inner: Int, _ columns: Int) {
    (self.rows, self.inner, self.columns) = (rows, inner, columns)
  }
}

extension Float: NetworkScalar {
  package static func multiply(
    _ a: BLAS.Operand<Float>,
    _ b: BLAS.Operand<Float>,
    into c: UnsafeMutablePointer<Float>,
    _ size: ProductSize,
    keeping: Float,
    by blas: BLAS
  ) {
    blas.multiply(
      a,
      b,
      into: c,
      stride: size.columns,
      rows: size.rows,
      columns: size.columns,
      inner: size.inner,
      keeping: keeping
    )
  }
}

extension Double: NetworkScalar {
  package static func multiply(
    _ a: BLAS.Operand<Double>,
    _ b: BLAS.Operand<Double>,
    into c: UnsafeMutablePointer<Double>,
    _ size: ProductSize,
    keeping: Double,
    by blas: BLAS
  ) {
    blas.multiply(
      a,
      b,
      into: c,
      stride: size.columns,
      rows: size.rows,
      columns: size.columns,
      inner: size.inner,
      keeping: keeping
    )
  }
}
