import Synchronization

/// The highest number that any thread has noted.
final class Counter: Sendable {
  private let value = Mutex(0)

  var highest: Int { value.withLock { $0 } }

  func note(_ number: Int) {
    value.withLock { $0 = max($0, number) }
  }
}
