internal import COpenBLAS

/// Matrix products and linear systems by OpenBLAS, on the calling thread.
///
/// Work is divided by `Workers` above it: the library itself runs on one thread and with the kernels
/// of one processor, so that a product has the same bytes on every machine that can run them.
public struct BLAS: Sendable {
  private let sgemm: SingleProduct
  private let dgemm: DoubleProduct
  private let dposv: Solver

  private typealias SingleProduct =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>?, Int32,
      UnsafePointer<Float>?, Int32, Float, UnsafeMutablePointer<Float>?, Int32
    ) -> Void
  private typealias DoubleProduct =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>?, Int32,
      UnsafePointer<Double>?, Int32, Double, UnsafeMutablePointer<Double>?, Int32
    ) -> Void
  private typealias Solver =
    @convention(c) (
      UnsafePointer<CChar>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?,
      UnsafeMutablePointer<Double>?, UnsafePointer<Int32>?, UnsafeMutablePointer<Double>?,
      UnsafePointer<Int32>?, UnsafeMutablePointer<Int32>?
    ) -> Void

  /// The name of the kernels in use, which decide the last bits of a sum.
  public static var kernels: String { String(cString: openblas_kernels()) }

  /// The library, opened by the first who asks; nil where it is not installed.
  public static let shared = BLAS()

  private init?() {
    var routines = openblas_routines()
    guard openblas_open(&routines), let sgemm = routines.sgemm, let dgemm = routines.dgemm,
      let dposv = routines.dposv
    else { return nil }
    (self.sgemm, self.dgemm, self.dposv) = (sgemm, dgemm, dposv)
  }

  /// A matrix of a product as it lies in memory, row by row.
  public struct Operand<Scalar> {
    let start: UnsafePointer<Scalar>
    let stride: Int
    let isTransposed: Bool

    /// Creates an operand whose rows begin `stride` numbers apart; `transposed` for one that is
    /// stored with its rows as columns.
    public init(_ start: UnsafePointer<Scalar>, stride: Int, transposed: Bool = false) {
      (self.start, self.stride, isTransposed) = (start, stride, transposed)
    }
  }

  /// Sets C to A B + `keeping` C, where A has `rows` x `inner` and B `inner` x `columns` numbers.
  ///
  /// The rows of C begin `stride` numbers apart. The caller answers for the memory.
  public func multiply(
    _ a: Operand<Float>,
    _ b: Operand<Float>,
    into c: UnsafeMutablePointer<Float>,
    stride: Int,
    rows: Int,
    columns: Int,
    inner: Int,
    keeping: Float = 0
  ) {
    sgemm(
      BLAS.byRow,
      BLAS.code(a.isTransposed),
      BLAS.code(b.isTransposed),
      Int32(rows),
      Int32(columns),
      Int32(inner),
      1,
      a.start,
      Int32(a.stride),
      b.start,
      Int32(b.stride),
      keeping,
      c,
      Int32(stride)
    )
  }

  /// Sets C to A B + `keeping` C, where A has `rows` x `inner` and B `inner` x `columns` numbers.
  ///
  /// The rows of C begin `stride` numbers apart. The caller answers for the memory.
  public func multiply(
    _ a: Operand<Double>,
    _ b: Operand<Double>,
    into c: UnsafeMutablePointer<Double>,
    stride: Int,
    rows: Int,
    columns: Int,
    inner: Int,
    keeping: Double = 0
  ) {
    dgemm(
      BLAS.byRow,
      BLAS.code(a.isTransposed),
      BLAS.code(b.isTransposed),
      Int32(rows),
      Int32(columns),
      Int32(inner),
      1,
      a.start,
      Int32(a.stride),
      b.start,
      Int32(b.stride),
      keeping,
      c,
      Int32(stride)
    )
  }

  /// Returns x with `matrix` x = `right`, for a symmetric positive definite matrix of `right.count`
  /// rows and columns; nil where it is not positive definite.
  ///
  /// By Cholesky's factors (LAPACK's dposv); only one triangle of the matrix is read.
  public func solve(positiveDefinite matrix: [Double], _ right: [Double]) -> [Double]? {
    precondition(matrix.count == right.count * right.count, "a square matrix of the right side")
    guard var order = Int32(exactly: right.count), order > 0 else { return [] }
    var (factors, solution, one, info) = (matrix, right, Int32(1), Int32(0))
    var triangle = CChar(UInt8(ascii: "L"))
    dposv(&triangle, &order, &one, &factors, &order, &solution, &order, &info)
    return info == 0 ? solution : nil
  }

  private static let byRow: Int32 = 101

  private static func code(_ isTransposed: Bool) -> Int32 { isTransposed ? 112 : 111 }
}
