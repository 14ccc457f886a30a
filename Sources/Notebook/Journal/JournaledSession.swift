/// A session as its journal has it: the lines that were entered, what they printed, how they ended.
public struct JournaledSession: Sendable, Equatable {
  public enum Outcome: String, Sendable, Equatable, Decodable {
    case ran = "ok"
    /// It was stopped, and kept what was finished.
    case partial
    case failed
    /// Ctrl-C.
    case interrupted

    /// Whether it has left a cell.
    public var hasRun: Bool { self == .ran || self == .partial }
  }

  /// How a line ended.
  public struct Ending: Sendable, Equatable {
    public let outcome: Outcome
    /// Seconds since 1970.
    public let time: Int64
    /// How many cells the session then had.
    public let cells: Int
    /// How many trials had been counted.
    public let trials: Int
    /// The columns of the window.
    public let width: Int
    /// Whether it made trials or read files, which stay counted where it failed.
    public let leavesTraces: Bool
    /// A hash of what its cells print in a window of any width; nil where they are not known.
    public let prints: String?
    /// How many lines of its output were too many to be kept.
    public let droppedLines: Int

    public init(
      outcome: Outcome,
      time: Int64,
      cells: Int,
      trials: Int = 0,
      width: Int = TextTable.recordedWidth,
      leavesTraces: Bool = false,
      prints: String? = nil,
      droppedLines: Int = 0
    ) {
      (self.outcome, self.time, self.cells, self.trials) = (outcome, time, cells, trials)
      (self.width, self.leavesTraces, self.prints) = (width, leavesTraces, prints)
      self.droppedLines = droppedLines
    }
  }

  /// A line that was entered.
  public struct Line: Sendable, Equatable {
    public let code: String
    /// The number of the cell that it was to be; nil for a command of the session.
    public let cell: Int?
    /// Seconds since 1970.
    public let time: Int64
    /// What it printed, without what was too much.
    public internal(set) var output: [String] = []
    /// nil where it did not finish.
    public internal(set) var ending: Ending?
  }

  /// The program that wrote the journal.
  public let engine: String
  /// Seconds since 1970.
  public let started: Int64
  /// The journal whose lines this one takes over; nil for a session that began empty.
  public let recovered: String?
  public internal(set) var lines: [Line] = []
  /// Whether it is more than a part of the journal that it takes over.
  public internal(set) var isOwn: Bool
  /// Whether it has all lines of the journal that it takes over.
  public internal(set) var hasTakenOver = false
  /// Whether it was left on purpose.
  public internal(set) var isLeft = false
  /// Whether a later session has told of it.
  public internal(set) var isOffered = false
  /// Whether more follows a line that is damaged.
  public internal(set) var isDamaged = false
  var savedEverything = false
  /// The hash of its last record.
  var sum = JournalRecord.start

  /// The line that did not finish, which only the last one can be.
  public var unfinished: Line? { lines.last.flatMap { $0.ending == nil ? $0 : nil } }

  /// How many cells it had, with the one that did not finish.
  public var cells: Int {
    let finished = lines.last { $0.ending != nil }?.ending?.cells ?? 0
    return finished + (unfinished?.cell == nil ? 0 : 1)
  }

  /// Whether everything is in a notebook.
  public var isSaved: Bool { savedEverything && unfinished == nil }

  /// When something last happened, in seconds since 1970.
  public var time: Int64 { lines.last.map { $0.ending?.time ?? $0.time } ?? started }
}

/// What the bytes of a file below `.mamba/journal` are.
public enum JournalContent: Sendable, Equatable {
  case session(JournaledSession)
  /// A journal of another version of its form.
  case otherVersion(Int)
  case foreign

  /// Reads as far as the records are whole and follow one another.
  ///
  /// Any cut of a journal is the journal of a session that ended earlier, so what a crash leaves can
  /// always be read.
  public init(bytes: [UInt8]) {
    guard bytes.starts(with: JournalRecord.mark) || JournalRecord.mark.starts(with: bytes) else {
      self = .foreign
      return
    }
    if let version = JournalContent.version(bytes), version != JournalRecord.version {
      self = .otherVersion(version)
      return
    }
    var session: JournaledSession?
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[..<end]
      guard let record = JournalRecord(line: line, after: session?.sum ?? JournalRecord.start)
      else { break }
      if session == nil {
        session = JournaledSession(record)
      } else if session?.take(record) != true {
        break
      }
      session?.sum = record.sum
      rest = rest[(end + 1)...]
    }
    // Without a whole first record nothing was entered yet.
    var read = session ?? JournaledSession(engine: "", started: 0, recovered: nil, isOwn: true)
    read.isDamaged = rest.contains(UInt8(ascii: "\n"))
    self = .session(read)
  }

  /// Returns the number behind the mark; nil where it is not all there.
  private static func version(_ bytes: [UInt8]) -> Int? {
    let rest = bytes.dropFirst(JournalRecord.mark.count)
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return digits.count < rest.count ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }
}

extension JournaledSession {
  fileprivate init(_ header: JournalRecord) {
    self.init(
      engine: header.engine ?? "",
      started: header.t ?? 0,
      recovered: header.recovers,
      isOwn: header.recovers == nil
    )
  }

  /// Takes the next record; false where it cannot follow.
  fileprivate mutating func take(_ record: JournalRecord) -> Bool {
    switch record.ev {
    case .journal: return false
    case .begin:
      guard unfinished == nil, record.n == lines.count + 1, let code = record.code else {
        return false
      }
      lines.append(Line(code: code, cell: record.cell, time: record.t ?? 0))
    case .output:
      guard unfinished != nil, record.n == lines.count else { return false }
      lines[lines.count - 1].output += record.lines ?? []
    case .end:
      guard unfinished != nil, record.n == lines.count, let outcome = record.how else {
        return false
      }
      lines[lines.count - 1].output += record.lines ?? []
      lines[lines.count - 1].ending = Ending(
        outcome: outcome,
        time: record.t ?? 0,
        cells: record.cells ?? 0,
        trials: record.trials ?? 0,
        width: record.width ?? TextTable.recordedWidth,
        leavesTraces: record.traces ?? false,
        prints: record.prints,
        droppedLines: record.dropped ?? 0
      )
      if outcome.hasRun { savedEverything = false }
    case .saved: savedEverything = true
    case .own: (isOwn, hasTakenOver) = (true, record.whole ?? false)
    case .left: isLeft = true
    case .offered: isOffered = true
    }
    return true
  }
}
