internal import Numerics

/// The derivatives of the loss at each training row, as they are and as whole numbers.
///
/// Histograms add the whole numbers: both derivatives in one 64-bit word, the first in the upper
/// half. Such sums are the same in any order, so that neither threads nor the subtraction of
/// histograms can change a bit, and one addition serves both. The units are powers of two, chosen
/// at each step so that the sums over all rows just fit: an average row has 29 bits less those of
/// the number of rows. Leaf values come from the derivatives as they are.
struct Gradients {
  let first: SharedBuffer<Double>
  let second: SharedBuffer<Double>
  let packed: SharedBuffer<UInt64>
  /// How many units 1 has, for each derivative.
  private(set) var scale = (first: 1.0, second: 1.0)

  private let rowCount: Int
  /// Rows in one task: fixed, as the sums over tasks are sums of rounded numbers.
  private static let chunk = 8192

  init(rowCount: Int) {
    self.rowCount = rowCount
    first = SharedBuffer(rowCount, of: 0)
    second = SharedBuffer(rowCount, of: 0)
    packed = SharedBuffer(rowCount, of: 0)
  }

  /// Computes the derivatives at `margins`, times the weights.
  mutating func update(
    _ loss: Loss,
    margins: SharedBuffer<Double>,
    targets: [Double],
    weights: [Double]?,
    workers: Workers
  ) {
    let (rowCount, first, second, packed) = (rowCount, first, second, packed)
    let chunks = (rowCount + Gradients.chunk - 1) / Gradients.chunk
    let sums = workers.map(chunks) { chunk -> (first: Double, second: Double) in
      var sums = (first: 0.0, second: 0.0)
      for row in Gradients.rows(chunk, of: rowCount) {
        let at = loss.derivatives(margin: margins.pointer[row], target: targets[row])
        let weight = weights.map { $0[row] } ?? 1
        first.pointer[row] = at.first * weight
        second.pointer[row] = at.second * weight
        sums.first += abs(first.pointer[row])
        sums.second += second.pointer[row]
      }
      return sums
    }
    let scale = (
      first: Gradients.scale(sums.reduce(0) { $0 + $1.first }),
      second: Gradients.scale(sums.reduce(0) { $0 + $1.second })
    )
    _ = workers.map(chunks) { chunk in
      for row in Gradients.rows(chunk, of: rowCount) {
        let upper = Gradients.units(first.pointer[row] * scale.first)
        let lower = Gradients.units(second.pointer[row] * scale.second)
        packed.pointer[row] = UInt64(bitPattern: upper << 32 + lower)
      }
    }
    self.scale = scale
  }

  private static func rows(_ chunk: Int, of count: Int) -> Range<Int> {
    chunk * self.chunk..<min((chunk + 1) * self.chunk, count)
  }

  /// Returns the power of two that brings a sum of absolute values to between 2²⁹ and 2³⁰: the
  /// rounding of up to 2³⁰ rows then stays below 2³¹.
  private static func scale(_ sum: Double) -> Double {
    guard sum.isNormal else { return 1 }
    return Double(sign: .plus, exponent: min(29 - Int(sum.exponent), 1000), significand: 1)
  }

  /// Returns the nearest whole number of a value that is below 2³¹ by construction.
  @inline(__always) private static func units(_ value: Double) -> Int64 {
    Int64(exactly: value.rounded()) ?? 0
  }
}

/// Sums of both derivatives in whole units.
struct PackedSum: Sendable, Hashable {
  var bits: UInt64

  @inline(__always) var first: Int32 { Int32(truncatingIfNeeded: bits >> 32) }
  @inline(__always) var second: Int32 { Int32(truncatingIfNeeded: bits) }

  static func - (a: PackedSum, b: PackedSum) -> PackedSum { PackedSum(bits: a.bits &- b.bits) }
}
