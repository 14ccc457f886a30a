internal import Language

/// A page of help before it is laid out for a window.
struct HelpPage {
  private enum Part {
    case title(String, note: String)
    case paragraph(String)
    /// Code, which is never broken.
    case form(String)
    case list([(name: String, text: String)])
    case lines([String])
    case gap
  }

  private var parts: [Part] = []

  /// Adds the first line: what it is about, and what kind of thing that is.
  mutating func title(_ text: String, _ note: String = "") {
    parts.append(.title(text, note: note))
  }

  mutating func add(_ paragraph: String) { parts.append(.paragraph(paragraph)) }

  mutating func add(form: String) { parts.append(.form(form)) }

  /// Adds names with what is said of each, side by side.
  mutating func add(list: [(name: String, text: String)]) {
    if !list.isEmpty { parts.append(.list(list)) }
  }

  /// Adds lines of a table as they are.
  mutating func add(lines: [String]) { parts.append(.lines(lines)) }

  mutating func gap() {
    if case .gap? = parts.last { return }
    if !parts.isEmpty { parts.append(.gap) }
  }

  /// Adds a remark after its name, such as `see also`, if there is one.
  mutating func add(_ name: String, _ text: String?) {
    if let text, !text.isEmpty { parts.append(.list([(name, text)])) }
  }

  /// Adds what was typed and what it printed, with the lines that set it up.
  mutating func add(_ examples: [Example], setUp: [String] = []) {
    guard !examples.isEmpty else { return }
    gap()
    setUp.forEach { add(form: $0) }
    for example in examples {
      example.code.split(separator: "\n").forEach { add(form: String($0)) }
      if !example.prints.isEmpty {
        parts.append(
          .lines(
            example.prints.split(separator: "\n", omittingEmptySubsequences: false).map {
              "    " + $0
            }
          )
        )
      }
    }
  }

  /// Adds all that another page has.
  mutating func append(_ other: HelpPage) { parts += other.parts }

  /// Returns the lines for a window of `width` columns.
  func lines(width: Int) -> [String] {
    // Lists that follow one another share their columns, up to a width that leaves room for the text.
    let longest =
      parts.flatMap { part -> [Int] in
        if case .list(let list) = part {
          list.map { $0.name.columns }.filter { $0 <= 20 }
        } else {
          []
        }
      }.max() ?? 0
    return parts.flatMap { part -> [String] in
      switch part {
      case .title(let text, let note):
        let room = width - text.columns - note.columns
        guard room >= 2, !note.isEmpty else { return [text] + (note.isEmpty ? [] : ["  " + note]) }
        return [text + String(repeating: " ", count: min(room, max(2, 60 - text.columns))) + note]
      case .paragraph(let text): return HelpPage.wrapped(text, first: "", rest: "", width)
      case .form(let code): return ["  " + code]
      case .lines(let lines): return lines
      case .gap: return [""]
      case .list(let list):
        return list.flatMap { name, text -> [String] in
          let gap = String(repeating: " ", count: max(2, longest - name.columns + 2))
          let hang = String(repeating: " ", count: longest + 4)
          return HelpPage.wrapped(text, first: "  " + name + gap, rest: hang, width)
        }
      }
    }
  }

  /// Breaks a text at its blanks, never within a word: one that is wider than the window stays whole.
  private static func wrapped(_ text: String, first: String, rest: String, _ width: Int) -> [String]
  {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.columns + 1 + word.columns > width {
        lines.append(line)
        (line, isEmpty) = (rest, true)
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [isEmpty ? String(line.reversed().drop { $0 == " " }.reversed()) : line]
  }
}
