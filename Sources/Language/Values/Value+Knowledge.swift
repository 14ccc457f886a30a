public import TimeSeries

extension Value {
  /// Returns the value, which knows what it knew and `knowledge` as well: the number that chose it,
  /// for example, may have come from later rows.
  public func knowing(_ knowledge: Knowledge, step: String) -> Value {
    if knowledge.reach.isConstant { return self }
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
    case .frame(let frame):
      let columns = frame.columns.map { column in
        let series = column.series.with(knowledge: both(column.series.knowledge))
        return Frame.Column(name: column.name, header: column.header, series: series)
      }
      return .frame(Frame(clock: frame.clock, columns: columns))
    default: return self
    }
  }
}

extension Scalar {
  /// Whether the number comes from rows, so that nobody knows it while there are none.
  var isFromData: Bool { !knowledge.reach.isConstant }

  /// Whether this is `na` as it is typed, which stands for a missing value of any kind.
  var isLiteralMissing: Bool { value.isNaN && !isFromData }
}
