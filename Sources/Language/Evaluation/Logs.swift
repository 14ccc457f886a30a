internal import Synchronization

/// The results that were looked at on each stretch of data.
///
/// A best of many tries is likely to be luck; the deflated Sharpe ratio asks how many there were.
/// Two runs with the very same Sharpe ratio are one trial, so that showing a result again costs
/// nothing, and the order in which parallel trials arrive does not matter.
public final class TrialLedger: Sendable {
  private struct State {
    var known = Trials()
    var added = Trials()
    var isRead = false
  }

  private let state = Mutex(State())
  /// The ledger that this one is a copy of, which is told when it is read.
  private let original: TrialLedger?

  public init() { original = nil }

  /// Creates a ledger that begins with what another knows.
  init(copying other: TrialLedger) {
    original = other
    let known = other.state.withLock { $0.known }
    state.withLock { $0.known = known }
  }

  /// Adds what another ledger knows.
  func merge(_ other: TrialLedger) {
    let theirs = other.state.withLock { $0 }
    state.withLock { state in
      state.known.merge(theirs.known)
      state.added.merge(theirs.added)
    }
  }

  /// Records the score of a trial on a span of data: of a backtest its Sharpe ratio per period.
  ///
  /// Equal scores are one trial: to show a result again is none.
  public func record(_ score: Double, on span: String) {
    guard !score.isNaN else { return }
    state.withLock { state in
      state.known.insert(score, on: span)
      state.added.insert(score, on: span)
    }
  }

  /// The number of trials on a span.
  public func count(on span: String) -> Int { read { $0.scores[span]?.count ?? 0 } }

  /// Returns the Sharpe ratios of all trials on a span, in ascending order.
  public func sharpeRatios(on span: String) -> [Double] {
    read { ($0.scores[span] ?? []).sorted() }
  }

  /// The number of trials on all spans.
  public var count: Int { read(\.count) }

  private func read<Result>(_ look: (Trials) -> Result) -> Result {
    noteReading()
    return look(trials)
  }

  private func noteReading() {
    state.withLock { $0.isRead = true }
    original?.noteReading()
  }

  // Cells that can be taken back

  /// All trials.
  public var trials: Trials { state.withLock { $0.known } }

  /// Puts other trials in the place of those that are known, which are returned.
  public func exchange(_ trials: Trials) -> Trials {
    state.withLock { state in
      defer { state.known = trials }
      return state.known
    }
  }

  /// Adds trials that were made elsewhere.
  public func add(_ trials: Trials) { state.withLock { $0.known.merge(trials) } }

  /// Returns the trials that were recorded since this was last asked, those that were known too, and
  /// whether anyone has read the ledger since.
  public func takeChanges() -> (added: Trials, isRead: Bool) {
    state.withLock { state in
      defer { (state.added, state.isRead) = (Trials(), false) }
      return (state.added, state.isRead)
    }
  }
}

/// Scores of trials by the stretch of data that they were made on, each score once.
public struct Trials: Sendable {
  private(set) var scores: [String: Set<Double>] = [:]
  public private(set) var count = 0
  /// The stretches of data with their scores, from the least to the greatest.
  public var spans: [(span: String, scores: [Double])] {
    scores.map { ($0, $1.sorted()) }.sorted { $0.span < $1.span }
  }

  /// A number that tells sets of trials apart, whatever the order in which they came.
  public private(set) var mark = 0

  public init() {}

  mutating func insert(_ score: Double, on span: String) {
    guard scores[span, default: []].insert(score).inserted else { return }
    count += 1
    var hasher = Hasher()
    hasher.combine(span)
    hasher.combine(score)
    mark ^= hasher.finalize()
  }

  mutating func merge(_ other: Trials) {
    guard !scores.isEmpty else { return self = other }
    for (span, theirs) in other.scores { for score in theirs { insert(score, on: span) } }
  }
}

/// The files that a run has read: data, and notebooks whose functions it has imported.
public final class FileLog: Sendable {
  public struct Entry: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      case data, notebook
    }

    public let kind: Kind
    public let path: String
    public let rows: Int
    public let span: String
    public let sha256: String

    public init(path: String, rows: Int, span: String, sha256: String) {
      (self.path, self.rows, self.span, self.sha256) = (path, rows, span, sha256)
      kind = .data
    }

    /// Creates the entry of a notebook whose functions were imported.
    init(imported path: String, sha256: String) {
      (self.path, rows, span, self.sha256) = (path, 0, "", sha256)
      kind = .notebook
    }
  }

  private struct State {
    var entries: [Entry] = []
    var promises = PersistentMap<String, Value>()
    /// What came to this log itself, and not with the one that it is a copy of.
    var added: [Entry] = []
    var promised: [String: Value] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  /// Creates a log that begins with what another knows.
  init(copying other: FileLog) {
    let known = other.state.withLock { $0 }
    state.withLock { ($0.entries, $0.promises) = (known.entries, known.promises) }
  }

  /// Notes, while checking, that a run will have written `value` to `path` by now.
  public func promise(_ path: String, _ value: Value) {
    state.withLock { state in
      state.promises[path] = value
      state.promised[path] = value
    }
  }

  /// The value that a run will have written to `path`; nil where it writes none.
  public func promised(_ path: String) -> Value? {
    state.withLock { $0.promises[path] }
  }

  /// Records a file, once for each path; of a notebook as it was read last.
  public func add(_ entry: Entry) {
    state.withLock { state in
      FileLog.note(entry, in: &state.entries)
      FileLog.note(entry, in: &state.added)
    }
  }

  /// What was recorded in this log itself, files that were known before too.
  public var changes: (files: [Entry], promises: [String: Value]) {
    state.withLock { ($0.added, $0.promised) }
  }

  /// The files in the order in which they were first read.
  public var all: [Entry] { state.withLock { $0.entries } }

  /// The files with data.
  public var data: [Entry] { all.filter { $0.kind == .data } }

  /// The notebooks whose functions were imported.
  public var imports: [Entry] { all.filter { $0.kind == .notebook } }

  private static func note(_ entry: Entry, in entries: inout [Entry]) {
    let known = entries.firstIndex { $0.path == entry.path && $0.kind == entry.kind }
    guard let known else { return entries.append(entry) }
    if entry.kind == .notebook { entries[known] = entry }
  }
}
