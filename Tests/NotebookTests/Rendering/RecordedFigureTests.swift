import Foundation
import Notebook
import TestSupport
import Testing

struct RecordedFigureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func page(_ base: String) -> String {
    rendered("%% a\nplot x\n>>@ figure \(base) data=ab spec=cd\n", below: folder.url.path()).page
  }

  private static let drawing = "<svg viewBox='0 0 2 1'><rect id='a'/><use href='#a'/></svg>"
  private static let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2])

  @Test func aDrawingIsPartOfThePage() throws {
    try folder.write(RecordedFigureTests.drawing, to: "plots/my figure.svg")
    let page = page("plots/my figure")
    #expect(page.contains("<rect id=\"figure1:1\"/><use href=\"#figure1:1\"/>"))
    #expect(page.contains("<figcaption>plots/my figure.svg</figcaption>"))
  }

  @Test func figuresOfOnePageDoNotClash() throws {
    try folder.write(RecordedFigureTests.drawing, to: "a.svg")
    let text = "%% a\nplot x\n>>@ figure a\n%% b\nplot x\n>>@ figure a\n"
    let page = try #require(PageElements(rendered(text, below: folder.url.path()).page))
    #expect(page.ids.filter { $0.hasPrefix("figure") } == ["figure1:1", "figure2:1"])
  }

  @Test func aPictureStandsWhereThereIsNoDrawing() throws {
    try folder.write(RecordedFigureTests.picture, to: "a.png")
    #expect(page("a").contains("src=\"data:image/png;base64,iVBORw0KGgoAAQI=\""))
    try folder.write("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", to: "a.svg")
    #expect(page("a").contains("data:image/png"))
    try folder.write("<html></html>", to: "a.png")
    #expect(page("a").contains("is not shown: a.svg declares entities"))
  }

  @Test func whatIsMissingOrForeignIsANote() throws {
    let outside = try TemporaryFolder()
    try outside.write(RecordedFigureTests.drawing, to: "x.svg")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.svg"),
      withDestinationPath: outside.path("x.svg")
    )
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("up"),
      withDestinationPath: outside.url.path()
    )
    for base in [outside.path("x"), "../\(outside.url.lastPathComponent)/x", "link", "up/x"] {
      let page = page(base)
      #expect(page.contains("lies outside the folder in which mamba was started"), "\(base)")
      #expect(!page.contains("<svg"))
    }
    #expect(page("nowhere/x").contains("is not shown: there is no nowhere/x.svg"))
    #expect(page("").contains("is not shown"))
    #expect(page("/etc/passwd\u{0}").contains("is not shown"))
    try FileManager.default.createDirectory(
      atPath: folder.path("d.svg"),
      withIntermediateDirectories: false
    )
    #expect(page("d").contains("is not shown: d.svg cannot be read"))
    #expect(mkfifo(folder.path("pipe.svg"), 0o600) == 0)
    #expect(page("pipe").contains("is not shown: pipe.svg cannot be read"))
  }

  @Test func whatIsLeftOutIsSaid() throws {
    try folder.write("<svg><script>x</script><rect/><metadata/></svg>", to: "a.svg")
    #expect(page("a").contains("a.svg, without what a page may not hold: script"))
  }

  @Test func captionsAreTheTitlesOfThePlots() throws {
    try folder.write(RecordedFigureTests.drawing, to: "a.svg")
    let text = "%% a\nx = 1\nplot x, title=\"It \\\"is\\\" <x>\"\n>>@ figure a\n"
    let notebook = rendered(text, below: folder.url.path())
    #expect(notebook.page.contains("aria-label=\"It &quot;is&quot; &lt;x&gt;\""))
    #expect(notebook.markdown().contains("![It \"is\" \\<x\\>](a.svg)"))
  }
}
