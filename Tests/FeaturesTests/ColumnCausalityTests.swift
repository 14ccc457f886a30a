import Features
import Testing
import TimeSeries

/// What each of the 150 columns and the 15 patterns may know, to the bit.
@Suite struct ColumnCausalityTests {
  private static let count = 1000
  private static let rows = Rows.walk(count, seed: 21)
  private static let others = Rows.walk(count, seed: 22)
  private static let columns = ColumnSet.everything.columns
  private static let values = ColumnSet.everything.values(rows.traded)

  @Test func theFutureMovesNothing() {
    for t in [0, 1, 14, 20, 119, 150, 199, 511, 512, 700, 998] {
      let changed = Self.rows.replacing(t + 1..<Self.count, with: Self.others)
      let after = ColumnSet.everything.values(changed.traded)
      for (number, column) in Self.columns.enumerated() {
        let same = (0...t).allSatisfy { sameBits(Self.values[number][$0], after[number][$0]) }
        #expect(same, "\(column.name) before row \(t)")
      }
    }
  }

  @Test func whatLiesBeforeTheReachMovesNothing() {
    let finite = Self.columns.enumerated().filter { $1.reach.low > -Reach.unbounded }
    // 18 of the exponential averages, 3 of the MACD, 2 runs, 3 running sums and the EWMA.
    #expect(finite.count == 165 - 27)
    for start in [1, 100, 512, 700] {
      let changed = Self.rows.replacing(0..<start, with: Self.others)
      let after = ColumnSet.everything.values(changed.traded)
      for (number, column) in finite {
        let first = start - column.reach.low
        let same = (first..<Self.count).allSatisfy {
          sameBits(Self.values[number][$0], after[number][$0])
        }
        #expect(same, "\(column.name) from row \(first)")
      }
    }
  }

  /// The declared reach is kept, and no wider than it has to be.
  @Test func aChangedRowIsSeenAtBothEndsOfTheReach() {
    var seen = [Set<Int>](repeating: [], count: Self.columns.count)
    for row in [0, 400, 511, 512, 777] {
      for factor in [1000, 1.01, .nan] {
        let after = ColumnSet.everything.values(Self.rows.disturbed(at: row, by: factor).traded)
        for number in Self.columns.indices {
          for t in 0..<Self.count where !sameBits(Self.values[number][t], after[number][t]) {
            seen[number].insert(row - t)
          }
        }
      }
    }
    for (column, offsets) in zip(Self.columns, seen) {
      let reach = column.reach
      #expect(offsets.allSatisfy { reach.low <= $0 && $0 <= reach.high }, "\(column.name)")
      #expect(offsets.max() == reach.high, "\(column.name)")
      #expect(reach == .past || offsets.min() == reach.low, "\(column.name)")
    }
  }
}
