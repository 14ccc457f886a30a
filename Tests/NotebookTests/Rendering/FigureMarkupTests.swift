import Notebook
import Testing

struct FigureMarkupTests {
  private func figure(_ inside: String, _ attributes: String = "") throws -> FigureMarkup {
    try FigureMarkup(
      svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" \(attributes)>\(inside)</svg>",
      number: 3,
      label: "a \"label\" & more"
    )
  }

  @Test func theDrawingOfGnuplotIsCopied() throws {
    let text = """
      <?xml version="1.0" encoding="utf-8"  standalone="no"?>
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      <svg width="1200" height="700" viewBox="0 0 1200 700" xmlns="http://www.w3.org/2000/svg"
       xmlns:xlink="http://www.w3.org/1999/xlink">
      <title>Gnuplot</title><desc>Produced by GNUPLOT 5.4</desc>
      <g id="gnuplot_canvas"><defs>
        <circle id='gpPt5' r='1'/>
        <use xlink:href='#gpPt5' id='gpPt6' fill='currentColor' stroke='none'/>
        <filter id='textbox' filterUnits='objectBoundingBox'><feFlood flood-color='#FFFFFF'/></filter>
      </defs>
      <g fill="none" color="black" style="stroke:none;fill:rgb(1, 2, 3)"><title>close</title>
      <text transform="translate(1.0,2.0)" font-family="Arial" filter="url(#textbox)">a&#160;&lt;b</text>
      <use xlink:href='#gpPt6' transform='translate(3,4) scale(4.5)' color='rgb( 1, 2, 3)'/></g></g>
      </svg>
      """
    let figure = try FigureMarkup(svg: text, number: 2, label: "x")
    #expect(figure.leftOut.isEmpty)
    #expect(!figure.markup.contains("Gnuplot"))
    let page = try #require(PageElements(figure.markup))
    #expect(page.dangers.isEmpty)
    #expect(page.ids == ["figure2:1", "figure2:2", "figure2:3", "figure2:4"])
    #expect(page.text.contains("a\u{A0}<b"))
    #expect(page.text.contains("close"))
    let uses = page.elements.filter { $0.name == "use" }
    #expect(uses.compactMap { $0.attributes["href"] } == ["#figure2:2", "#figure2:3"])
    #expect(uses[1].attributes["transform"] == "translate(3,4) scale(4.5)")
    let words = try #require(page.elements.first { $0.name == "text" })
    #expect(words.attributes["filter"] == "url(#figure2:4)")
    #expect(page.elements[0].attributes["viewBox"] == "0 0 1200 700")
    #expect(page.elements.contains { $0.attributes["style"] == "stroke:none;fill:rgb(1, 2, 3)" })
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<script xlink:href='http://leak.invalid/x.js'/>",
    "<foreignObject><body onload='x'/></foreignObject>", "<image href='http://leak.invalid/a'/>",
    "<style>@import url(http://leak.invalid/a.css);</style>", "<a href='javascript:x'><rect/></a>",
    "<animate attributeName='href' to='javascript:x'/>", "<set attributeName='onclick' to='x'/>",
    "<iframe src='x'/>", "<feImage href='http://leak.invalid/a'/>", "<handler>x</handler>",
    "<html:script xmlns:html='http://www.w3.org/1999/xhtml'>x</html:script>", "<svg onload='x'/>",
    "<math><mtext/></math>", "<SCRIPT>x</SCRIPT>", "<title><script>x</script></title>",
    "<desc><img src='x'/></desc>", "<p/><br/><table/>",
  ])
  func whatRunsOrLoadsIsLeftOut(_ part: String) throws {
    let page = try #require(PageElements(try figure(part + "<g><rect/></g>").markup))
    #expect(page.dangers.isEmpty)
    #expect(Set(page.elements.map(\.name)).isSubset(of: ["svg", "g", "rect", "title", "desc"]))
    #expect(page.elements.contains { $0.name == "rect" })
  }

  @Test(arguments: [
    "onclick='x'", "ONCLICK='x'", "onload='x'", "href='http://leak.invalid'", "href='data:x'",
    "xlink:href='javascript:x'", "fill='url(http://leak.invalid/#a)'", "style='fill:url(//l.i/#a)'",
    "fill='url(\"http://leak.invalid\")'", "filter='url( //leak.invalid/f.svg#x )'",
    "fill='u\\72l(http://leak.invalid)'", "style='background:url(http://leak.invalid)'",
    "style='fill:red;@import \"x\"'", "style='behavior:url(x)'", "style='position:fixed;top:0'",
    "fill='image-set(\"http://leak.invalid\")'", "cursor='url(http://leak.invalid/c),auto'",
    "fill='red/**/url(x)'", "class='badge'", "style='fill:expression(x)'", "src='x'", "srcset='x'",
    "clip-path='url(#a)url(http://leak.invalid)'", "mask='URL(http://leak.invalid/#m)'",
    "xmlns:x='http://leak.invalid'", "data-x='1'", "tabindex='1'", "role='alert'", "lang='x'",
  ])
  func attributesThatLeadAwayAreLeftOut(_ attribute: String) throws {
    let markup = try figure("<rect \(attribute) x='7'/>", attribute).markup
    let page = try #require(PageElements(markup))
    #expect(page.dangers.isEmpty)
    let rect = try #require(page.elements.last)
    #expect(rect.attributes.keys.filter { $0 != "style" } == ["x"])
    #expect(["fill:red", nil].contains(rect.attributes["style"]))
    #expect(!markup.contains("leak.invalid"))
  }

  @Test func namesAreTheFiguresOwn() throws {
    let markup = try figure(
      "<g id='wf'/><g id='a\" onload=\"x'/><use href='#wf'/><rect fill='url(#wf)' mask=\"url('#q')\"/>"
    ).markup
    let page = try #require(PageElements(markup))
    #expect(page.ids == ["figure3:1", "figure3:2"])
    let rect = try #require(page.elements.last)
    #expect(rect.attributes["fill"] == "url(#figure3:1)")
    #expect(rect.attributes["mask"] == "url(#figure3:3)")
    #expect(page.elements[0].attributes["aria-label"] == "a \"label\" & more")
  }

  @Test func entitiesAreRefused() {
    let bomb = """
      <!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <svg><text>&b;</text></svg>
      """
    let outside = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>"
    for text in [bomb, outside, "<svg>&a;</svg>", "<svg fill='&a;'/>"] {
      #expect(throws: FigureMarkup.Failure.declaresEntities) {
        try FigureMarkup(svg: text, number: 1, label: "")
      }
    }
  }

  /// The same bomb without entities: each group draws the one before it ten times.
  @Test func partsThatGrowAreRefused() throws {
    let groups = (1...7).map { level in
      let uses = [String](repeating: "<use href='#g\(level - 1)'/>", count: 10).joined()
      return "<g id='g\(level)'>\(uses)</g>"
    }
    #expect(throws: FigureMarkup.Failure.tooLarge) {
      try figure("<rect id='g0'/>" + groups.joined())
    }
    #expect(throws: Never.self) { try figure("<rect id='g0'/>" + groups.prefix(3).joined()) }
    for loop in [
      "<g id='a'><use href='#a'/></g>", "<g id='a' fill='url(#b)'/><g id='b' mask='url(#a)'/>",
    ] {
      #expect(throws: FigureMarkup.Failure.tooLarge) { try figure(loop) }
    }
    #expect(throws: FigureMarkup.Failure.tooDeep) {
      try figure(String(repeating: "<g>", count: 100_000))
    }
  }

  @Test(arguments: [
    "", "x", "<svg", "<svg>", "<svg></g>", "<svg/><svg/>", "<svg a=1/>", "<svg a='1' a='2'/>",
    "<svg a='1'b='2'/>", "<svg>&#0x;</svg>", "<svg>&#xD800;</svg>", "<svg>&amp</svg>",
    "<!-- <svg/>",
    "<svg><![CDATA[</svg>", "<svg>\u{0}<", "< svg/>", "<svg><!DOCTYPE x></svg>", "<?xml",
  ])
  func whatIsNoXMLIsRefused(_ text: String) {
    #expect(throws: FigureMarkup.Failure.malformed(line: 1)) {
      try FigureMarkup(svg: text, number: 1, label: "")
    }
  }

  @Test func otherDocumentsAreRefused() {
    #expect(throws: FigureMarkup.Failure.notDrawing) {
      try FigureMarkup(svg: "<html><script/></html>", number: 1, label: "")
    }
  }
}
