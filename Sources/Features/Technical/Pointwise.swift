/// Returns a / b; missing where b is 0, for whatever is divided by nothing is not defined.
@inline(__always)
func quotient(_ a: Double, _ b: Double) -> Double {
  b == 0 ? .nan : a / b
}

/// Returns a / b in each lane; missing where b is 0.
@inline(__always)
func quotient(_ a: Lanes, _ b: Lanes) -> Lanes {
  (a / b).replacing(with: Lanes(repeating: .nan), where: b .== 0)
}

/// Returns `f` of the values of two columns, row by row.
///
/// The rows are read without checks, once the lengths are known to agree: the compiler then takes
/// four at a time, which makes a return or a true range about twice as fast.
@inline(__always)
func pointwise(
  _ a: [Double],
  _ b: [Double],
  _ f: (Double, Double) -> Double
) -> [Double] {
  precondition(a.count == b.count, "columns of equal length")
  return [Double](unsafeUninitializedCapacity: a.count) { result, count in
    count = a.count
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for row in 0..<a.count { result[row] = f(a[row], b[row]) }
      }
    }
  }
}

/// Returns `f` of the values of three columns, row by row.
@inline(__always)
func pointwise(
  _ a: [Double],
  _ b: [Double],
  _ c: [Double],
  _ f: (Double, Double, Double) -> Double
) -> [Double] {
  precondition(a.count == b.count && a.count == c.count, "columns of equal length")
  return [Double](unsafeUninitializedCapacity: a.count) { result, count in
    count = a.count
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeBufferPointer { c in
          for row in 0..<a.count { result[row] = f(a[row], b[row], c[row]) }
        }
      }
    }
  }
}
