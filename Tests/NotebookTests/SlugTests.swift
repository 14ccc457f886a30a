import Language
import Notebook
import Testing

struct SlugTests {
  private func names(_ text: String) throws -> [String?] {
    try run(text).run.document.cells.map(\.slug)
  }

  @Test func cellsAreNamedByTheirFirstName() throws {
    let text = "%%\nx = 1; y = 2\n%%\nfn f(a) = a\n%%\n1 + 1\n%%\n(p, q) = [1, 2]\n%% own\nz = 1\n"
    #expect(try names(text) == ["x", "f", "cell", "p", "own"])
  }

  @Test func aTakenNameGetsANumberAndNothingIsRenumbered() throws {
    let text = "%%\nx = 1\n%%\nx = 2\n%% x-2\nx = 3\n%%\nx = 4\n%% m-3\nm = 1\n%%\nm = 2\n"
    #expect(try names(text) == ["x", "x-3", "x-2", "x-4", "m-3", "m"])
  }

  /// Nobody could say whose random numbers and whose record are whose.
  @Test func twoMarksWithOneNameAreRefused() throws {
    let text = "%% a\nx = 1\nshow x\n%% a  tol=1e-9\nx = 2\nshow x\n"
    #expect(performing: { try run(text) }, throws: { ($0 as? Diagnostic)?.code == "E015" })
  }

  /// `%% text` would be prose and `%% skip` a cell that is left out.
  @Test func aNameIsNeverAWordOfTheMark() throws {
    let kept = try recorded("%%\ntext = 3\ntext\n%%\nskip = 4\nskip\n%%\n0\n")
    #expect(kept.contains("%% text-2\n"))
    #expect(kept.contains("%% skip-2\n"))
    let (_, results) = try run(kept)
    #expect(results.flatMap(\.printed) == ["text  3", "skip  4", "0"])
  }

  @Test func marksKeepWhatStandsOnThem() throws {
    let kept = try recorded("%%  expect=error   # why\nx\n%%\ttol=1\nz = 2\n")
    #expect(kept.contains("%% cell  expect=error   # why\n"))
    #expect(kept.contains("%% z\ttol=1\n"))
  }

  @Test func thousandsOfCellsAlikeAreNamed() throws {
    let text = String(repeating: "%%\n1\n", count: 3000)
    #expect(try names(text).last == "cell-3000")
  }
}
