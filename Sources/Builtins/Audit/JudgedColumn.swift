import Language
import TimeSeries

/// A column of a value that is audited: which rows may not move when later data change.
struct JudgedColumn: Sendable {
  let name: String
  let values: [Double]
  let clock: Clock
  /// When each row was known, where that is not at its close; nil where it is.
  let stated: [EventTime]?
  let kind: Series.Kind
  let warmUp: Int
  /// Whether it is one number that stands for every row.
  var isNumber = false

  init(_ name: String, _ series: Series) {
    (self.name, values, clock) = (name, series.values, series.clock)
    (stated, kind, warmUp) = (series.stated, series.kind, series.warmUp)
  }

  /// Creates a number that stands for every row of `clock`.
  init(_ name: String, number: Double, on clock: Clock) {
    self.init(name, Series([Double](repeating: number, count: clock.count), clock: clock))
    isNumber = true
  }

  /// Returns the columns of a value; nil for one that has none.
  static func columns(of value: Value) -> [JudgedColumn]? {
    if let strategy = value.object as? StrategyValue { return strategy.judgedColumns }
    if let frame = value.asFrame {
      return frame.columns.map { JudgedColumn($0.name, $0.series) }
    }
    if let series = value.asSeries { return [JudgedColumn("value", series)] }
    guard case .record(let record) = value else { return nil }
    let columns = record.fields.compactMap { field in
      field.value.asSeries.map { JudgedColumn(field.name, $0) }
    }
    return columns.isEmpty ? nil : columns
  }
}

extension StrategyValue {
  /// The columns and numbers that the rules were compiled to, each by the name of its rule.
  var judgedColumns: [JudgedColumn] {
    let entries = [("enter long", enterLong), ("enter short", enterShort)].flatMap { act, entry in
      columns(act, entry?.condition) + columns("\(act), limit", entry?.limit)
        + number("\(act), expires", entry?.expiry)
    }
    return entries + columns("exit", exit) + columns("stop", stop) + columns("take", take)
      + number("hold", hold)
  }

  private func number(_ name: String, _ value: Int?) -> [JudgedColumn] {
    value.map { [JudgedColumn(name, number: Double($0), on: bars.clock)] } ?? []
  }

  private func columns(_ name: String, _ expression: RowExpression?) -> [JudgedColumn] {
    let leaves = expression?.leaves ?? []
    return leaves.enumerated().map { place, leaf in
      let name = leaves.count == 1 ? name : "\(name), part \(place + 1)"
      switch leaf {
      case .column(let values):
        // In a check the rules keep their columns, and the bars have no rows.
        let values = Array(values.prefix(bars.count))
        let isTruth = values.allSatisfy { $0.isNaN || $0 == 0 || $0 == 1 }
        return JudgedColumn(
          name,
          Series(
            values,
            clock: bars.clock,
            kind: isTruth ? .boolean : .number,
            warmUp: min(warmUp, bars.count)
          )
        )
      case .number(let number): return JudgedColumn(name, number: number, on: bars.clock)
      }
    }
  }
}

extension RowExpression {
  fileprivate enum Leaf {
    case column([Double])
    case number(Double)
  }

  /// The columns and numbers in the expression, from left to right.
  fileprivate var leaves: [Leaf] {
    switch self {
    case .constant(let number): [.number(number)]
    case .column(let values): [.column(values)]
    case .state: []
    case .unary(_, let x): x.leaves
    case .binary(_, let x, let y): x.leaves + y.leaves
    case .choice(let test, let x, let y): test.leaves + x.leaves + y.leaves
    }
  }
}
