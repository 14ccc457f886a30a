internal import Synchronization

/// How far a batch has come, for those who end it from another thread.
final class BatchStanding: Sendable {
  private struct State {
    var cell = ""
    var count = 0
  }

  private let state = Mutex(State())
  let tenths = ProgressTenths()

  /// The cell that runs; empty between cells.
  var cell: String { state.withLock { $0.cell } }
  /// How many cells have run, or were checked.
  var count: Int { state.withLock { $0.count } }

  func enter(_ cell: String) { state.withLock { $0.cell = cell } }

  func add(cells: Int) { state.withLock { $0.count += cells } }
}
