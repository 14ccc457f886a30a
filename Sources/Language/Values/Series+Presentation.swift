public import TimeSeries

extension Clock {
  /// The first and last row: `1999-01-04 → 2018-12-31`.
  public var spanText: String {
    guard count > 0 else { return "no rows" }
    return "\(label(0)) → \(label(count - 1))"
  }

  /// The column that names the rows.
  var column: Table.Column { Table.Column(times == nil ? "row" : "time", .left) }
}

extension Series {
  /// How many values are missing, the warm-up apart: `na 19 warm-up`.
  public var missingText: String {
    let missing = missingCount
    let warm = min(warmUp, missing)
    let parts = [
      warm > 0 ? "\(NumberText.count(warm)) warm-up" : nil,
      missing > warm ? NumberText.count(missing - warm) : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? "" : "   na " + parts.joined(separator: " + ")
  }

  public var summary: String {
    let type = kind == .boolean ? "truth series" : "series"
    return
      "\(type) \(clock.stepLabel)  reach \(reach)  \(NumberText.counted(count, "row"))  \(clock.spanText)"
      + missingText
  }

  /// Up to a dozen values in a line; of more a card: the summary, the range and the course, and the
  /// first and last rows.
  func presentation(name: String?) -> Presentation {
    if count <= 12, name == nil {
      return .line(values.map { NumberText.cell($0, kind: kind) }.joined(separator: " "))
    }
    var shown = Presentation.titled(name, StyledLine(summary))
    if count > 12, let range = rangeText { shown.add(range) }
    shown.add(table(name: name ?? "value"))
    return shown
  }

  /// The least and the greatest value with the course between; of conditions how often they held.
  private var rangeText: StyledLine? {
    if kind == .boolean { return trueText.map { "  \($0)" } }
    guard let range = finiteRange, range.low < range.high else { return nil }
    let ends = NumberText.figures([range.low, range.high], kind: kind)
    let course = Sparkline.text(values, width: 32)
    return "  \("min", .faint) \(ends[0])   \("max", .faint) \(ends[1])   \(course, .series(0))"
  }

  /// How often a condition held, of the rows where it is known: `true 55.7%`; nil where it never is.
  var trueText: String? {
    let known = count - missingCount
    guard known > 0 else { return nil }
    return "true \(NumberText.percent(Double(values.count { $0 == 1 }) / Double(known), 1))"
  }

  /// The least and the greatest value that are numbers; nil without one.
  var finiteRange: (low: Double, high: Double)? {
    values.reduce(nil) { range, value in
      guard value.isFinite else { return range }
      guard let range else { return (value, value) }
      return (min(range.low, value), max(range.high, value))
    }
  }

  /// The first and the last rows.
  private func table(name: String) -> Table {
    let places = Excerpt(of: count, head: 3, tail: 3)
    let cells = NumberText.column(places.rows.map { values[$0] }, kind: kind)
    return Table(
      [clock.column, Table.Column(name)],
      rows: zip(places.rows, cells).map { [clock.label($0), $1] },
      gap: places.gap("row")
    )
  }
}
