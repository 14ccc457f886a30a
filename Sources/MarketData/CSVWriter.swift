public import TimeSeries

/// Writes tables of comma-separated values.
public enum CSVWriter {
  /// Returns a frame as text, with a header and a line for each row.
  ///
  /// Moments come first, as `date` or `time` in the ISO form; rows that have numbers only get no
  /// such column. Numbers have the fewest digits that read back as the same double, and a missing
  /// value is an empty cell.
  public static func text(_ frame: Frame) -> String {
    let times = frame.clock.times
    let names = frame.columns.map(\.name)
    let header = (times == nil ? [] : [frame.clock.isDaily ? "date" : "time"]) + names
    var text = header.joined(separator: ",") + "\n"
    for row in 0..<frame.count {
      if let times { text += String(describing: times[row]) }
      for (index, column) in frame.columns.enumerated() {
        if times != nil || index > 0 { text += "," }
        text += number(column.series.values[row])
      }
      // An empty line would not be a row.
      if text.utf8.last == .lineFeed { text += "\"\"" }
      text += "\n"
    }
    return text
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    let digits = value.description
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}
