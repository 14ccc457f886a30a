internal import Glibc
internal import Synchronization

/// How often Ctrl-C was pressed since the line began; a signal handler can reach no more than this.
private let presses = Atomic<Int>(0)

/// How many catchings stand inside each other.
private let depth = Atomic<Int>(0)

/// Ctrl-C while a line runs: the line is asked to stop, and the session stays.
public enum Interrupt {
  /// How often the person has asked to stop.
  static var count: Int { presses.load(ordering: .relaxed) }
  /// Whether the person has asked to stop.
  static var isRequested: Bool { count > 0 }

  /// Forgets that the person has asked: what was to be stopped has stopped.
  static func forget() { presses.store(0, ordering: .relaxed) }

  /// Runs `body` with Ctrl-C as a wish to stop; the third within one line ends the program.
  ///
  /// What stands inside another counts on, so that a wish to stop a line is one for all of its cells.
  static func whileCatching<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard depth.add(1, ordering: .relaxed).oldValue == 0 else {
      defer { depth.subtract(1, ordering: .relaxed) }
      return try body()
    }
    defer { depth.subtract(1, ordering: .relaxed) }
    presses.store(0, ordering: .relaxed)
    var before = sigaction()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      if presses.add(1, ordering: .relaxed).newValue >= 3 { _exit(130) }
    }
    sigaction(SIGINT, &action, &before)
    defer { sigaction(SIGINT, &before, nil) }
    return try body()
  }

  /// Makes Ctrl-C end the program with 130, where it is not ignored as for work in the background.
  ///
  /// Files are written in one step, so that none is left half.
  public static func endProgramOnRequest() {
    guard !isIgnored else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in _exit(130) }
    sigaction(SIGINT, &action, nil)
  }

  /// Whether Ctrl-C is ignored, as it is for work in the background.
  public static var isIgnored: Bool {
    var action = sigaction()
    sigaction(SIGINT, nil, &action)
    let ignores = unsafeBitCast(SIG_IGN, to: Int.self)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignores
  }
}
