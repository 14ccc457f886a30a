import Builtins
import Foundation
import Language
import Notebook
import TestSupport
import Testing
import TimeSeries

/// What more data bring changes nothing that was there: no feature, no prediction, no fill.
///
/// The notebooks run with smaller models and without what judges a whole sample, on all rows and on
/// the data as they were 250 bars earlier.
@Suite struct PrefixStabilityTests {
  private static let later = 250

  @Test(arguments: [
    (
      "tour", ["es", "x", "y", "models", "bt"], ["x", "g", "f", "l", "e", "c", "q"],
      ["bt", "bf", "be"]
    ),
    ("sp500", ["es", "x", "y", "wf", "bt"], ["x", "wf"], ["bt"]),
  ])
  func laterBarsChangeNothing(
    _ name: String,
    _ cells: [String],
    _ columns: [String],
    _ backtests: [String]
  ) throws {
    let data = try String(contentsOfFile: "datasets/sp500-daily.csv", encoding: .utf8)
    let lines = data.split(separator: "\n")
    let folder = try TemporaryFolder()
    try folder.write(lines.dropLast(Self.later).joined(separator: "\n"), to: "earlier.csv")
    try folder.write(data, to: "all.csv")
    let earlier = try Self.environment(name, cells, data: folder.path("earlier.csv"))
    let all = try Self.environment(name, cells, data: folder.path("all.csv"))
    for name in columns {
      let before = try #require(earlier[name].map(Self.columns))
      let after = try #require(all[name].map(Self.columns))
      #expect(!before.isEmpty && before.map(\.name) == after.map(\.name))
      for (a, b) in zip(before, after) { Self.compare(a, b, name) }
    }
    for name in backtests {
      let (before, after) = (earlier[name], all[name])
      for field in ["equity", "returns", "positions"] {
        let one = try #require(before?.object?.field(field)?.asSeries)
        let two = try #require(after?.object?.field(field)?.asSeries)
        Self.compare((field, one), (field, two), name)
      }
      let one = try #require(Self.rows(of: before?.object?.field("fills")))
      let two = try #require(Self.rows(of: after?.object?.field("fills")))
      #expect(one.count > 10 && one == Array(two.prefix(one.count)), "\(name)")
    }
  }

  /// A comparison of other data fails: the test can fail.
  @Test func otherBarsChangeSomething() throws {
    let bars = try Self.environment("sp500", ["es", "x"], data: "datasets/sp500-daily.csv")
    let x = try #require(bars["x"].map(Self.columns)?.first)
    var values = x.series.values
    values[1000] = values[1000].nextUp
    let moved = Series(values, clock: x.series.clock)
    #expect(Self.firstDifference(x.series, moved) == 1000)
    #expect(Self.firstDifference(x.series, x.series) == nil)
  }

  private static func compare(
    _ a: (name: String, series: Series),
    _ b: (name: String, series: Series),
    _ of: String
  ) {
    let known = a.series.values.count { !$0.isNaN }
    #expect(a.series.count < b.series.count && known > a.series.count / 3, "\(of).\(a.name)")
    let row = firstDifference(a.series, b.series)
    #expect(row == nil, "\(of).\(a.name) differs at \(row.map(a.series.clock.label) ?? "")")
  }

  /// Returns the first row of `a` that another bit pattern has in `b`.
  private static func firstDifference(_ a: Series, _ b: Series) -> Int? {
    a.values.indices.first { row in
      let (one, two) = (a.values[row], b.values[row])
      return one.bitPattern != two.bitPattern && !(one.isNaN && two.isNaN)
    }
  }

  private static func columns(of value: Value) -> [(name: String, series: Series)] {
    if let frame = value.asFrame { return frame.columns.map { ($0.name, $0.series) } }
    return value.asSeries.map { [("", $0)] } ?? []
  }

  /// The rows that a list shows, of a long one the first.
  private static func rows(of value: Value?) -> [[String]]? {
    for case .table(let table) in value?.object?.presentation(name: nil).blocks ?? [] {
      let shown = table.rows.prefix(table.gap?.row ?? table.rows.count)
      return shown.map { $0.map(\.plain) }
    }
    return nil
  }

  /// Runs some cells of a notebook with small models on the data of another file.
  private static func environment(
    _ name: String,
    _ cells: [String],
    data: String
  ) throws -> Environment {
    let text = try String(contentsOfFile: "notebooks/\(name).mmb", encoding: .utf8)
    let document = Document(text: text)
    var session = Session(registry: registry, context: RunContext(), drawing: nil)
    for cell in document.cells where cells.contains(cell.slug ?? "") {
      let code = cell.code.replacing("datasets/sp500-daily.csv", with: data)
        // Small models are less sure.
        .replacing("input 0.6,", with: "input 0.55,")
        .replacing(/trees=\d+/, with: "trees=8")
        .replacing(/input 80,/, with: "input 10,")
        .replacing(/epochs=\d+/, with: "epochs=1")
      let result = session.run(code, slug: cell.slug ?? "")
      if let error = result.error { throw error }
    }
    return session.evaluator.environment
  }
}

extension Value {
  fileprivate var object: (any ObjectValue)? {
    if case .object(let object) = self { object } else { nil }
  }
}
