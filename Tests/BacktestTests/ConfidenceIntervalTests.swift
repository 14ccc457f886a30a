import Backtest
import Testing

@Suite struct ConfidenceIntervalTests {
  /// The worked examples of Newcombe, "Two-sided confidence intervals for the single proportion",
  /// Statistics in Medicine 17 (1998), table I.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
  ])
  func wilson(_ hits: Int, _ count: Int, _ lower: Double, _ upper: Double) {
    let interval = ConfidenceInterval.wilson(hits: hits, of: count)
    #expect(abs(interval.lower - lower) < 5e-5 && abs(interval.upper - upper) < 5e-5)
  }

  @Test func endsAreExactAndMirrored() {
    let none = ConfidenceInterval.wilson(hits: 0, of: 20)
    let all = ConfidenceInterval.wilson(hits: 20, of: 20)
    #expect(none.lower == 0 && all.upper == 1)
    #expect(close(all.lower, 1 - none.upper, 1e-12))
  }

  @Test func noDrawSaysNothing() {
    #expect(ConfidenceInterval.wilson(hits: 0, of: 0).lower.isNaN)
    #expect(ConfidenceInterval.wilson(hits: 3, of: 2).upper.isNaN)
  }
}
