public import TimeSeries

/// Writes tables of comma-separated values.
public enum CSVWriter {
  /// Returns a frame as text, with a header and a line for each row.
  ///
  /// Moments come first, as `date` or `time` in the ISO form, and the numbers of rows that have
  /// nothing else where they say more than the lines. Headers say what each column knows. Numbers
  /// have the fewest digits that read back as the same double, and a missing value is an empty cell.
  public static func text(_ frame: Frame) -> String {
    let rows = ColumnHeader(ofRowsOf: frame)
    let headers = (rows.map { [$0] } ?? []) + frame.columns.map(ColumnHeader.init(of:))
    var text = headers.map { quoted($0.text) }.joined(separator: ",") + "\n"
    for row in 0..<frame.count {
      if rows != nil { text += frame.clock.label(row) }
      for (index, column) in frame.columns.enumerated() {
        if rows != nil || index > 0 { text += "," }
        text += number(column.series.values[row])
      }
      // An empty line would not be a row.
      if text.utf8.last == .lineFeed { text += "\"\"" }
      text += "\n"
    }
    return text
  }

  /// Returns the text of a cell, in quotes where it would not be one without.
  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",;\t\"".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    let digits = value.description
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}
