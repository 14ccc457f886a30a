internal import Dispatch
internal import Glibc
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
  ///
  /// Pieces are begun in order, and none after one has failed, so that the error is the same for any
  /// number of threads, and a person who stops the work need not wait for the rest of it.
  ///
  /// `stackSize` is the stack of each thread in bytes, for a body that calls itself; without it the
  /// system decides. Threads of a stated size are made for this call, which takes some 30 µs each.
  public func map<Output: Sendable, Failure: Error>(
    _ pieces: Int,
    stackSize: Int? = nil,
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
    let hasFailed = Atomic<Bool>(false)
    Workers.run(threads: min(count, pieces), stackSize: stackSize) {
      while !hasFailed.load(ordering: .relaxed) {
        let piece = next.add(1, ordering: .relaxed).oldValue
        guard piece < pieces else { return }
        let result: Result<Output, Failure>
        do throws(Failure) {
          result = .success(try body(piece))
        } catch {
          result = .failure(error)
          hasFailed.store(true, ordering: .relaxed)
        }
        results.withLock { $0[piece] = result }
      }
    }
    for case let result? in results.withLock({ $0 }) { outputs.append(try result.get()) }
    return outputs
  }

  /// Runs `work` on so many threads at once; on the caller's where none of a stated stack can be made.
  private static func run(
    threads: Int,
    stackSize: Int?,
    _ work: @Sendable () -> Void
  ) {
    guard let stackSize else {
      return DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
    }
    withoutActuallyEscaping(work) { work in
      let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
      pthread_attr_init(attributes)
      defer {
        pthread_attr_destroy(attributes)
        attributes.deallocate()
      }
      pthread_attr_setstacksize(attributes, stackSize)
      var started: [pthread_t] = []
      for _ in 0..<threads {
        var thread: pthread_t = 0
        let box = Unmanaged.passRetained(Work(run: work))
        let failure = pthread_create(
          &thread,
          attributes,
          { argument in
            if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
          },
          box.toOpaque()
        )
        if failure == 0 { started.append(thread) } else { box.release() }
      }
      if started.isEmpty { work() }
      for thread in started { pthread_join(thread, nil) }
    }
  }
}

/// What a thread does, in a form that C can hand on.
private final class Work: Sendable {
  let run: @Sendable () -> Void

  init(run: @escaping @Sendable () -> Void) { self.run = run }
}
