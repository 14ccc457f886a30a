import Language
import Notebook
import Numerics
import Testing

/// The one layout of a notebook, and what is left of one without its record.
struct DocumentLayoutTests {
  private func laidOut(_ text: String) -> String { Document(text: text).canonicalText }

  @Test func everythingHasItsPlace() {
    let text = """
      #!/usr/bin/env mamba
      ---
      verified: never\u{20}
      author:me
      data:
         a.csv  rows=1  span=a..b  file=sha256:00\u{20}\u{20}

      seed:   9
      ---


      # Prose\u{20}\u{20}
      one\u{20}\u{20}\u{20}
      two\tx\u{20}\u{20}\u{20}

      %%   a   tol=1e-9   skip # why\u{20}not\u{20}

      \tx = sma(close,\t20)\u{20}\u{20}# comment\there\u{20}
      >> 1
      y = "a\tb # \\" \t"\u{20}
      >> 2


      %%\ttext
      words

      %%
      z  =  3
      """
    let canonical = """
      #!/usr/bin/env mamba
      ---
      seed: 9
      data:
        a.csv  rows=1  span=a..b  file=sha256:00
      verified: never
      author: me
      ---
      # Prose\u{20}\u{20}
      one\u{20}\u{20}
      two x

      %% a  skip tol=1e-9  # why not
        x = sma(close,  20)  # comment  here
      y = "a\tb # \\" \t"
      >> 1
      >> 2

      %% text
      words

      %%
      z  =  3

      """
    #expect(laidOut(text) == canonical)
    #expect(laidOut(text.replacing("\n", with: "\r\n")) == canonical)
    #expect(laidOut(canonical) == canonical)
  }

  @Test func attributesStandInTheirOrder() {
    let all = "tol=1e-9 timeout=10m hide=code expect=error skip cache=off"
    let sorted = "%% a  cache=off skip expect=error hide=code timeout=10m tol=1e-9\n"
    #expect(laidOut("%% a \(all)\n") == sorted)
    #expect(laidOut("%% \(all)\n") == sorted.replacing("a  ", with: ""))
  }

  /// A blank line may be all that keeps a line from being the header, or the name of a program.
  @Test func nothingBecomesAHeader() {
    for text in ["\n---\nseed: 1\n---\n%% a\n1\n", "\n#!x\n%% a\n1\n", "\n---\n---\n1\n"] {
      let document = Document(text: text)
      let again = Document(text: laidOut(text))
      #expect(again.header == nil)
      #expect(again.cells.map(\.code) == document.cells.map(\.code), "\(text)")
    }
  }

  @Test func whatCannotBeReadStays() {
    #expect(laidOut("%% a\nx = \"open \n\ty \n") == "%% a\nx = \"open \n\ty \n")
  }

  /// What was named after its own text is named the same in another layout.
  @Test func namesDoNotDependOnTheLayout() throws {
    let cell = "%% es\nes = load \"datasets/sp500-daily.csv\"\nuse es\n%% p\nplot sma("
    let texts = ["close, 20)\n", "close,\t20)\n", "close,   # of closes\n    20)   \n"]
    let kept = try texts.map { try recorded(cell + $0).split(separator: "\n").last }
    #expect(kept[0]?.hasPrefix(">>@ figure plots/p data=") == true)
    #expect(kept == [kept[0], kept[0], kept[0]])
  }

  @Test(arguments: 0..<400)
  func aLayoutIsKeptAndChangesNothing(number: Int) {
    var stream = RandomStream(seed: 2, path: "layout", String(number))
    let pool = [
      "", "", "  ", "x = 1  ", "\ty = 2 # a\tb ", "z = \"\t\"\t", "%%", "%% a", "%%b skip",
      "%% text",
      "%%  c tol=1  expect=error", "%% = b=", ">> 1", ">>  2 ", ">>= x exact", "---", "---", "#!x",
      "key:value ", "data:", "   indented", "# é 漢字", "x = (", "1)", "\"", "f = fn(a) a\t+ 1",
      "```",
    ]
    let lines = (0..<stream.index(below: 30)).map { _ in pool[stream.index(below: pool.count)] }
    let text = Array(lines.drop { $0.hasPrefix(">>") }).map { $0 + "\n" }.joined()
    let document = Document(text: text)
    let once = document.canonicalText
    let again = Document(text: once)
    #expect(again.canonicalText == once, "\(text)")
    // A program of blank lines has no line.
    guard !once.isEmpty else { return }
    #expect(again.cells.map(\.slug) == document.cells.map(\.slug), "\(text)")
    #expect(again.cells.map(\.attributes) == document.cells.map(\.attributes))
    #expect(again.cells.map(\.recorded) == document.cells.map(\.recorded), "\(text)")
    #expect((again.header == nil) == (document.header == nil), "\(text)")
    for (cell, same) in zip(document.cells, again.cells) {
      let words = Parser.words(of: cell.code)
      #expect(Parser.words(of: same.code) == words, "\(text)")
      let trimmed = { (code: String) in
        code.split(separator: "\n").map { $0.filter { $0 != " " && $0 != "\t" } }
          .filter { !$0.isEmpty }
      }
      #expect(trimmed(same.code) == trimmed(cell.code))
    }
  }

  /// The same statements, and so the same random numbers.
  @Test func aRunGivesTheSameInTheOneLayout() throws {
    let text = """
      %%   es
      es = load "datasets/sp500-daily.csv"\u{20}


      use es
      %% mc   tol=1e-9
      \tbt = backtest (if close > sma(close,\t20)
      \t  then 1 else 0) on es over 2015-01-01..   # some
      mc = montecarlo bt, paths=50\u{20}
      mc.final
      plot sma(close,\t20)
      """
    let canonical = laidOut(text)
    #expect(canonical != text)
    let results = try [text, canonical].map { try run($0).results }
    #expect(results[0].map(\.recorded) == results[1].map(\.recorded))
    #expect(results[0].map(\.printed) == results[1].map(\.printed))
    #expect(results[0].last?.recorded.count == 4)
    let kept = try recorded(text)
    #expect(try differences(laidOut(kept), exact: true).isEmpty)
  }

  @Test func aStrippedNotebookKeepsItsData() throws {
    let text = "%% es\nes = load \"datasets/sp500-daily.csv\"\n\n%% a  # why\n1 + 1\n"
    let kept = try recorded(text)
    let stripped = Document(text: kept).stripped
    #expect(stripped.text.hasSuffix("---\n" + text))
    #expect(stripped.header?.entries.map(\.key) == ["mmb", "language", "seed", "data"])
    #expect(stripped.header?.files.first?.sha256.isEmpty == false)
    #expect(try recorded(stripped.text) == kept)
    #expect(Document(text: "---\nverified: x\n---\n%% a\n>> 1\n").stripped.text == "%% a\n")
  }

  @Test func wordsAreThoseOfTheProgram() {
    func words(_ text: String) -> [String]? { Parser.words(of: text)?.map(\.text) }
    #expect(words("x = 1 # one\n\n;y=2\n") == ["x", "=", "1", "\n", "y", "=", "2"])
    #expect(words("s = f on x {\n a = 1\n b\n}") == words("s = f on x { a = 1; b }"))
    #expect(words("1\n  + 2") == ["1", "\n", "+", "2"])
    #expect(words("x = \"a # b\"") == ["x", "=", "\"a # b\""])
    #expect(words("(") == nil)
  }

  @Test func aPhraseIsOneLine() {
    func phrase(_ text: String) -> String {
      Source(text).phrase(SourceRange(0, text.utf8.count))
    }
    #expect(phrase("sma(close, 20)") == "sma(close, 20)")
    #expect(phrase("sma(close,\n    20)") == "sma(close, 20)")
    #expect(phrase("a  # \"x\"\n + \t b") == "a + b")
    #expect(phrase("f(\"a  # \\\"  b\",  1)") == "f(\"a  # \\\"  b\", 1)")
  }
}
