import Language
import TimeSeries

/// A value of rows, of which the first or last can be taken.
protocol RowList: ObjectValue {
  var count: Int { get }
  /// Returns the rows at the given places.
  func kept(_ places: Range<Int>) -> any ObjectValue
}

extension RowList {
  /// How many rows there are, which no row before the last one knows.
  var counted: Value { .figure(Double(count), of: typeName) }
}

extension Value {
  /// A figure of a whole sample, which no row before its end knows: the end of `clock`, or none that
  /// is known.
  static func figure(_ value: Double, of what: String, upTo clock: Clock? = nil) -> Value {
    .number(Scalar(value, knowledge: .figure(what, upTo: clock)))
  }
}

extension Value {
  /// Returns a number of which `marks` have to be said; any other value as it is.
  func marked(_ marks: [Mark]) -> Value {
    guard case .number(let scalar) = self, !marks.isEmpty else { return self }
    return .number(
      Scalar(scalar.value, kind: scalar.kind, knowledge: scalar.knowledge.marked(marks))
    )
  }
}

extension Knowledge {
  /// The knowledge of a figure of a whole sample, such as a result of a backtest.
  static func figure(_ what: String, upTo clock: Clock? = nil) -> Knowledge {
    Knowledge(
      reach: .constant,
      dated: [clock.map(Dated.init(endOf:)) ?? .never],
      path: [Step(what)]
    )
  }
}

/// The rows of a frame in another order than that of time: a table, and no frame any more.
struct OrderedRows: RowList {
  private let rows: Frame
  private let order: ArraySlice<Int>

  init(_ rows: Frame, _ order: [Int]) {
    self.rows = rows
    self.order = order[...]
  }

  private init(_ rows: Frame, _ order: ArraySlice<Int>) {
    self.rows = rows
    self.order = order
  }

  var typeName: String { "a table of sorted rows" }
  var fieldNames: [String] { ["count"] }
  var count: Int { order.count }

  func field(_ name: String) -> Value? { name == "count" ? counted : nil }

  func kept(_ places: Range<Int>) -> any ObjectValue {
    OrderedRows(rows, order.dropFirst(places.lowerBound).prefix(places.count))
  }

  func presentation(name: String?) -> Presentation {
    let header = Table.Column(rows.clock.times == nil ? "row" : "time", .left)
    let lines = order.prefix(20).map { row in
      [rows.clock.label(row)]
        + rows.columns.map { NumberText.cell($0.series.values[row], kind: $0.series.kind) }
    }
    let note =
      lines.count < rows.count
      ? "\(NumberText.count(lines.count)) of \(NumberText.count(rows.count)) rows" : nil
    return Presentation([
      .table(Table([header] + rows.columns.map { Table.Column($0.name) }, rows: lines, note: note))
    ])
  }
}
