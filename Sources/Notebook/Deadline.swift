internal import Foundation
internal import Synchronization

/// Watches the time of a run and of its cells, as a computation need not look at a clock itself.
public final class Deadline: Sendable {
  private let generation = Mutex(0)

  init() {}

  /// Calls `end` after `seconds`, unless `cancel` is called or another time begins before.
  func begin(_ seconds: Double, _ end: @escaping @Sendable () -> Void) {
    let mine = generation.withLock { number in
      number += 1
      return number
    }
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: seconds)
      if self.generation.withLock({ $0 == mine }) { end() }
    }
  }

  func cancel() { generation.withLock { $0 += 1 } }

  /// Returns the seconds of a duration such as `90s`, `10m` or `2h`; nil for anything else.
  public static func seconds(_ text: String) -> Double? {
    guard let unit = text.last, let scale = ["s": 1.0, "m": 60, "h": 3600][unit],
      let number = Double(text.dropLast()), number > 0, number < 1e7
    else { return nil }
    return number * scale
  }
}
