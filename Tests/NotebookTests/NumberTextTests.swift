import Language
import Testing
import TimeSeries

/// Numbers as a reader of tables expects them; the expected texts are written by hand.
struct NumberTextTests {
  @Test(arguments: [
    ([1228.1, 2488.834, -5], ["1,228.10", "2,488.83", "-5.00"]),
    ([1.09124, 1.1], ["1.0912", "1.1000"]),
    ([0.5, 0.25], ["0.50", "0.25"]),
    ([3, 1_000_000], ["3", "1,000,000"]),
    ([2_500_000.5, 1.25], ["2,500,000", "1.2"]),
    ([.nan, 0.015645, .infinity], ["na", "0.015645", "inf"]),
    ([2000, 0.5, 0.00001], ["2,000.00", "0.50", "1e-05"]),
    ([0, -0.0], ["0", "0"]),
    ([0.0000089139, 0.00001], ["8.9139e-06", "1e-05"]),
    ([], []),
  ])
  func aColumnHasAsManyDigitsAllTheWay(_ values: [Double], _ texts: [String]) {
    #expect(NumberText.column(values) == texts)
  }

  @Test func largeFiguresHaveAUnit() {
    #expect(NumberText.figures([312_120_000, 11_456_230_000]) == ["0.312B", "11.456B"])
    #expect(NumberText.figures([4_000_000, 25_500_000]) == ["4.000M", "25.500M"])
    #expect(NumberText.figures([3e12, .nan]) == ["3.000T", "na"])
    #expect(NumberText.figures([9_999_999]) == ["9,999,999"])
    #expect(NumberText.figures([0.05, -0.02], kind: .fraction) == ["5.000%", "-2.000%"])
  }

  @Test func aChangeHasItsSign() {
    #expect(NumberText.change(1.041) == "+104.1%")
    #expect(NumberText.change(-0.0772) == "-7.7%")
    #expect([0, 0.0004, -0.0004].map { NumberText.change($0) } == ["0.0%", "0.0%", "0.0%"])
    #expect(NumberText.change(.nan) == "na")
    #expect(NumberText.change(0.01234, 2) == "+1.23%")
    #expect(NumberText.change(254.245) == "+25,424.5%")
  }

  @Test func nounsAreCounted() {
    #expect(NumberText.counted(1, "cell") == "1 cell")
    #expect(NumberText.counted(0, "cell") == "0 cells")
    #expect(NumberText.counted(5031, "row") == "5,031 rows")
    #expect(NumberText.counted(2, "history", "histories") == "2 histories")
  }

  /// Blocks from ▁ to █ by hand: the stretches end in 0, 3.5 and 7, of which the middle is 3.5 up.
  @Test func aCourseIsDrawn() {
    #expect(Sparkline.text([0, 7], width: 8) == "▁█")
    #expect(Sparkline.text([9, 0, 9, 3, 9, 7], width: 3) == "▁▄█")
    #expect(Sparkline.text([0, .nan, 7], width: 3) == "▁ █")
    #expect(Sparkline.text([.nan, .infinity], width: 3) == "")
    #expect(Sparkline.text([5, 5, 5], width: 3) == "")
    #expect(Sparkline.text([-1.7e308, 1.7e308], width: 2) == "▁█")
    #expect(Sparkline.text([1, 2], width: 0) == "")
    #expect(Sparkline.text((0..<1000).map(Double.init), width: 16).count == 16)
  }
}
