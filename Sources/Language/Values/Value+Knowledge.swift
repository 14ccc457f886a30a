public import TimeSeries

extension Value {
  /// What the value knows, on whatever clock it is used; of a column, not its rows.
  public var knowledge: Knowledge {
    switch self {
    case .number(let scalar): scalar.knowledge
    case .series(let series): series.knowledge
    case .range(let range): range.knowledge
    case .list(let items): .derived(from: items.map(\.knowledge), step: "a list")
    case .record(let record):
      .derived(from: record.fields.map(\.value.knowledge), step: "a record")
    case .informed(let value, let knowledge):
      .derived(from: [value.knowledge, knowledge], step: "a choice")
    default: .constant
    }
  }

  /// Returns the value, which knows what it knew and `knowledge` as well: the number that chose it,
  /// for example, may have come from later rows.
  public func knowing(_ knowledge: Knowledge, step: String) -> Value {
    if knowledge.isConstant, knowledge.marks.isEmpty { return self }
    func both(_ own: Knowledge) -> Knowledge { .derived(from: [own, knowledge], step: step) }
    switch self {
    case .number(let scalar):
      return .number(
        Scalar(scalar.value, kind: scalar.kind, knowledge: both(scalar.knowledge))
      )
    case .bars(let count):
      // A count of bars cannot remember; the number that stands for it can.
      return .number(Scalar(Double(count), knowledge: knowledge))
    case .series(let series): return .series(series.with(knowledge: both(series.knowledge)))
    case .list(let items): return .list(items.map { $0.knowing(knowledge, step: step) })
    case .record(let record):
      return .record(
        Record(record.fields.map { ($0.name, $0.value.knowing(knowledge, step: step)) })
      )
    case .frame(let frame): return .frame(frame.knowing(both))
    case .object(let object):
      return object.knowing(knowledge, step: step).map(Value.object) ?? .informed(self, knowledge)
    case .informed(let value, let own): return .informed(value, both(own))
    case .range(let range) where range.lower != nil || range.upper != nil:
      return .range(
        RangeValue(
          lower: range.lower?.knowing(knowledge, step: step),
          upper: range.upper?.knowing(knowledge, step: step),
          isHalfOpen: range.isHalfOpen,
          step: range.step
        )
      )
    case .text, .duration, .ticks, .instant, .timeOfDay, .range, .function:
      return .informed(self, knowledge)
    }
  }
}

extension Value {
  /// Returns the value, which says wherever it is shown that it is not finished.
  func partial(_ partial: PartialResult) -> Value {
    let mark = Mark(.partial, "\(partial.text); `:resume` goes on")
    return knowing(Knowledge(reach: .constant, marks: [mark]), step: "a part of it")
  }

  /// Returns the value with the cell that the future came in by, where that is not known yet.
  func placed(in cell: String) -> Value {
    switch self {
    case .number(let scalar) where !scalar.knowledge.path.isEmpty:
      .number(
        Scalar(scalar.value, kind: scalar.kind, knowledge: scalar.knowledge.placed(in: cell))
      )
    case .series(let series) where !series.knowledge.path.isEmpty:
      .series(series.with(knowledge: series.knowledge.placed(in: cell)))
    case .frame(let frame) where frame.columns.contains { !$0.series.knowledge.path.isEmpty }:
      .frame(frame.knowing { $0.placed(in: cell) })
    case .object(let object): .object(object.placed(in: cell) ?? object)
    default: self
    }
  }
}

extension Value {
  /// What has to be said wherever the value is shown.
  public var marks: [Mark] {
    switch self {
    case .series(let series): series.marks
    case .frame(let frame): frame.marks
    case .object(let object): object.marks
    default: knowledge.marks
    }
  }
}

extension Frame {
  /// What has to be said of a column.
  public var marks: [Mark] { columns.reduce([]) { Mark.union($0, $1.series.marks) } }

  /// Returns the frame whose columns know what `both` makes of what they knew.
  public func knowing(_ both: (Knowledge) -> Knowledge) -> Frame {
    Frame(
      clock: clock,
      columns: columns.map { column in
        let series = column.series.with(knowledge: both(column.series.knowledge))
        return Column(name: column.name, header: column.header, series: series)
      },
      isComputed: isComputed
    )
  }
}

extension Scalar {
  /// Whether the number comes from rows, so that nobody knows it while there are none.
  var isFromData: Bool { !knowledge.isConstant || !knowledge.marks.isEmpty }

  /// Whether this is 0 as it is typed.
  var isLiteralZero: Bool { value == 0 && !isFromData }

  /// Whether this is `na` as it is typed, which stands for a missing value of any kind.
  var isLiteralMissing: Bool { value.isNaN && !isFromData }
}
