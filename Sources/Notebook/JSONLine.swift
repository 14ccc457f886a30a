internal import Language

/// One object of JSON in one line, as `--json` writes them.
struct JSONLine {
  private var fields: [String]

  init(event: String) {
    fields = ["\"ev\":\(JSONString.quoted(event))"]
  }

  mutating func add(_ key: String, _ text: String?) {
    guard let text else { return }
    fields.append("\(JSONString.quoted(key)):\(JSONString.quoted(text))")
  }

  mutating func add(_ key: String, _ texts: [String]) {
    let items = texts.map(JSONString.quoted).joined(separator: ",")
    fields.append("\(JSONString.quoted(key)):[\(items)]")
  }

  mutating func add(_ key: String, _ number: Int) {
    fields.append("\(JSONString.quoted(key)):\(number)")
  }

  mutating func add(_ key: String, _ number: Double) {
    let text = number.isFinite ? String(number) : "null"
    fields.append("\(JSONString.quoted(key)):\(text)")
  }

  mutating func add(_ key: String, _ truth: Bool) {
    fields.append("\(JSONString.quoted(key)):\(truth)")
  }

  var text: String { "{" + fields.joined(separator: ",") + "}" }
}

extension JSONLine {
  /// The event of an error: its code, place, sentence and repair.
  init(_ error: Diagnostic) {
    self.init(event: "error")
    let (line, start) = error.source.line(at: error.range.lower)
    add("code", error.code)
    add("file", error.source.file)
    add("line", line)
    add("column", error.range.lower - start + 1)
    add("length", error.range.upper - error.range.lower)
    add("message", error.explanation.sentence)
    add("note", error.explanation.note)
    add("repair", error.explanation.repair)
  }
}
