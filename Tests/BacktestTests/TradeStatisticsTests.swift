import Backtest
import TestSupport
import Testing

@Suite struct TradeStatisticsTests {
  /// By hand: two wins of 30 and 10, one loss of 20, and one trade that ends even.
  @Test func figuresOfFourTrades() {
    let s = TradeStatistics(profits: [30, -20, 0, 10], returns: [0.3, -0.1, 0, 0.2])
    #expect(s.count == 4 && s.winRate == 0.5 && s.profitFactor == 2)
    #expect(s.averageWin == 0.25 && s.averageLoss == -0.1 && s.expectancy == 5 && s.payoff == 1)
    #expect(close(s.averageReturn, 0.1, 1e-15))
    #expect(close(s.winRateInterval.lower, 0.1500, 1e-3))
    #expect(close(s.winRateInterval.upper, 0.8500, 1e-3))
  }

  @Test func undefinedIsMissing() {
    let none = TradeStatistics(profits: [], returns: [])
    #expect(none.count == 0 && none.winRate.isNaN && none.profitFactor.isNaN)
    #expect(none.expectancy.isNaN && none.winRateInterval.lower.isNaN)
    let won = TradeStatistics(profits: [1], returns: [0.1])
    #expect(won.winRate == 1 && won.profitFactor.isNaN && won.payoff.isNaN)
    #expect(TradeStatistics(profits: [1, .nan], returns: [0.1, 0.1]).winRate.isNaN)
  }

  /// The 88 trades of vectorbt's cross of averages and the statistics that it gives for them.
  @Test(.enabled(if: Shared.isPresent, absence)) func agreesWithVectorbt() throws {
    let name = "vectorbt_smacross_longonly_sp500"
    let trades = try Shared.table("reference/\(name)_trades.csv")
    let document = try Reference.document("\(name).json")
    let s = TradeStatistics(profits: trades["PnL"], returns: trades["Return"])
    #expect(s.count == 88)
    #expect(close(100 * s.winRate, document["stats", "Win Rate [%]"]))
    #expect(close(s.profitFactor, document["stats", "Profit Factor"]))
    #expect(close(s.expectancy, document["stats", "Expectancy"]))
    #expect(close(100 * s.averageWin, document["stats", "Avg Winning Trade [%]"]))
    #expect(close(100 * s.averageLoss, document["stats", "Avg Losing Trade [%]"]))
  }
}
