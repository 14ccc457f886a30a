/// Puts new origins in the place of old ones, in all that was made of them.
///
/// A cell that ran again and gave the very same may have made it in another way. What was made of it
/// need not run again, but where it comes from is no longer what it was.
public struct Relinking {
  private var links: [ObjectIdentifier: (old: Origin, new: Origin)] = [:]

  public init() {}

  public var isEmpty: Bool { links.isEmpty }

  /// Has `new` stand where `old` stood.
  public mutating func replace(_ old: Origin, by new: Origin) {
    links[ObjectIdentifier(old)] = (old, new)
  }

  /// Returns the origin that stands on the new ones; the same where it stands on none.
  public mutating func origin(_ origin: Origin) -> Origin {
    if let link = links[ObjectIdentifier(origin)] { return link.new }
    let new = environment(origin.environment).map { Origin(origin, in: $0) } ?? origin
    links[ObjectIdentifier(origin)] = (origin, new)
    return new
  }

  /// Returns the value, of which functions keep their names with their origins.
  public mutating func value(_ value: Value) -> Value { changed(value) ?? value }

  /// Returns the value on the new origins; nil where nothing in it changes.
  private mutating func changed(_ value: Value) -> Value? {
    switch value {
    case .function(let function):
      return environment(function.environment).map { .function(FunctionValue(function, in: $0)) }
    case .list(let items): return changed(items).map { .list($0) }
    case .record(let record):
      return changed(record.fields.map(\.value)).map { values in
        .record(Record(zip(record.fields, values).map { ($0.name, $1) }))
      }
    default: return nil
    }
  }

  private mutating func changed(_ values: [Value]) -> [Value]? {
    let new = values.map { changed($0) }
    guard new.contains(where: { $0 != nil }) else { return nil }
    return zip(new, values).map { $0 ?? $1 }
  }

  /// Returns the environment on the new origins; nil where nothing in it changes.
  private mutating func environment(_ environment: Environment) -> Environment? {
    var new = environment
    var isMoved = false
    for (name, value) in environment.values {
      guard let value = changed(value) else { continue }
      new.values[name] = value
      isMoved = true
    }
    for (name, origin) in environment.origins {
      new.origins[name] = moved(origin, &isMoved)
    }
    for (cell, origin) in environment.cellOrigins {
      new.cellOrigins[cell] = moved(origin, &isMoved)
    }
    new.usedOrigin = environment.usedOrigin.map { moved($0, &isMoved) }
    new.lastOrigin = environment.lastOrigin.map { moved($0, &isMoved) }
    return isMoved ? new : nil
  }

  private mutating func moved(_ old: Origin, _ isMoved: inout Bool) -> Origin {
    let new = origin(old)
    if new !== old { isMoved = true }
    return new
  }
}
