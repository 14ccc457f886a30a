import Features
import Testing

@Suite struct PivotTests {
  private func text(_ values: [Double]) -> String {
    values.map { $0.isNaN ? "-" : String(Int($0)) }.joined(separator: " ")
  }

  @Test func turningPointsByHand() {
    let values: [Double] = [1, 3, 2, 5, 5, 4, 1, 2, 6]
    #expect(text(Pivots.high(values, left: 1, right: 1)) == "- 3 - 5 - - - - -")
    #expect(text(Pivots.low(values, left: 1, right: 1)) == "- - 2 - - - 1 - -")
    #expect(text(Pivots.high(values, left: 2, right: 2)) == "- - - 5 - - - - -")
    #expect(text(Pivots.high(values, left: 0, right: 0)) == "1 3 2 5 5 4 1 2 6")
    #expect(text(Pivots.high(values, left: 3, right: 0)) == "- - - 5 - - - - 6")
    #expect(text(Pivots.high(values, left: 9, right: 9)) == "- - - - - - - - -")
  }

  @Test func aGapHidesTheTurn() {
    let values: [Double] = [1, .nan, 3, 1, 4, .nan]
    #expect(text(Pivots.high(values, left: 1, right: 1)) == "- - - - - -")
    #expect(Pivots.low([], left: 1, right: 1).isEmpty)
  }

  /// pandas' `rolling(n, center=True).mean()`.
  @Test func centredMeansByHand() {
    #expect(text(Pivots.smooth([1, 2, 3, 4, 5], window: 3)) == "- 2 3 4 -")
    let even = Pivots.smooth([1, 2, 3, 4, 5, 6], window: 4)
    #expect(even[2] == 2.5 && even[4] == 4.5 && even[1].isNaN && even[5].isNaN)
  }

  @Test func statisticsSinceByHand() {
    let nan = Double.nan
    let start: [Double] = [0, 1, 0, 0, 1, nan, 0]
    let values: [Double] = [9, 2, 5, 1, 4, nan, 6]
    let expected: [(Since.Statistic, String)] = [
      (.max, "- 2 5 5 4 - 6"), (.min, "- 2 2 1 4 - 4"), (.sum, "- 2 7 8 4 - 10"),
      (.first, "- 2 2 2 4 - 4"), (.count, "- 1 2 3 1 2 3"), (.mean, "- 2 3 2 4 - 5"),
    ]
    for (statistic, printed) in expected {
      #expect(text(Since.column(start, statistic, values)) == printed, "\(statistic)")
    }
  }
}
