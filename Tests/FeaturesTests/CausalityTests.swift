import Features
import Numerics
import Testing
import TimeSeries

/// What a function may know, for every function: to the bit, towards the future and, as no window
/// carries the rounding of far rows, towards the past as well.
@Suite struct CausalityTests {
  private static let count = 1400
  private static let rows = Rows.walk(count, seed: 7)
  // Both sides of the borders of the tiles that windows are computed in, and rows between.
  private static let disturbed = [0, 1, 19, 20, 40, 511, 512, 530, 531, 532, 777, 1042, 1398, 1399]

  @Test(arguments: Sample.all)
  func aChangedRowIsSeenWithinTheReachAlone(_ sample: Sample) {
    let before = sample.compute(Self.rows)
    #expect(before.count == Self.count)
    var offsets: Set<Int> = []
    for row in Self.disturbed {
      for factor in [1e9, 1000, 1.01, 1e-6, .nan] {
        let after = sample.compute(Self.rows.disturbed(at: row, by: factor))
        for t in after.indices where !sameBits(before[t], after[t]) { offsets.insert(row - t) }
      }
    }
    // The declared reach is kept, and no wider than it has to be.
    #expect(offsets.allSatisfy { sample.reach.low <= $0 && $0 <= sample.reach.high })
    #expect(offsets.max() == sample.reach.high)
    #expect(sample.reach == .past || offsets.min() == sample.reach.low)
  }

  @Test(arguments: Sample.all.filter { !$0.reach.seesFuture })
  func cuttingTheFutureOffChangesNothing(_ sample: Sample) {
    let whole = sample.compute(Self.rows)
    for end in [0, 1, 2, 13, 14, 15, 19, 20, 21, 26, 27, 28, 100, 515, 531, 532, 533, 1111] {
      let part = sample.compute(Self.rows.cut(0..<end))
      #expect(part.count == end)
      #expect(zip(part, whole).allSatisfy { sameBits($0, $1) }, "\(end) rows")
    }
  }

  /// Two zeros of different sign are equal, but not to the bit: which one a window of zeros gives must
  /// not depend on a row that has left it.
  @Test func aZeroLongGoneLeavesNoSign() {
    let after = [Double](repeating: -0.0, count: 9)
    for q in [0, 0.5, 1] {
      let plus = Rolling.quantile([0] + after, window: 2, q)
      let minus = Rolling.quantile([-0.0] + after, window: 2, q)
      #expect(zip(plus, minus).dropFirst(2).allSatisfy { sameBits($0, $1) })
    }
  }

  /// A stream that begins anywhere gives the bits of the whole series, once its window is full.
  @Test(arguments: Sample.all.filter { $0.reach != .past })
  func aLaterStartGivesTheSameBits(_ sample: Sample) {
    let whole = sample.compute(Self.rows)
    for start in [1, 2, 3, 5, 64, 513, 700] {
      let part = sample.compute(Self.rows.cut(start..<Self.count))
      let warm = max(0, -sample.reach.low)
      #expect(
        part.indices.dropFirst(warm).allSatisfy { sameBits(part[$0], whole[$0 + start]) },
        "from row \(start)"
      )
    }
  }
}
