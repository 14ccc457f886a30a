import Language
import TimeSeries

/// A list of rows, such as trades, of which the first are shown.
struct TableValue: RowList {
  let typeName: String
  private let table: Table
  /// What has to be said of what the rows are of.
  let marks: [Mark]

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
    let note = rows.count < count ? "\(rows.count) of \(NumberText.count(count)) rows" : table.note
    return TableValue(typeName, Table(table.columns, rows: rows, note: note), marks: marks)
  }

  func presentation(name: String?) -> Presentation {
    let shown = Array(table.rows.prefix(20))
    let note = count > 20 ? "20 of \(NumberText.count(count)) rows" : table.note
    return Presentation([.table(Table(table.columns, rows: shown, note: note))])
  }
}
