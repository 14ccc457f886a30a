internal import Glibc
internal import Synchronization

/// The journal of a session that lives: each line is on the disk before it runs, and what it prints
/// before that is shown.
///
/// The file grows at its end only. The lock on it, which ends with the process, tells a living
/// session from one that a crash has ended. Where the disk refuses, the session goes on without a
/// journal: nothing more is written, and `failure` says why.
public final class Journal: Sendable {
  /// More bytes than this of what a line prints are not kept.
  public static let longestOutput = 64 << 10

  private struct State {
    var size = 0
    var sum = JournalRecord.start
    /// The number of the line that was begun last.
    var line = 0
    /// How many bytes of its output were kept, and how many lines were not.
    var output = (kept: 0, dropped: 0)
    /// Whether all lines so far are those of the journal that is being recovered.
    var isCopy: Bool
    var failure: ProjectFolderError?
  }

  public let name: String
  private let folder: OpenFile
  private let file: OpenFile
  private let state: Mutex<State>

  /// Creates the journal in a new file that is locked.
  init(
    _ file: OpenFile,
    named name: String,
    in folder: OpenFile,
    engine: String,
    recovering other: String?,
    at time: Int64
  ) throws(ProjectFolderError) {
    (self.file, self.name, self.folder) = (file, name, folder)
    state = Mutex(State(isCopy: other != nil))
    var header = JSONLine(event: "journal")
    header.add("version", JournalRecord.version)
    header.add("t", Int(time))
    header.add("engine", engine)
    header.add("recovers", other)
    append(header)
    // The folder is synced too, else a loss of power could take the name of the file.
    fsync(folder.number)
    if let failure { throw failure }
  }

  /// Why the journal ended before the session; nil where it has not.
  public var failure: ProjectFolderError? { state.withLock(\.failure) }

  /// Keeps a line that is about to run.
  ///
  /// - Parameters:
  ///   - code: the line as it was typed.
  ///   - cell: the number of the cell that it is to be; nil for a command of the session.
  ///   - isCopied: whether it comes from the journal that is being recovered.
  ///   - time: seconds since 1970.
  public func begin(_ code: String, cell: Int?, isCopied: Bool = false, at time: Int64) {
    if !isCopied { standAlone(whole: false) }
    let number = state.withLock { state in
      state.line += 1
      state.output = (0, 0)
      return state.line
    }
    var record = JSONLine(event: "begin")
    record.add("n", number)
    record.add("t", Int(time))
    if let cell { record.add("cell", cell) }
    record.add("code", code)
    append(record)
  }

  /// Keeps what the line prints while it still runs.
  public func add(output lines: [String]) {
    let (number, kept) = state.withLock { ($0.line, Journal.fitting(lines, &$0)) }
    guard !kept.isEmpty else { return }
    var record = JSONLine(event: "output")
    record.add("n", number)
    record.add("lines", kept)
    append(record)
  }

  /// Keeps the rest of what the line printed, and how it ended.
  public func end(_ ending: JournaledSession.Ending, output lines: [String]) {
    let (number, kept, dropped) = state.withLock { state in
      let kept = Journal.fitting(lines, &state)
      return (state.line, kept, state.output.dropped)
    }
    var record = JSONLine(event: "end")
    record.add("n", number)
    record.add("t", Int(ending.time))
    record.add("how", ending.outcome.rawValue)
    record.add("cells", ending.cells)
    record.add("trials", ending.trials)
    record.add("width", ending.width)
    record.add("traces", ending.leavesTraces)
    record.add("prints", ending.prints)
    if dropped > 0 { record.add("dropped", dropped) }
    record.add("lines", kept)
    append(record)
  }

  /// Notes that everything so far is in a notebook.
  public func saved(at time: Int64) {
    var record = JSONLine(event: "saved")
    record.add("t", Int(time))
    append(record)
  }

  /// Removes the journal whose lines are all here now.
  public func takeOver(_ other: TakenJournal) {
    standAlone(whole: true)
    if failure == nil { other.remove() }
  }

  /// Ends the journal of a session that is left on purpose; without `isKept` it is removed.
  ///
  /// What is only a part of another journal is never kept.
  public func leave(isKept: Bool, at time: Int64) {
    guard isKept, !state.withLock(\.isCopy) else {
      unlinkat(folder.number, name, 0)
      return
    }
    var record = JSONLine(event: "left")
    record.add("t", Int(time))
    append(record)
  }

  /// Notes that the session is more than a part of the one that it recovers.
  private func standAlone(whole: Bool) {
    let wasCopy = state.withLock { state in
      defer { state.isCopy = false }
      return state.isCopy
    }
    guard wasCopy else { return }
    var record = JSONLine(event: "own")
    record.add("whole", whole)
    append(record)
  }

  private func append(_ record: JSONLine) {
    state.withLock { state in
      guard state.failure == nil else { return }
      guard file.facts.links > 0 else {
        state.failure = .removed(name)
        return
      }
      let (bytes, sum) = JournalRecord.line(record, after: state.sum)
      var reason = file.append(bytes, at: state.size)
      if reason == 0 { reason = file.sync() }
      if reason == 0 {
        state.size += bytes.count
        state.sum = sum
      } else {
        state.failure = .refused(name, errno: reason)
      }
    }
  }

  /// Returns the first lines that there is still room for.
  private static func fitting(_ lines: [String], _ state: inout State) -> [String] {
    guard state.output.dropped == 0 else {
      state.output.dropped += lines.count
      return []
    }
    let kept = lines.prefix { line in
      let length = state.output.kept + line.utf8.count + 1
      guard length <= longestOutput else { return false }
      state.output.kept = length
      return true
    }
    state.output.dropped = lines.count - kept.count
    return Array(kept)
  }

  /// Returns the hash of what cells print, by which a later run of them is compared.
  ///
  /// The records do not depend on the window. Fingerprints are left out: they tell arithmetic of
  /// two machines apart where every printed digit is the same.
  public static func hash(of records: [Recorded]) -> String {
    let printed = records.filter { $0.kind != .fingerprint && $0.kind != .volatile }
    return JournalRecord.hash(of: Array(printed.map(\.line).joined(separator: "\n").utf8))
  }
}
