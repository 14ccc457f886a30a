import Backtest
import Testing

@Suite struct EngineRuleStrategyTests {
  private let rows = Array(repeating: [100.0, 101, 99, 100], count: 10)
  private let free = EngineSettings(costs: .none)

  /// Returns a condition that holds on the rows of `list`.
  private func on(_ list: Int...) -> RuleStrategy.Condition {
    { list.contains($0.row) }
  }

  @Test func entersAndExitsOnItsConditions() {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: on(1, 2))
    rules.exitLong = on(4)
    rules.exitShort = on(2, 3)
    let result = Engine.run(bars(rows), strategy: rules, settings: free)
    #expect(result.fills.map(\.text) == ["2 buy 100.0 nextOpen", "5 sell 100.0 nextOpen"])
    #expect(result.trades.map(\.reason) == [.signal])
  }

  @Test func theOtherSidesEntryReverses() {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: on(1))
    rules.enterShort = .init(when: on(3))
    rules.exit = on(3, 6)
    let result = Engine.run(bars(rows), strategy: rules, settings: free)
    #expect(result.trades.map(\.reason) == [.reversal, .signal])
    #expect(result.position[4] < 0 && result.position[7] == 0)
  }

  @Test func entriesOfBothSidesAtOnceAreNone() {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: on(1))
    rules.enterShort = .init(when: on(1))
    #expect(Engine.run(bars(rows), strategy: rules).orders.isEmpty)
  }

  @Test(arguments: [FillTime.nextOpen, .nextClose, .close], [1, 3])
  func holdIsTheNumberOfClosesHeld(fill: FillTime, hold: Int) {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: on(1))
    rules.hold = hold
    let result = Engine.run(
      bars(rows),
      strategy: rules,
      settings: EngineSettings(fill: fill, costs: .none)
    )
    #expect(result.trades.map(\.reason) == [.hold])
    let (entry, exit) = (result.fills[0].row, result.fills[1].row)
    // At the next close the order to leave needs another bar to fill.
    #expect(exit - entry == hold + (fill == .nextClose ? 1 : 0))
    #expect(result.trades[0].bars == exit - entry)
  }

  @Test func stopAndTakeAreFractionsOfTheEntryPrice() {
    var rules = RuleStrategy()
    rules.enterShort = .init(when: on(0))
    rules.stop = { _ in 0.02 }
    rules.take = { _ in 0.1 }
    var path = rows
    path[1] = [200, 201, 199, 200]
    path[2] = [200, 205, 199, 200]
    let result = Engine.run(bars(path), strategy: rules, settings: free)
    #expect(result.fills.map(\.text) == ["1 sell 200.0 nextOpen", "2 buy 204.0 stop"])
    #expect(result.orders.map(\.price).dropFirst() == [204, 180])
  }

  @Test func aMissingConditionIsFalseAndCounted() {
    var rules = RuleStrategy()
    rules.enterLong = .init { $0.row < 4 ? nil : true }
    let result = Engine.run(bars(rows), strategy: rules)
    #expect(result.missingConditions == 4 && result.fills.map(\.row) == [5])
  }

  @Test func aMissingDistanceIsNoStop() {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: on(0))
    rules.stop = { _ in .nan }
    rules.take = { _ in -0.1 }
    #expect(Engine.run(bars(rows), strategy: rules).orders.map(\.kind) == [.market])
  }

  @Test func aLimitLivesOutWhileItsSignalRepeats() {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: { $0.row < 5 }, limit: { 90 + Double($0.row) }, expiry: 3)
    let result = Engine.run(bars(rows), strategy: rules)
    #expect(result.orders.map(\.text) == ["0 limit expired 3", "3 limit expired 6"])
    #expect(result.orders.map(\.price) == [90, 93])
  }

  @Test func anExitTakesTheLimitBack() {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: on(0), limit: { _ in 90 })
    rules.exit = on(2)
    #expect(
      Engine.run(bars(rows), strategy: rules).orders.map(\.text) == ["0 limit withdrawn 2"]
    )
  }

  @Test func aReversalAtALimitLeavesAtTheMarketAndWaits() {
    var rules = RuleStrategy()
    rules.enterLong = .init(when: on(0))
    rules.enterShort = .init(when: on(2), limit: { _ in 105 }, expiry: 4)
    var path = rows
    path[5] = [100, 106, 99, 100]
    let result = Engine.run(bars(path), strategy: rules, settings: free)
    #expect(
      result.fills.map(\.text) == [
        "1 buy 100.0 nextOpen", "3 sell 100.0 nextOpen", "5 sell 105.0 limit",
      ]
    )
  }
}
