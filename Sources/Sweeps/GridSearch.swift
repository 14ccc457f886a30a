public import Numerics
internal import Synchronization

/// Runs every point of a space.
public enum GridSearch {
  /// The stack of a thread that runs trials: a block may be as deeply nested as a program, whatever
  /// the system gives its threads.
  private static let stackSize = 16 << 20

  /// Returns the result of `trial` at each point, in order, whatever the number of workers.
  ///
  /// A trial is given its place on each axis. After each one `progress` hears how many are done, and
  /// may throw to stop the search.
  public static func run<Output: Sendable>(
    _ space: Space,
    workers: Workers,
    progress: @Sendable (Int) throws -> Void,
    trial: @Sendable ([Int]) throws -> Output
  ) throws -> [Output] {
    let done = Atomic<Int>(0)
    return try workers.map(space.count ?? 0, stackSize: stackSize) { number in
      let output = try trial(space.point(number))
      try progress(done.add(1, ordering: .relaxed).newValue)
      return output
    }
  }
}
