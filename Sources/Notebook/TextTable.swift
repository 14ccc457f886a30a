public import Language

/// Lays values out as text, the same for every terminal.
///
/// Recorded text is laid out at 100 columns with fixed digits and no colour.
public enum TextTable {
  /// The width of recorded text.
  public static let recordedWidth = 100

  /// Returns the lines of a presentation; a line or row that is too wide is cut with an ellipsis.
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
    let cells = [table.columns.map(\.header)] + table.rows
    let widths = table.columns.indices.map { column in
      cells.map { column < $0.count ? cleaned($0[column]).count : 0 }.max() ?? 0
    }
    let shown = columnsThatFit(widths, width)
    let hasHeader = table.columns.contains { !$0.header.isEmpty }
    var lines = (hasHeader ? cells : Array(cells.dropFirst())).map { row in
      let parts = shown.map { column -> String in
        let text = column < row.count ? cleaned(row[column]) : ""
        let padding = String(repeating: " ", count: max(0, widths[column] - text.count))
        return table.columns[column].alignment == .left ? text + padding : padding + text
      }
      return trimmed("  " + parts.joined(separator: "  "))
    }
    var notes: [String] = []
    if shown.count < table.columns.count {
      let left = table.columns.indices.filter { !shown.contains($0) }
      notes.append("not shown: " + left.map { table.columns[$0].header }.joined(separator: ", "))
    }
    if let note = table.note { notes.append(note) }
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

  /// Returns a line cut at spaces into lines of at most `width`; a word that is too long stays whole.
  private static func wrapped(_ line: String, _ width: Int) -> [String] {
    guard line.count > width else { return [trimmed(line)] }
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = indent
    for word in line.dropFirst(indent.count).split(separator: " ", omittingEmptySubsequences: false)
    {
      if current.count + word.count > width, current.count > indent.count {
        lines.append(trimmed(current))
        current = indent + "  "
      }
      current += word + " "
    }
    return lines + [trimmed(current)]
  }

  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// Replaces control characters, which a name in a file may hold.
  private static func cleaned(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
      return text
    }
    return String(
      text.map { $0.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } ? $0 : "·" }
    )
  }
}
