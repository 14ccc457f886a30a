import Language
import Notebook
import TestSupport
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

  /// Whatever the width, no line is wider than the window and each column begins where its header does,
  /// by the cells that a terminal gives the characters.
  @Test(arguments: [20, 21, 30, 40, 60, 80, 100, 150, 200])
  func everyWidthIsKept(_ width: Int) {
    let names = ["漢字漢字", "🐍 mamba", "plain", "e\u{301}te\u{301}", "ｆｕｌｌ"]
    let columns = (0..<12).map { Table.Column($0 == 0 ? "名" : "価格\($0)", $0 == 0 ? .left : .right) }
    let rows = names.map { name in [name] + (1..<12).map { "\($0 * 1111)円" } }
    let table = Table(columns, rows: rows, gap: Table.Gap(above: 2, "5,025 rows"), note: "終わり")
    let shown = lines(table, width: width)
    for line in shown { #expect(cells(line) <= width, "\(width): \(line)") }
    let body = shown.prefix { !$0.hasPrefix("  not shown") && !$0.hasPrefix("  終") }
      .filter { !$0.contains("…") }
    // All columns but the last end alike, as their last cells do.
    #expect(Set(body.map(cells)).count == 1, "\(width): \(shown)")
    #expect(body.count == 1 + names.count)
    #expect(shown.contains("  … 5,025 rows …"))
    #expect((width < 100) == shown.contains { $0.hasPrefix("  not shown: 価格") })
  }

  /// The cells that a terminal takes for a text.
  private func cells(_ text: String) -> Int {
    var screen = Screen(columns: 1000, rows: 1)
    screen.feed(Array(text.utf8))
    return screen.column
  }

  @Test func whatIsLeftOutIsCounted() {
    func shown(_ count: Int) -> [String] {
      let rows = (0..<count).map { ["\($0)"] }
      return lines(Table([Table.Column("n")], rows: rows).shortened(head: 3, tail: 2))
        .map { String($0.drop { $0 == " " }) }
    }
    #expect(shown(7) == ["n", "0", "1", "2", "3", "4", "5", "6"])
    #expect(shown(8) == ["n", "0", "1", "2", "… 3 rows …", "6", "7"])
    #expect(shown(5005)[4] == "… 5,000 rows …")
    #expect(shown(5005).suffix(2) == ["5003", "5004"])
    #expect(shown(0) == ["n"])
  }

  @Test func manyColumnsAreCountedAndNotAllNamed() throws {
    let row = (0..<150).map { "\($0)" }
    let table = Table(row.map { Table.Column("column_\($0)") }, rows: [row])
    let note = lines(table).dropFirst(2).joined(separator: " ")
    #expect(lines(table).count <= 6)
    let shown = lines(table)[0].split(separator: " ").count
    #expect(note.hasSuffix(" and \(150 - shown - 12) more"))
  }

  /// Lines with roles break where plain ones do, and every role stays with its text.
  @Test(arguments: [20, 40, 97, 98, 200])
  func rolesChangeNoCharacter(_ width: Int) {
    let parts = (1...60).map { StyledLine.Span("wörd\($0) 漢", $0 % 3 == 0 ? .gain : nil) }
    let styled = StyledLine(parts)
    let shown = TextTable.lines(of: .line(styled), width: width)
    #expect(shown.map(\.plain) == TextTable.text(of: .line(styled.plain), width: width))
    #expect(shown.count > 1)
    let gains = shown.flatMap(\.spans).filter { $0.role == .gain }.map(\.text).joined()
    let wanted = parts.filter { $0.role == .gain }.map(\.text).joined()
    #expect(gains.filter { $0 != " " } == wanted.filter { $0 != " " })
  }

  @Test func anInterpolationGivesRoles() {
    let line: StyledLine = "a \("b", .name) \(3) \(StyledLine("c", .loss))\("", .gain)"
    #expect(line.plain == "a b 3 c")
    #expect(line.spans.filter { $0.role != nil } == [.init("b", .name), .init("c", .loss)])
    #expect(line.cut(to: 2..<6).spans.first == .init("b", .name))
    #expect(line.cut(to: 2..<6).plain == "b 3 ")
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
