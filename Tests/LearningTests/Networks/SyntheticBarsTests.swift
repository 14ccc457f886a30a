import Learning
import Numerics
import Testing

@Suite struct SyntheticBarsTests {
  private static func bars(_ count: Int, seed: UInt64 = 1) -> FeatureTable {
    SyntheticBars.table(count, stream: RandomStream(seed: seed, path: "bars"))
  }

  @Test func highsAndLowsEncloseTheBody() {
    let bars = Self.bars(20_000)
    let (open, high, low, close) = (
      bars.columns[0], bars.columns[1], bars.columns[2], bars.columns[3]
    )
    #expect(bars.rowCount == 20_000)
    for row in 0..<bars.rowCount {
      #expect(high[row] >= max(open[row], close[row]) && low[row] <= min(open[row], close[row]))
      #expect(low[row] > 0 && bars.columns[4][row] > 0)
    }
  }

  @Test func fewerBarsAreTheFirstOfMore() {
    let (few, more) = (Self.bars(130), Self.bars(5000))
    for i in 0..<5 { #expect(few.columns[i] == Array(more.columns[i].prefix(130))) }
    #expect(Self.bars(130, seed: 2).columns != few.columns)
    #expect(Self.bars(0).rowCount == 0)
  }

  /// Each pattern that the network is asked for shows often enough to be learned.
  @Test func patternsAreNeitherAbsentNorEverywhere() {
    for labels in PlainPatterns.labels(Self.bars(50_000)) {
      let count = labels.count { $0 == 1 }
      #expect(count > 100 && count < 10_000)
    }
  }
}
