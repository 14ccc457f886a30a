import Backtest
import Testing
import TimeSeries

@Suite struct EngineAccountTests {
  private let quiet: [Double] = [100, 101, 99, 100]

  /// By hand: 1,000 buys u = 1000 / (101 * 1.001) units at 101 (100 and 1 % slippage), for 101 u and
  /// 0.101 u of commission; they are sold at 110 less 1 %, 108.9, with 0.1089 u of commission.
  @Test func costsAreChargedToTheCent() throws {
    let result = Engine.run(
      bars([quiet, quiet, [110, 111, 109, 110], quiet]),
      strategy: Script([0: .market(1), 1: .market(0)]),
      settings: EngineSettings(
        capital: 1000,
        costs: Costs(commission: 0.001, slippage: 0.01)
      )
    )
    let units = 1000 / (101 * 1.001)
    #expect(agree(result.fills[0].units, units) && agree(result.fills[0].commission, 0.101 * units))
    #expect(agree(result.fills[0].slippage, units) && agree(result.fills[1].slippage, 1.1 * units))
    #expect(agree(result.commission, (0.101 + 0.1089) * units))
    #expect(agree(result.slippage, 2.1 * units))
    #expect(agree(result.equity[1], 100 * units) && agree(result.equity[3], 108.7911 * units))
    let trade = try #require(result.trades.first)
    #expect(agree(trade.profit, (108.9 - 101 - 0.2099) * units, 1e-10))
    #expect(agree(trade.returnFraction, (108.9 - 101 - 0.2099) / 101, 1e-10))
    #expect(agree(result.equity[3] - 1000, trade.profit, 1e-10))
  }

  @Test func aFullPositionWithItsCostsUsesAllCashAndNoMore() {
    var account = Account(on: bars([quiet, quiet]), settings: EngineSettings(size: 1))
    _ = account.advance()
    account.accept(.market(1))
    _ = account.advance()
    #expect(abs(account.ledger.cash) < 1e-9 && account.ledger.units > 0)
  }

  @Test func sizeMultipliesAndTargetsShare() {
    let result = Engine.run(
      bars([quiet, quiet, quiet]),
      strategy: Script([0: .market(0.5), 1: .market(-0.25)]),
      settings: EngineSettings(capital: 1000, size: 2, costs: .none)
    )
    #expect(result.position == [0, 10, -5] && result.exposure == [0, 1, -0.5])
  }

  @Test func wholeUnitsAreRoundedDown() {
    let settings = EngineSettings(capital: 1050, costs: .none, wholeUnits: true)
    let result = Engine.run(
      bars([quiet, quiet, quiet]),
      strategy: Script([0: .market(1), 1: .market(-1)]),
      settings: settings
    )
    #expect(result.position == [0, 10, -10])
    let poor = Engine.run(
      bars([quiet, quiet]),
      strategy: Script([0: .market(1)]),
      settings: EngineSettings(capital: 99, costs: .none, wholeUnits: true)
    )
    #expect(poor.rejected == 1 && poor.finalEquity == 99)
  }

  @Test func aPositionOpenAtTheEndIsMarkedAndNotClosed() throws {
    let result = Engine.run(
      bars([quiet, quiet, [100, 112, 99, 110]]),
      strategy: Script([0: .market(1)]),
      settings: EngineSettings(capital: 1000, costs: .none)
    )
    let trade = try #require(result.trades.first)
    #expect(result.trades.count == 1 && result.fills.count == 1 && result.position.last == 10)
    #expect(trade.exitRow == nil && trade.reason == nil && trade.exitPrice == 110)
    #expect(trade.profit == 100 && trade.bars == 2 && result.finalEquity == 1100)
  }

  /// Half of the equity at 100 is left in units at the price sold at, 99: 0.5 (cash + 100 u) / 99.
  @Test func aReductionIsSizedAtThePriceSoldAt() {
    let result = Engine.run(
      bars([quiet, quiet, quiet]),
      strategy: Script([0: .market(1), 1: .market(0.5)]),
      settings: EngineSettings(capital: 1010, costs: Costs(commission: 0, slippage: 0.01))
    )
    #expect(agree(result.position[1], 10) && agree(result.position[2], 500 / 99.0))
  }

  /// The bar opens at a new high and then falls through the stop.
  @Test func theOpenOfTheExitBarIsSeen() {
    let result = Engine.run(
      bars([quiet, quiet, [108, 109, 90, 91]]),
      strategy: Script([0: .market(1, stop: .price(95))]),
      settings: EngineSettings(costs: .none)
    )
    #expect(agree(result.trades[0].favourableExcursion, 0.08, 1e-10))
    #expect(agree(result.trades[0].adverseExcursion, -0.05, 1e-10))
  }

  @Test(arguments: [
    ([101.0, 99], false), ([105, 99], true), ([106, 94], true), ([106, 99], false),
  ])
  func aTradeIsAmbiguousWhereABarDoesNotTell(extremes: [Double], isAmbiguous: Bool) {
    let result = Engine.run(
      bars([quiet, quiet, [100] + extremes + [100]]),
      strategy: Script([0: .market(1, stop: .price(95), take: .price(105))])
    )
    #expect(result.trades.map(\.isAmbiguous) == [isAmbiguous])
    #expect(result.ambiguousTrades == (isAmbiguous ? 1 : 0))
  }

  /// Of the entry bar, the high may have come before the limit was reached; the low came after.
  @Test func aLimitEntrySeesTheLowAndTheCloseOfItsBar() {
    let result = Engine.run(
      bars([quiet, [100, 140, 97, 99]]),
      strategy: Script([0: .limit(1, at: 98)]),
      settings: EngineSettings(costs: .none)
    )
    #expect(agree(result.trades[0].adverseExcursion, 97.0 / 98 - 1, 1e-10))
    #expect(agree(result.trades[0].favourableExcursion, 99.0 / 98 - 1, 1e-10))
  }

  @Test func aTouchedEntryMakesItsTradeAmbiguous() {
    let result = Engine.run(
      bars([quiet, [100, 101, 98, 100], quiet]),
      strategy: Script([0: .limit(1, at: 98), 1: .market(0)]),
      settings: EngineSettings(limitTouch: true)
    )
    #expect(result.trades.map(\.isAmbiguous) == [true] && result.ambiguousCount == 1)
  }

  @Test func aReversalIsTwoTrades() {
    let result = Engine.run(
      bars([quiet, quiet, [110, 111, 109, 110], [99, 100, 98, 99]]),
      strategy: Script([0: .market(1), 1: .market(-1), 2: .market(0)]),
      settings: EngineSettings(capital: 1000, costs: .none)
    )
    #expect(result.trades.map(\.isLong) == [true, false])
    #expect(result.trades.map(\.reason) == [.reversal, .signal])
    #expect(result.trades.map(\.entryRow) == [1, 2] && result.trades.map(\.exitRow) == [2, 3])
    #expect(agree(result.finalEquity, 1000 * 1.1 * 1.1))
  }

  @Test func partialExitsShareTheEntryAndItsCosts() {
    let result = Engine.run(
      bars([quiet, quiet, quiet, [120, 121, 119, 120]]),
      strategy: Script([0: .market(1), 1: .market(0.5), 2: .market(0)]),
      settings: EngineSettings(capital: 1000, costs: Costs(commission: 0.001, slippage: 0))
    )
    #expect(result.trades.count == 2 && result.trades.allSatisfy { $0.entryRow == 1 })
    let profit = result.trades.reduce(0) { $0 + $1.profit }
    #expect(agree(1000 + profit, result.finalEquity))
    #expect(agree(result.trades.reduce(0) { $0 + $1.units }, result.fills[0].units))
  }

  /// The open of the exit bar is seen, the rest of it is not; a stop sees no lower than its price.
  @Test func excursionsAreThoseThatThePositionSaw() {
    let path: [[Double]] = [
      quiet, [100, 103, 98, 102], [102, 110, 101, 104], [105, 150, 50, 100], quiet,
    ]
    let sold = Engine.run(
      bars(path),
      strategy: Script([0: .market(1), 2: .market(0)]),
      settings: EngineSettings(costs: .none)
    )
    #expect(agree(sold.trades[0].adverseExcursion, -0.02, 1e-10))
    #expect(agree(sold.trades[0].favourableExcursion, 0.1, 1e-10))
    #expect(sold.trades[0].bars == 2)
    let stopped = Engine.run(
      bars(path),
      strategy: Script([0: .market(-1, stop: .price(120))]),
      settings: EngineSettings(costs: .none)
    )
    #expect(agree(stopped.trades[0].adverseExcursion, -0.2, 1e-10))
    #expect(agree(stopped.trades[0].favourableExcursion, 0.02, 1e-10))
  }

  @Test func aMomentTellsWhatTheAccountHolds() {
    var account = Account(
      on: bars([quiet, quiet, [100, 106, 99, 105]]),
      settings: EngineSettings(capital: 1000, costs: .none)
    )
    _ = account.advance()
    #expect(account.moment.entryPrice.isNaN && account.moment.equity == 1000)
    account.accept(.market(-0.5))
    _ = account.advance()
    account.accept(.keep)
    _ = account.advance()
    let moment = account.moment
    #expect(moment.row == 2 && moment.position == -5 && moment.barsHeld == 2)
    #expect(moment.entryPrice == 100 && moment.openProfit == -25 && moment.equity == 975)
    #expect(moment.target == -0.5 && moment.restingTarget == 0)
    account.accept(.limit(1, at: 90))
    #expect(account.moment.restingTarget == 1 && !account.advance())
  }

  @Test func ruinEndsTradingAndIsRecorded() {
    let result = Engine.run(
      bars([quiet, quiet, [160, 210, 150, 210], [210, 211, 10, 20], [20, 21, 19, 20]]),
      strategy: Script([0: .market(-1), 1: .protect(take: .price(50)), 3: .market(1)]),
      settings: EngineSettings(capital: 1000, costs: .none)
    )
    #expect(result.ruinRow == 2 && result.equity == [1000, 1000, -100, -100, -100])
    #expect(result.trades.map(\.reason) == [.ruin] && result.fills.last?.rule == .ruin)
    #expect(result.position == [0, -10, 0, 0, 0] && result.returns[3...] == [0, 0])
    #expect(result.orders.last?.state == .cancelled(.ruin))
  }

  @Test func aMissingCloseLeavesTheMark() {
    let result = Engine.run(
      bars([quiet, [100, 106, 99, 105], [105, 106, 104, .nan], [105, 106, 104, 106]]),
      strategy: Script([0: .market(1)]),
      settings: EngineSettings(capital: 1000, costs: .none)
    )
    #expect(result.equity == [1000, 1050, 1050, 1060])
  }

  @Test func noBarsAndNoRowsAreNoTrap() {
    let result = Engine.run(bars([]), strategy: PositionStrategy([1, 1]))
    #expect(result.equity.isEmpty && result.finalEquity == 100_000 && result.trades.isEmpty)
    #expect(Engine.run(bars([quiet, quiet]), strategy: PositionStrategy([])).fills.isEmpty)
  }

  @Test(arguments: [
    (EngineSettings(capital: 0), SettingsError.capital(0)),
    (EngineSettings(size: -1), .size(-1)),
    (EngineSettings(costs: Costs(commission: 1, slippage: 0)), .commission(1)),
    (EngineSettings(costs: Costs(commission: 0, slippage: .infinity)), .slippage(.infinity)),
  ])
  func settingsThatCannotBeUsedAreNamedAndDoNotTrap(
    settings: EngineSettings,
    error: SettingsError
  ) throws {
    #expect(throws: error) { try settings.validate() }
    try EngineSettings().validate()
    let path = Array(repeating: quiet, count: 6)
    _ = Engine.run(
      bars(path),
      strategy: PositionStrategy([1, -1, 0.5, 1, -0.5, 0]),
      settings: settings
    )
  }

  @Test(arguments: [-1.0, -2, 3, .nan, .infinity, -.infinity], FillTime.allCases)
  func noCostTraps(cost: Double, fill: FillTime) {
    for costs in [Costs(commission: cost, slippage: 0), Costs(commission: 0, slippage: cost)] {
      _ = Engine.run(
        bars(Array(repeating: quiet, count: 8)),
        strategy: PositionStrategy([1, 0.5, -1, -0.2, -0.7, 0, 1, 1]),
        settings: EngineSettings(fill: fill, costs: costs)
      )
    }
  }
}

@Suite struct EnginePositionStrategyTests {
  private let rows = Array(repeating: [100.0, 101, 99, 100], count: 8)

  @Test func anOrderIsSentOnlyWhereTheTargetChanges() {
    let result = Engine.run(
      bars(rows),
      strategy: PositionStrategy([.nan, 1, 1, .nan, 1, 0, 0, .nan])
    )
    #expect(result.orders.map(\.row) == [1, 5] && result.fills.map(\.row) == [2, 6])
  }

  @Test func aDriftingExposureIsLeftAlone() {
    var drifting = rows
    for row in 3..<8 { drifting[row] = rows[row].map { $0 * Double(row) } }
    let result = Engine.run(
      bars(drifting),
      strategy: PositionStrategy([Double](repeating: 0.5, count: 8)),
      settings: EngineSettings(costs: .none)
    )
    #expect(result.fills.count == 1 && (result.exposure.last ?? 0) > 0.8)
  }

  @Test func anOrderThatFoundNoPriceIsSentAgain() {
    var holed = rows
    holed[2][0] = .nan
    let result = Engine.run(bars(holed), strategy: PositionStrategy([0, 1, 1, 1, 1, 1, 1, 1]))
    #expect(result.orders.map(\.text) == ["1 market noPrice 2", "2 market filled 3"])
    #expect(result.rejected == 1)
  }
}
