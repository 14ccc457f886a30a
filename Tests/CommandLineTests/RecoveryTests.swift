import Foundation
import Notebook
import TestSupport
import Testing

/// `:recover` and the journal as a person meets them.
@Suite struct RecoveryTests {
  private let data = ["es = load \"data/bars.csv\"", "use es", "mean(close)"]
  private let endless =
    "sweep a in 2..400, b in 2..400 { backtest (if sma(close, a) > sma(close, b) then 1 else 0) on es }"

  private func journals(_ folder: TemporaryFolder) -> [String] {
    let path = folder.path(".mamba/journal")
    return (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  /// Leaves a session of these lines, the last of which is killed while it runs.
  private func crash(_ lines: [String], in folder: TemporaryFolder) throws {
    let prompt = try PromptProcess(in: folder)
    lines.dropLast().forEach { prompt.enter($0) }
    prompt.start(lines.last ?? "")
    let sessions = JournalFolder(below: folder.url.path())
    let begun = prompt.shows { _ in
      let session = living(in: folder)
      return session?.lines.count == lines.count && session?.unfinished != nil
    }
    #expect(begun && sessions.sessions().isEmpty, "a session that lives is offered to nobody")
  }

  /// A terminal that nobody reads stops the program in the middle of what it shows, and by then the
  /// journal has all of it.
  @Test func whatIsShownIsInTheJournalBefore() throws {
    let folder = try Study.folder()
    let prompt = try PromptProcess(in: folder)
    prompt.enter(data[0])
    prompt.start("es | tail 500")
    var output: [String] = []
    let deadline = ContinuousClock.now + .seconds(30)
    while output.isEmpty, ContinuousClock.now < deadline {
      usleep(10_000)
      guard let session = living(in: folder), session.lines.count == 2 else { continue }
      output = session.lines[1].output
    }
    #expect(output.joined(separator: "\n").utf8.count > 30_000 && output.count > 500)
    #expect(prompt.shows { $0.text.contains(output.last ?? "") }, "\(prompt.shown)")
    #expect(prompt.screen.scrolled.suffix(400).allSatisfy(output.contains))
  }

  /// Reads the only journal, whoever has it.
  private func living(in folder: TemporaryFolder) -> JournaledSession? {
    guard let name = journals(folder).first,
      let bytes = FileManager.default.contents(atPath: folder.path(".mamba/journal/" + name)),
      case .session(let session) = JournalContent(bytes: Array(bytes))
    else { return nil }
    return session
  }

  @Test func theLineThatDidNotFinishCanBeLeftOut() throws {
    let folder = try Study.folder()
    try crash(data + [endless], in: folder)
    #expect(try folder.read(".mamba/.gitignore") == "*\n")
    let prompt = try PromptProcess(in: folder)
    prompt.enter(":recover --without-last")
    let shown = prompt.shown
    let offer =
      #/recovered 4 cells from \d\d:\d\d, the last one did not finish — :recover, :recover --without-last/#
    // The window is narrower.
    #expect(shown.replacing("\n", with: "").contains(offer), "\(shown)")
    #expect(shown.contains("mb[2]> use es\nmb[3]> mean(close)\n1305.688\nrecovered 3 cells,"))
    prompt.enter("_ * 2")
    #expect(prompt.shown.contains("2611.376"))
    prompt.start(":quit")
    #expect(prompt.code() == 0)
    #expect(prompt.shown.contains("4 cells not saved; the next start can :recover them"))
    let next = try PromptProcess(in: folder)
    next.enter(":recover")
    #expect(next.shown.contains(#/4 cells from \d\d:\d\d were not saved — :recover/#))
    #expect(next.shown.contains("2611.376\nrecovered 4 cells\nmb[5]>"), "\(next.shown)")
  }

  @Test func theLineThatDidNotFinishRunsAgainAndCanBeStopped() throws {
    let folder = try Study.folder()
    try crash(data + [endless], in: folder)
    let prompt = try PromptProcess(in: folder)
    prompt.start(":recover")
    #expect(prompt.shows { $0.text.contains { $0.hasPrefix("sweep [") } }, "\(prompt.shown)")
    prompt.send("\u{03}")
    prompt.enter("_3 + 1")
    #expect(prompt.shown.contains("this one did not finish:\nmb[4]> sweep"), "\(prompt.shown)")
    #expect(prompt.shown.contains(#/partial: .* trials; `:resume` goes on/#), "\(prompt.shown)")
    #expect(prompt.shown.contains("1306.688"), "\(prompt.shown)")
    #expect(journals(folder).count == 1)
  }

  /// A cell of which a part was kept can be stopped again, and what comes after it is back as well.
  @Test func aCellThatWasStoppedCanBeStoppedAgain() throws {
    let folder = try Study.folder()
    let prompt = try PromptProcess(in: folder)
    data.forEach { prompt.enter($0) }
    prompt.start("k = " + endless)
    #expect(prompt.shows { $0.text.contains { $0.hasPrefix("sweep [") } })
    prompt.send("\u{03}")
    prompt.enter("b = backtest (if close > sma(close, 9) then 1 else 0) on es")
    prompt.enter("m = montecarlo b, paths=50")
    prompt.enter("m.final")
    let final = try #require(prompt.shown.firstMatch(of: #/\n(\[[0-9., ]+\])\n/#)).1
    prompt.start(":quit")
    #expect(prompt.code() == 0)
    let next = try PromptProcess(in: folder)
    next.start(":recover")
    #expect(next.shows { $0.text.contains { $0.hasPrefix("sweep [") } }, "\(next.shown)")
    next.send("\u{03}")
    next.enter("1 + 1")
    #expect(next.shown.contains("this one was stopped; Ctrl-C stops it again:"), "\(next.shown)")
    #expect(next.shown.contains(final) && next.shown.contains("recovered 7 cells"), "\(next.shown)")
  }

  /// A line that had nothing to show goes on under the name that it had.
  @Test func aLineThatWasStoppedInTheMiddleCanGoOn() throws {
    let folder = try Study.folder()
    let prompt = try PromptProcess(in: folder)
    prompt.enter(data[0])
    prompt.start(
      "m = (montecarlo (backtest (if es.close > sma(es.close, 9) then 1 else 0) on es), paths=400000).final"
    )
    usleep(300_000)
    prompt.send("\u{03}")
    prompt.enter("1 + 1")
    #expect(prompt.shown.contains("stopped"), "\(prompt.shown)")
    prompt.enter(":cells")
    #expect(!prompt.shown.contains("[2] m ="), "\(prompt.shown)")
  }

  @Test func otherDataIsSaid() throws {
    let folder = try Study.folder()
    _ = try TypedPrompt(data + ["x = 5", "x", ":quit"], in: folder)
    let bars = Study.bars.split(separator: "\n").prefix(700).joined(separator: "\n")
    try folder.write(bars, to: "data/bars.csv")
    let typed = try TypedPrompt([":recover", ":quit"], in: folder)
    let told = typed.rows.filter { $0.hasSuffix("prints other numbers than before") }
    #expect(told.map { $0.prefix(6) } == ["cell 1", "cell 3"], "\(typed.text)")
  }

  @Test func whatRanBeforeAndDoesNotNowEndsTheRecovery() throws {
    let folder = try Study.folder()
    _ = try TypedPrompt(["x = 2"] + data + [":quit"], in: folder)
    let before = journals(folder)
    try FileManager.default.removeItem(atPath: folder.path("data/bars.csv"))
    let typed = try TypedPrompt([":recover", "x * 21", ":save s", ":quit"], in: folder)
    #expect(
      typed.text.contains("cell 2 ran before and does not now: 1 cell is back;"),
      "\(typed.text)"
    )
    #expect(typed.rows.contains("42") && journals(folder) == before, "\(typed.text)")
    try folder.write(Study.bars, to: "data/bars.csv")
    let again = try TypedPrompt([":recover", ":quit"], in: folder)
    #expect(again.rows.contains("recovered 4 cells"), "\(again.text)")
  }

  @Test func whatIsSavedOrEmptyLeavesNoJournal() throws {
    let folder = try Study.folder()
    let idle = try TypedPrompt([":vars", ":help ema", ":recover", ":quit"], in: folder)
    #expect(idle.rows.contains("there is nothing to recover") && !folder.has(".mamba"))
    let wrong = try TypedPrompt(["nope", "1 +* 2", ":quit"], in: folder)
    #expect(wrong.hasEnded && journals(folder).isEmpty)
    let saved = try TypedPrompt(["1 + 1", "2 + 2", ":save s", ":quit"], in: folder)
    #expect(saved.hasEnded && !saved.text.contains("not saved") && journals(folder).isEmpty)
    let more = try TypedPrompt(["1 + 1", ":save s", "2 + 2", ":undo", ":quit"], in: folder)
    #expect(more.rows.contains("1 cell not saved; the next start can :recover it"))
  }

  @Test func whatWasLeftOnPurposeIsOfferedOnce() throws {
    let folder = try Study.folder()
    _ = try TypedPrompt(["40 + 2", ":quit"], in: folder)
    #expect(try TypedPrompt([":quit"], in: folder).text.contains("1 cell from"))
    #expect(try !TypedPrompt([":quit"], in: folder).text.contains("1 cell from"))
    let listed = try TypedPrompt([":recover list", ":recover forget 1", ":quit"], in: folder)
    #expect(listed.text.contains(#/\n1  \d\d:\d\d  1 cell, not saved  40 \+ 2\n/#))
    #expect(listed.text.contains("forgotten: ") && journals(folder).isEmpty)
  }

  @Test func eachRecoveryTakesTheNextAndKeepsTheOneBefore() throws {
    let folder = try Study.folder()
    for number in 1...2 { _ = try TypedPrompt(["a = \(number)", "a", ":quit"], in: folder) }
    let typed = try TypedPrompt(
      [":recover", ":recover", "a * 10", ":recover list", ":recover 7", ":quit"],
      in: folder
    )
    #expect(typed.text.contains("mb[2]> a\na  2\nrecovered 2 cells"), "\(typed.text)")
    #expect(typed.text.contains("this session's 2 cells can be recovered later"))
    #expect(typed.text.contains("mb[2]> a\na  1\nrecovered 2 cells"), "\(typed.text)")
    #expect(typed.rows.contains("10") && typed.text.contains("there is no 7; `:recover list`"))
    #expect(typed.text.contains(#/\n1  \d\d:\d\d  2 cells, not saved  a\n/#), "\(typed.text)")
    #expect(journals(folder).count == 2)
  }

  @Test func onlyAPersonAtThePromptHasAJournal() throws {
    let folder = try Study.folder("%% x\nx = 1\n")
    let piped = try Mamba.Running([], in: folder, input: "x = 1\nx + 1\n:recover\n").ended()
    #expect(piped.output == "2\n" && piped.errors.contains("nothing to recover"))
    #expect(try Mamba.run("-", in: folder, input: "1").code == 0)
    #expect(try Mamba.run("-e", "1", in: folder).code == 0)
    #expect(try Mamba.run("run", "nb.mmb", in: folder).code == 0)
    #expect(!folder.has(".mamba"))
  }

  @Test func aLinkIsNotFollowedAndTheSessionGoesOn() throws {
    let (folder, outside) = (try Study.folder(), try TemporaryFolder())
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(".mamba"),
      withDestinationPath: outside.url.path()
    )
    let typed = try TypedPrompt(["40 + 2", "1 + 1", ":quit"], in: folder)
    let told = typed.rows.filter { $0.hasPrefix("this session is not kept") }
    #expect(told == ["this session is not kept in a journal: .mamba is a link"])
    #expect(typed.hasEnded && typed.rows.contains("42") && !typed.text.contains("not saved"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.url.path()).isEmpty)
  }

  @Test func aFullDiskIsSaidOnce() throws {
    let folder = try Study.folder()
    // No file may grow beyond a few kilobytes, and the signal for that is ignored.
    let shell = "trap '' XFSZ; ulimit -f 4; exec \"$0\""
    let lines = (1...60).map { "x\($0) = \($0)" } + ["x60", ":quit"]
    let typed = try TypedPrompt(lines, in: folder, program: ["sh", "-c", shell, Mamba.path])
    let told = typed.rows.filter { $0.contains("is not kept in a journal: ") }
    #expect(told.count == 1 && told.first?.contains("File too large") == true, "\(typed.text)")
    #expect(typed.hasEnded && typed.rows.contains("x60  60"), "\(typed.text)")
    let session = try #require(JournalFolder(below: folder.url.path()).sessions().first?.session)
    #expect((1..<60).contains(session.cells) && !session.isDamaged)
    #expect(session.lines.map(\.code) == Array(lines.prefix(session.lines.count)))
  }

  @Test func tabAndHelpKnowTheCommand() throws {
    let prompt = try PromptProcess(in: try Study.folder())
    prompt.enter(":help recover")
    #expect(prompt.shown.contains("  :recover --without-last  all but"))
    prompt.type(":rec\t")
    #expect(prompt.shows { $0.line == "mb[1]> :recover" })
    prompt.send("--w\t")
    #expect(prompt.shows { $0.line == "mb[1]> :recover --without-last" })
  }
}
