internal import Language
internal import Notebook
internal import Synchronization

/// What the prompt keeps of cells that were stopped, by the name of the cell.
final class StoppedWork: Sendable {
  private struct State {
    var parts: [String: FinishedParts] = [:]
    var isResuming = false
    var ending: Ending?
  }

  /// How the last cell that gave nothing has ended.
  enum Ending: Sendable {
    case stopped(parts: Int)
    case dropped
  }

  private let state = Mutex(State())

  /// How the last cell that gave nothing has ended; nil after one that ended by itself.
  var ending: Ending? { state.withLock { $0.ending } }

  /// Forgets everything: what was finished belongs to the cells as they were.
  func forget() { state.withLock { $0.parts = [:] } }

  /// Has cells go on from their finished parts while `body` runs.
  func resuming<Result>(_ body: () -> Result) -> Result {
    state.withLock { $0.isResuming = true }
    defer { state.withLock { $0.isResuming = false } }
    return body()
  }

  /// Returns what runs the cells of a workbook so that they can be stopped.
  func runner(_ progress: @escaping @Sendable (Language.Progress) -> Bool) -> Workbook.Runner {
    { session, slug, cell in
      let parts = self.parts(of: slug)
      switch StoppableRun(progress: progress).run(session, parts: parts, cell) {
      case .ended(let result, let session):
        self.end(slug, parts: result.partial == nil ? nil : parts, nil)
        return (result, session)
      case .stopped(let count):
        self.end(slug, parts: parts, .stopped(parts: count))
        return nil
      case .dropped:
        self.end(slug, parts: nil, .dropped)
        return nil
      }
    }
  }

  private func parts(of slug: String) -> FinishedParts {
    state.withLock { $0.isResuming ? $0.parts[slug] : nil } ?? FinishedParts()
  }

  private func end(_ slug: String, parts: FinishedParts?, _ ending: Ending?) {
    state.withLock { state in
      state.parts[slug] = parts
      state.ending = ending
    }
  }
}
