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

  func presentation(name: String?) -> Presentation {
    let clock = panel.clock
    var shown = Presentation.titled(
      name,
      "panel \(clock.stepLabel)  \(NumberText.counted(panel.count, "symbol")) × \(NumberText.counted(clock.count, "row"))  \(clock.spanText)"
    )
    let columns = ["rows", "first", "last", "missing"].map { Table.Column($0) }
    let places = Excerpt(of: panel.count, head: 12, tail: 6)
    shown.add(
      Table(
        [Table.Column("symbol", .left)] + columns,
        rows: places.rows.map(row),
        gap: places.gap("symbol")
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
