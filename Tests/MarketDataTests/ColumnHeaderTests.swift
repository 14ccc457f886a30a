import MarketData
import Testing
import TimeSeries

/// What the header of a file says of a column and of the rows.
@Suite struct ColumnHeaderTests {
  private static let clock = Clock(times: (1...4).map { Instant(nanoseconds: $0 * dayLength) })
  private static let dayLength: Int64 = 86_400_000_000_000

  private static func frame(_ series: Series) -> Frame {
    Frame(clock: series.clock, columns: [.init(name: "x", series: series)])
  }

  private static func header(_ frame: Frame) -> String {
    String(CSVWriter.text(frame).prefix { $0 != "\n" })
  }

  @Test(arguments: [
    (Reach(0, 0), "date,x", Reach(0, 0)), (Reach(0, 5), "date,x [0..5]", Reach(0, 5)),
    (Reach(-4, 0), "date,x [-4..0]", Reach(-4, 0)), (Reach.everything, "date,x [..]", .everything),
    (.past, "date,x [..0]", .past), (Reach(1, 1), "date,x [1..1]", Reach(0, 1)),
    (Reach(-5, -1), "date,x [-5..-1]", Reach(-5, 0)), (.constant, "date,x", .present),
  ])
  func reachComesBackWithTheRowItself(written: Reach, header: String, known: Reach) throws {
    let series = Series(
      [1, 2, 3, 4],
      clock: Self.clock,
      knowledge: Knowledge(reach: written)
    )
    let text = CSVWriter.text(Self.frame(series))
    #expect(text.hasPrefix(header + "\n"))
    let again = try #require(try read(text).frame["x"])
    #expect(again.reach == known && again.values == series.values)
    #expect(again.knowledge.path.isEmpty != known.seesFuture)
    let promised = Self.frame(series).promised(at: "t.csv")
    #expect(promised.count == 0 && promised["x"]?.reach == known)
  }

  /// A header says of times that are later than the reach how late the latest is.
  @Test func lateTimesWidenTheReach() throws {
    let times = [0, 3, 2, 3].map(Self.clock.closing)
    let series = Series(
      [1, 2, 3, 4],
      clock: Self.clock,
      knowledge: Knowledge(reach: Reach(0, 1)),
      stated: times
    )
    #expect(Self.header(Self.frame(series)) == "date,x [0..2]")
  }

  @Test func marksComeBack() throws {
    let marks = [
      Mark(.selected, "the best of 9, by \"sharpe\" [1; 2]\nof es"), Mark(.assumed, "so"),
    ]
    let series = Series(
      [1, 2, 3, 4],
      clock: Self.clock,
      knowledge: Knowledge(reach: Reach(-1, 0), marks: marks)
    )
    let text = CSVWriter.text(Self.frame(series))
    let again = try #require(try read(text).frame["x"])
    #expect(
      again.marks.map(\.description) == [
        "selected: the best of 9, by \"sharpe\" (1; 2) of es", "assumed: so",
      ]
    )
    #expect(again.reach == Reach(-1, 0))
    #expect(CSVWriter.text(try read(text).frame) == text)
  }

  @Test func aSelectionStaysOne() throws {
    let frame = Self.frame(Series([1, 2, 3, 4], clock: Self.clock))
    let clock = Self.clock.kept(where: [true, false, true, true])
    let kept = Self.frame(Series([1, 3, 4], clock: clock))
    #expect(Self.header(kept) == "date [selection],x")
    let again = try read(CSVWriter.text(kept)).frame
    #expect(again.clock.isSelection && again.clock.matches(clock))
    #expect(try !read(CSVWriter.text(frame)).frame.clock.isSelection)
    #expect(try read("date [selection],x\n2024-01-02,1\n").frame.clock.isSelection)
    let panel = try SymbolPanel([(name: "a", frame: again), (name: "b", frame: frame)])
    #expect(panel.clock.isSelection && panel.frame(at: 1).columns[0].series.clock.isSelection)
  }

  @Test func computedColumnsStayComputed() throws {
    let series = Series([1, 2, 3, 4], clock: Self.clock)
    let made = Frame(
      clock: Self.clock,
      columns: [.init(name: "x", series: series)],
      isComputed: true
    )
    #expect(Self.header(made) == "date [computed],x")
    let again = try read(CSVWriter.text(made)).frame
    #expect(again.isComputed && again.cut(to: 1..<3).isComputed && again.emptied().isComputed)
    #expect(made.promised(at: "t.csv").isComputed && !Self.frame(series).isComputed)
  }

  @Test func rowsThatAreNotAllKeepTheirNumbers() throws {
    let table = try read("x\n5\n6\n7\n8\n").frame
    #expect(CSVWriter.text(table) == "x\n5\n6\n7\n8\n")
    let text = CSVWriter.text(table.cut(to: 1..<3))
    #expect(text == "row [part],x\n1,6\n2,7\n")
    let again = try read(text).frame
    #expect(again.columns.map(\.name) == ["x"] && again.clock.label(0) == "1")
    #expect(!again.clock.matches(table.clock.cut(to: 1..<3)))
    // Numbers that count no rows are a column like any other.
    #expect(try read("row [part],x\n2,6\n1,7\n").frame.columns.map(\.name) == ["row", "x"])
    #expect(try read("row,x\n1,6\n2,7\n").frame["row"]?.values == [1, 2])
  }

  @Test func otherBracketsBelongToTheName() throws {
    let headers = ["Power [kW]", "a [5..2]", "b [0..x]", "c [note: d]", "e [computed]", "[0..5]"]
    let frame = try read("date,\(headers.joined(separator: ","))\n2024-01-30,1,2,3,4,5,6\n").frame
    #expect(frame.columns.map(\.header) == headers)
    #expect(
      frame.columns.map(\.name) == ["power_kw", "a_5_2", "b_0_x", "c_note_d", "e_computed", "c0_5"]
    )
    #expect(frame.columns.allSatisfy { $0.series.reach == .present && $0.series.marks.isEmpty })
    #expect(try read("time [UTC],x\n2024-01-30T10:00,1\n").frame.clock.times != nil)
  }
}
