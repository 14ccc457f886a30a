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
  func lines(width: Int) -> [StyledLine] {
    // Lists share their columns, but for names that would leave little room for the text.
    let longest =
      parts.flatMap { part -> [Int] in
        if case .list(let list) = part {
          list.map { $0.name.columns }.filter { $0 <= 20 }
        } else {
          []
        }
      }.max() ?? 0
    return parts.flatMap { part -> [StyledLine] in
      switch part {
      case .title(let text, let note): return HelpPage.title(text, note, width)
      case .paragraph(let text): return HelpPage.wrapped(text, first: "", rest: "", width)
      case .form(let code): return [StyledLine("  " + code, .name)]
      case .lines(let lines): return lines.map { StyledLine($0, .faint) }
      case .gap: return [StyledLine()]
      case .list(let list):
        return list.flatMap { name, text -> [StyledLine] in
          let gap = String(repeating: " ", count: max(2, longest - name.columns + 2))
          let hang = String(repeating: " ", count: longest + 4)
          return HelpPage.wrapped(text, first: "  \(name, .name)\(gap)", rest: hang, width)
        }
      }
    }
  }

  /// Returns the first line, with what it is about at its right where there is room.
  private static func title(_ text: String, _ note: String, _ width: Int) -> [StyledLine] {
    guard !note.isEmpty else { return ["\(text, .header)"] }
    let room = width - text.columns - note.columns
    guard room >= 2 else { return ["\(text, .header)", "  \(note, .faint)"] }
    let gap = String(repeating: " ", count: min(room, max(2, 60 - text.columns)))
    return ["\(text, .header)\(gap)\(note, .faint)"]
  }

  /// Breaks a text at its blanks, never within a word: one that is wider than the window stays whole.
  private static func wrapped(
    _ text: String,
    first: StyledLine,
    rest: String,
    _ width: Int
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    var line = first
    var used = first.plain.columns
    var isEmpty = true
    for word in text.split(separator: " ") {
      let length = word.columns
      if !isEmpty, used + 1 + length > width {
        lines.append(line)
        (line, used, isEmpty) = (StyledLine(rest), rest.columns, true)
      }
      line.append((isEmpty ? "" : " ") + word)
      used += length + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return lines + [line]
  }
}
