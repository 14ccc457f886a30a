import Foundation
import TestSupport
import Testing

/// What is longer than the window goes through the person's pager, and the session goes on.
struct PagerTests {
  private func prompt(_ pager: String, in folder: TemporaryFolder) throws -> PromptProcess {
    let prompt = try PromptProcess(in: folder, environment: ["PAGER": pager, "NO_COLOR": "1"])
    prompt.enter("es = load \"data/bars.csv\"")
    return prompt
  }

  @Test func whatIsLongIsPagedAndKept() throws {
    let folder = try Study.folder()
    let prompt = try prompt("tee paged.txt | tail -n 1; echo by the pager", in: folder)
    prompt.enter("es | tail 100")
    #expect(prompt.shown.contains("100 of 799 rows\nby the pager\nmb[3]>"))
    #expect(!prompt.shown.contains("  time "))
    let paged = try folder.read("paged.txt").split(separator: "\n")
    #expect(paged.count == 102)
    #expect(paged.first?.hasPrefix("  time ") == true)
    // The first of the rows is in the journal, though the terminal never showed it.
    let journals = folder.url.appending(path: ".mamba/journal")
    let files = try FileManager.default.contentsOfDirectory(atPath: journals.path())
    let kept = try files.map { try folder.read(".mamba/journal/\($0)") }.joined()
    #expect(kept.contains(String(paged[1].prefix(12))))
    prompt.enter("1 + 1")
    #expect(prompt.screen.text.suffix(2) == ["2", "mb[4]>"])
  }

  @Test func whatFitsIsPrinted() throws {
    let folder = try Study.folder()
    let prompt = try prompt("tee paged.txt", in: folder)
    prompt.enter("es | tail 3")
    #expect(prompt.shown.contains("3 of 799 rows"))
    #expect(throws: (any Error).self) { try folder.read("paged.txt") }
  }

  @Test(arguments: ["", "  ", "no-such-pager-here"])
  func withoutAPagerItIsPrinted(_ pager: String) throws {
    let prompt = try prompt(pager, in: try Study.folder())
    prompt.enter("es | tail 100")
    #expect(prompt.shown.contains("  time "))
    #expect(prompt.shown.contains("100 of 799 rows\nmb[3]>"))
  }

  /// A pager that fails has shown nobody knows what, so the text is printed.
  @Test(arguments: [
    "false", "kill -9 $$", "kill -SEGV $$", "head -n 1; exit 3", "sh -c 'kill -9 $$'; exit 137",
  ])
  func aPagerThatFailsSwallowsNothing(_ pager: String) throws {
    let prompt = try prompt(pager, in: try Study.folder())
    prompt.enter("es | tail 100")
    #expect(prompt.shown.contains("  time "))
    #expect(prompt.shown.contains("100 of 799 rows\nmb[3]>"), "\(prompt.shown)")
    prompt.enter("1 + 1")
    #expect(prompt.screen.text.suffix(2) == ["2", "mb[4]>"])
  }

  /// In a window of 88 columns and 12 rows, 540 characters take 7 rows, and 13 where they are wide.
  @Test(arguments: [("d", false), ("日", true)])
  func wideCharactersTakeTwoColumns(_ character: String, isPaged: Bool) throws {
    let prompt = try PromptProcess(
      in: try TemporaryFolder(),
      rows: 12,
      environment: [
        "PAGER": "cat > /dev/null; echo by the pager", "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
      ]
    )
    prompt.enter("\"\(String(repeating: character, count: 540))\"")
    #expect(prompt.shown.contains("by the pager") == isPaged, "\(prompt.shown)")
  }

  /// Whoever has seen enough leaves, and Ctrl-C in the pager is no wish of the session.
  @Test(arguments: ["head -n 2", "cat > all.txt; echo paging; sleep 100"])
  func thePagerMayBeLeft(_ pager: String) throws {
    let prompt = try prompt(pager, in: try Study.folder())
    prompt.start("es | tail 100")
    if pager.contains("sleep") {
      #expect(prompt.shows { $0.text.contains { $0.hasPrefix("paging") } })
      // A shell loses what reaches it between two commands.
      usleep(500_000)
      prompt.send("\u{03}")
    }
    prompt.enter("1 + 1")
    #expect(prompt.screen.text.suffix(2) == ["2", "mb[4]>"])
    prompt.start(":quit")
    #expect(prompt.code() == 0)
  }

  @Test func aPipeHasNoPager() throws {
    let folder = try Study.folder()
    let ended = try Mamba.run(
      in: folder,
      input: "es = load \"data/bars.csv\"\nes | tail 100\n",
      environment: ["PAGER": "tee paged.txt", "TERM": "xterm"]
    )
    #expect(ended.output.contains("100 of 799 rows"))
    #expect(throws: (any Error).self) { try folder.read("paged.txt") }
  }
}
