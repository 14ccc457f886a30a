import Backtest
import Foundation
import TestSupport
import Testing

@Suite struct DrawdownTests {
  private let equity: [Double] = [100, 80, 90, 100, 120, 60, 90, 119]

  @Test func eachValueIsComparedWithTheHighestBefore() {
    let series = Drawdown.series([100, 80, 90, 100, 120, 60])
    #expect(series[1] == 0.8 - 1 && series[2] == 0.9 - 1 && series[5] == -0.5)
    #expect(series[0] == 0 && series[3] == 0 && series[4] == 0)
  }

  @Test func anEpisodeEndsAtTheHeightOfItsPeak() throws {
    let episodes = Drawdown.episodes(equity)
    #expect(episodes.map(\.peak) == [0, 4])
    #expect(episodes.map(\.trough) == [1, 5])
    #expect(episodes.map(\.recovery) == [3, nil])
    #expect(episodes.map(\.length) == [2, 3])
    let worst = try #require(Drawdown.worst(equity))
    #expect(worst.depth == -0.5 && worst.peak == 4)
  }

  @Test func aCurveThatNeverFallsHasNone() {
    #expect(Drawdown.worst([1, 2, 2, 3]) == nil)
    #expect(Drawdown.episodes([]).isEmpty && Drawdown.series([]).isEmpty)
  }

  /// Quantstats' ten worst falls, with their first, deepest and last day.
  @Test(.enabled(if: Shared.isPresent, absence)) func agreesWithQuantstats() throws {
    let table = try Shared.table("data/redistributable/daily/sp500.csv.gz")
    let document = try Reference.document("metrics_sp500_full.json")
    let root = document.root as? [String: Any]
    let section = root?["buy_and_hold"] as? [String: Any]
    let expected = try #require(section?["quantstats.worst10_drawdowns"] as? [[String: Any]])
    let episodes = Drawdown.episodes(table["Close"]).sorted { $0.depth < $1.depth }
    let dates = table.text("Date").map(isoDate)
    for (episode, row) in zip(episodes, expected) {
      #expect(row["start"] as? String == dates[episode.peak + 1])
      #expect(row["valley"] as? String == dates[episode.trough])
      #expect(row["end"] as? String == dates[episode.peak + episode.length])
      let depth = try #require(row["max drawdown"] as? Double)
      #expect(close(100 * episode.depth, depth))
    }
  }

  /// Returns 1999-01-04 for 1/4/1999.
  private func isoDate(_ date: String) -> String {
    let parts = date.split(separator: "/").compactMap { Int($0) }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts[2])-\(two(parts[0]))-\(two(parts[1]))"
  }
}
