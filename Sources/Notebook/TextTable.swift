public import Language

/// Lays values out as text, the same for every terminal.
///
/// Recorded text is laid out at 100 columns with fixed digits and no colour.
public enum TextTable {
  /// The width of recorded text.
  public static let recordedWidth = 100

  /// Returns the lines of a presentation.
  ///
  /// Of a table that is too wide the first columns and the last are shown, and a note names the
  /// others; a row that is too wide even so ends with an ellipsis. A long line goes on below,
  /// indented; a word that is wider than the window stays whole.
  public static func lines(
    of presentation: Presentation,
    width: Int = recordedWidth
  ) -> [String] {
    presentation.blocks.flatMap { block -> [String] in
      switch block {
      case .line(let text):
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
          wrapped(cleaned(String($0)), width)
        }
      case .table(let table): lines(of: table, width: width)
      }
    }
  }

  private static func lines(of table: Table, width: Int) -> [String] {
    let headers = table.columns.map { cleaned($0.header) }
    let rows = table.rows.map { $0.map(cleaned) }
    let cells = headers.allSatisfy(\.isEmpty) ? rows : [headers] + rows
    let widths = headers.indices.map { column in
      cells.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
    let shown = columnsThatFit(widths, width)
    var lines = cells.map { row in
      let parts = shown.map { column -> String in
        let text = column < row.count ? row[column] : ""
        let padding = String(repeating: " ", count: widths[column] - text.columns)
        return table.columns[column].alignment == .left ? text + padding : padding + text
      }
      return cut(trimmed("  " + parts.joined(separator: "  ")), width)
    }
    var notes: [String] = []
    if shown.count < headers.count {
      let left = headers.indices.filter { !shown.contains($0) }
      notes.append("not shown: " + left.map { headers[$0] }.joined(separator: ", "))
    }
    if let note = table.note { notes.append(cleaned(note)) }
    lines += notes.flatMap { wrapped("  " + $0, width) }
    return lines
  }

  /// Returns the columns that fit beside each other: the first ones, and always the last.
  private static func columnsThatFit(_ widths: [Int], _ width: Int) -> [Int] {
    let total = widths.reduce(0) { $0 + $1 + 2 }
    guard total > width, let last = widths.indices.last else { return Array(widths.indices) }
    var used = widths[last] + 2
    var shown: [Int] = []
    for column in widths.indices.dropLast() {
      used += widths[column] + 2
      if used > width { break }
      shown.append(column)
    }
    return shown + [last]
  }

  private static func wrapped(_ line: String, _ width: Int) -> [String] {
    guard line.columns > width else { return [trimmed(line)] }
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = indent
    var used = indent.count
    for word in line.dropFirst(indent.count).split(separator: " ", omittingEmptySubsequences: false)
    {
      let length = word.columns
      if used + length > width, used > indent.count {
        lines.append(trimmed(current))
        current = indent + "  "
        used = current.count
      }
      current += word + " "
      used += length + 1
    }
    return lines + [trimmed(current)]
  }

  private static func cut(_ line: String, _ width: Int) -> String {
    guard line.columns > width else { return line }
    var kept = ""
    var used = 1
    for character in line {
      used += character.columns
      guard used <= width else { break }
      kept.append(character)
    }
    return kept + "…"
  }

  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// Replaces control characters, which a name in a file may hold and a terminal would obey.
  private static func cleaned(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(text.map { $0.unicodeScalars.contains(where: isControl) ? "·" : $0 })
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 126 else { return scalar.value < 32 }
    return scalar.isInvisible
  }
}
