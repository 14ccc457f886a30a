import Language
import TimeSeries

/// Frames of several symbols on one clock, each reached by its name: `p.AAPL`.
struct PanelValue: ObjectValue {
  let panel: SymbolPanel

  /// The fields beside the symbols.
  static let ownFields = ["symbols", "count"]

  init(_ panel: SymbolPanel) { self.panel = panel }

  var typeName: String { "a panel" }
  var fieldNames: [String] { panel.names + PanelValue.ownFields }
  var emptied: any ObjectValue { PanelValue(panel.emptied()) }

  func field(_ name: String) -> Value? {
    switch name {
    case "symbols": .list(panel.names.map(Value.text))
    case "count": .number(Double(panel.count))
    default: panel.names.firstIndex(of: name).map { .frame(panel.frame(at: $0)) }
    }
  }

  /// So many symbols are shown.
  private static let shownCount = 20

  func presentation(name: String?) -> Presentation {
    let clock = panel.clock
    var shown = Presentation.line(
      (name.map { "\($0)  " } ?? "")
        + "panel \(clock.stepLabel)  \(NumberText.count(panel.count)) symbols × \(NumberText.count(clock.count)) rows  \(clock.spanText)"
    )
    let columns = ["rows", "first", "last", "missing"].map { Table.Column($0) }
    let rows = panel.names.indices.prefix(PanelValue.shownCount).map(row)
    let isWhole = rows.count == panel.count
    shown.add(
      Table(
        [Table.Column("symbol", .left)] + columns,
        rows: rows,
        note: isWhole ? nil : "\(rows.count) of \(NumberText.count(panel.count)) symbols"
      )
    )
    return shown
  }

  /// The symbol with its rows that have a value, the first and the last of them, and how many rows of
  /// the panel it lacks.
  private func row(_ place: Int) -> [String] {
    let columns = panel.frame(at: place).columns.map(\.series.values)
    let present = (0..<panel.clock.count).filter { row in columns.contains { !$0[row].isNaN } }
    return [
      panel.names[place], NumberText.count(present.count),
      present.first.map(panel.clock.label) ?? "-", present.last.map(panel.clock.label) ?? "-",
      NumberText.count(panel.clock.count - present.count),
    ]
  }
}
