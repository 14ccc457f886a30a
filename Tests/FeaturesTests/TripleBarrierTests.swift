import Features
import Numerics
import TestSupport
import Testing
import TimeSeries

@Suite struct TripleBarrierTests {
  private func bars(_ rows: [(high: Double, low: Double, close: Double)]) -> Bars {
    Bars(
      clock: Clock(count: rows.count),
      open: rows.map(\.close),
      high: rows.map(\.high),
      low: rows.map(\.low),
      close: rows.map(\.close)
    )
  }

  /// By hand, with a scale of 1 %, barriers at 2 of it, so at 102 and 98 of a close of 100, and three
  /// rows of time.
  @Test func labelsByHand() {
    let rows = [
      (high: 100.5, low: 99.5, close: 100.0),  // row 2 meets the upper barrier
      (high: 101.9, low: 99.0, close: 100.0),  // row 2 as well
      (high: 102.0, low: 99.9, close: 100.0),  // row 4 meets both: the lower counts
      (high: 101.0, low: 99.0, close: 100.0),  // row 4 too
      (high: 103.0, low: 98.0, close: 100.0),  // nothing in rows 5, 6, 7
      (high: 101.0, low: 99.0, close: 100.0),  // row 8 meets the lower barrier
      (high: 101.0, low: 99.0, close: 100.0),
      (high: 101.0, low: 99.0, close: 100.0),
      (high: 101.0, low: 97.0, close: 100.0),  // the rows end before three have gone
      (high: 101.0, low: 99.0, close: 100.0),
    ]
    let found = TripleBarrier.labels(
      bars(rows),
      scale: [Double](repeating: 0.01, count: 10),
      up: 2,
      down: 2,
      ends: (0..<10).map { $0 + 3 }
    )
    #expect(found.values.dropLast(2) == [1, 1, -1, -1, 0, -1, -1, -1])
    #expect(found.values.suffix(2).allSatisfy { $0.isNaN })
    #expect(found.decided == [2, 2, 4, 4, 7, 8, 8, 8, 10, 10])
  }

  /// Random bars, some of them missing, against a loop that looks at each bar in turn.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func labelsAreThoseOfThePlainLoop(_ seed: UInt64) {
    var stream = RandomStream(seed: seed, path: "barriers")
    let count = 1 + stream.index(below: 150)
    var price = 100.0
    let rows = (0..<count).map { _ -> (high: Double, low: Double, close: Double) in
      // Steps of halves, so that barriers are met exactly, too.
      price = max(20, price + Double(stream.index(below: 9)) / 2 - 2)
      let high = price + Double(stream.index(below: 5)) / 2
      let low = price - Double(stream.index(below: 5)) / 2
      return (
        stream.uniform() < 0.05 ? .nan : high, stream.uniform() < 0.05 ? .nan : low,
        stream.uniform() < 0.05 ? .nan : price
      )
    }
    let scale = (0..<count).map { _ in [0.01, 0.02, 0.05, 0, .nan][stream.index(below: 5)] }
    let longest = [1, 5, 40, 1000][stream.index(below: 4)]
    let ends = (0..<count).map { $0 + stream.index(below: longest + 1) }
    let (up, down) = (0.5 + stream.uniform(), 0.5 + stream.uniform())
    let found = TripleBarrier.labels(bars(rows), scale: scale, up: up, down: down, ends: ends)
    for row in 0..<count {
      let plain = plainLabel(rows, row, scale[row], up, down, ends[row])
      #expect(found.decided[row] == plain.decided, "row \(row)")
      #expect(
        found.values[row] == plain.value || found.values[row].isNaN && plain.value.isNaN,
        "row \(row)"
      )
    }
  }

  private func plainLabel(
    _ rows: [(high: Double, low: Double, close: Double)],
    _ row: Int,
    _ unit: Double,
    _ up: Double,
    _ down: Double,
    _ end: Int
  ) -> (value: Double, decided: Int) {
    let price = rows[row].close
    guard price > 0, unit > 0 else { return (.nan, row) }
    for next in rows.indices.dropFirst(row + 1) where next <= end {
      if rows[next].low <= price * (1 - down * unit) { return (-1, next) }
      if rows[next].high >= price * (1 + up * unit) { return (1, next) }
      if next == end { return (0, next) }
    }
    return (.nan, rows.count)
  }

  @Test func aRowWithoutScaleHasNoLabel() {
    let rows = [(high: 110.0, low: 90.0, close: 100.0), (high: 110.0, low: 90.0, close: 100.0)]
    for scale in [0, -1, Double.nan] {
      let found = TripleBarrier.labels(
        bars(rows),
        scale: [scale, scale],
        up: 1,
        down: 1,
        ends: [1, 2]
      )
      #expect(found.values.allSatisfy { $0.isNaN } && found.decided == [0, 1])
    }
  }

  /// Two sets of labels of the S&P 500 by another program: two deviations and ten bars, half a
  /// deviation and five bars, of which 638 meet both barriers in one bar.
  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func twentyYearsAgree() throws {
    let table = try Shared.table("data/redistributable/daily/sp500.csv.gz")
    let bars = Bars(
      clock: Clock(count: table["Close"].count),
      open: table["Open"],
      high: table["High"],
      low: table["Low"],
      close: table["Close"]
    )
    let reference = try Shared.table("reference/labels_sp500.csv.gz")
    let scale = TripleBarrier.scale(bars.close)
    #expect(scale.firstIndex { !$0.isNaN } == 50)
    let events = reference["t0"].compactMap(Int.init(exactly:))
    #expect(events.count == 4971)
    #expect(
      firstDifference(events.map { scale[$0] }, reference["sigma"], relative: 1e-9) == nil
    )
    for (prefix, width, length) in [("", 2.0, 10), ("b_", 0.5, 5)] {
      let found = TripleBarrier.labels(
        bars,
        scale: scale,
        up: width,
        down: width,
        ends: (0..<bars.count).map { $0 + length }
      )
      #expect(events.map { found.values[$0] } == reference[prefix + "label"], "\(prefix)")
      #expect(
        events.map { Double(found.decided[$0]) } == reference[prefix == "" ? "t1" : "b_t1"]
      )
    }
  }

  /// The weighted deviation as its definition has it, from all values anew for each row.
  @Test func theScaleIsWhatItsDefinitionSays() {
    let close = Rows.walk(120, seed: 4).close
    let returns = Changes.ret(close, by: 1)
    let scale = TripleBarrier.scale(close, span: 10)
    for row in 10..<120 {
      let weights = (1...row).map { age(of: $0, at: row) }
      let total = weights.reduce(0, +)
      let mean = zip(weights, returns[1...row]).reduce(0) { $0 + $1.0 * $1.1 } / total
      let variance =
        zip(weights, returns[1...row]).reduce(0) {
          $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean)
        } / total
      let squares = weights.reduce(0) { $0 + $1 * $1 }
      let expected = (variance * total * total / (total * total - squares)).squareRoot()
      #expect(abs(scale[row] - expected) < 1e-12)
    }
  }

  private func age(of row: Int, at last: Int) -> Double {
    (row..<last).reduce(1) { weight, _ in weight * 9 / 11 }
  }
}
