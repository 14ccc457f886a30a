internal import Dispatch
internal import Synchronization

/// The number of threads that a computation may use: the one place where threads are decided.
///
/// Work is cut into numbered pieces that do not share state, and results are placed by number, so
/// that no result depends on how many workers there were.
public struct Workers: Sendable, Hashable {
  public let count: Int

  /// Creates a team of `count` threads, at least one.
  public init(count: Int) {
    self.count = max(1, count)
  }

  /// One thread, the caller's own.
  public static let single = Workers(count: 1)

  /// Returns the results of `body` for 0..<`pieces`, in order; the first error by number is thrown.
  public func map<Output: Sendable, Failure: Error>(
    _ pieces: Int,
    _ body: @Sendable (Int) throws(Failure) -> Output
  ) throws(Failure) -> [Output] {
    var outputs: [Output] = []
    outputs.reserveCapacity(max(0, pieces))
    guard count > 1, pieces > 1 else {
      for piece in 0..<max(0, pieces) { outputs.append(try body(piece)) }
      return outputs
    }
    let results = Mutex<[Result<Output, Failure>?]>(Array(repeating: nil, count: pieces))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in
      while true {
        let piece = next.add(1, ordering: .relaxed).oldValue
        guard piece < pieces else { return }
        let result: Result<Output, Failure>
        do throws(Failure) {
          result = .success(try body(piece))
        } catch {
          result = .failure(error)
        }
        results.withLock { $0[piece] = result }
      }
    }
    for case let result? in results.withLock({ $0 }) { outputs.append(try result.get()) }
    return outputs
  }
}
