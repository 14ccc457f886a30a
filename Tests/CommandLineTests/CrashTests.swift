import Foundation
import Notebook
import TestSupport
import Testing

/// Sessions that are killed at any moment come back as they would have been without.
@Suite struct CrashTests {
  private static let script = [
    "es = load \"data/bars.csv\"", "use es", "f = ret(close, 1)", "mean(close)", "m = nope",
    "b = backtest (if close > sma(close, 9) then 1 else 0) on es", "b.sharpe",
    "m = montecarlo b, paths=200", "m", ":undo", ":undo",
    "k = sweep a in 2..5 { backtest (if close > sma(close, a) then 1 else 0) on es }", "k",
    "t = backtest (if close > sma(close, 30) then 1 else 0) on es; assert mean(close) < 0",
    "m = montecarlo b, paths=99", "m.final", "es | tail 2",
  ]

  /// What the script gives where nobody disturbs it.
  private struct Whole {
    let lines: [JournaledSession.Line]
    let outputRows: Set<String>
    let bytes: Int
    let seconds: Double
  }

  private static let whole: Result<Whole, any Error> = Result {
    let folder = try Study.folder()
    let typed = try TypedPrompt(script + [":quit"], in: folder)
    let session = try #require(sessions(in: folder).first?.session)
    #expect(typed.hasEnded && session.isLeft && session.lines.map(\.code) == script)
    // One line is refused before it does anything, one fails after a trial.
    let failed = session.lines.compactMap(\.ending).filter { $0.outcome == .failed }
    #expect(failed.map(\.leavesTraces) == [false, true])
    let kept = counts(session.lines.flatMap(rows(of:)))
    // What the terminal shows is found in the journal, so that what is missing there would be seen.
    let shown = counts(typed.rows)
    for (row, count) in kept { #expect(shown[row] == count, "\(row)\n\(typed.text)") }
    return Whole(
      lines: session.lines,
      outputRows: Set(kept.keys),
      bytes: typed.bytes.count,
      seconds: typed.seconds
    )
  }

  private static func sessions(
    in folder: TemporaryFolder
  ) -> [(name: String, session: JournaledSession)] {
    JournalFolder(below: folder.url.path()).sessions()
  }

  private static func rows(of line: JournaledSession.Line) -> [String] {
    line.output.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map(String.init)
  }

  private static func counts(_ rows: [String]) -> [String: Int] {
    Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// A moment within the session or a little later: half of them by time, half by what was shown.
  private static func moment(_ random: inout Dice, of whole: Whole) -> TypedPrompt.Moment {
    Bool.random(using: &random)
      ? .after(seconds: Double.random(in: 0...(whole.seconds * 1.1), using: &random))
      : .atByte(Int.random(in: 0...whole.bytes, using: &random))
  }

  @Test(arguments: 0..<8) func whatWasShownIsKeptAndComesBack(_ part: Int) throws {
    let whole = try Self.whole.get()
    var random = Dice(seed: UInt64(part) + 2026)
    for _ in 0..<25 {
      let folder = try Study.folder()
      let moment = Self.moment(&random, of: whole)
      let killed = try TypedPrompt(Self.script + [":quit"], in: folder, killed: moment)
      let session = try Self.check(killed, against: whole, in: folder, "\(moment)")
      guard let session else { continue }
      try Self.finish(
        session,
        whole,
        in: folder,
        withoutLast: Bool.random(using: &random),
        "\(moment)"
      )
    }
  }

  @Test(arguments: 0..<2) func aRecoveryThatIsKilledLosesNothing(_ part: Int) throws {
    let whole = try Self.whole.get()
    var random = Dice(seed: UInt64(part) + 99)
    for _ in 0..<10 {
      let folder = try Study.folder()
      let cut = Int.random(in: (whole.bytes / 2)...whole.bytes, using: &random)
      let killed = try TypedPrompt(Self.script, in: folder, killed: .atByte(cut))
      let before = try #require(try Self.check(killed, against: whole, in: folder, "\(cut)"))
      let moment = Self.moment(&random, of: whole)
      _ = try TypedPrompt([":recover"], in: folder, killed: moment)
      let sessions = Self.sessions(in: folder)
      #expect(sessions.count == 1, "\(moment)")
      let after = try #require(sessions.first?.session)
      #expect(after.lines.map(\.code) == before.lines.map(\.code), "\(moment)")
      try Self.finish(after, whole, in: folder, withoutLast: false, "\(moment)")
    }
  }

  /// Compares what a killed session left with what was shown and with the script; nil where no line
  /// was entered.
  private static func check(
    _ killed: TypedPrompt,
    against whole: Whole,
    in folder: TemporaryFolder,
    _ moment: String
  ) throws -> JournaledSession? {
    try expectWholeCache(in: folder, moment)
    let sessions = sessions(in: folder)
    #expect(sessions.count <= 1)
    let lines = sessions.first?.session.lines ?? []
    for (line, expected) in zip(lines, whole.lines) {
      #expect(line.code == expected.code && line.cell == expected.cell, "\(moment)")
      if line.ending != nil { #expect(isSame(line, expected), "\(moment): \(line)") }
    }
    #expect(lines.dropLast().allSatisfy { $0.ending != nil }, "\(moment)")
    let kept = counts(lines.flatMap(rows(of:)))
    for (row, count) in counts(killed.rows) where whole.outputRows.contains(row) {
      #expect(kept[row, default: 0] >= count, "\(moment): \(row) was shown")
    }
    return sessions.first?.session
  }

  /// Expects that every entry of the cache is whole, or not there.
  private static func expectWholeCache(in folder: TemporaryFolder, _ moment: String) throws {
    let entries = try? FileManager.default.contentsOfDirectory(atPath: folder.path(".mamba/cache"))
    let cache = try #require(FileCache(in: folder.url.path()))
    for entry in entries ?? [] where entry.count == 64 && entry.allSatisfy(\.isHexDigit) {
      #expect(throws: Never.self, "\(moment)") { try cache.result(for: entry) }
    }
  }

  /// Recovers a session, types what is missing of the script, and compares everything.
  private static func finish(
    _ session: JournaledSession,
    _ whole: Whole,
    in folder: TemporaryFolder,
    withoutLast: Bool,
    _ moment: String
  ) throws {
    let leavesOut = withoutLast && session.unfinished != nil
    let rest = script.dropFirst(session.lines.count - (leavesOut ? 1 : 0))
    let command = withoutLast ? ":recover --without-last" : ":recover"
    let typed = try TypedPrompt([command] + rest + [":quit"], in: folder)
    let count = session.cells == 1 ? "1 cell" : "\(session.cells) cells"
    let offer = session.isLeft ? "\(count) from " : "recovered \(count) from "
    #expect(typed.rows.contains { $0.hasPrefix(offer) }, "\(moment):\n\(typed.text)")
    #expect(
      typed.text.contains("the last one did not finish") == (session.unfinished != nil),
      "\(moment):\n\(typed.text)"
    )
    #expect(!typed.text.contains("other numbers"), "\(moment):\n\(typed.text)")
    let sessions = sessions(in: folder)
    #expect(sessions.count == 1, "\(moment)")
    let lines = sessions.first?.session.lines ?? []
    #expect(lines.count == whole.lines.count, "\(moment):\n\(typed.text)")
    for (line, expected) in zip(lines, whole.lines) {
      #expect(isSame(line, expected), "\(moment): \(line)")
    }
  }

  /// Whether two lines are the same and came out the same, at whatever time.
  private static func isSame(
    _ line: JournaledSession.Line,
    _ other: JournaledSession.Line
  ) -> Bool {
    line.code == other.code && line.cell == other.cell && line.output == other.output
      && line.ending?.outcome == other.ending?.outcome && line.ending?.cells == other.ending?.cells
      && line.ending?.trials == other.ending?.trials
      && (line.ending?.outcome == .failed || line.ending?.prints == other.ending?.prints)
  }
}

/// Random numbers of a seed (splitmix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
