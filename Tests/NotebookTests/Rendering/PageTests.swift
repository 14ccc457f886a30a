import Foundation
import Notebook
import TestSupport
import Testing

struct PageTests {
  private static let header = """
    ---
    mmb: 1
    title: A <b>title</b> & "more"
    seed: 42
    holdout: 2024-01-01..
    data:
      my data.csv  rows=5031  span=1999-01-04..2018-12-31  file=sha256:ddd480b67f8c51b89a3a074f7fff
    unsealed: 2026-11-21 after 7 trials: <i>why</i>
    verified: 2026-11-21 linux-x86_64 cells=1 ok trials=241
    ---

    """

  @Test(arguments: ["sp500", "tour", "patterns", "leaks", "train-patterns"])
  func theGuidedNotebooksLoadNothing(_ name: String) throws {
    let path = "notebooks/\(name).mmb"
    let text = try NotebookFile.read(path)
    let page = rendered(text, path: path).page
    let elements = try #require(PageElements(page))
    #expect(elements.dangers.isEmpty)
    #expect(Set(elements.ids).count == elements.ids.count)
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    // Every link in the page leads to a place in it.
    let links = elements.elements.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    for link in links { #expect(elements.ids.contains(String(link.dropFirst())), "\(link)") }
    let document = Document(text: text)
    for slug in document.cells.compactMap(\.slug) { #expect(elements.ids.contains(slug)) }
    for line in document.cells.flatMap(\.recorded) where line.kind != .error {
      #expect(elements.text.contains(line.text), "\(line.text)")
    }
    #expect(rendered(text, path: path).page == page)
  }

  @Test func theTopTellsWhatTheHeaderSaysAndNoMore() throws {
    let page = rendered(PageTests.header + "%% a\n1\n>> 1\n").page
    let text = try #require(PageElements(page)).text
    #expect(text.contains("recorded 2026-11-21 on linux-x86_64, 1 cell, 241 trials"))
    #expect(text.contains("mamba run nb.mmb --verify"))
    #expect(text.contains("Held out: 2024-01-01.."))
    #expect(text.contains("after 7 trials: <i>why</i>"))
    #expect(text.contains("my data.csv"))
    #expect(text.contains("ddd480b67f8c…"))
    #expect(text.contains("no file has been compared with it"))
    #expect(page.contains("<h1>A &lt;b&gt;title&lt;/b&gt; &amp; &quot;more&quot;</h1>"))
    #expect(!text.contains("verified"))
  }

  @Test(arguments: [
    ("%% a\n1\n", "not recorded"),
    ("---\nverified: 2026-11-21 linux cells=1 ok trials=0\n---\n%% a\n1\n", "not recorded"),
    ("%% a\n1\n>> 1\n", "recorded; the header does not say when, or by what"),
    ("---\nverified: <b>soon\n---\n%% a\n1\n>> 1\n", "recorded: &lt;b&gt;soon"),
  ])
  func whatIsNotRecordedIsNotSaidToBe(_ text: String, _ badge: String) {
    #expect(rendered(text).page.contains("<p class=\"badge\">\(badge)</p>"))
  }

  @Test func theCommandOfACheckIsSafeToType() {
    let pages = ["a b.mmb", "x;rm -rf ~.mmb", "it's.mmb", "-o.mmb"].map {
      rendered("1", path: $0).page
    }
    #expect(pages[0].contains("mamba run 'a b.mmb' --verify"))
    #expect(pages[1].contains("mamba run 'x;rm -rf ~.mmb' --verify"))
    #expect(pages[2].contains("mamba run 'it'\\''s.mmb' --verify"))
    #expect(pages[3].contains("mamba run ./-o.mmb --verify"))
  }

  @Test func aTitleIsNotRepeated() throws {
    let text = "# One *title*\n\nprose\n\n%% a\n1\n"
    #expect(rendered(text).page.matches(of: /<h1/).count == 1)
    #expect(rendered("---\ntitle: Other\n---\n" + text).page.matches(of: /<h1/).count == 2)
    #expect(rendered("1 + 1\n", path: "notes/one.mmb").page.contains("<h1>one</h1>"))
  }

  @Test func whatTheMarkHidesIsFolded() throws {
    let text = "%% a hide=code\nx = 1\n>> x  1\n%% b hide=output\ny = 2\n>> y  2\n%% c skip\nz\n"
    let page = rendered(text).page
    #expect(page.contains("<summary>code</summary>\n<pre class=\"code\""))
    #expect(page.contains("<summary>output</summary>\n<pre class=\"output\""))
    #expect(page.contains("<section class=\"cell skipped\" id=\"c\">"))
    #expect(page.contains("skipped: not run"))
  }

  @Test func whatWasRecordedStandsByItsKind() throws {
    let text = """
      %% a expect=error tol=1e-9
      x = close
      >> one
      >>~ x.auc 0.5 ±0.1
      >>   two
      >>= x exact n=1
      >>? 3.0 s
      >>! E210

      """
    let page = rendered(text).page
    #expect(page.contains("<pre class=\"output\" tabindex=\"0\">one\n  two</pre>"))
    #expect(page.contains("<summary>record</summary>"))
    #expect(page.contains("&gt;&gt;~ x.auc 0.5 ±0.1\n&gt;&gt;= x exact n=1</pre>"))
    #expect(page.contains("<p class=\"volatile\">3.0 s</p>"))
    #expect(page.contains("the expected error <code>E210</code>. A feature, a rule"))
    #expect(page.contains("expects an error"))
    #expect(page.contains("tol=1e-9"))
  }

  @Test func codeHasTheColoursOfTheLanguage() {
    let code = "y = load \"a<b.csv\" # note\nz = sma(close, 20) over 2020-01-01..\n"
    let page = rendered("%% a\n" + code).page
    #expect(page.contains("y = <span class=\"verb\">load</span> "))
    #expect(page.contains("<span class=\"text\">&quot;a&lt;b.csv&quot;</span>"))
    #expect(page.contains("<span class=\"comment\"># note</span>\n"))
    #expect(page.contains("<span class=\"function\">sma</span>(close, "))
    #expect(page.contains("<span class=\"keyword\">over</span>"))
  }

  /// Code that is no program keeps its text, and its colours as far as it can be read.
  @Test(arguments: [
    "x = (sma(close, 20", "load \"open", "5xyz + load", "é § load ]", "\"\\q\" # c", "{{{[[[((",
    "😀",
    "a # \"b\nload", "x = 'y'", "1..\u{0}2",
  ])
  func codeThatDoesNotParseIsShown(_ code: String) throws {
    let page = try #require(PageElements(rendered("%% a\n\(code)\n").page))
    #expect(page.text.contains(code.replacing("\u{0}", with: "\u{FFFD}")))
  }

  @Test func hostileTextIsText() throws {
    let evil = "</script></pre></title></style>\"'><img src=x onerror=alert(1)>&\u{1B}[31m\u{202E}"
    let text = """
      ---
      title: \(evil)
      \(evil): \(evil)
      holdout: \(evil)
      unsealed: \(evil)
      data:
        \(evil)  rows=1  span=\(evil)  file=sha256:\(evil)
      verified: \(evil)
      ---
      # \(evil)
      [a](javascript:alert(1)) [b](data:text/html,x) ![c](http://leak.invalid/c.png)

      %% \(evil.replacing(" ", with: "")) \(evil)
      x = "\(evil)" \(evil)
      >> \(evil)
      >>= \(evil)
      >>~ \(evil)
      >>? \(evil)
      >>! \(evil)
      >>@ figure \(evil) data=\(evil)
      %% text
      \(evil)
      """
    let page = rendered(text, path: "\(evil).mmb").page
    let elements = try #require(PageElements(page))
    #expect(elements.dangers.isEmpty)
    #expect(!elements.elements.contains { $0.name == "img" })
    #expect(!page.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" })
    let markdown = rendered(text, path: "\(evil).mmb").markdown()
    #expect(markdown.hasPrefix("# \\<"))
    let json = rendered(text, path: "\(evil).mmb").jupyter
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
  }

  @Test func placesInThePageAreEachTheirOwn() throws {
    let text = "# a\n\n## a b\n\n%% a\n1\n%% a\n2\n%% figure1:1\n3\n%% \"\n4\n%% text\n# A\n\n# é\n"
    let page = try #require(PageElements(rendered("---\ntitle: t\n---\n" + text).page))
    #expect(page.ids == ["a-3", "a-b", "a", "a-2", "figure1-1", "part", "a-4", "é"])
  }

  @Test func aLongNotebookIsAPage() throws {
    let cells = (1...2_000).map { "%% c\($0)\nx\($0) = sma(close, \($0))\n>> x\($0)  1\n" }
    let page = rendered(cells.joined()).page
    #expect(page.split(separator: "<section ").count == 2_001)
  }
}
