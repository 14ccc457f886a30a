/// The line on the screen in colour, and the suggestion behind it.
struct Painting {
  /// The prompts as they are seen, without escape sequences.
  let prompt: String
  let rightPrompt: String
  let line: String
  /// The cursor, in bytes from the start of the line.
  let cursor: Int
  let columns: Int
  let rows: Int

  private let start: Layout

  init(prompt: String, rightPrompt: String, line: String, cursor: Int, columns: Int, rows: Int) {
    (self.prompt, self.rightPrompt) = (prompt, rightPrompt)
    (self.line, self.cursor) = (line, cursor)
    (self.columns, self.rows) = (columns, rows)
    start = Layout(columns: columns).after(prompt.unicodeScalars)
  }

  /// The row of the cursor, counted from that in which the prompt begins.
  var cursorRow: Int {
    let cursor = line.utf8.index(line.startIndex, offsetBy: cursor)
    let place = start.after(line.unicodeScalars[..<cursor])
    guard cursor < line.endIndex else { return place.row }
    // A wide character that does not fit has taken the cursor along to the next row.
    let width = Layout.width(line.unicodeScalars[cursor]) ?? 1
    return place.column + width > place.columns ? place.row + 1 : place.row
  }

  /// Whether all of the line is on the screen, in characters that can be painted over.
  var isPaintable: Bool {
    start.after(line.unicodeScalars).row < rows
      && line.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || Layout.width($0) != nil }
  }

  /// Returns the bytes that lay `coloured` over the line; nil where its characters are not the same.
  func colours(_ coloured: String) -> String? {
    var rest = coloured.unicodeScalars[...]
    var place = start
    var bytes = "\u{1B}7\(up(cursorRow - start.row))\r\(right(start.column))"
    for scalar in line.unicodeScalars {
      bytes += Painting.takeColours(&rest)
      guard rest.popFirst() == scalar else { return nil }
      let before = place
      place.advance(scalar)
      bytes += Painting.bytes(of: scalar, from: before, to: place)
    }
    bytes += Painting.takeColours(&rest)
    return rest.isEmpty ? bytes + "\u{1B}[0m\u{1B}8" : nil
  }

  /// Returns the bytes that show as much of `text` as fits behind the line and before the right
  /// prompt, in grey; and how many columns that takes.
  func suggestion(_ text: String) -> (bytes: String, columns: Int) {
    let end = start.after(line.unicodeScalars)
    let rightWidth = rightPrompt.unicodeScalars.reduce(0) { $0 + (Layout.width($1) ?? 0) }
    let gap = columns - end.column - rightWidth
    let showsRight = rightWidth > 0 && end.row == 0 && gap > 1
    var room = showsRight ? gap - 2 : columns - end.column - 1
    let all = room
    let shown = text.unicodeScalars.prefix { scalar in
      guard let width = Layout.width(scalar), width <= room else { return false }
      room -= width
      return true
    }
    guard room < all else { return ("", 0) }
    return ("\u{1B}7\u{1B}[90m\(String(shown))\u{1B}[0m\u{1B}8", all - room)
  }

  private static func bytes(of scalar: Unicode.Scalar, from: Layout, to: Layout) -> String {
    // Down by a sequence that never scrolls; libedit has made the row.
    let nextRow = to.row > from.row ? "\r\u{1B}[B" : ""
    switch scalar {
    case "\n": return nextRow
    case "\t":
      let end = to.row > from.row ? from.columns : to.column
      return String(repeating: " ", count: end - from.column) + nextRow
    default: return to.column > 0 ? nextRow + String(scalar) : String(scalar) + nextRow
    }
  }

  /// Takes the colour sequences (`ESC [ … m`) that `text` begins with.
  private static func takeColours(_ text: inout Substring.UnicodeScalarView) -> String {
    var taken = ""
    while text.first == "\u{1B}" {
      let sequence = PromptText.escapeSequence(text)
      guard sequence.last == "m" else { return taken }
      taken += String(sequence)
      text = text.dropFirst(sequence.count)
    }
    return taken
  }

  private func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
  private func right(_ columns: Int) -> String { columns > 0 ? "\u{1B}[\(columns)C" : "" }
}
