/// Adam: steps along the mean of the derivatives over the root of the mean of their squares, both
/// averages freed of their start at 0.
///
/// Kingma and Ba, "Adam" (ICLR 2015), with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8:
/// θ - rate m̂ / (√v̂ + ε), m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ).
package struct Adam<S: NetworkScalar>: Sendable {
  private let first: SharedBuffer<S>
  private let second: SharedBuffer<S>
  private var powers = (first: 1.0, second: 1.0)
  private var step: S = 0
  private var correction: S = 1

  static var decay: (first: Double, second: Double) { (0.9, 0.999) }
  static var epsilon: S { 1e-8 }

  package init(count: Int) {
    first = SharedBuffer(count, of: 0)
    second = SharedBuffer(count, of: 0)
  }

  /// Moves on to the next step.
  package mutating func advance(rate: Double) {
    powers.first *= Self.decay.first
    powers.second *= Self.decay.second
    step = S(rate / (1 - powers.first))
    correction = S(1 / (1 - powers.second).squareRoot())
  }

  /// Moves the parameters of a range by their derivatives.
  package func update(
    _ parameters: UnsafeMutablePointer<S>,
    by gradient: UnsafePointer<S>,
    _ range: Range<Int>
  ) {
    let (first, second) = (first.pointer, second.pointer)
    let (keptFirst, keptSecond) = (S(Self.decay.first), S(Self.decay.second))
    let (newFirst, newSecond) = (S(1 - Self.decay.first), S(1 - Self.decay.second))
    let (step, correction, epsilon) = (step, correction, Self.epsilon)
    for i in range {
      let slope = gradient[i]
      first[i] = keptFirst * first[i] + newFirst * slope
      second[i] = keptSecond * second[i] + newSecond * (slope * slope)
      parameters[i] -= step * first[i] / (second[i].squareRoot() * correction + epsilon)
    }
  }
}
