internal import Synchronization

/// Something beside its own text that what a cell gives can depend on.
public enum Resource: Hashable, Sendable {
  /// What a name means; also that it means nothing.
  case name(String)
  /// The value of the last expression, `_`.
  case last
  /// The value of a cell, `_3`.
  case cell(Int)
  /// The columns in scope by `use`.
  case scope
  /// The number that random streams begin with.
  case seed
  /// The rows that are held out.
  case seal
  /// Whether any data were loaded before.
  case loads
  /// A file that the program may have written itself, by its place.
  case file(String)
}

/// What a cell read that it had not made itself, and what it made, as they came about.
///
/// What it read is exact: a branch that was not taken was not read, nor what a name means that a
/// parameter hides. Trials that run side by side write into one trace.
public final class Trace: Sendable {
  private struct State {
    var reads: Set<Resource> = []
    var writes: Set<Resource> = []
    var lacking: Set<String> = []
    var rerunsOrigins = false
  }

  private let state = Mutex(State())

  public init() {}

  public var reads: Set<Resource> { state.withLock { $0.reads } }
  public var writes: Set<Resource> { state.withLock { $0.writes } }
  /// Names that were no columns in scope.
  public var lacking: Set<String> { state.withLock { $0.lacking } }
  /// Whether what it read was made again from its origins, so that how it was made counts too.
  public var rerunsOrigins: Bool { state.withLock { $0.rerunsOrigins } }

  fileprivate func read(_ resource: Resource) {
    state.withLock { if !$0.writes.contains(resource) { $0.reads.insert(resource) } }
  }

  fileprivate func write(_ resource: Resource) {
    state.withLock { _ = $0.writes.insert(resource) }
  }

  fileprivate func lack(_ column: String) {
    state.withLock { if !$0.writes.contains(.scope) { $0.lacking.insert(column) } }
  }

  fileprivate func rerun() { state.withLock { $0.rerunsOrigins = true } }
}

extension RunContext {
  /// Begins a cell that can be taken back: it has logs and a seal of its own, and only the trials
  /// are those of everyone.
  public mutating func begin(tracing trace: Trace) {
    self.trace = trace
    made = []
    seal = seal.copy()
    separateFiles()
  }

  /// Notes that the cell reads what it may not have made itself.
  public func reads(_ resource: Resource) {
    if !isReplaying, !made.contains(resource) { trace?.read(resource) }
  }

  /// Notes that the cell makes something that others may read.
  public func writes(_ resource: Resource) {
    if !isReplaying, !isTrial { trace?.write(resource) }
  }

  /// Notes that what follows means something by the statement under way: to all cells below, or
  /// inside a trial to the trial alone.
  mutating func makes(_ resource: Resource) {
    writes(resource)
    if trace != nil { made.insert(resource) }
  }

  /// Notes that a name is no column in scope.
  func lacks(column: String) {
    if !isReplaying, !made.contains(.scope) { trace?.lack(column) }
  }

  /// Notes that what was read is made again from its origins.
  func rerunsOrigins() { trace?.rerun() }
}
