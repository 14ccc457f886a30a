import Numerics
import Testing
import TimeSeries

@Suite struct SymbolPanelTests {
  private func days(_ numbers: [Int]) -> Clock {
    Clock(times: numbers.map { Instant(nanoseconds: Int64($0) * Period.day.nanoseconds) })
  }

  private func minutes(_ numbers: [Int]) -> Clock {
    Clock(times: numbers.map { Instant(nanoseconds: Int64($0) * Period.minute.nanoseconds) })
  }

  private func frame(_ series: Series) -> Frame {
    Frame(clock: series.clock, columns: [Frame.Column(name: "close", series: series)])
  }

  private func column(_ panel: SymbolPanel, _ place: Int) throws -> Series {
    try #require(panel.frame(at: place)["close"])
  }

  private func text(_ values: [Double]) -> String {
    values.map { $0.isNaN ? "-" : String(Int($0)) }.joined(separator: " ")
  }

  @Test func membersStandOnTheUnionOfTheirClocks() throws {
    let panel = try SymbolPanel([
      ("A", frame(Series([1, 2, 3], clock: days([1, 2, 5])))),
      ("B", frame(Series([4, 5], clock: days([2, 4]), warmUp: 1))),
      ("C", frame(Series([], clock: days([])))),
    ])
    #expect(panel.clock.matches(days([1, 2, 4, 5])) && panel.clock.isDaily && panel.count == 3)
    #expect(text(try column(panel, 0).values) == "1 2 - 3")
    #expect(text(try column(panel, 1).values) == "- 4 5 -")
    #expect(text(try column(panel, 2).values) == "- - - -")
    // The second value of B stands in the third row.
    #expect(try (0..<3).map { try column(panel, $0).warmUp } == [0, 2, 0])
    #expect(try column(panel, 0).reach == .present)
  }

  @Test func onlyWholeMembersKnowTheirPanel() throws {
    let panel = try SymbolPanel([
      ("A", frame(Series([1, 2], clock: days([1, 2])))),
      ("B", frame(Series([4], clock: days([2])))),
    ])
    let second = panel.frame(at: 1)
    #expect(second.membership?.place == 1 && second.membership?.panel === panel)
    #expect(second.cut(to: 0..<2).membership == nil)
    #expect(Frame(clock: second.clock, columns: second.columns).membership == nil)
    // A check keeps the place, and its panel has no rows either.
    let empty = second.emptied()
    #expect(empty.count == 0 && empty.membership?.place == 1)
    #expect(empty.membership?.panel.frame(at: 0).count == 0)
    #expect(empty.clock.isSame(as: second.clock))
    let changed = panel.mapped { $0.cut(to: 0..<1) }
    #expect(changed.frame(at: 0).count == 1 && changed.frame(at: 1).membership?.panel === changed)
  }

  /// By hand: A has the days 1, 2, 4 of 1 to 4, and looks one of its own rows ahead.
  @Test func whatIsKnownLaterStaysSo() throws {
    let ahead = Knowledge(reach: Reach(-1, 1), path: ["ahead(close, 1)"])
    let own = days([1, 2, 4])
    let panel = try SymbolPanel([
      ("A", frame(Series([1, 2, 3], clock: own, knowledge: ahead))),
      ("B", frame(Series([5], clock: days([3])))),
    ])
    let column = try column(panel, 0)
    // From day 2 to its next row are two rows of the union, and from day 4 to the one before.
    #expect(column.reach == Reach(-2, 2))
    #expect(
      column.knownTimes == [
        own.closing(of: 1), own.closing(of: 2), panel.clock.closing(of: 2), .never,
      ]
    )
  }

  @Test func statedTimesStay() throws {
    let own = minutes([10, 20, 40])
    let stated = [EventTime(own.closing(of: 2).instant), own.closing(of: 1), .never]
    let panel = try SymbolPanel([
      ("A", frame(Series([1, 2, 3], clock: own, stated: stated))),
      ("B", frame(Series([5, 6], clock: minutes([20, 30])))),
    ])
    #expect(
      try column(panel, 0).knownTimes
        == [stated[0], stated[1], panel.clock.closing(of: 2), .never]
    )
    #expect(try column(panel, 1).stated == nil)
  }

  @Test func framesWithoutTimesAreRefused() {
    let bare = frame(Series([1, 2], clock: Clock(count: 2)))
    #expect(throws: PanelError.noTimes("B")) {
      try SymbolPanel([("A", frame(Series([1], clock: days([1])))), ("B", bare)])
    }
  }

  /// A date would close at its start.
  @Test func datesDoNotMixWithTimesOfDay() {
    let (dates, times) = (
      frame(Series([1], clock: days([1]))), frame(Series([1, 2], clock: minutes([10, 20])))
    )
    #expect(throws: PanelError.datesAndTimes("B", "A")) {
      try SymbolPanel([("A", times), ("B", dates)])
    }
    // Without rows the clock still tells.
    #expect(throws: PanelError.datesAndTimes("B", "A")) {
      try SymbolPanel([("A", times.emptied()), ("B", dates.emptied())])
    }
  }

  @Test func withoutRowsTheStepIsTheShortest() throws {
    let (weeks, single) = (days([0, 7, 14]), days([1, 2, 3]))
    let panel = try SymbolPanel([
      ("A", frame(Series([1, 2, 3], clock: weeks)).emptied()),
      ("B", frame(Series([1, 2, 3], clock: single)).emptied()),
    ])
    #expect(panel.clock.count == 0 && panel.clock.step == .day && panel.clock.isDaily)
  }
}
