import Foundation
import TestSupport
import Testing

/// What errors and lines of the session say at the prompt, where cells have numbers.
struct ErrorLinesTests {
  private func prompt(_ lines: [String]) throws -> (prompt: PromptProcess, folder: TemporaryFolder)
  {
    let folder = try Study.folder()
    let prompt = try PromptProcess(in: folder)
    lines.forEach { prompt.enter($0) }
    return (prompt, folder)
  }

  @Test func cellsAreCalledByTheirNumbers() throws {
    let (prompt, _) = try prompt([
      "es = load \"data/bars.csv\"", "use es", "y = 1", "y = ahead(close, 1)",
      "x = features on es { peek = y }",
    ])
    #expect(prompt.shown.contains("`ahead(close, 1)` (cell 4)"), "\(prompt.shown)")
    #expect(!prompt.shown.contains("y-2"), "\(prompt.shown)")
    prompt.enter("z = y * 2")
    prompt.enter(":why z")
    #expect(prompt.shown.contains("z  cell 5  z = y * 2"), "\(prompt.shown)")
    #expect(prompt.shown.contains("y  cell 4  y = ahead(close, 1)"), "\(prompt.shown)")
    #expect(!prompt.shown.contains("y-2"), "\(prompt.shown)")
  }

  @Test func aFileOfAnotherKindIsNoNotebook() throws {
    let (prompt, folder) = try prompt(["x = 1", ":save study.txt"])
    #expect(
      prompt.shown.contains("notebooks end in .mmb, and not in .txt: `:save study.mmb`"),
      "\(prompt.shown)"
    )
    prompt.enter(":save study.v2")
    #expect(prompt.shown.contains("saved 1 cell in study.v2.mmb"), "\(prompt.shown)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path())
    #expect(files.filter { $0.hasPrefix("study") } == ["study.v2.mmb"])
  }

  @Test func theDoctorLooksAround() throws {
    let (prompt, _) = try prompt([":doctor"])
    #expect(prompt.shown.contains("TERM=xterm  88 × 40"), "\(prompt.shown)")
    for name in ["gnuplot", "DuckDB", "OpenBLAS", "processor", "memory", "time zone"] {
      #expect(prompt.shown.contains(" \(name) "), "\(prompt.shown)")
    }
  }

  @Test func aMisspeltVerbIsTheError() throws {
    let (prompt, _) = try prompt(["wf = walkforwrd gbm to y on x"])
    #expect(
      prompt.shown.contains("       ^^^^^^^^^^  did you mean `walkforward`?"),
      "\(prompt.shown)"
    )
  }
}
