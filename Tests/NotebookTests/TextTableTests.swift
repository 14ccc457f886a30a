import Language
import Notebook
import Testing

struct TextTableTests {
  private func lines(_ table: Table, width: Int = TextTable.recordedWidth) -> [String] {
    TextTable.text(of: Presentation([.table(table)]), width: width)
  }

  @Test func columnsAreAligned() {
    let table = Table(
      [Table.Column("name", .left), Table.Column("value"), Table.Column("why", .left)],
      rows: [["a", "1,234.5", "x"], ["longer", "-2", ""], ["b"]]
    )
    #expect(
      lines(table) == [
        "  name      value  why", "  a       1,234.5  x", "  longer       -2", "  b",
      ]
    )
  }

  @Test func headersThatAreAllEmptyAreNotShown() {
    let table = Table([Table.Column("", .left), Table.Column("")], rows: [["a", "1"]])
    #expect(lines(table) == ["  a  1"])
  }

  @Test func whatDoesNotFitIsNamed() throws {
    let columns = (1...20).map { Table.Column("column_\($0)") }
    let table = Table(columns, rows: [(1...20).map { "\($0)" }], note: "one row")
    let shown = lines(table)
    #expect(shown.allSatisfy { $0.count <= 100 })
    #expect(shown[0].hasPrefix("  column_1  column_2"))
    #expect(shown[0].hasSuffix("column_20"))
    let note = shown[2...].joined(separator: " ").split(separator: " ").joined(separator: " ")
    let count = shown[0].split(separator: " ").count
    let left = (count..<20).map { "column_\($0)" }.joined(separator: ", ")
    #expect(note == "not shown: \(left) one row")
  }

  @Test func aRowThatCannotFitIsCut() {
    let long = String(repeating: "x", count: 150)
    let shown = lines(Table([Table.Column("", .left)], rows: [[long], ["short"]]))
    #expect(shown == ["  " + String(repeating: "x", count: 97) + "…", "  short"])
    let first = lines(
      Table([Table.Column("a"), Table.Column("b")], rows: [[long, long]]),
      width: 40
    )
    #expect(first.allSatisfy { $0.count <= 40 })
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let nasty = "a\u{1B}[2Jb\r\nc\td\u{9B}1me\u{2028}f\u{7F}"
    let table = Table([Table.Column(nasty)], rows: [[nasty]], note: nasty)
    let shown = lines(table) + TextTable.text(of: .line(nasty))
    let scalars = shown.joined().unicodeScalars
    #expect(scalars.allSatisfy { $0.value >= 32 && !(0x7F...0x9F).contains($0.value) })
    #expect(!scalars.contains("\u{2028}"))
    #expect(shown[0] == "  a·[2Jb·c·d·1me·f·")
  }

  /// Widths by East Asian Width (UAX #11): 漢 and an emoji take two columns, a combining mark none.
  @Test func wideCharactersTakeTwoColumns() {
    let table = Table(
      [Table.Column("n", .left), Table.Column("v")],
      rows: [["漢字", "1"], ["e\u{301}", "2"], ["👩‍👩‍👧", "3"], ["abcd", "4"]]
    )
    #expect(lines(table) == ["  n     v", "  漢字  1", "  e\u{301}     2", "  👩‍👩‍👧    3", "  abcd  4"])
    let wide = String(repeating: "漢", count: 80)
    #expect(lines(Table([Table.Column("")], rows: [[wide]]))[0].count == 2 + 48 + 1)
  }

  @Test func longLinesGoOnBelow() {
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    let shown = TextTable.text(of: .line("  " + words))
    #expect(shown.count > 3)
    #expect(shown.allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
    #expect(shown[0].hasPrefix("  word1 "))
    #expect(shown.dropFirst().allSatisfy { $0.hasPrefix("    word") })
    #expect(shown.joined(separator: " ").split(separator: " ").joined(separator: " ") == words)
    let link = String(repeating: "/long", count: 40)
    #expect(TextTable.text(of: .line("see \(link) there")) == ["see", "  " + link, "  there"])
  }

  /// What is recorded must not depend on the window of the person who recorded it.
  @Test func theWindowDoesNotChangeTheRecord() throws {
    let code = "x = series([\((1...40).map { "\($0).123456" }.joined(separator: ", "))])\nx"
    var narrow = Session(registry: registry, context: RunContext())
    narrow.width = 30
    var wide = Session(registry: registry, context: RunContext())
    let (a, b) = (narrow.run(code, slug: "x"), wide.run(code, slug: "x"))
    #expect(a.recorded == b.recorded)
    #expect(a.output.map(\.text) != b.output.map(\.text))
    #expect(a.output.contains { $0.text.count <= 30 })
  }
}
