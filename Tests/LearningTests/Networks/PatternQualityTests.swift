import Foundation
import Learning
import Numerics
import TestSupport
import Testing

/// What a network finds of rules in bars that it never saw: daily bars of the S&P 500 from 2013 on,
/// the same moved by noise, and a random walk.
///
/// The fit is short; with ten times as many windows the same settings come to 0.9 and more.
@Suite struct PatternQualityTests {
  private static func sp500() throws -> (bars: FeatureTable, firstUnseen: Int) {
    let file = URL(filePath: "datasets/sp500-daily.csv")
    let table = Columns(csv: try String(contentsOf: file, encoding: .utf8))
    let names = ["open", "high", "low", "close", "volume"]
    let dates = table.text("date")
    return (
      FeatureTable(names: names, columns: names.map { table[$0] }),
      try #require(dates.firstIndex { $0 >= "2013" })
    )
  }

  /// Moves every price by normal noise of a twentieth of the bar's range.
  private static func moved(_ bars: FeatureTable) -> FeatureTable {
    var stream = RandomStream(seed: 21, path: "noise")
    var columns = bars.columns
    for row in 0..<bars.rowCount {
      let noise = 0.05 * (columns[1][row] - columns[2][row])
      for price in 0..<4 { columns[price][row] += noise * stream.normal() }
      columns[1][row] = max(columns[1][row], columns[0][row], columns[3][row])
      columns[2][row] = min(columns[2][row], columns[0][row], columns[3][row])
    }
    return FeatureTable(names: bars.names, columns: columns)
  }

  /// Precision and recall of each class at its threshold, for rows of a table.
  private static func quality(
    _ network: PatternNetwork,
    _ bars: FeatureTable,
    _ rows: [Int]
  ) throws -> [(precision: Double, recall: Double)] {
    let labels = PlainPatterns.labels(bars)
    let found = try network.probabilities(bars, rows: rows, workers: Workers(count: 2))
    return PlainPatterns.names.indices.map { c in
      let named = rows.indices.filter { found[c][$0] >= network.thresholds[c] }
      let right = named.count { labels[c][rows[$0]] == 1 }
      let present = rows.count { labels[c][$0] == 1 }
      return (Double(right) / Double(max(1, named.count)), Double(right) / Double(present))
    }
  }

  @Test func findsCandlesInUnseenBars() throws {
    let (bars, firstUnseen) = try Self.sp500()
    let network = try PatternCNN(.forRules(epochs: 12)).fit(
      bars,
      labels: PlainPatterns.labels(bars),
      rows: Array(19..<firstUnseen),
      generated: GeneratedWindows(count: 80_000, label: PlainPatterns.labels),
      stream: RandomStream(seed: 1, path: "quality"),
      workers: Workers(count: 2)
    )
    let unseen = Array(firstUnseen..<bars.rowCount)
    let walk = RandomNetwork.bars(30_000, seed: 99)
    let tables = [
      ("S&P 500", bars, unseen), ("moved", Self.moved(bars), unseen),
      ("random walk", walk, Array(19..<30_000)),
    ]
    for (name, table, rows) in tables {
      // The walk has thousands of each pattern, the years after 2013 some fifty.
      let least = name == "random walk" ? 0.83 : 0.78
      for (pattern, found) in zip(PlainPatterns.names, try Self.quality(network, table, rows)) {
        #expect(found.precision > least, "\(name), \(pattern)")
        #expect(found.recall > least, "\(name), \(pattern)")
      }
    }
    try expectExplanations(network, walk)
  }

  /// Of a doji and a marubozu the last bar carries most, of an engulfing pattern the last two bars and
  /// of a morning star the last three.
  private func expectExplanations(_ network: PatternNetwork, _ bars: FeatureTable) throws {
    let labels = PlainPatterns.labels(bars)
    for (pattern, last) in [(0, 1), (4, 1), (1, 2), (2, 2), (PlainPatterns.morningStar, 3)] {
      let rows = (19..<bars.rowCount).filter { labels[pattern][$0] == 1 }.prefix(40)
      var sums = [Double](repeating: 0, count: 20)
      for row in rows {
        let parts = try network.explain(bars, row: row, class: pattern).bars
        for (bar, part) in parts.enumerated() { sums[bar] += abs(part) }
      }
      let share = sums.suffix(last).reduce(0, +) / sums.reduce(0, +)
      #expect(share > 0.6, "pattern \(pattern)")
    }
  }
}
