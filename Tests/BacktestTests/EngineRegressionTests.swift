import Backtest
import Foundation
import Testing

/// Faults of fills that other engines have shipped, one test each.
@Suite struct EngineRegressionTests {
  private let quiet: [Double] = [100, 101, 99, 100]
  private let free = EngineSettings(capital: 1000, costs: .none)

  private func run(_ path: [[Double]], _ script: [Int: Decision]) -> BacktestResult {
    Engine.run(bars(path), strategy: Script(script), settings: free)
  }

  @Test func stopFilledAboveTheMarketOnAGap() {
    let result = run([quiet, quiet, [80, 82, 78, 81]], [0: .market(1, stop: .price(95))])
    #expect(result.trades[0].exitPrice == 80 && result.finalEquity == 800)
  }

  @Test func stopNotHitOnTheEntryBar() {
    let result = run([quiet, [100, 101, 90, 101]], [0: .market(1, stop: .distance(0.05))])
    #expect(result.trades[0].exitRow == 1 && result.trades[0].exitPrice == 95)
  }

  /// In every reading of the bar, for both sides.
  @Test(arguments: TieRule.allCases, [1.0, -1])
  func bothSidesOfAnOCOFilled(ties: TieRule, side: Double) {
    let result = Engine.run(
      bars([quiet, quiet, [100, 120, 80, 100], [100, 120, 80, 100], quiet]),
      strategy: Script([0: .market(side, stop: .distance(0.05), take: .distance(0.05))]),
      settings: EngineSettings(costs: .none, ties: ties)
    )
    #expect(result.fills.count == 2 && result.position.last == 0)
    #expect(result.orders.count { $0.state == .cancelled(.sibling) && $0.stateRow == 2 } == 1)
  }

  @Test func marketOrderAtAStalePrice() {
    // The bar of the fill has no price: the last close, which is older than the order, is no fill.
    let result = run([quiet, [.nan, .nan, .nan, .nan], quiet], [0: .market(1)])
    #expect(result.fills.isEmpty && result.rejected == 1)
    let next = run([quiet, [107, 108, 106, 107]], [0: .market(1)])
    #expect(next.fills[0].price == 107)
  }

  @Test func limitFilledAtTheBarsExtreme() {
    let bought = run([quiet, [100, 101, 90, 100]], [0: .limit(1, at: 97)])
    #expect(bought.fills[0].price == 97)
    let sold = run([quiet, [100, 115, 99, 100]], [0: .limit(-1, at: 104)])
    #expect(sold.fills[0].price == 104)
  }

  @Test(arguments: [1.0, -1, 0.5])
  func equityFallingWhenAPositionIsOpened(target: Double) {
    let result = run([quiet, [100, 100, 100, 100]], [0: .market(target)])
    #expect(result.position[1] != 0 && result.equity == [1000, 1000])
  }

  /// Only equity of zero or less ends trading: a gain of any size does not.
  @Test func profitCountedAsLossLimit() {
    let result = run(
      [quiet, quiet, [900, 1000, 900, 1000], [1000, 1001, 999, 1000]],
      [0: .market(1), 2: .market(0)]
    )
    #expect(result.ruinRow == nil && result.finalEquity == 10_000 && result.fills.count == 2)
  }

  /// A report names the rules of its fills by their numbers on the page of assumptions.
  @Test(arguments: FillRule.allCases)
  func everyRuleStandsOnThePageOfAssumptions(rule: FillRule) throws {
    let page = try String(contentsOf: URL(filePath: "docs/assumptions.md"), encoding: .utf8)
    #expect(page.contains("\n\(rule.rawValue). **") && page.contains("`\(rule)`"))
  }
}
