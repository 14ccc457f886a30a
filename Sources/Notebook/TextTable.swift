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
  /// others, or the first of many; a row that is too wide even so ends with an ellipsis. A long line goes on below,
  /// indented; a word that is wider than the window stays whole.
  public static func lines(
    of presentation: Presentation,
    width: Int = recordedWidth
  ) -> [StyledLine] {
    presentation.blocks.flatMap { block -> [StyledLine] in
      switch block {
      case .line(let line): parts(of: line).flatMap { wrapped(cleaned($0), width) }
      case .table(let table): lines(of: table, width: width)
      }
    }
  }

  /// Returns the lines of a presentation without their roles.
  public static func text(of presentation: Presentation, width: Int = recordedWidth) -> [String] {
    lines(of: presentation, width: width).map(\.plain)
  }

  private static func lines(of table: Table, width: Int) -> [StyledLine] {
    let headers = table.columns.map { cleaned(StyledLine($0.header, .header)) }
    let rows = table.rows.map { $0.map { cleaned($0) } }
    let cells = headers.allSatisfy(\.spans.isEmpty) ? rows : [headers] + rows
    let widths = headers.indices.map { column in
      cells.map { column < $0.count ? $0[column].plain.columns : 0 }.max() ?? 0
    }
    let shown = columnsThatFit(widths, width)
    var lines = cells.map { row -> StyledLine in
      let parts = shown.map { column -> StyledLine in
        let text = column < row.count ? row[column] : ""
        let blank = StyledLine(String(repeating: " ", count: widths[column] - text.plain.columns))
        return table.columns[column].alignment == .left ? text + blank : blank + text
      }
      return cut(trimmed("  " + parts.joined(separator: "  ")), width)
    }
    if let gap = table.gap {
      let place = min(lines.count, cells.count - rows.count + gap.row)
      lines.insert(cut("  \("… \(cleaned(gap.text)) …", .faint)", width), at: place)
    }
    var notes: [String] = []
    if shown.count < headers.count {
      let left = headers.indices.filter { !shown.contains($0) && !headers[$0].spans.isEmpty }
      if !left.isEmpty { notes.append("not shown: " + shortened(left.map { headers[$0].plain })) }
    }
    if let note = table.note { notes.append(note) }
    lines += notes.flatMap { wrapped(cleaned(StyledLine("  " + $0, .faint)), width) }
    return lines
  }

  /// More names than this are not listed.
  private static let mostNames = 12

  private static func shortened(_ names: [String]) -> String {
    let rest = names.count - mostNames
    return names.prefix(mostNames).joined(separator: ", ")
      + (rest > 0 ? " and \(NumberText.count(rest)) more" : "")
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

  /// Returns what stands between line feeds.
  static func parts(of line: StyledLine) -> [StyledLine] {
    var start = 0
    return line.plain.split(separator: "\n", omittingEmptySubsequences: false).map { part in
      defer { start += part.utf8.count + 1 }
      return line.cut(to: start..<(start + part.utf8.count))
    }
  }

  private static func wrapped(_ line: StyledLine, _ width: Int) -> [StyledLine] {
    let text = line.plain
    guard text.columns > width else { return [trimmed(line)] }
    let indent = text.prefix { $0 == " " }.count
    var lines: [StyledLine] = []
    var lead = indent
    var (start, end, used) = (indent, indent, indent)
    func take() {
      let blank = StyledLine(String(repeating: " ", count: lead))
      lines.append(trimmed(blank + line.cut(to: start..<max(start, end))))
    }
    for word in text.dropFirst(indent).split(separator: " ", omittingEmptySubsequences: false) {
      let length = word.columns
      if used + length > width, used > indent {
        take()
        lead = indent + 2
        (start, used) = (end, lead)
      }
      end += word.utf8.count + 1
      used += length + 1
    }
    take()
    return lines
  }

  private static func cut(_ line: StyledLine, _ width: Int) -> StyledLine {
    let text = line.plain
    guard text.columns > width else { return line }
    var kept = 0
    var used = 1
    for character in text {
      used += character.columns
      guard used <= width else { break }
      kept += character.utf8.count
    }
    return line.cut(to: 0..<kept) + "…"
  }

  private static func trimmed(_ line: StyledLine) -> StyledLine {
    let text = line.plain
    let blanks = text.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return blanks == 0 ? line : line.cut(to: 0..<(text.utf8.count - blanks))
  }

  /// Replaces control characters, which a name in a file may hold and a terminal would obey.
  private static func cleaned(_ line: StyledLine) -> StyledLine { line.map(cleaned) }

  private static func cleaned(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(text.map { $0.unicodeScalars.contains(where: isControl) ? "·" : $0 })
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 126 else { return scalar.value < 32 }
    return scalar.isInvisible
  }
}
