public import TimeSeries

extension Frame {
  public var summary: String {
    "frame \(clock.stepLabel)  \(NumberText.count(count)) × \(columns.count)  \(clock.spanText)"
  }

  /// The rows as a table, with what is left out in its note.
  public func table(of total: Int) -> Table {
    table(
      of: Array(0..<count),
      note: count < total
        ? "\(clock.stepLabel) · \(NumberText.count(count)) of \(NumberText.counted(total, "row"))"
        : nil
    )
  }

  /// The rows of these numbers as a table, the numbers of each column with as many digits.
  public func table(of rows: [Int], gap: Table.Gap? = nil, note: String? = nil) -> Table {
    let cells = columns.map { column in
      NumberText.column(rows.map { column.series.values[$0] }, kind: column.series.kind)
    }
    return Table(
      [clock.column] + columns.map { Table.Column($0.name) },
      rows: rows.indices.map { place in [clock.label(rows[place])] + cells.map { $0[place] } },
      gap: gap,
      note: note
    )
  }

  /// A few rows whole; of more a card: the summary, what there is to know of the data, each column, and
  /// the first and last rows.
  func presentation(name: String?) -> Presentation {
    if count <= Frame.mostShown {
      let rows = Presentation.Block.table(table(of: count))
      return Presentation(
        (name == nil ? [] : Presentation.titled(name, StyledLine(summary)).blocks) + [rows]
      )
    }
    var shown = Presentation.titled(name, StyledLine(summary))
    shown.add("  \(factsText, .faint)")
    shown.add(columnTable(name: name))
    let places = Excerpt(of: count, head: 3, tail: 3)
    shown.add(table(of: places.rows, gap: places.gap("row")))
    return shown
  }

  /// So many rows are shown whole.
  private static let mostShown = 20

  /// How dense the rows are, and what is missing: `252 rows a year · na 0`.
  private var factsText: String {
    let year = clock.periodsPerYear
    let density = year.isFinite ? "\(NumberText.cell(year.rounded())) rows a year" : nil
    return [density, longestGap, "na \(missingText)"].compactMap { $0 }.joined(separator: " · ")
  }

  /// The longest time without a row: `longest gap 7d, before 2001-09-17`; nil where rows were chosen or
  /// follow each other step by step.
  private var longestGap: String? {
    guard let times = clock.times, !clock.isSelection, let step = clock.step, step.months == 0
    else {
      return nil
    }
    var (longest, row) = (step.nanoseconds, 0)
    for (place, pair) in zip(times, times.dropFirst()).enumerated() {
      let gap = pair.1.nanoseconds.subtractingReportingOverflow(pair.0.nanoseconds)
      if !gap.overflow, gap.partialValue > longest {
        (longest, row) = (gap.partialValue, place + 1)
      }
    }
    guard row > 0 else { return nil }
    return "longest gap \(Period(nanoseconds: longest)), before \(clock.label(row))"
  }

  /// How many values are missing, the warm-up apart: `48 warm-up + 3 in the data (0.01%)`.
  private var missingText: String {
    let missing = columns.map(\.series.missingCount)
    let warm = zip(columns, missing).reduce(0) { $0 + min($1.0.series.warmUp, $1.1) }
    let data = missing.reduce(0, +) - warm
    let share = Double(data) / Double(max(1, count * columns.count))
    let parts = [
      warm > 0 ? "\(NumberText.count(warm)) warm-up" : nil,
      data > 0 ? "\(NumberText.count(data)) in the data (\(NumberText.percent(share)))" : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? "0" : parts.joined(separator: " + ")
  }

  /// Each column with its type, what is missing, its range, its course and its last value.
  private func columnTable(name: String?) -> Table {
    let places = Excerpt(of: columns.count, head: 8, tail: 3)
    let shown = places.rows.map { columns[$0] }
    let hasReach = shown.contains { $0.series.reach != .present }
    let headers = (hasReach ? ["reach"] : []) + ["na", "min", "max"]
    return Table(
      [Table.Column("column", .left), Table.Column("type", .left)]
        + headers.map { Table.Column($0) } + [Table.Column("course", .left), Table.Column("last")],
      rows: shown.map { Frame.row(of: $0, hasReach: hasReach) },
      gap: places.gap("column")
    )
  }

  private static func row(of column: Column, hasReach: Bool) -> [StyledLine] {
    let series = column.series
    let last = series.values.last ?? .nan
    let range = series.kind == .boolean ? nil : series.finiteRange
    let figures = NumberText.figures(
      [range?.low ?? .nan, range?.high ?? .nan, last],
      kind: series.kind
    )
    let type =
      switch series.kind {
      case .number: "number"
      case .fraction: "fraction"
      case .boolean: series.trueText ?? "truth"
      }
    return [StyledLine(column.name, .name), StyledLine(type, .faint)]
      + (hasReach ? [StyledLine("\(series.reach)")] : [])
      + [
        StyledLine(NumberText.count(series.missingCount)),
        StyledLine(range == nil ? "" : figures[0]), StyledLine(range == nil ? "" : figures[1]),
        StyledLine(range == nil ? "" : Sparkline.text(series.values, width: 16), .series(0)),
        StyledLine(figures[2]),
      ]
  }
}
