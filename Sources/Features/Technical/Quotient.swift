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
