internal import Synchronization
public import TimeSeries

/// The rows that nobody is to see before the last test: those from one moment on.
///
/// `load` leaves them out until the statement `unseal` says why they are needed.
public final class Seal: Sendable {
  private struct State {
    var start: Instant?
    /// Why it was opened, and after how many trials.
    var reason: (text: String, trials: Int)?
  }

  private let state: Mutex<State>

  /// Creates a seal on the rows from `start` on; nil for none.
  public init(from start: Instant? = nil) {
    state = Mutex(State(start: start))
  }

  /// The moment from which on rows are held out; nil where none are, or where they were unsealed.
  public var start: Instant? { state.withLock { $0.reason == nil ? $0.start : nil } }

  /// Whether rows are held out, or were until they were unsealed.
  public var isSet: Bool { state.withLock { $0.start != nil } }

  /// Holds rows out from `start` on; an earlier start that is set already stays.
  public func set(from start: Instant) {
    state.withLock { $0.start = $0.start.map { min($0, start) } ?? start }
  }

  /// Why the rows were unsealed, and after how many trials; nil while they are not.
  public var reason: (text: String, trials: Int)? { state.withLock { $0.reason } }

  /// Lets the rows be seen from here on.
  public func open(because text: String, afterTrials trials: Int) {
    state.withLock { $0.reason = $0.reason ?? (text, trials) }
  }

  /// A seal of its own in the same state, for what is only tried.
  public func copy() -> Seal {
    let copy = Seal()
    let now = state.withLock { $0 }
    copy.state.withLock { $0 = now }
    return copy
  }
}
