import Language
import TimeSeries

/// A list of rows, such as trades, of which the first and the last are shown.
struct TableValue: RowList {
  let typeName: String
  private let table: Table
  /// What has to be said of what the rows are of.
  let marks: [Mark]
  /// Whether somebody asked for these rows, so that all are shown.
  private var isAsked = false

  init(_ typeName: String, _ table: Table, marks: [Mark] = []) {
    self.typeName = typeName
    self.table = table
    self.marks = marks
  }

  var fieldNames: [String] { ["count"] }
  var count: Int { table.rows.count }

  func field(_ name: String) -> Value? { name == "count" ? counted : nil }

  func kept(_ places: Range<Int>) -> any ObjectValue {
    let rows = Array(table.rows[places])
    let note =
      rows.count < count
      ? "\(NumberText.count(rows.count)) of \(NumberText.counted(count, "row"))" : table.note
    var kept = TableValue(typeName, Table(table.columns, rows: rows, note: note), marks: marks)
    kept.isAsked = true
    return kept
  }

  func presentation(name: String?) -> Presentation {
    Presentation([.table(isAsked ? table : table.shortened(head: 12, tail: 6))])
  }
}
