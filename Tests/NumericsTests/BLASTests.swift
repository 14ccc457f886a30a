import Numerics
import Testing

/// Products against sums written out, and a system whose answer is known.
@Suite struct BLASTests {
  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func productOfEveryLayout(_ transposed: (a: Bool, b: Bool)) throws {
    let blas = try #require(BLAS.shared)
    let (rows, columns, inner) = (7, 5, 11)
    var stream = RandomStream(seed: 1, path: "blas")
    let a = (0..<rows * inner).map { _ in stream.normal() }
    let b = (0..<inner * columns).map { _ in stream.normal() }
    var c = [Double](repeating: 2, count: rows * columns)
    blas.multiply(
      BLAS.Operand(a, stride: transposed.a ? rows : inner, transposed: transposed.a),
      BLAS.Operand(b, stride: transposed.b ? inner : columns, transposed: transposed.b),
      into: &c,
      stride: columns,
      rows: rows,
      columns: columns,
      inner: inner,
      keeping: 0.5
    )
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = (0..<inner).reduce(0.0) { sum, i in
          let left = transposed.a ? a[i * rows + row] : a[row * inner + i]
          let right = transposed.b ? b[column * inner + i] : b[i * columns + column]
          return sum + left * right
        }
        #expect(abs(c[row * columns + column] - (1 + sum)) < 1e-12)
      }
    }
  }

  @Test func solvesTheSystemOfTheHilbertMatrix() throws {
    let blas = try #require(BLAS.shared)
    let matrix: [Double] = (0..<16).map { (i: Int) -> Double in 1 / Double(i / 4 + i % 4 + 1) }
    // The inverse of the Hilbert matrix of order 4 has these row sums: -4, 60, -180, 140.
    let solution: [Double] = try #require(blas.solve(positiveDefinite: matrix, [1, 1, 1, 1]))
    for (found, known) in zip(solution, [-4.0, 60, -180, 140]) {
      #expect(abs(found - known) < 1e-9)
    }
  }

  @Test func refusesAMatrixThatIsNotPositiveDefinite() throws {
    let blas = try #require(BLAS.shared)
    #expect(blas.solve(positiveDefinite: [1, 2, 2, 1], [1, 1]) == nil)
  }
}
