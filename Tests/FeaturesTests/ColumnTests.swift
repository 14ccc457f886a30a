import Features
import TestSupport
import Testing
import TimeSeries

/// The 150 columns: their names, their declarations and their values. // AT-001…AT-011
@Suite struct ColumnTests {
  private static let features = ColumnSet(
    ColumnSet.technical.columns + ColumnSet.candles.columns + ColumnSet.marketState.columns
  )

  @Test func thereAre150AndEachNameIsThereOnce() {
    #expect(ColumnSet.technical.columns.count == 100)
    #expect(ColumnSet.candles.columns.count == 22)
    #expect(ColumnSet.marketState.columns.count == 28)
    #expect(ColumnSet.candlePatterns.columns.count == 15)
    let columns = ColumnSet.everything.columns
    #expect(Set(columns.map(\.name)).count == 165)
    for column in columns {
      #expect(column.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
      #expect(column.summary.hasSuffix("."), "\(column.name)")
      #expect(!column.reach.seesFuture)
    }
  }

  /// The plain forms have every column and no other.
  @Test func allAreCompared() {
    let plain = PlainColumns(Rows.walk(300, seed: 1))
    #expect(Set(plain.technical.keys) == Set(ColumnSet.technical.columns.map(\.name)))
    #expect(Set(plain.candles.keys) == Set(ColumnSet.candles.columns.map(\.name)))
    #expect(Set(plain.marketState.keys) == Set(ColumnSet.marketState.columns.map(\.name)))
  }

  @Test func theyAgreeWithTheirFormulasOnTheSP500() {
    #expect(Rows.sp500.close.count == 5031)
    expectAgreement(on: Rows.sp500)
  }

  @Test func theyAgreeWithTheirFormulasOnNastyBars() {
    expectAgreement(on: Rows.nasty)
  }

  private func expectAgreement(on rows: Rows) {
    let plain = PlainColumns(rows)
    let sets = [
      (ColumnSet.technical, plain.technical), (.candles, plain.candles),
      (.marketState, plain.marketState),
    ]
    for (set, expected) in sets {
      for (column, values) in zip(set.columns, set.values(rows.traded)) {
        let expected = expected[column.name] ?? []
        let size = expected.reduce(0) { max($0, $1.isNaN ? 0 : abs($1)) }
        let difference = firstDifference(values, expected, relative: 1e-9, absolute: 1e-11 * size)
        #expect(difference == nil, "\(column.name)")
        #expect(column.kind != .boolean || values.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 })
      }
    }
  }

  /// On data without gaps the rows of the warm-up are missing, and the first row after it is there.
  @Test func theWarmUpIsAsLongAsItSays() {
    let values = ColumnSet.everything.values(Rows.sp500.traded)
    for (column, values) in zip(ColumnSet.everything.columns, values) {
      #expect(values.firstIndex { !$0.isNaN } == column.warmUp, "\(column.name)")
    }
  }

  /// Whatever is undefined has a value or is missing, and is nothing in between.
  @Test func noColumnIsEverInfinite() {
    let huge = Rows.walk(300, seed: 3).changed { $0.map { $0 * 1e305 } }
    let tiny = Rows.walk(300, seed: 3).changed { $0.map { $0 * 1e-307 / 1000 } }
    let mixed = huge.replacing(100..<200, with: tiny)
    let zero = Rows.walk(300, seed: 3).changed { $0.map { _ in 0 } }
    for rows in [Rows.nasty, huge, tiny, mixed, zero] {
      let values = ColumnSet.everything.values(rows.traded)
      for (column, values) in zip(ColumnSet.everything.columns, values) {
        #expect(values.count == rows.close.count)
        #expect(values.allSatisfy { !$0.isInfinite }, "\(column.name)")
      }
    }
  }

  /// A bar of one price, after bars that moved.
  @Test func aBarWithoutRangeHasAShape() {
    var rows = Rows.walk(30, seed: 5)
    (rows.open[29], rows.high[29]) = (1000, 1000)
    (rows.low[29], rows.close[29]) = (1000, 1000)
    let last = Dictionary(
      uniqueKeysWithValues: zip(
        Self.features.columns.map(\.name),
        Self.features.values(rows.traded).map { $0[29] }
      )
    )
    for name in ["body_ratio", "upper_shadow_ratio", "lower_shadow_ratio", "shadow_balance"] {
      #expect(last[name] == 0, "\(name)")
    }
    #expect(last["close_position"] == 0.5)
    #expect(last["is_doji"] == 0)
    #expect(last["volume_imbalance"] == 0)
    #expect(last["tail_ratio"]?.isNaN == true)
  }

  @Test func whatIsMadeOfVolumeIsMissingWithoutOne() {
    let values = ColumnSet.everything.values(Rows.walk(300, seed: 5).bars)
    let missing = zip(ColumnSet.everything.columns, values).filter { $1.allSatisfy(\.isNaN) }
    #expect(missing.count == 8 + 5 + 7 + 3 + 6 + 1)
    #expect(missing.allSatisfy { pair in !pair.0.name.hasPrefix("close") })
  }

  @Test func shortInputsGiveAsManyRows() {
    for count in [0, 1, 2, 3, 20, 41, 130] {
      let values = ColumnSet.everything.values(Rows.walk(count, seed: 1).traded)
      #expect(values.count == 165 && values.allSatisfy { $0.count == count })
    }
  }
}
