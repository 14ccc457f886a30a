import Foundation
import Prompt

/// Hears of Ctrl-C on a thread of its own, where more may be done than in a handler.
enum InterruptWatch {
  /// Calls `body` at Ctrl-C, where that is not ignored as for work in the background.
  ///
  /// It is to be called before other threads begin, as they must not hear the signal themselves.
  static func onRequest(_ body: @escaping @Sendable () -> Void) {
    guard !Interrupt.isIgnored else { return }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waited = signals
    Thread.detachNewThread {
      var (signals, signal) = (waited, Int32(0))
      while sigwait(&signals, &signal) != 0 {}
      body()
    }
  }
}
