internal import Language

/// One object of JSON in one line, as `--json` writes them.
struct JSONLine {
  private var fields: [String]

  init(event: String) {
    fields = ["\"ev\":\(JSONLine.quoted(event))"]
  }

  mutating func add(_ key: String, _ text: String?) {
    guard let text else { return }
    fields.append("\(JSONLine.quoted(key)):\(JSONLine.quoted(text))")
  }

  mutating func add(_ key: String, _ number: Int) {
    fields.append("\(JSONLine.quoted(key)):\(number)")
  }

  mutating func add(_ key: String, _ number: Double) {
    let text = number.isFinite ? String(number) : "null"
    fields.append("\(JSONLine.quoted(key)):\(text)")
  }

  mutating func add(_ key: String, _ truth: Bool) {
    fields.append("\(JSONLine.quoted(key)):\(truth)")
  }

  var text: String { "{" + fields.joined(separator: ",") + "}" }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _ where scalar.value < 32:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
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
