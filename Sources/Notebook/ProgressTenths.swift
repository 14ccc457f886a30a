internal import Language
internal import Synchronization

/// Decides when there is something to say of a long computation: once for each tenth of it, from its
/// first second on.
final class ProgressTenths: Sendable {
  private struct State {
    var label = ""
    var done = 0
    var tenth = 0
    var started: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let patience: Duration

  init(patience: Duration = .seconds(1)) { self.patience = patience }

  /// Returns the percentage that is to be told; nil where nothing is.
  func percentage(_ progress: Progress) -> Int? {
    let now = ContinuousClock.now
    return state.withLock { state in
      if state.started == nil || state.label != progress.label || progress.done < state.done {
        state = State(label: progress.label, started: now)
      }
      state.done = progress.done
      let share = Double(progress.done) / Double(max(1, progress.total))
      let tenth = Int(min(1, max(0, share)) * 10)
      guard tenth > state.tenth, let started = state.started, now - started > patience else {
        return nil
      }
      state.tenth = tenth
      return tenth * 10
    }
  }
}
