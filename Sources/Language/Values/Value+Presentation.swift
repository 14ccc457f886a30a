public import TimeSeries

extension Value {
  /// What a person sees of the value; `name` is the name that it is shown under.
  public func presentation(name: String? = nil) -> Presentation {
    var shown = unmarked(name: name)
    for mark in marks { shown.add("  " + mark.description) }
    return shown
  }

  private func unmarked(name: String?) -> Presentation {
    switch self {
    case .series(let series): series.presentation(name: name)
    case .frame(let frame): frame.presentation(name: name)
    case .object(let object): object.presentation(name: name)
    case .record(let record): record.presentation
    case .informed(let value, _): value.unmarked(name: name)
    default: .line((name.map { "\($0)  " } ?? "") + text)
    }
  }

  /// The value in one line.
  public var text: String {
    switch self {
    case .number(let scalar):
      scalar.kind == .boolean
        ? NumberText.cell(scalar.value, kind: .boolean) : NumberText.short(scalar.value)
    case .text(let text): text
    case .duration(let period): String(describing: period)
    case .bars(let count): "\(count)b"
    case .ticks(let count): NumberText.short(count) + "ticks"
    case .instant(let instant): String(describing: instant)
    case .timeOfDay(let clock): Instant.clockText(clock)
    case .range(let range): range.text
    case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .series(let series): series.summary
    case .frame(let frame): frame.summary
    case .record(let record):
      "(" + record.fields.map { "\($0.name)=\($0.value.text)" }.joined(separator: ", ") + ")"
    case .function(let function):
      "fn(" + function.parameters.map(\.name.text).joined(separator: ", ") + ")"
    case .object(let object): object.typeName
    case .informed(let value, _): value.text
    }
  }
}

extension RangeValue {
  var text: String {
    (lower?.text ?? "") + (isHalfOpen ? "..<" : "..") + (upper?.text ?? "")
      + (step.map { " step " + NumberText.short($0) } ?? "")
  }
}

extension Record {
  var presentation: Presentation {
    let width = fields.map(\.name.count).max() ?? 0
    return Presentation(
      fields.map { field in
        .line(
          field.name + String(repeating: " ", count: width - field.name.count + 2)
            + field.value.text
        )
      }
    )
  }
}

extension Clock {
  /// The first and last row: `1999-01-04 → 2018-12-31`.
  public var spanText: String {
    guard count > 0 else { return "no rows" }
    return "\(label(0)) → \(label(count - 1))"
  }
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
      "\(type) \(clock.stepLabel)  reach \(reach)  \(NumberText.count(count)) rows  \(clock.spanText)"
      + missingText
  }

  /// Up to a dozen values in a line; of more, the summary and the last three rows.
  func presentation(name: String?) -> Presentation {
    if count <= 12, name == nil {
      return .line(values.map { NumberText.cell($0, kind: kind) }.joined(separator: " "))
    }
    var shown = Presentation.line((name.map { $0 + "  " } ?? "") + summary)
    let rows = (max(0, count - 3)..<count).map { row in
      [clock.label(row), NumberText.cell(values[row], kind: kind)]
    }
    let header = Table.Column(clock.times == nil ? "row" : "time", .left)
    shown.add(Table([header, Table.Column(name ?? "value")], rows: rows))
    return shown
  }
}

extension Frame {
  public var summary: String {
    "frame \(clock.stepLabel)  \(NumberText.count(count)) × \(columns.count)  \(clock.spanText)"
  }

  /// The rows as a table, with what is left out in its note.
  public func table(of total: Int) -> Table {
    let rows = (0..<count).map { row in
      [clock.label(row)]
        + columns.map { NumberText.cell($0.series.values[row], kind: $0.series.kind) }
    }
    return Table(
      [Table.Column(clock.times == nil ? "row" : "time", .left)]
        + columns.map { Table.Column($0.name) },
      rows: rows,
      note: count < total
        ? "\(clock.stepLabel) · \(NumberText.count(count)) of \(NumberText.count(total)) rows" : nil
    )
  }

  func presentation(name: String?) -> Presentation {
    if name == nil, count <= 20 { return Presentation([.table(table(of: count))]) }
    let missing = columns.reduce(0) { $0 + $1.series.missingCount }
    let cells = max(1, count * columns.count)
    let share = missing == 0 ? "0" : NumberText.percent(Double(missing) / Double(cells))
    var shown = Presentation.line((name.map { $0 + "  " } ?? "") + summary)
    shown.add("  " + columns.map(\.name).joined(separator: " · ") + "     na \(share)")
    return shown
  }
}
