/// A way to split a node in two by one feature.
struct Candidate: Sendable {
  /// Grows with the gain of the split; comparable between the features of one node only.
  var score = 0.0
  /// The position of the feature in the binned table.
  var position = -1
  /// The sums over the rows that go left, from which the bin follows.
  var left = PackedSum(bits: 0)
  var missingGoesLeft = false
  var isSplit: Bool { position >= 0 }
}

/// Finds the split of a node that lowers the loss most.
///
/// With G and H the sums of the first and second derivatives, and T(G) = G moved by α towards 0,
/// the gain of a split is
///
///     T(Gₗ)² / (Hₗ + λ) + T(Gᵣ)² / (Hᵣ + λ) - T(G)² / (H + λ)
///
/// (Chen and Guestrin, "XGBoost", KDD 2016, without their factor of one half). All is in the whole
/// units of `Gradients`.
struct SplitSearch: Sendable {
  /// λ in units of the second derivative.
  let lambda: Double
  /// α in units of the first derivative.
  let alpha: Double
  /// The least sum of the second derivative in a child, in units; at least 1.
  let minimum: Double

  /// Returns the same search with at least this minimum.
  func requiring(minimum: Double) -> SplitSearch {
    SplitSearch(lambda: lambda, alpha: alpha, minimum: max(self.minimum, minimum))
  }

  /// Returns the gain of a split in units, first² / second.
  func gain(total: PackedSum, left: PackedSum) -> Double {
    let apart = term(left) + term(total - left)
    let gain = apart - term(total)
    // What is left of equal terms is the rounding of their sum.
    return gain > 1e-9 * apart ? gain : 0
  }

  private func term(_ sum: PackedSum) -> Double {
    let excess = max(abs(Double(sum.first)) - alpha, 0)
    return excess * excess / (Double(sum.second) + lambda)
  }

  /// Whether a node is large enough to have two children.
  func mayDivide(_ total: PackedSum) -> Bool {
    Double(total.second) >= 2 * minimum
  }

  /// Returns the best split of a node by the features of one quad.
  ///
  /// Of equal scores that of the lower feature counts, then that with missing values on the right,
  /// then that with fewer bins on the left.
  func best(
    _ lines: UnsafePointer<Histogram.Line>,
    count: Int,
    total: PackedSum,
    quad: Int
  ) -> Candidate {
    var best = Candidate()
    let right = scan(lines, count, total, from: .zero)
    let left = lines[0] == .zero ? nil : scan(lines, count, total, from: lines[0])
    for lane in 0..<4 {
      consider(right, lane, quad, missingGoesLeft: false, &best)
      if let left { consider(left, lane, quad, missingGoesLeft: true, &best) }
    }
    return best
  }

  /// Replaces `best` by what was found for a feature, if that is better.
  private func consider(
    _ found: (score: SIMD4<Double>, left: Histogram.Line),
    _ lane: Int,
    _ quad: Int,
    missingGoesLeft: Bool,
    _ best: inout Candidate
  ) {
    guard found.score[lane] > best.score else { return }
    best = Candidate(
      score: found.score[lane],
      position: quad * 4 + lane,
      left: PackedSum(bits: found.left[lane]),
      missingGoesLeft: missingGoesLeft
    )
  }

  private func scan(
    _ lines: UnsafePointer<Histogram.Line>,
    _ count: Int,
    _ total: PackedSum,
    from start: Histogram.Line
  ) -> (score: SIMD4<Double>, left: Histogram.Line) {
    alpha == 0
      ? scan(lines, count, total, from: start, shrinks: false)
      : scan(lines, count, total, from: start, shrinks: true)
  }

  /// Tries a split after each bin, for four features at once, with `start` on the left already.
  ///
  /// With A = Hₗ + λ, B = Hᵣ + λ and T = T(Gₗ) + T(Gᵣ), the first two terms of the gain are
  /// [(T(Gₗ) B - T(Gᵣ) A)² / (A B) + T²] / (A + B), and A + B is the same for all splits. The score
  /// is the bracket less T(G)², which is T² where α is 0: one division in place of two, and the same
  /// bits where the sides change places, so that equal splits tie.
  @inline(__always) private func scan(
    _ lines: UnsafePointer<Histogram.Line>,
    _ count: Int,
    _ total: PackedSum,
    from start: Histogram.Line,
    shrinks: Bool
  ) -> (score: SIMD4<Double>, left: Histogram.Line) {
    let (totalFirst, totalSecond) = (Double(total.first), Double(total.second))
    let whole = max(abs(totalFirst) - alpha, 0)
    let both = totalSecond + 2 * lambda
    // Where λ and the limits take in the offset of the raw numbers, it need not be taken away.
    let lambdaLess = Histogram.offset - lambda
    let least = Histogram.offset + minimum
    let most = Histogram.offset + (totalSecond - minimum)
    var (score, best, sum) = (SIMD4<Double>.zero, Histogram.Line.zero, start)
    for line in 1..<max(1, count) {
      sum &+= lines[line]
      let (first, second) = (Histogram.first(sum), Histogram.rawSecond(sum))
      let a = second - lambdaLess
      let b = both - a
      let rest = totalFirst - first
      var new: SIMD4<Double>
      if shrinks {
        let (left, right) = (shrink(first), shrink(rest))
        let (distance, sides) = (left * b - right * a, left + right)
        new = distance * distance / (a * b) + (sides * sides - whole * whole)
      } else {
        let distance = first * b - rest * a
        new = distance * distance / (a * b)
      }
      let isBetter = (new .> score) .& (second .>= least) .& (second .<= most)
      score.replace(with: new, where: isBetter)
      best.replace(with: sum, where: isBetter)
    }
    return (score, best)
  }

  /// Moves each number towards 0 by α.
  @inline(__always) private func shrink(_ x: SIMD4<Double>) -> SIMD4<Double> {
    x - x.clamped(lowerBound: SIMD4(repeating: -alpha), upperBound: SIMD4(repeating: alpha))
  }
}

extension Histogram {
  /// The number whose bits below the highest count in ones.
  @inline(__always) static var offset: Double { 0x1p52 }

  /// Returns the sums of the first derivatives as numbers.
  ///
  /// Vectors have no instruction that turns 64-bit whole numbers into floating point, so the bits
  /// are placed below those of a large number, which is then taken away.
  @inline(__always) static func first(_ sum: Line) -> SIMD4<Double> {
    unsafeBitCast(sum &>> 32 ^ 0x4330_0000_8000_0000, to: SIMD4<Double>.self) - 0x1.000008p52
  }

  /// Returns the sums of the second derivatives, which are not negative, plus `offset`.
  @inline(__always) static func rawSecond(_ sum: Line) -> SIMD4<Double> {
    unsafeBitCast(sum & 0xFFFF_FFFF | 0x4330_0000_0000_0000, to: SIMD4<Double>.self)
  }
}
