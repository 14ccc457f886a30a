import Notebook
import Testing

struct MarkdownTests {
  /// Examples of the CommonMark specification 0.31.2, by their numbers there.
  @Test(arguments: CommonMarkExamples.all)
  func givesWhatTheSpecificationSays(_ example: CommonMarkExample) {
    let html = Markdown(example.text).html.replacing(" rel=\"noopener\"", with: "")
    #expect(html == example.html, "example \(example.number)")
  }

  /// Example 198 of GitHub's specification 0.29, and those after it; a column has a class in place
  /// of an attribute.
  @Test func tablesAreThoseOfGitHub() {
    let plain = """
      | foo | bar |
      | --- | --- |
      | baz | bim |
      """
    #expect(
      Markdown(plain).html == """
        <table>
        <thead>
        <tr>
        <th>foo</th>
        <th>bar</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>baz</td>
        <td>bim</td>
        </tr>
        </tbody>
        </table>

        """
    )
    let aligned = "| abc | defghi |\n:-: | -----------:\nbar | baz\n"
    #expect(Markdown(aligned).html.contains("<th class=\"center\">abc</th>\n<th class=\"right\">"))
    let bars = "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n"
    #expect(Markdown(bars).html.contains("<th>f|oo</th>"))
    #expect(Markdown(bars).html.contains("<td>b <code>|</code> az</td>"))
    #expect(Markdown(bars).html.contains("<td>b <strong>|</strong> im</td>"))
    let quote = "| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n"
    #expect(Markdown(quote).html.hasSuffix("</table>\n<blockquote>\n<p>bar</p>\n</blockquote>\n"))
    let unequal = "| abc | def |\n| --- |\n| bar |\n"
    #expect(Markdown(unequal).html == "<p>| abc | def |\n| --- |\n| bar |</p>\n")
    let ragged = "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n"
    #expect(Markdown(ragged).html.contains("<td>bar</td>\n<td></td>\n</tr>"))
    #expect(!Markdown(ragged).html.contains("boo"))
    #expect(!Markdown("| abc | def |\n| --- | --- |\n").html.contains("tbody"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- c -->", "a <b>c</b>",
    "<div>\n\nx\n\n</div>", "<a href=\"javascript:x\">y</a>", "<svg/onload=alert(1)>", "`<b>`",
    "```\n</code></pre><script>\n```", "# <script>", "- <script>", "> <iframe src=x>",
    "| <b> | c |\n| - | - |\n| <i> | d |", "[<script>](x)", "![<script>](x)", "[x](<y\"><script>)",
    "[x](y \"\\\"><script>\")", "<https://a.b/\"onclick=\"x>", "&lt;script&gt;", "&#60;script>",
    "```\"><script>\nx\n```", "[a]: \"><script>\n\n[a]",
  ])
  func rawMarkupIsText(_ text: String) throws {
    let page = try #require(PageElements("<x>\(Markdown(text).html)</x>"))
    let allowed: Set<String> = [
      "x", "p", "code", "pre", "h1", "ul", "li", "blockquote", "table", "thead", "tbody", "tr",
      "th", "td", "a", "span",
    ]
    for element in page.elements {
      #expect(allowed.contains(element.name))
      #expect(Set(element.attributes.keys).isSubset(of: ["href", "rel", "class", "title"]))
    }
    #expect(page.dangers.isEmpty)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\u{01}script:alert(1)", "&#106;avascript:x",
    "javascript&#58;alert(1)", "<java\tscript:alert(1)>", "< javascript:alert(1)>", "vbscript:x",
    "data:text/html,x", "data:image/svg+xml;base64,PHN2Zz4=", "file:///etc/passwd", "//evil.org/x",
    "\\\\\\\\evil.org", "/\\\\evil.org", "blob:x", "\u{01}javascript:x", "view-source:x",
    "ftp://a.b",
  ])
  func linksLeadToNothingThatRuns(_ place: String) {
    for text in ["[x](\(place))", "[x][y]\n\n[y]: \(place)", "![x](\(place))"] {
      #expect(!Markdown(text).html.contains("href"), "\(Markdown(text).html)")
    }
  }

  @Test func linksLeadToPagesFilesAndPlaces() {
    let text = "[a](https://a.org) [b](mailto:x@y.z) [c](docs/b.md#c) [d](#wf) [e](/f) <http://g.h>"
    #expect(
      Markdown(text).html
        == "<p><a href=\"https://a.org\" rel=\"noopener\">a</a> <a href=\"mailto:x@y.z\">b</a> "
        + "<a href=\"docs/b.md#c\">c</a> <a href=\"#wf\">d</a> <a href=\"/f\">e</a> "
        + "<a href=\"http://g.h\" rel=\"noopener\">http://g.h</a></p>\n"
    )
  }

  @Test func picturesAreTheirDescriptions() {
    #expect(
      Markdown("![a *b*](c.png \"d\")").html
        == "<p><span class=\"image\">a <em>b</em></span></p>\n"
    )
  }

  @Test func signsThatNobodySeesAreShown() {
    #expect(Markdown("a\u{202E}b\u{07}c").html == "<p>a\u{FFFD}b\u{FFFD}c</p>\n")
  }

  /// Each of these took the square of its length, or more, in some reader of Markdown.
  @Test(arguments: [
    "*a ", "_a*", "[", "[a](", "[a](<b", "![[]()", "`a``", "> ", "- ", "<a:", "&#", "**a *b ",
    "[a]: b\n", "| a ", "\\", "a\n> ", "[a](b \"", "*_", "]", "* a *a*",
  ])
  func longTextsEnd(_ part: String) {
    let html = Markdown(String(repeating: part, count: 20_000)).html
    #expect(!html.contains("<script"))
  }
}
