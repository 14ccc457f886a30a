import Features
import Testing
import TimeSeries

/// The 15 patterns by hand-made bars and by their sentences. // AT-020…AT-034
@Suite struct CandlePatternTests {
  /// A bar in the order open, high, low, close.
  typealias Bar = (open: Double, high: Double, low: Double, close: Double)

  /// Bars that end a pattern or just miss it, after 20 bars that lead to 100.
  ///
  /// Each of those moves by 1 and has shadows of 0.5: the mean body is 1, the mean true range 2.
  struct Case: Sendable, CustomTestStringConvertible {
    let pattern: CandlePattern
    let isHit: Bool
    /// -1 after a fall, 1 after a rise.
    let trend: Double
    let bars: [Bar]

    var testDescription: String { "\(pattern.name) \(isHit) \(trend)" }

    /// The same upside down.
    func mirrored(as pattern: CandlePattern) -> Case {
      let bars = bars.map { bar -> Bar in
        (200 - bar.open, 200 - bar.low, 200 - bar.high, 200 - bar.close)
      }
      return Case(pattern: pattern, isHit: isHit, trend: -trend, bars: bars)
    }

    var all: Bars {
      let before = (0..<20).map { i -> Bar in
        let open = 100 - trend * Double(20 - i)
        return (open, max(open, open + trend) + 0.5, min(open, open + trend) - 0.5, open + trend)
      }
      let bars = before + bars
      return Bars(
        clock: Clock(count: bars.count),
        open: bars.map(\.open),
        high: bars.map(\.high),
        low: bars.map(\.low),
        close: bars.map(\.close)
      )
    }
  }

  private static func hit(_ pattern: CandlePattern, _ trend: Double, _ bars: Bar...) -> Case {
    Case(pattern: pattern, isHit: true, trend: trend, bars: bars)
  }

  private static func miss(_ pattern: CandlePattern, _ trend: Double, _ bars: Bar...) -> Case {
    Case(pattern: pattern, isHit: false, trend: trend, bars: bars)
  }

  private static let down: Bar = (100, 100.5, 98, 98.5)

  static let single = [
    hit(.doji, -1, (100, 101, 99, 100.125)),
    miss(.doji, -1, (100, 101, 99, 100.25)),  // b = 0.125 r
    miss(.doji, -1, (100, 100, 100, 100)),  // no range
    hit(.marubozu, 1, (100, 102, 100, 101.9375)),
    miss(.marubozu, 1, (100, 102, 100, 101.75)),  // b = 0.875 r
    miss(.marubozu, 1, (100, 102, 99.875, 102)),  // l = 0.059 r
    miss(.marubozu, 1, (100, 100, 100, 100)),
    hit(.hammer, -1, (100, 100.625, 98, 100.5)),
    miss(.hammer, 1, (100, 100.625, 98, 100.5)),  // after a rise
    miss(.hammer, -1, (100, 101, 98, 100.5)),  // u = 0.17 r
    miss(.hammer, -1, (100, 101, 98, 101)),  // b = 0.33 r
    miss(.hammer, -1, (100, 100, 100, 100)),
  ]

  static let pairs = [
    hit(.engulfingBullish, -1, (99.5, 101.5, 99, 101.25)),
    hit(.engulfingBullish, -1, (100, 101.5, 99, 101.25)),  // one end the same
    miss(.engulfingBullish, -1, (100, 101.5, 99, 101)),  // both ends the same
    miss(.engulfingBullish, -1, (99.5, 101.5, 99, 100.75)),  // ends below the last open
    miss(.engulfingBullish, 1, (99.5, 101.5, 99, 101.25)),  // the last bar rose
    hit(.harami, -1, (100.25, 101.5, 99.5, 100.625)),
    hit(.harami, -1, (100, 101.5, 99.5, 100.5)),  // ends included
    miss(.harami, -1, (100.25, 101.5, 99.5, 100.875)),  // b = 0.625 b₋₁
    miss(.harami, -1, (100.75, 101.5, 99.5, 101.125)),  // sticks out
    miss(.harami, -1, (100, 100.5, 99, 99.5), (99.75, 100, 99.5, 99.875)),  // first not long
    hit(.piercingLine, -1, down, (97.75, 99.75, 97.5, 99.5)),
    miss(.piercingLine, -1, down, (98.25, 99.75, 97.5, 99.5)),  // opens above the low
    miss(.piercingLine, -1, down, (97.75, 99.75, 97.5, 99.25)),  // closes at the middle
    miss(.piercingLine, -1, down, (97.75, 101, 97.5, 100)),  // closes at the open
    miss(.piercingLine, 1, down, (97.75, 99.75, 97.5, 99.5)),  // after a rise
    hit(.tweezerBottom, -1, down, (98.5, 100, 98.0625, 99.5)),
    miss(.tweezerBottom, -1, down, (98.5, 100, 98.25, 99.5)),  // lows 0.125 ranges apart
    miss(.tweezerBottom, -1, down, (98.5, 100, 98.0625, 98.25)),  // the second falls
    miss(.tweezerBottom, 1, down, (98.5, 100, 98.0625, 99.5)),
  ]

  static let triples = [
    hit(.morningStar, -1, down, (98.25, 98.75, 97.5, 98), (98.25, 99.5, 98, 99.25)),
    miss(.morningStar, -1, down, (98.25, 98.75, 97, 97.5), (98, 99.5, 98, 99.25)),  // b₂ 0.75
    miss(.morningStar, -1, down, (98.75, 99, 97.5, 98.5), (98.25, 99.5, 98, 99.25)),  // too high
    miss(.morningStar, -1, down, (98.25, 98.75, 97.5, 98), (98.25, 99.5, 98, 99)),  // too weak
    miss(
      .morningStar,
      -1,
      (100, 100.5, 99, 99.25),
      (99, 99.25, 98.5, 98.875),
      (99, 100, 99, 99.75)
    ),  // first not long
    hit(
      .threeWhiteSoldiers,
      -1,
      (100, 101.5, 99.5, 101.25),
      (101, 102.5, 100.5, 102.25),
      (102, 103.625, 101.5, 103.375)
    ),
    miss(
      .threeWhiteSoldiers,
      -1,
      (100, 101.5, 99.5, 101.25),
      (101.5, 103, 100.5, 102.75),
      (102, 103.625, 101.5, 103.375)
    ),  // opens above the body before
    miss(
      .threeWhiteSoldiers,
      -1,
      (100, 101.5, 99.5, 101.25),
      (101, 102.5, 100.5, 102.25),
      (102, 104, 101.5, 103.375)
    ),  // u = 0.45 b
    miss(
      .threeWhiteSoldiers,
      -1,
      (100, 101.5, 99.5, 101.25),
      (101, 102.5, 100.5, 102.25),
      (102, 103, 101.5, 102.75)
    ),  // the last not long
  ]

  static let bearish: [CandlePattern: CandlePattern] = [
    .hammer: .shootingStar, .engulfingBullish: .engulfingBearish, .piercingLine: .darkCloudCover,
    .tweezerBottom: .tweezerTop, .morningStar: .eveningStar,
    .threeWhiteSoldiers: .threeBlackCrows,
  ]

  static let cases = {
    let cases = single + pairs + triples
    return cases
      + cases.compactMap { test in bearish[test.pattern].map { test.mirrored(as: $0) } }
  }()

  @Test(arguments: cases)
  func aBarEndsThePatternOrNot(_ test: Case) {
    let column = test.pattern.rule.column(of: test.all)
    #expect(column.last == (test.isHit ? 1 : 0))
  }

  @Test func eachHasAHitAndAMiss() {
    for pattern in CandlePattern.allCases {
      #expect(Self.cases.contains { $0.pattern == pattern && $0.isHit }, "\(pattern)")
      #expect(Self.cases.contains { $0.pattern == pattern && !$0.isHit }, "\(pattern)")
    }
  }

  @Test func theyAgreeWithTheirSentences() {
    for rows in [Rows.sp500, Rows.nasty, Rows.walk(3000, seed: 31)] {
      let plain = PlainPatterns(PlainColumns(rows))
      let labels = CandlePatterns.labels(rows.bars)
      for (pattern, column) in zip(CandlePattern.allCases, labels) {
        let difference = firstDifference(column, plain.column(pattern))
        #expect(difference == nil, "\(pattern.name), row \(difference ?? 0)")
      }
    }
    for (pattern, column) in zip(CandlePattern.allCases, CandlePatterns.labels(Rows.sp500.bars)) {
      #expect(column.contains(1), "\(pattern.name)")
    }
  }

  private func firstDifference(_ a: [Double], _ b: [Double]) -> Int? {
    a.count == b.count ? a.indices.first { !sameBits(a[$0], b[$0]) } : 0
  }

  /// AT-048.
  @Test func fiveAreBullishAndFiveBearish() {
    let names = { (direction: CandlePattern.Direction) in
      CandlePattern.allCases.filter { $0.direction == direction }.map(\.name)
    }
    #expect(
      names(.bullish) == [
        "hammer", "engulfing_bullish", "morning_star", "three_white_soldiers", "piercing_line",
      ]
    )
    #expect(
      names(.bearish) == [
        "shooting_star", "engulfing_bearish", "evening_star", "three_black_crows",
        "dark_cloud_cover",
      ]
    )
    #expect(names(.neutral).count == 5)
  }

  @Test func aHaramiHasADirection() {
    let rising = Self.hit(.harami, -1, (100.25, 101.5, 99.5, 100.625)).all
    let falling = Self.hit(.harami, -1, (100.625, 101.5, 99.5, 100.25)).all
    let last = { (direction: CandlePattern.Direction?, bars: Bars) in
      HaramiRule(direction: direction).column(of: bars).last
    }
    #expect(last(.bullish, rising) == 1 && last(.bearish, rising) == 0)
    #expect(last(.bullish, falling) == 0 && last(.neutral, falling) == 1)
    #expect(last(nil, rising) == 1 && last(nil, falling) == 1 && last(.neutral, rising) == 0)
  }

  /// Where trade never stops a piercing line opens at or near the close before.
  @Test func aPiercingLineMayOpenBelowTheClose() {
    let bars = Self.miss(.piercingLine, -1, Self.down, (98.25, 99.75, 97.5, 99.5)).all
    #expect(PiercingRule(gap: .range).column(of: bars).last == 0)
    #expect(PiercingRule(gap: .close).column(of: bars).last == 1)
  }

  @Test func theSettingsMoveTheLimits() {
    let doji = Self.miss(.doji, -1, (100, 101, 99, 100.25)).all
    #expect(DojiRule(body: 0.13).column(of: doji).last == 1)
    let hammer = Self.miss(.hammer, -1, (100, 101, 98, 100.5)).all
    #expect(HammerRule(otherShadow: 0.2).column(of: hammer).last == 1)
    let calm = Self.hit(.hammer, -1, (100, 100.625, 98, 100.5)).all
    #expect(HammerRule(trend: PriorTrend(strength: 2.5)).column(of: calm).last == 1)
    #expect(HammerRule(trend: PriorTrend(strength: 2.75)).column(of: calm).last == 0)
  }

  /// A market that stands still has no trend, whatever its range.
  @Test func noMoveIsNoTrend() {
    let flat = [Double](repeating: 100, count: 30)
    var bars = Bars(clock: Clock(count: 30), open: flat, high: flat, low: flat, close: flat)
    #expect(CandlePatterns.labels(bars).allSatisfy { !$0.contains(1) })
    bars = Bars(
      clock: Clock(count: 30),
      open: flat,
      high: flat.dropLast() + [100.0625],
      low: flat.dropLast() + [98],
      close: flat.dropLast() + [100.0625]
    )
    #expect(HammerRule().column(of: bars).last == 0)
  }
}
