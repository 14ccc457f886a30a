internal import TimeSeries

/// A number or a column, seen alike: a number stands for a column of itself.
enum Operand {
  case scalar(Scalar)
  case series(Series)

  init?(_ value: Value) {
    if case .number(let scalar) = value {
      self = .scalar(scalar)
    } else if let series = value.asSeries {
      self = .series(series)
    } else {
      return nil
    }
  }

  var kind: Series.Kind {
    switch self {
    case .scalar(let scalar): scalar.kind
    case .series(let series): series.kind
    }
  }

  /// Whether this is `na` as it is typed.
  var isLiteralMissing: Bool {
    if case .scalar(let scalar) = self { scalar.isLiteralMissing } else { false }
  }

  /// Whether the operand may stand where a truth value is wanted.
  var isTruth: Bool { kind == .boolean || isLiteralMissing }

  var knowledge: Knowledge {
    switch self {
    case .scalar(let scalar): scalar.knowledge
    case .series(let series): series.knowledge
    }
  }

  var warmUp: Int {
    if case .series(let series) = self { series.warmUp } else { 0 }
  }

  var count: Int {
    if case .series(let series) = self { series.count } else { 1 }
  }

  /// The column; nil for a number.
  var series: Series? {
    if case .series(let series) = self { series } else { nil }
  }

  subscript(row: Int) -> Double {
    switch self {
    case .scalar(let scalar): scalar.value
    case .series(let series): series.values[row]
    }
  }

  /// Returns the values with `kernel` applied to each.
  func mapped(kind: Series.Kind, _ kernel: (Double) -> Double) -> Value {
    switch self {
    case .scalar(let scalar):
      return .number(Scalar(kernel(scalar.value), kind: kind, knowledge: scalar.knowledge))
    case .series(let series):
      return .series(
        Series(
          series.values.map(kernel),
          clock: series.clock,
          kind: kind,
          knowledge: series.knowledge,
          warmUp: series.warmUp,
          stated: series.stated
        )
      )
    }
  }

  /// Returns `kernel` of two operands, row by row, on their common clock.
  static func combine(
    _ a: Operand,
    _ b: Operand,
    kind: Series.Kind,
    step: String,
    _ kernel: (Double, Double) -> Double
  ) throws -> Value {
    let knowledge = Knowledge.derived(from: [a.knowledge, b.knowledge], step: step)
    let values: [Double]
    let clock: Clock
    switch (a, b) {
    case (.scalar(let x), .scalar(let y)):
      return .number(Scalar(kernel(x.value, y.value), kind: kind, knowledge: knowledge))
    case (.series(let x), .scalar(let y)):
      (values, clock) = (x.values.map { kernel($0, y.value) }, x.clock)
    case (.scalar(let x), .series(let y)):
      (values, clock) = (y.values.map { kernel(x.value, $0) }, y.clock)
    case (.series(let x), .series(let y)):
      clock = try commonClock([a, b])
      values = x.values.indices.map { kernel(x.values[$0], y.values[$0]) }
    }
    return .series(
      Series(
        values,
        clock: clock,
        kind: kind,
        knowledge: knowledge,
        warmUp: max(a.warmUp, b.warmUp),
        stated: Series.statedTimes(of: [a, b].compactMap(\.series), through: .present)
      )
    )
  }

  /// Returns the one clock of those operands that are series.
  static func commonClock(_ operands: [Operand]) throws -> Clock {
    var common: Clock?
    for case .series(let series) in operands {
      if let common, !common.matches(series.clock) {
        throw Problem.differentClocks(common.describedRows, series.clock.describedRows)
      }
      common = common?.joined(with: series.clock) ?? series.clock
    }
    return common ?? Clock(count: 0)
  }
}
