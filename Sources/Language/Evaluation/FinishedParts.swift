internal import Numerics
internal import Synchronization

/// The parts of a long computation that are finished: folds, trials, blocks of histories, trees.
///
/// Where a statement is stopped, they are what is kept of it, and what it need not do again when it
/// goes on. Parts are known by the computation that they belong to and their number, which mean the
/// same only where the same statement runs with the same names.
public final class FinishedParts: Sendable {
  private let parts = Mutex<[String: [Int: any Sendable]]>([:])

  public init() {}

  /// How many parts there are, of all computations.
  public var count: Int { parts.withLock { $0.values.reduce(0) { $0 + $1.count } } }

  func part<Part: Sendable>(_ number: Int, of computation: String) -> Part? {
    parts.withLock { $0[computation]?[number] as? Part }
  }

  func add(_ part: some Sendable, _ number: Int, of computation: String) {
    parts.withLock { $0[computation, default: [:]][number] = part }
  }
}

extension RunContext {
  /// Returns a part that was finished before, or what `make` gives now.
  ///
  /// - Parameters:
  ///   - number: The number of the part in its computation.
  ///   - computation: A name that no other computation of the statement has.
  ///   - make: Makes the part.
  /// - Returns: The part; nil where only finished parts are wanted and this is none.
  /// - Throws: What `make` throws.
  public func part<Part: Sendable, Failure: Error>(
    _ number: Int,
    of computation: String,
    _ make: () throws(Failure) -> Part
  ) throws(Failure) -> Part? {
    guard let finished else { return try make() }
    if let part: Part = finished.part(number, of: computation) { return part }
    if isAssembling { return nil }
    let part = try make()
    finished.add(part, number, of: computation)
    return part
  }

  /// Throws where the person has asked to stop, or no more memory may be used.
  public func checkStop() throws(Problem) {
    if isStopped() { throw .interrupted }
    if Memory.isFull { throw .noMemory }
  }
}

extension Evaluator {
  /// A name for what a command computes here, which no other command of the statement has.
  public func place(of command: Command) -> String {
    "\(command.verb.text) \(context.site.text) \(command.range.lower) \(context.log.count)"
  }
}

/// How far a computation had come when it was stopped.
public struct PartialResult: Sendable, Hashable {
  public let done: Int
  public let total: Int
  /// What is counted: "folds".
  public let unit: String

  public init(done: Int, total: Int, unit: String) {
    (self.done, self.total, self.unit) = (done, total, unit)
  }

  /// How far it came, in words: `9 of 24 folds`.
  public var text: String {
    "\(NumberText.count(done)) of \(NumberText.count(total)) \(unit)"
  }
}
