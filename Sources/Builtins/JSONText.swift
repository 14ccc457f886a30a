import Language
import TimeSeries

/// Values as JSON: records are objects in the order of their fields, what is missing is null, a
/// number has the fewest digits that read back to the same bits.
enum JSONText {
  /// The most values that are written.
  private static let mostItems = 5_000_000

  /// Returns the lines of a value; nil for one that has no such form, such as a model.
  static func text(of value: Value) throws(Problem) -> String? {
    var items = 0
    count(value, into: &items)
    guard items <= mostItems else {
      throw .tooMuch(
        what: "the number of values in this",
        count: "more than \(NumberText.count(mostItems))",
        limit: NumberText.count(mostItems)
      )
    }
    return lines(of: value, indent: "")
  }

  /// Adds how many numbers and texts a value holds, and stops where they are too many.
  private static func count(_ value: Value, into items: inout Int) {
    guard items <= mostItems else { return }
    items += 1
    switch value {
    case .list(let parts): parts.forEach { count($0, into: &items) }
    case .record(let record): record.fields.forEach { count($0.value, into: &items) }
    case .series(let series): items += series.count
    case .object(let object): (object as? any JSONValue).map { count($0.json, into: &items) }
    case .informed(let value, _): count(value, into: &items)
    default: break
    }
  }

  private static func lines(of value: Value, indent: String) -> String? {
    switch value {
    case .number(let scalar):
      if scalar.kind == .boolean { return scalar.truth.map { $0 ? "true" : "false" } ?? "null" }
      return number(scalar.value)
    case .text(let text): return JSONString.quoted(text)
    case .duration, .bars, .ticks, .instant, .timeOfDay: return JSONString.quoted(value.text)
    case .list(let items):
      return block(items.map { lines(of: $0, indent: indent + "  ") }, "[", "]", indent)
    case .record(let record):
      let fields = record.fields.map { field in
        lines(of: field.value, indent: indent + "  ").map {
          "\(JSONString.quoted(field.name)): \($0)"
        }
      }
      return block(fields, "{", "}", indent)
    case .series(let series): return block(series.values.map(number), "[", "]", indent)
    case .object(let object):
      return (object as? any JSONValue).flatMap { lines(of: $0.json, indent: indent) }
    case .informed(let value, _): return lines(of: value, indent: indent)
    case .frame, .range, .function: return nil
    }
  }

  /// Returns parts between brackets, each on a line of its own; nil where one of them is.
  private static func block(
    _ parts: [String?],
    _ open: String,
    _ close: String,
    _ indent: String
  ) -> String? {
    let known = parts.compactMap(\.self)
    guard known.count == parts.count else { return nil }
    guard !known.isEmpty else { return open + close }
    let inner = known.map { "\(indent)  \($0)" }.joined(separator: ",\n")
    return "\(open)\n\(inner)\n\(indent)\(close)"
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    guard let whole = Int(exactly: value), whole.magnitude < 1 << 53,
      value != 0 || value.sign == .plus
    else { return "\(value)" }
    return String(whole)
  }
}

/// A value of the domain with a form in JSON.
protocol JSONValue: ObjectValue {
  var json: Value { get }
}
