internal import Glibc
internal import Synchronization

/// How often Ctrl-C was pressed since the line began; a signal handler can reach no more than this.
private let presses = Atomic<Int>(0)

/// Ctrl-C while a line runs: the line is asked to stop, and the session stays.
enum Interrupt {
  /// Whether the person has asked to stop.
  static var isRequested: Bool {
    get { presses.load(ordering: .relaxed) > 0 }
    set { presses.store(newValue ? 1 : 0, ordering: .relaxed) }
  }

  /// Runs `body` with Ctrl-C as a wish to stop; the third within one line ends the program.
  static func whileCatching(_ body: () -> Void) {
    var before = sigaction()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      if presses.add(1, ordering: .relaxed).newValue >= 3 { _exit(130) }
    }
    sigaction(SIGINT, &action, &before)
    body()
    sigaction(SIGINT, &before, nil)
  }
}
