public import TimeSeries

/// The names of a session and their values: immutable, so that a function or a trial keeps its own.
public struct Environment: Sendable {
  public internal(set) var values = PersistentMap<String, Value>()
  /// Names whose newest value is bound to a parameter or an axis, which goes before columns.
  private(set) var locals: Set<String> = []
  /// Where the values come from; a name without an origin was bound from outside.
  var origins = PersistentMap<String, Origin>()
  /// The frame whose columns are in scope for the session.
  public var used: FrameScope?
  public internal(set) var usedOrigin: Origin?
  /// The value of the last expression, for `_`.
  public var last: Value?
  var lastOrigin: Origin?
  /// The last value of each cell, for `_3`.
  public var cellValues = PersistentMap<Int, Value>()
  var cellOrigins = PersistentMap<Int, Origin>()

  public init() {}

  public subscript(name: String) -> Value? { values[name] }

  /// Returns where the value of a name comes from; nil for one from outside the program.
  public func origin(of name: String) -> Origin? { origins[name] }

  /// Returns where `_`, or `_3` of a cell, comes from.
  public func origin(ofLast cell: Int?) -> Origin? { cell.map { cellOrigins[$0] } ?? lastOrigin }

  public mutating func bind(_ name: String, to value: Value, from origin: Origin? = nil) {
    values[name] = value
    origins[name] = origin
    locals.remove(name)
  }

  /// Brings the columns of a frame into scope.
  public mutating func use(_ scope: FrameScope?, from origin: Origin?) {
    (used, usedOrigin) = (scope, origin)
  }

  /// Keeps the value of an expression, for `_`.
  public mutating func keepLast(_ value: Value, from origin: Origin?) {
    (last, lastOrigin) = (value, origin)
  }

  /// Keeps the last value of a cell, for `_3`.
  public mutating func keep(_ value: Value?, ofCell number: Int, from origin: Origin?) {
    cellValues[number] = value
    cellOrigins[number] = value == nil ? nil : origin
  }

  /// Returns the environment with every frame and series cut to no rows, for checking a line.
  public func emptied() -> Environment {
    var empty = self
    empty.values = values.mapValues(\.emptied)
    empty.last = last?.emptied
    empty.cellValues = cellValues.mapValues(\.emptied)
    empty.used = used.map { FrameScope($0.frame.emptied(), name: $0.name) }
    // Nothing is made again from data that is not there.
    (empty.origins, empty.cellOrigins) = (PersistentMap(), PersistentMap())
    (empty.usedOrigin, empty.lastOrigin) = (nil, nil)
    return empty
  }

  /// Returns the environment with only what an expression of `names` can reach: a function that kept
  /// everything would keep its own older versions for ever.
  func keeping(_ names: Set<String>) -> Environment {
    var kept = Environment()
    for name in names {
      kept.values[name] = values[name]
      kept.origins[name] = origins[name]
    }
    kept.locals = locals.intersection(names)
    if names.contains("_") {
      (kept.last, kept.cellValues) = (last, cellValues)
      (kept.lastOrigin, kept.cellOrigins) = (lastOrigin, cellOrigins)
    }
    return kept
  }

  /// Drops the large values that can be made again from their origins.
  mutating func leaveToOrigins() {
    for (name, origin) in origins
    where origin.gap == nil && !origin.isImport && values[name]?.isLarge ?? false {
      values[name] = nil
    }
  }

  /// How many origins the longest chain has that ends in one of the values.
  var lineage: Int {
    let kept = values.values.map { value in
      if case .function(let function) = value { function.environment.lineage } else { 0 }
    }
    return max(allOrigins.map(\.depth).max() ?? 0, kept.max() ?? 0)
  }

  /// All values, in no order.
  var all: [Value] { Array(values.values) + Array(cellValues.values) + [last].compactMap { $0 } }

  mutating func bindLocal(_ name: String, to value: Value, from origin: Origin? = nil) {
    values[name] = value
    origins[name] = origin
    locals.insert(name)
  }

  /// Every origin that the environment refers to.
  var allOrigins: [Origin] {
    Array(origins.values) + Array(cellOrigins.values) + [lastOrigin, usedOrigin].compactMap(\.self)
  }

  /// Returns the environment with every value as `made` has it, or else as `changed` has it.
  func mapped(
    made: (Origin) -> Remade?,
    changed: (Value) throws -> Value
  ) rethrows -> Environment {
    var mapped = Environment()
    mapped.locals = locals
    // In a fixed order, as what is changed may draw random numbers.
    for name in Set(values.keys).union(origins.keys).sorted() {
      mapped.values[name] =
        try origins[name].flatMap(made)?.environment[name] ?? values[name].map(changed)
    }
    mapped.last = try lastOrigin.flatMap(made)?.value ?? last.map(changed)
    for (number, value) in cellValues.sorted(by: { $0.key < $1.key }) {
      mapped.cellValues[number] = try cellOrigins[number].flatMap(made)?.value ?? changed(value)
    }
    mapped.used =
      try usedOrigin.flatMap(made)?.environment.used
      ?? used.flatMap { scope in
        try changed(.frame(scope.frame)).asFrame.map { FrameScope($0, name: scope.name) }
      }
    return mapped
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

  /// Whether `name` means something in the frame.
  public func has(_ name: String) -> Bool { value(name) != nil }

  /// Returns what `name` means in the frame: a definition, a column, or a fact of its clock.
  func value(_ name: String) -> Value? {
    own[name] ?? frame[name].map(Value.series) ?? clockColumn(name).map(Value.series)
  }

  /// The names that every frame with times has beside its columns.
  static let clockColumns = ["time_of_day", "day_of_week", "session_open"]

  /// The columns that bars have.
  static let customaryColumns: Set<String> = ["open", "high", "low", "close", "volume"]

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
