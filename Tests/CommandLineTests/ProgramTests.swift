import Foundation
import TestSupport
import Testing

/// `mamba -e`, `mamba -` and a notebook without a command.
struct ProgramTests {
  @Test func aProgramIsReadFromStandardInput() throws {
    let folder = try TemporaryFolder()
    let ended = try Mamba.run("-", in: folder, input: "x = 1 + 2\nx * 2\n")
    #expect(ended.output == "6\n")
    #expect(ended.errors.isEmpty)
    #expect(ended.code == 0)
    #expect(try Mamba.run("-", in: folder, input: "").code == 0)
    #expect(try Mamba.run("-", in: folder, input: "1 +\n").code == 1)
  }

  @Test func aTextIsRun() throws {
    let folder = try Study.folder()
    #expect(try Mamba.run("-e", "1 + 1", in: folder).output == "2\n")
    #expect(try Mamba.run("-e", "assert 1 > 2", in: folder).code == 7)
    let before = try Mamba.run("-e", "2; nope", in: folder)
    #expect(before.output == "2\n")
    #expect(before.code == 1)
  }

  @Test func anErrorStandsUnderItsPlace() throws {
    let folder = try Study.folder()
    let plain = try Mamba.run("-e", "plot clsoe", in: folder)
    #expect(plain.code == 1)
    #expect(plain.output.isEmpty)
    #expect(plain.errors.contains("\n  plot clsoe\n       ^^^^^"))
    #expect(!plain.errors.contains("did you mean"))
    let used = try Mamba.run(
      "-",
      in: folder,
      input: "es = load \"data/bars.csv\"\nuse es\nplot clsoe\n"
    )
    #expect(used.code == 1)
    #expect(
      used.errors
        == "error[E101] no column `clsoe` in es\n  plot clsoe\n       ^^^^^  did you mean `close`?\n"
    )
  }

  @Test func bytesThatAreNoTextAreAnError() throws {
    let folder = try TemporaryFolder()
    try folder.write(Data([0x31, 0xFF, 0x0A]), to: "nb.mmb")
    for arguments in [["run", "nb.mmb"], ["run", "nb.mmb", "--check"], ["nb.mmb"]] {
      let ended = try Mamba.Running(arguments, in: folder).ended()
      #expect(ended.code == 1)
      #expect(ended.errors.contains("nb.mmb is not UTF-8 text"))
    }
    #expect(try Mamba.run("run", "gone.mmb", in: folder).code == 1)
  }

  @Test func aFileWithoutMarksIsOneProgram() throws {
    let folder = try Study.folder("x = 1 + 2\nx * 2\n")
    let ended = try Mamba.run("run", "nb.mmb", in: folder)
    #expect(ended.code == 0)
    #expect(ended.output == "6\n")
  }

  @Test func anEmptyNotebookRuns() throws {
    let folder = try Study.folder("")
    #expect(try Mamba.run("run", "nb.mmb", in: folder).code == 0)
    #expect(try Mamba.run("run", "nb.mmb", "--check", in: folder).code == 0)
  }

  /// A notebook that is opened shows what it holds and runs nothing.
  @Test func openingRunsNothing() throws {
    let folder = try Study.folder(
      "prose\n%% a\nexport (load \"data/bars.csv\") to \"x.csv\"\n>> old\n"
    )
    let ended = try Mamba.run("nb.mmb", in: folder)
    #expect(ended.lines == ["prose", "  export (load \"data/bars.csv\") to \"x.csv\"", "old"])
    #expect(ended.code == 0)
    #expect(!folder.has("x.csv"))
  }

  @Test func aPromptWithoutATerminalReadsLines() throws {
    let folder = try Study.folder()
    let ended = try Mamba.run(in: folder, input: "x = 2\nx + nope\nx + 3\n:save s\n")
    #expect(ended.lines.contains("5"))
    #expect(ended.errors.contains("nothing is called `nope`"))
    #expect(try folder.read("s.mmb").contains("%% x\nx = 2\n"))
  }

  @Test(arguments: [
    ["run"], ["run", "nb.mmb", "--nope"], ["run", "nb.mmb", "--jobs", "0"],
    ["run", "nb.mmb", "--jobs", "two"], ["run", "nb.mmb", "--record", "--verify"],
    ["run", "nb.mmb", "--check", "--verify"], ["run", "nb.mmb", "--format", "bmp"],
    ["run", "nb.mmb", "--set", "n"], ["run", "nb.mmb", "--set", "=3"],
    ["run", "nb.mmb", "--seed", "-1"], ["run", "nb.mmb", "--timeout", "soon"],
    ["run", "nb.mmb", "--timeout", "0s"], ["run", "nb.mmb", "--exact"],
    ["run", "nb.mmb", "--cells", "a..b..c"],
    ["run", "nb.mmb", "--record", "--set", "n=3"], ["run", "nb.mmb", "--record", "--cells", "n"],
    ["sweep", "nb.mmb", "--set", "n=1..2"], ["--nope"],
  ])
  func aWrongCommandLineIsNotRun(arguments: [String]) throws {
    let folder = try Study.folder()
    let ended = try Mamba.Running(arguments, in: folder).ended()
    #expect(ended.code == 2)
    #expect(ended.output.isEmpty)
    #expect(ended.errors.contains("Usage: mamba"))
    #expect(try folder.read("nb.mmb") == Study.notebook)
  }

  @Test func helpIsNoError() throws {
    let folder = try TemporaryFolder()
    for arguments in [["--help"], ["run", "--help"], ["--version"]] {
      let ended = try Mamba.Running(arguments, in: folder).ended()
      #expect(ended.code == 0)
      #expect(!ended.output.isEmpty)
    }
  }

  @Test func theReferenceIsThatOfTheProgram() throws {
    let folder = try TemporaryFolder()
    #expect(try Mamba.run("reference", folder.path(""), in: folder).code == 0)
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
    let kept = try FileManager.default.contentsOfDirectory(atPath: "docs/reference").sorted()
    #expect(pages.filter { $0.hasSuffix(".md") } == kept.filter { pages.contains($0) })
    #expect(pages.contains("verbs.md"))
    for page in pages {
      let text = try String(contentsOfFile: "docs/reference/\(page)", encoding: .utf8)
      #expect(try folder.read(page) == text, "\(page): run `make reference`")
    }
  }
}
