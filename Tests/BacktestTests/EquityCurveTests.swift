import Backtest
import Testing

@Suite struct EquityCurveTests {
  @Test func compoundsFromTheCapital() {
    #expect(EquityCurve.compounding([0.5, -0.5, 1], from: 100) == [100, 150, 75, 150])
    #expect(EquityCurve.compounding([], from: 7) == [7])
  }

  /// Multiplying on would turn a debt into a fortune at the next loss.
  @Test func nothingGrowsFromARuin() {
    #expect(EquityCurve.compounding([-1.5, -2, 0.3], from: 10) == [10, 0, 0, 0])
    #expect(EquityCurve.compounding([-1, 9]) == [1, 0, 0])
  }

  @Test func aMissingReturnIsNoRuin() {
    #expect(EquityCurve.compounding([.nan, 0.1])[2].isNaN)
  }
}
