package import Numerics

/// Sets outputs of the dense layers to 0 by chance and multiplies the others, so that their
/// expectation stays.
///
/// Srivastava et al., "Dropout" (2014). The chance of a layer is rounded to a multiple of 2⁻¹⁶, so
/// that one random number serves four outputs.
package struct Dropout: Sendable {
  /// The chance of each dense layer but the last.
  let chances: [Double]
  let stream: RandomStream

  package init(chances: [Double], stream: RandomStream) {
    (self.chances, self.stream) = (chances, stream)
  }

  /// Returns the dropout of the pass of this number.
  func part(_ number: Int) -> Dropout {
    Dropout(chances: chances, stream: stream.substream(number))
  }

  /// Drops outputs of layer `number`, and closes their gates.
  func apply<S: NetworkScalar>(
    _ number: Int,
    to values: UnsafeMutablePointer<S>,
    gates: UnsafeMutablePointer<S>,
    count: Int
  ) {
    guard chances[number] > 0 else { return }
    let limit = UInt64(exactly: (chances[number] * 65536).rounded()) ?? 0
    let factor = 1 / (1 - S(limit) / 65536)
    var stream = stream.substream(number)
    var bits: UInt64 = 0
    for i in 0..<count {
      bits = i % 4 == 0 ? stream.next() : bits >> 16
      let kept: S = bits & 0xFFFF >= limit ? factor : 0
      values[i] *= kept
      gates[i] *= kept
    }
  }
}
