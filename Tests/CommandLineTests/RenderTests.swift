import Foundation
import TestSupport
import Testing

struct RenderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("# Hello\n\n%% a\nx = 1 + 1\n>> x  2\n", to: "nb.mmb")
  }

  @Test(arguments: ["html", "md", "ipynb"])
  func writesTheFormOfTheEnding(_ ending: String) throws {
    let ended = try Mamba.run(["render", "nb.mmb", "-o", "out.\(ending)"], in: folder, limit: 60)
    #expect(ended.code == 0, "\(ended.errors)")
    #expect(ended.output.isEmpty)
    let first = try folder.read("out.\(ending)")
    #expect(first.contains("Hello"))
    _ = try Mamba.run(["render", "nb.mmb", "--output", "again.\(ending)"], in: folder, limit: 60)
    #expect(try folder.read("again.\(ending)") == first)
    #expect(try folder.read("nb.mmb") == "# Hello\n\n%% a\nx = 1 + 1\n>> x  2\n")
  }

  @Test func printsThePage() throws {
    let ended = try Mamba.run(["render", "nb.mmb", "-o", "-"], in: folder, limit: 60)
    _ = try Mamba.run(["render", "nb.mmb", "-o", "out.html"], in: folder, limit: 60)
    #expect(ended.code == 0)
    #expect(ended.output == (try folder.read("out.html")))
  }

  @Test func runsNothing() throws {
    try folder.write("%% a\nexport [1, 2] to \"made.csv\"\n", to: "evil.mmb")
    let ended = try Mamba.run(["render", "evil.mmb", "-o", "out.html"], in: folder, limit: 60)
    #expect(ended.code == 0)
    #expect(!folder.has("made.csv"))
  }

  @Test func asksForAFileOfAKnownForm() throws {
    for arguments in [["nb.mmb"], ["nb.mmb", "-o", "out.pdf"], ["nb.mmb", "-o", "out"]] {
      let ended = try Mamba.run(["render"] + arguments, in: folder, limit: 60)
      #expect(ended.code == 2)
      #expect(!ended.errors.isEmpty)
    }
    let ended = try Mamba.run(["render", "nb.mmb", "-o", "out.pdf"], in: folder, limit: 60)
    #expect(ended.errors.contains("ends in .html, .md or .ipynb"))
    #expect(!folder.has("out.pdf"))
  }

  @Test func neverReplacesTheNotebook() throws {
    try folder.write("1 + 1\n", to: "nb.md")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("nb.html"),
      withDestinationPath: folder.path("nb.mmb")
    )
    for (notebook, output) in [("nb.md", "nb.md"), ("nb.mmb", "nb.html")] {
      let old = try folder.read(notebook)
      let ended = try Mamba.run(["render", notebook, "-o", output], in: folder, limit: 60)
      #expect(ended.code == 2)
      #expect(ended.errors.contains("is the notebook itself"))
      #expect(try folder.read(notebook) == old)
    }
  }

  @Test func namesWhatCannotBeReadOrWritten() throws {
    let missing = try Mamba.run(["render", "no.mmb", "-o", "out.html"], in: folder, limit: 60)
    #expect(missing.code == 1)
    #expect(missing.errors.contains("error[E601] there is no file no.mmb"))
    #expect(missing.errors.contains("check the name and the folder"))
    let nowhere = try Mamba.run(["render", "nb.mmb", "-o", "no/out.html"], in: folder, limit: 60)
    #expect(nowhere.code == 1)
    #expect(nowhere.errors.contains("error[E603] no/out.html cannot be written"))
  }
}
