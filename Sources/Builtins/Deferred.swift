import Synchronization

/// A value that is computed when it is first asked for, and then kept.
///
/// A sweep makes thousands of backtests and asks few of them for their break-even cost.
final class Deferred<Output: Sendable>: Sendable {
  private let known = Mutex<Output?>(nil)
  private let compute: @Sendable () -> Output

  init(_ compute: @escaping @Sendable () -> Output) {
    self.compute = compute
  }

  var value: Output {
    known.withLock { known in
      let value = known ?? compute()
      known = value
      return value
    }
  }
}
