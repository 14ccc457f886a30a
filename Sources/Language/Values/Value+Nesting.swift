extension Value {
  /// How deeply values may be nested in each other: a deeper tree could exhaust the stack where it
  /// is shown or let go.
  private static let deepest = 256
  /// How many values may be nested in one, each counted as often as it appears.
  private static let mostItems = 1_000_000
  /// How many bytes of a text count as one value: what holds them may be shown, and saved.
  private static let bytesOfItem = 64

  /// Returns a list, or throws where it would be too large or too deeply nested.
  static func list(checking items: [Value]) throws(Problem) -> Value {
    _ = try nesting(of: items)
    return .list(items)
  }

  /// Returns a record, or throws where it would be too large or too deeply nested.
  static func record(checking fields: [(name: String, value: Value)]) throws(Problem) -> Value {
    _ = try nesting(of: fields.map(\.value))
    return .record(Record(fields))
  }

  /// Returns how deeply a value that holds `parts` is nested.
  static func nesting(of parts: [Value]) throws(Problem) -> Int {
    var items = parts.count
    let nesting = 1 + (parts.map { $0.nesting(&items) }.max() ?? 0)
    guard items <= mostItems else {
      throw .tooMuch(
        what: "the number of values in this",
        count: "more than a million",
        limit: NumberText.count(mostItems)
      )
    }
    guard nesting <= deepest else { throw .nestedTooDeeply }
    return nesting
  }

  /// How deeply values are nested in this one; adds how many there are to `items`, and stops
  /// counting where they are too many.
  private func nesting(_ items: inout Int) -> Int {
    let parts: [Value]
    switch self {
    case .list(let list): parts = list
    case .record(let record): parts = record.fields.map(\.value)
    case .function(let function): return function.nesting
    case .object(let object): parts = object.parts
    case .informed(let value, _): return value.nesting(&items)
    case .text(let text):
      items += text.utf8.count / Value.bytesOfItem
      return 0
    default: return 0
    }
    items += parts.count
    var deepest = 0
    for part in parts {
      guard items <= Value.mostItems else { break }
      deepest = max(deepest, part.nesting(&items))
    }
    return parts.isEmpty ? 0 : 1 + deepest
  }
}
