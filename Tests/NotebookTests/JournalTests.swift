import Foundation
import Notebook
import TestSupport
import Testing

/// The journal of a session, without a prompt.
@Suite struct JournalTests {
  private let outputs = [[], ["x  5"], ["a\tb\u{1}\"\\", "漢字 é 🙂", ""], ["1\n2"]]

  /// Writes a session of a few lines; the last one does not finish.
  @discardableResult
  private func write(_ folder: JournalFolder, at time: Int64 = 1000) throws -> Journal {
    let journal = try folder.begin(engine: "mamba 1", at: time)
    for (number, output) in outputs.enumerated() {
      journal.begin("f {\n  line \(number) \"é\"\n}", cell: number + 1, at: time + 1)
      if number == 2 { journal.add(output: ["early"]) }
      journal.end(ending(cells: number + 1, .ran, at: time + 2), output: output)
    }
    journal.begin(":undo", cell: nil, at: time + 3)
    journal.end(ending(cells: 3, .failed, at: time + 4), output: ["error"])
    journal.saved(at: time + 5)
    journal.begin("last", cell: 4, at: time + 6)
    journal.add(output: ["so far"])
    return journal
  }

  private func ending(
    cells: Int,
    _ outcome: JournaledSession.Outcome = .ran,
    at time: Int64 = 0
  ) -> JournaledSession.Ending {
    JournaledSession.Ending(
      outcome: outcome,
      time: time,
      cells: cells,
      trials: cells,
      width: 80,
      leavesTraces: cells == 2,
      prints: "p\(cells)"
    )
  }

  private func journals(_ folder: TemporaryFolder) -> JournalFolder {
    JournalFolder(below: folder.url.path())
  }

  private func path(_ name: String, in folder: TemporaryFolder) -> String {
    folder.path(".mamba/journal/" + name)
  }

  private func bytes(of session: (TemporaryFolder) throws -> Journal) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let journal = try session(folder)
    return Array(try Data(contentsOf: URL(filePath: path(journal.name, in: folder))))
  }

  private func read(_ bytes: [UInt8]) -> JournaledSession? {
    if case .session(let session) = JournalContent(bytes: bytes) { session } else { nil }
  }

  /// Whether one session is what another was earlier.
  private func isEarlier(_ early: JournaledSession, _ late: JournaledSession) -> Bool {
    guard early.lines.count <= late.lines.count else { return false }
    return zip(early.lines, late.lines).allSatisfy { early, late in
      early.code == late.code && early.cell == late.cell && early.time == late.time
        && late.output.starts(with: early.output)
        && (early.ending == nil || early.ending == late.ending && early.output == late.output)
    } && early.lines.dropLast().allSatisfy { $0.ending != nil }
  }

  @Test func aSessionIsReadBack() throws {
    let bytes = try bytes { try write(journals($0)) }
    let session = try #require(read(bytes))
    #expect(session.engine == "mamba 1" && session.started == 1000 && session.time == 1006)
    #expect(session.lines.map(\.cell) == [1, 2, 3, 4, nil, 4])
    #expect(session.lines[1].code == "f {\n  line 1 \"é\"\n}")
    #expect(session.lines[1].ending == ending(cells: 2, at: 1002))
    #expect(session.lines[1].ending?.leavesTraces == true)
    #expect(session.lines.map(\.output)[2] == ["early"] + outputs[2])
    #expect(session.lines[4].ending?.outcome == .failed)
    #expect(session.unfinished?.code == "last" && session.unfinished?.output == ["so far"])
    #expect(session.cells == 4 && !session.isSaved && !session.isDamaged && !session.isLeft)
  }

  @Test func anyCutIsTheJournalOfAnEarlierSession() throws {
    let bytes = try bytes { try write(journals($0)) }
    let whole = try #require(read(bytes))
    var reached: [Int] = []
    for length in 0...bytes.count {
      let cut = try #require(read(Array(bytes[..<length])), "\(length) bytes")
      #expect(isEarlier(cut, whole) && !cut.isDamaged, "\(length) bytes")
      reached.append(cut.lines.count)
    }
    #expect(reached == reached.sorted() && reached.last == whole.lines.count)
    #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 15)
    #expect(Set(reached).count == whole.lines.count + 1)
  }

  /// What stands behind a cut, such as blocks of zeros after a loss of power, is never taken for a
  /// part of the session.
  @Test func whatFollowsACutConfusesNothing() throws {
    let bytes = try bytes { try write(journals($0)) }
    let other = try self.bytes { folder in
      let journal = try journals(folder).begin(engine: "", at: 7)
      journal.begin("other", cell: 1, at: 8)
      return journal
    }
    let begin = try #require(other.firstIndex(of: UInt8(ascii: "\n"))) + 1
    let tails = [
      [UInt8](repeating: 0, count: 512), Array("}\n{}\n\n".utf8), other, Array(other[begin...]),
      Array(bytes.suffix(400)), [0xFF, 0x0A],
    ]
    let whole = try #require(read(bytes))
    for length in stride(from: 30, through: bytes.count, by: 3) {
      for tail in tails {
        let early = try #require(read(Array(bytes[..<length]) + tail), "\(length) bytes")
        #expect(isEarlier(early, whole), "\(length) bytes")
      }
    }
    let damaged = try #require(read(Array(bytes[..<(bytes.count - 9)]) + [10] + bytes.suffix(99)))
    #expect(damaged.isDamaged)
  }

  @Test func aByteThatIsWrongIsSeen() throws {
    let bytes = try bytes { try write(journals($0)) }
    let whole = try #require(read(bytes))
    for place in bytes.indices {
      for flip: UInt8 in [1, 0x20, 0x80] {
        var wrong = bytes
        wrong[place] ^= flip
        switch JournalContent(bytes: wrong) {
        case .session(let read):
          #expect(isEarlier(read, whole) && read != whole, "byte \(place)")
          #expect(read.isDamaged || read.lines.count >= whole.lines.count - 1, "byte \(place)")
        case .foreign, .otherVersion:
          #expect(place < 30, "byte \(place)")
        }
      }
    }
  }

  @Test func onlyASessionThatHasEndedIsOffered() throws {
    let folder = try TemporaryFolder()
    let journals = journals(folder)
    #expect(journals.entries().isEmpty && !folder.has(".mamba"))
    var journal: Journal? = try write(journals)
    let name = try #require(journal?.name)
    #expect(journals.entries().isEmpty)
    #expect(throws: ProjectFolderError.inUse(name)) { try journals.take(name) }
    journals.prune(at: 1 << 40)
    #expect(folder.has(".mamba/journal/" + name))
    journal = nil
    #expect(journals.sessions().map(\.name) == [name])
    var taken: TakenJournal? = try journals.take(name)
    #expect(journals.entries().isEmpty)
    #expect(throws: ProjectFolderError.inUse(name)) { try journals.take(name) }
    taken?.remove()
    taken = nil
    #expect(throws: ProjectFolderError.removed(name)) { try journals.take(name) }
  }

  @Test func twoSessionsOfOneSecondHaveTwoFiles() throws {
    let folder = try TemporaryFolder()
    let both = try (0..<2).map { _ in try journals(folder).begin(engine: "", at: 0) }
    #expect(both[0].name != both[1].name && both[0].name.hasPrefix("19700101-000000-"))
  }

  @Test func leavingKeepsWhatIsNotSaved() throws {
    let folder = try TemporaryFolder()
    try write(journals(folder)).leave(isKept: false, at: 2000)
    #expect(journals(folder).entries().isEmpty)
    try write(journals(folder)).leave(isKept: true, at: 2000)
    let (name, session) = try #require(journals(folder).sessions().first)
    #expect(session.isLeft && !session.isOffered)
    try journals(folder).take(name).markOffered()
    try journals(folder).take(name).markOffered()
    let after = try #require(journals(folder).sessions().first?.session)
    #expect(after.isOffered && after.lines == session.lines && !after.isDamaged)
  }

  @Test func everythingThatWasSavedIsKnown() throws {
    let folder = try TemporaryFolder()
    var journal: Journal? = try journals(folder).begin(engine: "", at: 0)
    func enter(_ outcome: JournaledSession.Outcome) {
      journal?.begin("x", cell: 1, at: 0)
      journal?.end(ending(cells: 1, outcome), output: [])
    }
    var states: [Bool] = []
    func look() throws {
      let file = URL(filePath: path(try #require(journal?.name), in: folder))
      states.append(read(Array(try Data(contentsOf: file)))?.isSaved ?? false)
    }
    try look()
    enter(.ran)
    try look()
    journal?.saved(at: 1)
    try look()
    enter(.failed)
    try look()
    journal?.begin("y", cell: 2, at: 0)
    try look()
    journal?.end(ending(cells: 2), output: [])
    try look()
    #expect(states == [false, false, true, true, false, false])
    journal = nil
  }

  @Test func theNewestTwentyOfThirtyDaysAreKept() throws {
    let folder = try TemporaryFolder()
    let now = Int64(Date().timeIntervalSince1970)
    var names: [String] = []
    for number in 0..<25 {
      let name = try write(journals(folder), at: now - Int64(number)).name
      names.append(name)
      // Of the twenty newest number 18 is 31 days old, 17 and 19 are 29 and 30.
      let age = number < 17 ? number : [31, 30, 29][number % 3] * 86_400
      let date = Date(timeIntervalSince1970: Double(now) - Double(age) - (number > 19 ? 9e6 : 0))
      let file = path(name, in: folder)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    }
    let living = try write(journals(folder))
    journals(folder).prune(at: now)
    let kept = Set(names.filter { folder.has(".mamba/journal/" + $0) })
    let expected = Set(names[...17] + [names[19]])
    #expect(kept == expected)
    #expect(folder.has(".mamba/journal/" + living.name))
    for number in 0..<25 { try write(journals(folder), at: now + Int64(number)) }
    journals(folder).prune(at: now)
    #expect(journals(folder).sessions().count == 20)
  }

  @Test func whatIsNoJournalIsLeftAlone() throws {
    let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
    let other = Data("{\"ev\":\"journal\",\"version\":9,\"x\":[]".utf8)
    let sum = "0000000000000000"
    let bytes = try bytes { try write(journals($0)) }
    try outside.write(Data(bytes), to: "session")
    try folder.write("{\"a\":1}\n", to: ".mamba/journal/notes.ndjson")
    try folder.write("", to: ".mamba/journal/empty.ndjson")
    try folder.write("text", to: ".mamba/journal/readme.txt")
    try folder.write(other + Data(",\"sum\":\"\(sum)\"}\n".utf8), to: ".mamba/journal/nine.ndjson")
    try FileManager.default.createSymbolicLink(
      atPath: path("link.ndjson", in: folder),
      withDestinationPath: outside.path("session")
    )
    try FileManager.default.createDirectory(
      atPath: path("folder.ndjson", in: folder),
      withIntermediateDirectories: true
    )
    #expect(mkfifo(path("pipe.ndjson", in: folder), 0o600) == 0)
    journals(folder).prune(at: 1 << 40)
    let entries = journals(folder).entries()
    #expect(Set(entries.map(\.name)) == ["notes.ndjson", "nine.ndjson"])
    #expect(entries.first { $0.name == "notes.ndjson" }?.content == .foreign)
    #expect(entries.first { $0.name == "nine.ndjson" }?.content == .otherVersion(9))
    #expect(journals(folder).sessions().isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: path("", in: folder))
    #expect(names.count == 7 && outside.has("session"))
    #expect(throws: ProjectFolderError.self) { try journals(folder).take("link.ndjson") }
  }

  @Test(arguments: [".mamba", ".mamba/journal"]) func aLinkIsRefused(_ part: String) throws {
    let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
    if part != ".mamba" { try folder.write("*", to: ".mamba/.gitignore") }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(part),
      withDestinationPath: outside.url.path()
    )
    #expect(throws: ProjectFolderError.isLink(part)) {
      try journals(folder).begin(engine: "", at: 0)
    }
    try outside.write(Data(try bytes { try write(journals($0)) }), to: "x.ndjson")
    try outside.write(Data(try bytes { try write(journals($0)) }), to: "journal/x.ndjson")
    journals(folder).prune(at: 1 << 40)
    #expect(journals(folder).entries().isEmpty && outside.has("journal/x.ndjson"))
  }

  @Test func aPlaceThatCannotBeWrittenIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: ".mamba")
    for directory in [folder.url.path(), "/proc", "/nowhere", folder.path(".mamba")] {
      #expect(throws: ProjectFolderError.self) {
        try JournalFolder(below: directory).begin(engine: "", at: 0)
      }
      #expect(JournalFolder(below: directory).entries().isEmpty)
    }
    #expect(try folder.read(".mamba") == "a file")
    guard geteuid() != 0 else { return }
    let locked = try TemporaryFolder()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o500],
      ofItemAtPath: locked.url.path()
    )
    #expect(throws: ProjectFolderError.refused(".mamba", errno: EACCES)) {
      try journals(locked).begin(engine: "", at: 0)
    }
  }

  @Test func theFolderIsKeptOutOfGit() throws {
    let folder = try TemporaryFolder()
    try write(journals(folder))
    #expect(try folder.read(".mamba/.gitignore") == "*\n")
    let own = try TemporaryFolder()
    try own.write("!journal\n", to: ".mamba/.gitignore")
    try write(journals(own))
    #expect(try own.read(".mamba/.gitignore") == "!journal\n")
  }

  @Test func whatIsTooLongIsCutAndCounted() throws {
    let row = String(repeating: "x", count: 999)
    let bytes = try bytes { folder in
      let journal = try journals(folder).begin(engine: "", at: 0)
      journal.begin("long", cell: 1, at: 0)
      journal.add(output: [String](repeating: row, count: 60))
      journal.end(ending(cells: 1), output: [String](repeating: row, count: 40))
      journal.begin("short", cell: 2, at: 0)
      journal.end(ending(cells: 2), output: ["y"])
      return journal
    }
    let lines = try #require(read(bytes)).lines
    #expect(lines[0].output.count == Journal.longestOutput / 1000 && lines[1].output == ["y"])
    #expect(lines.map { $0.ending?.droppedLines } == [100 - lines[0].output.count, 0])
  }

  @Test func aJournalThatIsTakenAwayEnds() throws {
    let folder = try TemporaryFolder()
    let journal = try write(journals(folder))
    try FileManager.default.removeItem(atPath: folder.path(".mamba"))
    #expect(journal.failure == nil)
    journal.end(ending(cells: 1), output: [])
    #expect(journal.failure == .removed(journal.name) && !folder.has(".mamba"))
  }

  @Test func theOldJournalStaysUntilTheNewOneHasItsLines() throws {
    let folder = try TemporaryFolder()
    let old = try write(journals(folder)).name
    func copy(_ body: (Journal, TakenJournal) -> Void) throws -> [String] {
      do {
        let taken = try journals(folder).take(old)
        let journal = try journals(folder).begin(engine: "", recovering: old, at: 0)
        journal.begin("f", cell: 1, isCopied: true, at: 1)
        journal.end(ending(cells: 1), output: [])
        body(journal, taken)
      }
      return journals(folder).sessions().map(\.name)
    }
    #expect(try copy { _, _ in } == [old])
    #expect(try copy { journal, _ in journal.leave(isKept: true, at: 2) } == [old])
    journals(folder).prune(at: 0)
    #expect(journals(folder).entries().map(\.name) == [old])
    // A session that goes its own way after a part of the lines is one more.
    let own = try copy { journal, _ in
      journal.begin("g", cell: 2, at: 2)
      journal.end(ending(cells: 2), output: [])
    }
    #expect(own.count == 2 && own.contains(old))
    let file = path(old, in: folder)
    let bytes = try Data(contentsOf: URL(filePath: file))
    let last = try copy { journal, taken in journal.takeOver(taken) }
    #expect(last.count == 2 && !last.contains(old) && !folder.has(".mamba/journal/" + old))
    // The process ends after it has noted that it has all lines, and before it removes the other.
    try bytes.write(to: URL(filePath: file))
    #expect(Set(journals(folder).sessions().map(\.name)) == Set(last))
    journals(folder).prune(at: 0)
    #expect(journals(folder).entries().count == 2)
  }

  @Test func theHashIsOfWhatIsPrinted() {
    let printed = [Recorded(.text, "x  1.5"), Recorded(.number, "x.a 1 ±2")]
    let more = [Recorded(.fingerprint, "x sketch"), Recorded(.volatile, "3 s")]
    #expect(Journal.hash(of: printed) == Journal.hash(of: printed + more))
    #expect(Journal.hash(of: printed) != Journal.hash(of: Array(printed.dropLast())))
    #expect(Journal.hash(of: []) != Journal.hash(of: [Recorded(.text, "")]))
  }
}
