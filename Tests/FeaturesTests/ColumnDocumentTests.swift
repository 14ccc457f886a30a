import Features
import Foundation
import Testing

/// The tables of `docs/columns.md` are made of the declarations.
@Suite struct ColumnDocumentTests {
  @Test func theTablesHoldEveryColumn() throws {
    let text = try String(contentsOfFile: "docs/columns.md", encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let declared = ColumnSet.everything.columns.map { column in
      let summary = column.summary.replacing("|", with: "\\|")
      return "| `\(column.name)` | \(summary) | \(column.reach) | \(column.warmUp) |"
    }
    #expect(rows.count == 165)
    for (row, expected) in zip(rows, declared) { #expect(row == expected) }
  }
}
