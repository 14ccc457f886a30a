internal import Synchronization

/// What a statement took from outside the program: data, random numbers, and results that are too
/// dear to be made twice.
public final class StatementLog: Sendable {
  /// A place in a source at which something is taken.
  struct Place: Hashable {
    let source: Source
    let range: SourceRange

    static func == (a: Place, b: Place) -> Bool { a.source === b.source && a.range == b.range }

    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(source))
      hasher.combine(range)
    }
  }

  /// A value with the verb or the function that gave it.
  public struct Taking: Sendable {
    public let name: String
    public let value: Value
    let place: Place
  }

  private struct State {
    var takings: [Taking] = []
    var files: [FileLog.Entry] = []
    var streams: [(purpose: String, count: Int)] = []
  }

  private let state = Mutex(State())

  init() {}

  /// What was taken, in order.
  public var takings: [Taking] { state.withLock { $0.takings } }
  /// How much has been taken so far.
  public var count: Int { state.withLock { $0.takings.count } }
  /// The files that were read.
  public var files: [FileLog.Entry] { state.withLock { $0.files } }
  /// The purposes for which random numbers were drawn, in the order of their first use.
  public var streams: [String] { state.withLock { $0.streams.map(\.purpose) } }

  func add(_ value: Value, by name: String, at place: Place) {
    state.withLock { $0.takings.append(Taking(name: name, value: value, place: place)) }
  }

  func add(_ file: FileLog.Entry) { state.withLock { $0.files.append(file) } }

  /// Records that random numbers are drawn for a purpose; returns how often they were before.
  func add(stream purpose: String) -> Int {
    state.withLock { state in
      guard let place = state.streams.firstIndex(where: { $0.purpose == purpose }) else {
        state.streams.append((purpose, 1))
        return 0
      }
      defer { state.streams[place].count += 1 }
      return state.streams[place].count
    }
  }
}

/// What a log holds, handed out again in the order in which each place took it.
final class Replay: Sendable {
  private let rest: Mutex<[StatementLog.Place: ArraySlice<Value>]>

  /// Creates the replay of what `log` took after its first `mark` takings.
  init(_ log: StatementLog, after mark: Int, _ changed: (Value) throws -> Value) rethrows {
    var values: [StatementLog.Place: ArraySlice<Value>] = [:]
    for taking in log.takings.dropFirst(mark) {
      values[taking.place, default: []].append(try changed(taking.value))
    }
    rest = Mutex(values)
  }

  /// Returns the next value of a place; nil where the first run took no more.
  func next(_ place: StatementLog.Place) -> Value? {
    rest.withLock { $0[place]?.popFirst() }
  }
}
