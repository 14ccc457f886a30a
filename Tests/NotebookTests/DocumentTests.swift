import Language
import Notebook
import Numerics
import Testing

struct DocumentTests {
  @Test func aFileWithoutMarksIsOneProgram() {
    let document = Document(text: "x = 1\n\ny = 2\n")
    #expect(document.preamble.isEmpty)
    #expect(document.cells.map(\.code) == ["x = 1\n\ny = 2"])
    #expect(document.cells.map(\.slug) == [nil])
  }

  @Test func proseStandsBeforeTheFirstMarkAndInTextCells() {
    let document = Document(
      text: "# Title\n> a quote\n\n%% a\nx = 1\n%% text\n>> not recorded\n%%\ny = 2\n"
    )
    #expect(document.preamble == ["# Title", "> a quote", ""])
    #expect(document.cells.map(\.code) == ["x = 1", "y = 2"])
    #expect(document.cells.map(\.slug) == ["a", nil])
    #expect(document.sections[1].lines == [">> not recorded"])
    #expect(document.sections[1].recorded.isEmpty)
  }

  @Test func recordedLinesAreNoCode() {
    let document = Document(
      text: "%% a\nx\n>> 3\n>>= x exact\n>>~ x.a 1 ±1\n>>? 2 s\n>>! E101\n>>@ figure p\n>>\n"
    )
    #expect(document.cells[0].code == "x")
    #expect(
      document.cells[0].recorded.map(\.kind)
        == [.text, .fingerprint, .number, .volatile, .error, .figure, .text]
    )
    #expect(document.cells[0].recorded.last?.line == ">>")
  }

  @Test func marksCarryNamesAndAttributes() throws {
    let document = Document(text: "%% wf  skip tol=1e-9\n%%\texpect=error\n%% skip\n%% = =x a==b\n")
    #expect(document.cells.map(\.slug) == ["wf", nil, nil, nil])
    #expect(document.cells.map(\.isSkipped) == [true, false, true, false])
    #expect(document.cells.map(\.expectsError) == [false, true, false, false])
    #expect(document.cells[0].attributes["tol"] == "1e-9")
    #expect(document.cells[3].attributes["a"] == "=b")
  }

  @Test func filesOfOtherSystemsAreRead() {
    let text = "#!/usr/bin/env mamba\n---\nmmb: 1\nseed: 7\n---\nprose\n\n%% a\nx = 1\n>> 1\n"
    let document = Document(text: text)
    #expect(Document(text: text.replacing("\n", with: "\r\n")) == document)
    #expect(Document(text: "\u{FEFF}" + text.dropFirst(21)).header == document.header)
    #expect(document.header?.seed == 7)
    #expect(document.text == text)
    #expect(document.preamble == ["prose", ""])
  }

  @Test func aHeaderKeepsItsOrderAndWhatItDoesNotKnow() {
    let old = "---\nverified: never\nauthor: me\n\n# note\nseed:9\ntitle:   T\n---\n"
    var document = Document(text: old)
    #expect(document.text == old)
    #expect(document.header?["title"] == "T")
    document.header?["mmb"] = "1"
    document.header?["seed"] = "3"
    document.header?.setValues(["a.csv", "b.csv"], for: "data")
    let new =
      "---\nmmb: 1\ntitle:   T\nseed: 3\ndata:\n  a.csv\n  b.csv\nverified: never\nauthor: me\n\n"
      + "# note\n---\n"
    #expect(document.text == new)
    document.header?["seed"] = nil
    #expect(document.text == new.replacing("seed: 3\n", with: ""))
  }

  @Test func aHeaderNeedsBothItsEnds() {
    let document = Document(text: "---\nx = 1\n")
    #expect(document.header == nil)
    #expect(document.cells.map(\.code) == ["---\nx = 1"])
  }

  @Test func dataFilesAreReadFromTheHeader() throws {
    let line =
      "my  data/a b.csv  rows=12  span=2020-01-01 09:30..2020-01-02 16:00  file=sha256:ab01"
    let document = Document(text: "---\ndata:\n  \(line)\n  torn\n---\n")
    let files = try #require(document.header?.files)
    #expect(files.count == 2)
    #expect(files[0].path == "my  data/a b.csv")
    #expect(files[0].rows == 12)
    #expect(files[0].span == "2020-01-01 09:30..2020-01-02 16:00")
    #expect(files[0].sha256 == "ab01")
    // A torn line is a file that differs from any, and not one less to compare.
    #expect(files[1].path == "torn")
    #expect(files[1].sha256.isEmpty)
  }

  @Test func errorsNameTheLineOfTheFile() throws {
    let text = """
      ---
      seed: 1
      ---
      prose

      %% a
      x = 1
      >> 1
      >> 2
      y = x + 1
      >> 3
      z = nope
      """
    let error = try #require(try run(text).results.last?.error)
    #expect(error.rendered.contains("nb.mmb:12:5"))
    #expect(error.rendered.contains("z = nope\n      ^^^^"))
  }

  @Test func recordedLinesMoveBehindTheCode() {
    let text = "%% a\nx = 1\n>> 1\n\ny = 2\n>> 2\n\n\n%% b\n"
    #expect(Document(text: text).text == "%% a\nx = 1\n\ny = 2\n>> 1\n>> 2\n\n\n%% b\n")
  }

  @Test(arguments: 0..<400)
  func anyTextComesBackWhole(number: Int) {
    var stream = RandomStream(seed: 1, path: "document", String(number))
    let pool = [
      "", "", " ", "x = 1", "plot close", "%%", "%% a", "%% a skip", "%% text", "%% = b=", "%%é",
      ">> 1", ">>= x exact", ">>~ a 1 ±2", ">>? 3 s", ">>! E1", ">>@ figure", ">>", "---", "---",
      "key: value", "data:", "  indented", "# é 漢字 👩‍👩‍👧", "\u{301}", "> > quote", "a\rb", "\t%%", "|",
    ]
    let words = (0..<stream.index(below: 30)).map { _ in pool[stream.index(below: pool.count)] }
    // A recorded line above all else would move, and a `---` below it come to stand first.
    let lines = Array(words.drop { $0.hasPrefix(">>") })
    let text = (stream.index(below: 4) == 0 ? ["#!mamba"] + lines : lines).map { $0 + "\n" }
      .joined()
    let document = Document(text: text)
    let again = document.text
    #expect(again.split(separator: "\n").sorted() == text.split(separator: "\n").sorted())
    #expect(Document(text: again).text == again)
    #expect(Document(text: again).cells.map(\.code) == document.cells.map(\.code))
    #expect(Document(text: text.replacing("\n", with: "\r\n")).text == again)
    if let last = lines.last, !last.isEmpty {
      #expect(Document(text: String(text.dropLast())).text == again)
    }
  }
}
