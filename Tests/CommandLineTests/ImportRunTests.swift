import Foundation
import TestSupport
import Testing

/// Imported notebooks as a shell sees them.
@Suite struct ImportRunTests {
  private static let notebook = "%% a\nimport \"lib/common.mmb\"\nf(2)\n"

  private static func folder(_ library: String = "fn f(x) = 2 * x\n") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(library, to: "lib/common.mmb")
    try folder.write(notebook, to: "nb.mmb")
    return folder
  }

  @Test func aChangedFileIsFoundBeforeAnythingRuns() throws {
    let folder = try Self.folder()
    #expect(try Mamba.run("run", "nb.mmb", "--record", in: folder).code == 0)
    #expect(try folder.read("nb.mmb").contains("\nimports:\n  lib/common.mmb  file=sha256:"))
    let verified = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(verified.code == 0, "\(verified.errors)")
    try folder.write("fn f(x) = 2 * x # the same\n", to: "lib/common.mmb")
    let changed = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(changed.code == 3)
    #expect(
      changed.errors.contains("import differs, first in cell `a`: lib/common.mmb is not the file")
    )
    let lines = try Mamba.run("run", "nb.mmb", "--verify", "--json", in: folder).lines
    #expect(
      lines.contains {
        $0.contains("\"ev\":\"diff\"") && $0.contains("\"file\":\"lib/common.mmb\"")
      }
    )
    try FileManager.default.removeItem(atPath: folder.path("lib/common.mmb"))
    let missing = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(missing.code == 3)
    #expect(missing.errors.contains("import differs, first in cell `a`: lib/common.mmb is missing"))
  }

  @Test func anErrorInsideShowsItsPlaceThere() throws {
    let folder = try Self.folder("# A library\n\n%% f\nfn f(x) =\n  x + lost\n")
    for (arguments, code) in [(["--check"], Int32(5)), ([], 1)] {
      let ended = try Mamba.Running(["run", "nb.mmb"] + arguments, in: folder).ended()
      #expect(ended.code == code)
      #expect(ended.errors.contains("  lib/common.mmb:5:7\n    x + lost\n        ^^^^"))
    }
  }

  @Test func pathsStartAtTheWorkingFolder() throws {
    let folder = try Self.folder()
    try folder.write("import \"../lib/common.mmb\"\nf(4)\n", to: "below/nb.mmb")
    let ended = try Mamba.Running(["run", "nb.mmb"], in: folder, below: "below").ended()
    #expect(ended.output == "8\n", "\(ended.errors)")
    let above = try Mamba.run("run", "below/nb.mmb", in: folder)
    #expect(above.code == 1 && above.errors.contains("error[E601]"))
  }

  @Test func hostileFiles() throws {
    let folder = try Self.folder()
    let line = String(repeating: "#", count: 1023) + "\n"
    try folder.write(String(repeating: line, count: 16 << 10) + "#", to: "huge.mmb")
    #expect(mkfifo(folder.path("pipe.mmb"), 0o600) == 0)
    for number in 0..<40 {
      let next = "import \"deep-\(number + 1).mmb\"\n"
      try folder.write(next + next, to: "deep-\(number).mmb")
    }
    try folder.write("fn g(x) = x\n", to: "deep-40.mmb")
    for (path, code) in [("huge", "E604"), ("pipe", "E601"), ("deep-0", "E114")] {
      let ended = try Mamba.run("-e", "import \"\(path).mmb\"", in: folder)
      #expect(ended.code == 1)
      #expect(ended.errors.contains("error[\(code)]"), "\(path): \(ended.errors)")
    }
    // Each of the files imports the next one twice.
    let long = try Mamba.run("-e", "import \"deep-25.mmb\"\ng(1)", in: folder)
    #expect(long.code == 1 && long.errors.contains("no function is called `g`"))
  }
}
