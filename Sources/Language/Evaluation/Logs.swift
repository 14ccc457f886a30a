internal import Synchronization

/// The results that were looked at on each stretch of data.
///
/// A best of many tries is likely to be luck; the deflated Sharpe ratio asks how many there were.
/// Two runs with the very same Sharpe ratio are one trial, so that showing a result again costs
/// nothing, and the order in which parallel trials arrive does not matter.
public final class TrialLedger: Sendable {
  private let trials = Mutex<[String: Set<Double>]>([:])

  public init() {}

  /// Creates a ledger that begins with what another knows.
  init(copying other: TrialLedger) {
    let known = other.trials.withLock { $0 }
    trials.withLock { $0 = known }
  }

  /// Adds what another ledger knows.
  func merge(_ other: TrialLedger) {
    let known = other.trials.withLock { $0 }
    trials.withLock { $0.merge(known) { $0.union($1) } }
  }

  /// Records the score of a trial on a span of data: of a backtest its Sharpe ratio per period.
  ///
  /// Equal scores are one trial: to show a result again is none.
  public func record(_ score: Double, on span: String) {
    guard !score.isNaN else { return }
    trials.withLock { _ = $0[span, default: []].insert(score) }
  }

  /// The number of trials on a span.
  public func count(on span: String) -> Int { trials.withLock { $0[span]?.count ?? 0 } }

  /// Returns the Sharpe ratios of all trials on a span, in ascending order.
  public func sharpeRatios(on span: String) -> [Double] {
    trials.withLock { ($0[span] ?? []).sorted() }
  }

  /// The number of trials on all spans.
  public var count: Int { trials.withLock { $0.values.reduce(0) { $0 + $1.count } } }
}

/// The data files that a run has read.
public final class FileLog: Sendable {
  public struct Entry: Sendable, Hashable {
    public let path: String
    public let rows: Int
    public let span: String
    public let sha256: String

    public init(path: String, rows: Int, span: String, sha256: String) {
      (self.path, self.rows, self.span, self.sha256) = (path, rows, span, sha256)
    }
  }

  private let entries = Mutex<[Entry]>([])
  private let promises = Mutex<[String: Value]>([:])

  public init() {}

  /// Notes, while checking, that a run will have written `value` to `path` by now.
  public func promise(_ path: String, _ value: Value) {
    promises.withLock { $0[path] = value }
  }

  /// The value that a run will have written to `path`; nil where it writes none.
  public func promised(_ path: String) -> Value? {
    promises.withLock { $0[path] }
  }

  /// Records a file, once for each path.
  public func add(_ entry: Entry) {
    entries.withLock { entries in
      if !entries.contains(where: { $0.path == entry.path }) { entries.append(entry) }
    }
  }

  /// The files in the order in which they were first read.
  public var all: [Entry] { entries.withLock { $0 } }
}
