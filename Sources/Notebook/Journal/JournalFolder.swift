internal import Foundation

/// The journals of the sessions in a folder, `.mamba/journal`: one file per session.
public struct JournalFolder: Sendable {
  /// A journal that no process has.
  public struct Entry: Sendable, Equatable {
    public let name: String
    public let content: JournalContent
    /// When it was last written, in nanoseconds since 1970.
    public let modified: Int64
  }

  /// So many journals that no process has are kept, for so many days.
  public static let (mostJournals, mostDays) = (20, 30)

  static let ending = ".ndjson"
  /// A longer file is read up to here.
  static let longestFile = 256 << 20

  public let directory: String

  public init(below directory: String = ".") {
    self.directory = directory
  }

  /// Begins the journal of a session.
  ///
  /// - Parameters:
  ///   - engine: the program, for a person who looks into the file.
  ///   - other: the journal whose lines are about to be entered again.
  ///   - time: seconds since 1970.
  /// - Returns: the journal, which is locked until it is gone.
  /// - Throws: `ProjectFolderError` where no file can be made or locked.
  public func begin(
    engine: String,
    recovering other: String? = nil,
    at time: Int64
  ) throws(ProjectFolderError) -> Journal {
    guard let folder = try ProjectFolder.open("journal", below: directory, making: true) else {
      throw .refused(ProjectFolder.name, errno: ENOENT)
    }
    let stem = JournalFolder.stem(at: time)
    let flags = O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    for number in 1...100 {
      let name = stem + (number == 1 ? "" : "-\(number)") + JournalFolder.ending
      guard let file = OpenFile(openat(folder.number, name, flags, 0o600)) else {
        if errno == EEXIST { continue }
        throw .refused("\(ProjectFolder.name)/journal", errno: errno)
      }
      // Nobody else locks a file that is still empty.
      guard file.lock(LOCK_EX) == 0 else {
        unlinkat(folder.number, name, 0)
        throw .noLocks
      }
      return try Journal(
        file,
        named: name,
        in: folder,
        engine: engine,
        recovering: other,
        at: time
      )
    }
    throw .refused("\(ProjectFolder.name)/journal", errno: EEXIST)
  }

  /// Returns the journals that no process has, the newest first; none where the folder is missing or
  /// not to be trusted.
  public func entries() -> [Entry] {
    guard let folder = try? ProjectFolder.open("journal", below: directory, making: false) else {
      return []
    }
    let entries = names().compactMap { entry($0, in: folder) }
    return entries.sorted { ($0.modified, $0.name) > ($1.modified, $1.name) }
  }

  /// Returns the sessions that may be brought back, the newest first.
  public func sessions() -> [(name: String, session: JournaledSession)] {
    worthwhile(entries())
  }

  /// Returns the sessions that have cells which no other journal has as well.
  ///
  /// While a session is recovered its lines are in two journals: in the old one until all of them are
  /// in the new one.
  private func worthwhile(_ entries: [Entry]) -> [(name: String, session: JournaledSession)] {
    let sessions = entries.compactMap { entry in
      if case .session(let session) = entry.content { (entry.name, session) } else { nil }
    }
    let names = Set(names())
    let replaced = Set(sessions.compactMap { $1.hasTakenOver ? $1.recovered : nil })
    return sessions.filter { name, session in
      let isPart = !session.isOwn && session.recovered.map(names.contains) == true
      return session.cells > 0 && !isPart && !replaced.contains(name)
    }
  }

  /// Takes a journal that no process has, so that no other process takes it.
  public func take(_ name: String) throws(ProjectFolderError) -> TakenJournal {
    guard let folder = try ProjectFolder.open("journal", below: directory, making: false) else {
      throw .removed(name)
    }
    let flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    guard let file = OpenFile(openat(folder.number, name, flags)) else {
      throw errno == ENOENT ? .removed(name) : .refused(name, errno: errno)
    }
    guard file.facts.isRegular else { throw .refused(name, errno: EINVAL) }
    // Who only looks has it for a moment.
    var tries = 0
    while file.lock(LOCK_EX) != 0 {
      tries += 1
      guard tries < 50 else { throw .inUse(name) }
      usleep(10_000)
    }
    guard file.facts.links > 0 else { throw .removed(name) }
    return TakenJournal(file, named: name, in: folder)
  }

  /// Removes what is old, too much, or of no use, and returns the sessions that may be brought back.
  ///
  /// What is not a journal of this version is left alone.
  ///
  /// - Parameter time: seconds since 1970.
  /// - Returns: the same as `sessions`.
  @discardableResult
  public func prune(at time: Int64) -> [(name: String, session: JournaledSession)] {
    let oldest = time - Int64(JournalFolder.mostDays) * 86_400
    let entries = entries()
    let worthwhile = worthwhile(entries)
    let names = Set(worthwhile.map(\.name))
    var kept: Set<String> = []
    for entry in entries {
      guard case .session(let session) = entry.content else { continue }
      let isOfUse = names.contains(entry.name) || session.isDamaged
      if isOfUse, entry.modified / 1_000_000_000 >= oldest, kept.count < JournalFolder.mostJournals
      {
        kept.insert(entry.name)
      } else {
        try? take(entry.name).remove()
      }
    }
    return worthwhile.filter { kept.contains($0.name) }
  }

  private func names() -> [String] {
    let path = "\(directory)/\(ProjectFolder.name)/journal"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(JournalFolder.ending) }
  }

  private func entry(_ name: String, in folder: OpenFile) -> Entry? {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    // A session that has just made its file locks it before it writes.
    guard let file = OpenFile(openat(folder.number, name, flags)), file.facts.isRegular,
      file.facts.size > 0, file.lock(LOCK_SH) == 0, file.facts.links > 0
    else { return nil }
    let content = JournalContent(bytes: file.bytes(longest: JournalFolder.longestFile))
    return Entry(name: name, content: content, modified: file.facts.modified)
  }

  /// The start and the process, such as `20261121-021003-4711`; in UTC.
  private static func stem(at time: Int64) -> String {
    var (seconds, parts) = (time_t(time), tm())
    gmtime_r(&seconds, &parts)
    let numbers = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
    let digits = numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }
    let date = "\(Int(parts.tm_year) + 1900)" + digits[..<2].joined()
    return "\(date)-\(digits[2...].joined())-\(getpid())"
  }
}

/// A journal that nobody else can take, until the last reference to it is gone.
public final class TakenJournal: Sendable {
  public let name: String
  private let file: OpenFile
  private let folder: OpenFile

  init(_ file: OpenFile, named name: String, in folder: OpenFile) {
    (self.file, self.name, self.folder) = (file, name, folder)
  }

  public var content: JournalContent {
    JournalContent(bytes: file.bytes(longest: JournalFolder.longestFile))
  }

  public func remove() { unlinkat(folder.number, name, 0) }

  /// Notes that a person was told of it.
  public func markOffered() {
    guard case .session(let session) = content, session.isLeft, !session.isOffered else { return }
    let (bytes, _) = JournalRecord.line(JSONLine(event: "offered"), after: session.sum)
    file.append(bytes, at: file.facts.size)
  }
}
