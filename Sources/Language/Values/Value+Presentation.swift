internal import TimeSeries

extension Value {
  /// What a person sees of the value; `name` is the name that it is shown under.
  public func presentation(name: String? = nil) -> Presentation {
    var shown = unmarked(name: name)
    for mark in marks { shown.add("  \(mark.description, .warning)") }
    return shown
  }

  private func unmarked(name: String?) -> Presentation {
    switch self {
    case .series(let series): series.presentation(name: name)
    case .frame(let frame): frame.presentation(name: name)
    case .object(let object): object.presentation(name: name)
    case .record(let record): record.presentation
    case .informed(let value, _): value.unmarked(name: name)
    default: .titled(name, StyledLine(text))
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
          "\(field.name, .name)\(String(repeating: " ", count: width - field.name.count + 2))\(field.value.text)"
        )
      }
    )
  }
}
