import Language
import TimeSeries

/// Some rows of a frame, which show as a table that says of how many.
struct ExcerptValue: ObjectValue {
  private var rows: Frame
  private let total: Int
  /// Whether they are rows of features and not of data.
  let isComputed: Bool

  init(_ frame: Frame, rows: Range<Int>, isComputed: Bool = false) {
    self.rows = frame.cut(to: rows)
    total = frame.count
    self.isComputed = isComputed
  }

  var frame: Frame? { rows }
  var typeName: String { "rows of a frame" }
  var fieldNames: [String] { rows.columns.map(\.name) }

  func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)? {
    var told = self
    told.rows = rows.knowing { .derived(from: [$0, knowledge], step: step) }
    return told
  }

  var emptied: any ObjectValue {
    var empty = self
    empty.rows = rows.emptied()
    return empty
  }

  func field(_ name: String) -> Value? { rows[name].map(Value.series) }

  func presentation(name: String?) -> Presentation {
    Presentation([.table(rows.table(of: total))])
  }
}
