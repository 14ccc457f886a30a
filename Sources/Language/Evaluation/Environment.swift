public import TimeSeries

/// The names of a session and their values: immutable, so that a function or a trial keeps its own.
public struct Environment: Sendable {
  public private(set) var values: [String: Value] = [:]
  /// Names whose newest value is bound to a parameter or an axis, which goes before columns.
  private(set) var locals: Set<String> = []
  /// The frame whose columns are in scope for the session.
  public var used: FrameScope?
  /// The value of the last expression, for `_`.
  public var last: Value?
  /// The last value of each cell, for `_3`.
  public var cellValues: [Int: Value] = [:]

  public init() {}

  public subscript(name: String) -> Value? { values[name] }

  public mutating func bind(_ name: String, to value: Value) {
    values[name] = value
    locals.remove(name)
  }

  /// Returns the environment with every frame and series cut to no rows, for checking a line.
  public func emptied() -> Environment {
    var empty = self
    empty.values = values.mapValues(\.emptied)
    empty.last = last?.emptied
    empty.cellValues = cellValues.mapValues(\.emptied)
    empty.used = used.map { FrameScope($0.frame.emptied(), name: $0.name) }
    return empty
  }

  /// Returns the environment with only what an expression of `names` can reach: a function that kept
  /// everything would keep its own older versions for ever.
  func keeping(_ names: Set<String>) -> Environment {
    var kept = Environment()
    for name in names { kept.values[name] = values[name] }
    kept.locals = locals.intersection(names)
    if names.contains("_") { (kept.last, kept.cellValues) = (last, cellValues) }
    return kept
  }

  /// All values, in no order.
  var all: [Value] { Array(values.values) + Array(cellValues.values) + [last].compactMap { $0 } }

  mutating func bindLocal(_ name: String, to value: Value) {
    values[name] = value
    locals.insert(name)
  }
}

/// A frame whose columns can be named, with the names that a block has defined.
public struct FrameScope: Sendable {
  public let frame: Frame
  public let name: String
  public var own: [String: Value] = [:]
  /// Names that change from row to row as a strategy runs.
  public var states: [String: State] = [:]

  /// Something that a strategy knows of itself.
  public struct State: Sendable {
    /// Its place among the states that a row is evaluated with.
    public let place: Int
    /// What it knows of the row that it is evaluated at.
    public let knowledge: Knowledge

    public init(place: Int, knowledge: Knowledge) {
      (self.place, self.knowledge) = (place, knowledge)
    }
  }

  public init(_ frame: Frame, name: String, states: [String: State] = [:]) {
    self.frame = frame
    self.name = name
    self.states = states
  }

  /// Returns what `name` means in the frame: a definition, a column, or a fact of its clock.
  func value(_ name: String) -> Value? {
    own[name] ?? frame[name].map(Value.series) ?? clockColumn(name).map(Value.series)
  }

  /// The names that every frame with times has beside its columns.
  static let clockColumns = ["time_of_day", "day_of_week", "session_open"]

  private func clockColumn(_ name: String) -> Series? {
    guard FrameScope.clockColumns.contains(name), let times = frame.clock.times else { return nil }
    switch name {
    case "time_of_day":
      let day = Double(Period.day.nanoseconds)
      return Series(times.map { Double($0.timeOfDay) / day }, clock: frame.clock)
    case "day_of_week":
      return Series(times.map { Double($0.date.weekday) }, clock: frame.clock)
    default:
      let isFirst = times.indices.map { $0 == 0 || times[$0].date != times[$0 - 1].date }
      return Series(isFirst.map { $0 ? 1 : 0 }, clock: frame.clock, kind: .boolean)
    }
  }
}
