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
  /// Whether somebody asked for these rows, so that all are shown.
  private let isAsked: Bool

  init(_ rows: Frame, _ order: [Int]) {
    self.rows = rows
    self.order = order[...]
    isAsked = false
  }

  private init(_ rows: Frame, _ order: ArraySlice<Int>) {
    self.rows = rows
    self.order = order
    isAsked = true
  }

  var typeName: String { "a table of sorted rows" }
  var fieldNames: [String] { ["count"] }
  var count: Int { order.count }

  func field(_ name: String) -> Value? { name == "count" ? counted : nil }

  func kept(_ places: Range<Int>) -> any ObjectValue {
    OrderedRows(rows, order.dropFirst(places.lowerBound).prefix(places.count))
  }

  func presentation(name: String?) -> Presentation {
    let order = Array(order)
    let places =
      isAsked ? Excerpt(of: count, head: count, tail: 0) : Excerpt(of: count, head: 12, tail: 6)
    let note =
      count < rows.count
      ? "\(NumberText.count(count)) of \(NumberText.counted(rows.count, "row"))" : nil
    let table = rows.table(of: places.rows.map { order[$0] }, gap: places.gap("row"), note: note)
    return Presentation([.table(table)])
  }
}
