internal import Foundation
internal import Language
internal import Notebook
internal import Synchronization

/// Runs cells beside the prompt, so that a person can stop one at any moment.
///
/// Ctrl-C once stops the cell and keeps what it has finished; twice drops it. The cell works on a copy
/// of the session, and what does not stop at once is left to itself: it ends at its next border.
struct StoppableRun {
  enum Ending {
    /// The cell has ended, and left the session like this.
    case ended(Session.CellResult, Session)
    /// It was stopped; so many parts of it are kept.
    case stopped(parts: Int)
    /// It was dropped.
    case dropped
  }

  /// How long a cell has to stop by itself, in seconds: it may have something to say.
  private static let grace = 0.02
  /// How long it may take to put together what is finished, in seconds.
  private static let assembly = 2.0
  /// Enough for the deepest program, whatever the system gives its threads.
  private static let stackSize = 16 << 20

  /// Tells of progress.
  let progress: @Sendable (Language.Progress) -> Bool

  /// Runs `body` on a copy of `session`; `parts` are those that an earlier run of it has finished.
  func run(
    _ session: Session,
    parts: FinishedParts,
    _ body: @escaping @Sendable (inout Session) -> Session.CellResult
  ) -> Ending {
    Interrupt.whileCatching {
      var copy = session
      copy.evaluator.context = copy.evaluator.context.detached()
      copy.evaluator.context.finished = parts
      if let ended = ended(copy, until: { Interrupt.count > 0 }, grace: StoppableRun.grace, body),
        !(ended.result.error?.isInterruption ?? false)
      {
        return .ended(ended.result, StoppableRun.home(ended.session, like: session))
      }
      guard Interrupt.count < 2 else { return .dropped }
      guard parts.count > 0 else { return .stopped(parts: 0) }
      copy.evaluator.context = copy.evaluator.context.detached()
      copy.evaluator.context.isAssembling = true
      let end = ContinuousClock.now + .seconds(StoppableRun.assembly)
      let made = ended(
        copy,
        until: { Interrupt.count > 1 || ContinuousClock.now > end },
        grace: 0,
        body
      )
      guard Interrupt.count < 2 else { return .dropped }
      guard let made, made.result.partial != nil else { return .stopped(parts: parts.count) }
      return .ended(made.result, StoppableRun.home(made.session, like: session))
    }
  }

  /// Returns the session that a cell has left, with the logs and the ears of the one that it began in.
  private static func home(_ session: Session, like before: Session) -> Session {
    var session = session
    let context = before.evaluator.context
    session.evaluator.context.rejoin(context)
    session.evaluator.context.isAssembling = false
    session.evaluator.context.finished = nil
    session.evaluator.context.isStopped = context.isStopped
    session.evaluator.context.progress = context.progress
    return session
  }

  private typealias Ended = (result: Session.CellResult, session: Session)

  /// Returns what `body` gives on a thread of its own; nil where it was still at work some time after
  /// it was told to stop.
  private func ended(
    _ session: Session,
    until isAsked: () -> Bool,
    grace: Double,
    _ body: @escaping @Sendable (inout Session) -> Session.CellResult
  ) -> Ended? {
    let work = Work()
    var copy = session
    let progress = progress
    copy.evaluator.context.isStopped = { work.isStopped }
    copy.evaluator.context.progress = { !work.isStopped && progress($0) }
    let start = copy
    let thread = Thread {
      var session = start
      let result = body(&session)
      work.finish((result, session))
    }
    thread.stackSize = StoppableRun.stackSize
    thread.start()
    while !work.waits(0.005) {
      guard isAsked() else { continue }
      work.stop()
      return work.waits(grace) ? work.ended : nil
    }
    return work.ended
  }

  /// What the thread of a cell and the prompt know of each other.
  private final class Work: Sendable {
    private let stopped = Atomic(false)
    private let result = Mutex<Ended?>(nil)
    private let done = DispatchSemaphore(value: 0)

    var isStopped: Bool { stopped.load(ordering: .relaxed) }
    var ended: Ended? { result.withLock { $0 } }

    func stop() { stopped.store(true, ordering: .relaxed) }

    func finish(_ ended: Ended) {
      result.withLock { $0 = ended }
      done.signal()
    }

    /// Waits so many seconds; whether the work has ended.
    func waits(_ seconds: Double) -> Bool {
      done.wait(timeout: .now() + seconds) == .success
    }
  }
}
