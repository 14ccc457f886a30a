import Foundation
import TestSupport
import Testing

/// A notebook of the program's own data needs no file.
struct SampleNotebookTests {
  private static let code = "%% es\nes = load \"sample:sp500\"\nshow mean(es.close)\n"

  private static func recorded() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(code, to: "nb.mmb")
    let ended = try Mamba.run("run", "nb.mmb", "--record", in: folder)
    #expect(ended.code == 0, "\(ended.errors)")
    return folder
  }

  @Test func itIsVerifiedInAnEmptyFolder() throws {
    let text = try Self.recorded().read("nb.mmb")
    #expect(
      text.contains(
        "  sample:sp500  rows=5031  span=1999-01-04..2018-12-31  file=sha256:ddd480b67f8c51b89a3a074f7fff7a315b8375beab1dbc37f2f6cbcb83103de8\n"
      )
    )
    let elsewhere = try TemporaryFolder()
    try elsewhere.write(text, to: "nb.mmb")
    for options in [[], ["--no-cache"], ["--exact", "--twice"]] {
      let ended = try Mamba.run(["run", "nb.mmb", "--verify"] + options, in: elsewhere, limit: 120)
      #expect(ended.code == 0, "\(ended.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path("")) == ["nb.mmb"])
  }

  /// As a version of the program would find it that carries other bytes.
  @Test func otherBytesDiffer() throws {
    let folder = try Self.recorded()
    let text = try folder.read("nb.mmb")
    try folder.write(text.replacing("sha256:ddd4", with: "sha256:eee4"), to: "nb.mmb")
    let ended = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(ended.code == 3)
    #expect(
      ended.errors.contains(
        "data differs, first in cell `es`: sample:sp500 is not the file that was recorded"
      )
    )
    try folder.write(text.replacing("sample:sp500", with: "sample:gone"), to: "nb.mmb")
    let missing = try Mamba.run("run", "nb.mmb", "--verify", in: folder)
    #expect(missing.code == 3)
    #expect(missing.errors.contains("sample:gone is missing"))
  }

  @Test func aFileOfTheSameNameChangesNothing() throws {
    let folder = try Self.recorded()
    try folder.write("date,close\n2024-01-02,1\n", to: "sample:sp500")
    #expect(try Mamba.run("run", "nb.mmb", "--verify", in: folder).code == 0)
    let own = try Mamba.run("-e", "load \"./sample:sp500\" | head 1", in: folder)
    #expect(own.output.contains("2024-01-02"))
  }

  @Test func anUnknownOneIsNamedWithTheOthers() throws {
    let folder = try TemporaryFolder()
    let near = try Mamba.run("-e", "load \"sample:sp5oo\"", in: folder)
    #expect(near.errors.contains("error[E601] mamba carries no table called sample:sp5oo"))
    #expect(near.errors.contains("did you mean `sample:sp500`?"))
    let far = try Mamba.run("-e", "load \"sample:gold\"", in: folder)
    #expect(far.errors.contains("there are sample:sp500, sample:vix, sample:wti"))
    let model = try Mamba.run("-e", "load \"sample:m.json\"", in: folder)
    #expect(model.errors.contains("error[E601] mamba carries no table called sample:m.json"))
  }

  @Test func nothingIsWrittenUnderSuchAName() throws {
    let folder = try TemporaryFolder()
    for line in [
      "export [1] to \"sample:x.json\"", "es = load \"sample:vix\"; export es to \"sample:vix\"",
      "es = load \"sample:vix\"; plot es.close to \"sample:x.svg\"",
    ] {
      let ended = try Mamba.run("-e", line, in: folder)
      #expect(ended.code == 1)
      #expect(ended.errors.contains("error[E611]"), "\(ended.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
  }

  @Test func whatIsHeldOutStaysSo() throws {
    let folder = try TemporaryFolder()
    let ended = try Mamba.run(
      "-e",
      "load \"sample:sp500\", holdout=2018-01-01.. | tail 1",
      in: folder
    )
    #expect(ended.output.contains("2017-12-29"), "\(ended.errors)")
  }

  @Test func thePanelOfThemNeedsNoFile() throws {
    let ended = try Mamba.run("-e", "load \"sample:*\", symbol=file", in: try TemporaryFolder())
    #expect(ended.output.contains("panel @1d  3 symbols × 8,611 rows"), "\(ended.errors)")
  }
}
