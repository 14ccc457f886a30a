import Backtest
import Numerics
import TestSupport
import Testing
import TimeSeries

/// Sends every kind of decision at random; what it sends at a row depends on that row alone.
private struct RandomStrategy: Strategy {
  let stream: RandomStream
  let price: [Double]
  /// The share of rows at which something is sent.
  var activity = 0.5

  mutating func decide(_ moment: Moment) -> Decision {
    var random = stream.substream(moment.row)
    guard random.uniform() < activity else { return .keep }
    let near = price[moment.row]
    let target = [-1, -0.5, 0, 0.25, 0.5, 1][random.index(below: 6)]
    let bracket = Bracket(
      stop: random.uniform() < 0.6 ? .distance(0.02 * random.uniform()) : .none,
      take: random.uniform() < 0.6 ? .distance(0.02 * random.uniform()) : .none
    )
    let limit = LimitOrder(
      to: target,
      at: (near * (1 + 0.01 * random.normal())).rounded(),
      expiry: random.uniform() < 0.5 ? 1 + random.index(below: 4) : nil,
      bracket: bracket
    )
    switch random.index(below: 6) {
    case 0, 1: return Decision(market: MarketOrder(to: target, bracket: bracket))
    case 2: return Decision(limit: limit)
    case 3: return Decision(market: MarketOrder(to: 0), limit: limit)
    case 4: return Decision(protection: bracket)
    default: return Decision(cancelsLimit: true)
    }
  }
}

/// Returns bars in whole ticks, so that levels are touched and tied, with gaps and missing prices.
private func randomBars(_ count: Int, seed: UInt64, missing: Double = 0.02) -> Bars {
  var random = RandomStream(seed: seed, path: "bars")
  var price = 1000.0
  return bars(
    (0..<count).map { _ in
      let open = (price * (1 + 0.004 * random.normal())).rounded()
      let close = (open * (1 + 0.008 * random.normal())).rounded()
      price = close
      var row = [
        open, max(open, close) + Double(random.index(below: 6)),
        min(open, close) - Double(random.index(below: 6)), close,
      ]
      if random.uniform() < missing { row[random.index(below: 4)] = .nan }
      return row
    }
  )
}

@Suite struct EngineLawTests {
  static let cases: [(seed: UInt64, fill: FillTime, ties: TieRule, touch: Bool)] =
    (0..<24).map { i in
      (
        UInt64(i), FillTime.allCases[i % 3], TieRule.allCases[i / 3 % 3], i % 2 == 0
      )
    }

  private func settings(
    _ fill: FillTime,
    _ ties: TieRule,
    _ touch: Bool,
    costs: Costs = Costs(commission: 0.0007, slippage: 0.0003)
  ) -> EngineSettings {
    EngineSettings(fill: fill, costs: costs, ties: ties, limitTouch: touch)
  }

  private func strategy(_ seed: UInt64, _ bars: Bars) -> RandomStrategy {
    RandomStrategy(stream: RandomStream(seed: seed, path: "strategy"), price: bars.close)
  }

  @Test(arguments: cases)
  func cashAndPositionsBalanceAfterEveryEvent(
    seed: UInt64,
    fill: FillTime,
    ties: TieRule,
    touch: Bool
  ) {
    let bars = randomBars(800, seed: seed)
    var strategy = strategy(seed, bars)
    var account = Account(on: bars, settings: settings(fill, ties, touch))
    while account.advance() {
      let (before, ledger) = (account.moment, account.ledger)
      #expect(ledger.equity == ledger.cash + (ledger.units == 0 ? 0 : ledger.units * ledger.price))
      #expect(before.position == ledger.units)
      account.accept(strategy.decide(before))
    }
    // The same books again, from nothing but the fills.
    let result = account.result()
    var (cash, units, next) = (result.settings.capital, 0.0, 0)
    for row in 0..<bars.count {
      while next < result.fills.count, result.fills[next].row == row {
        let fill = result.fills[next]
        cash -= Double(fill.side.rawValue) * fill.units * fill.price + fill.commission
        units += Double(fill.side.rawValue) * fill.units
        next += 1
      }
      #expect(agree(result.position[row], units, 1e-9) || abs(units) < 1e-9)
      if bars.close[row].isFinite {
        #expect(agree(result.equity[row], cash + units * bars.close[row], 1e-9))
      }
    }
    #expect(next == result.fills.count && next > 100)
    let profit = result.trades.reduce(0) { $0 + $1.profit }
    #expect(agree(result.finalEquity, result.settings.capital + profit, 1e-9))
    let growth = result.returns.reduce(1) { $0 * (1 + $1) }
    #expect(agree(result.finalEquity, result.settings.capital * growth, 1e-9))
  }

  /// Where the price stands still, nothing but costs can move equity.
  @Test(arguments: cases)
  func equityChangesByCostsAloneWhereThePriceStandsStill(
    seed: UInt64,
    fill: FillTime,
    ties: TieRule,
    touch: Bool
  ) {
    let still = bars(Array(repeating: [1000, 1000, 1000, 1000], count: 400))
    let result = Engine.run(
      still,
      strategy: strategy(seed, still),
      settings: settings(fill, ties, touch)
    )
    var (costs, next) = (0.0, 0)
    for row in 0..<still.count {
      while next < result.fills.count, result.fills[next].row == row {
        // A limit that is better than the market is filled at the market, so it gains nothing.
        costs += result.fills[next].commission + result.fills[next].slippage
        next += 1
      }
      #expect(agree(result.equity[row], result.settings.capital - costs, 1e-10))
    }
    #expect(next > 20)
  }

  @Test(arguments: cases)
  func everyFillIsAPriceOfItsBarAndNoBetterThanItsOrder(
    seed: UInt64,
    fill: FillTime,
    ties: TieRule,
    touch: Bool
  ) {
    let bars = randomBars(800, seed: seed)
    let result = Engine.run(
      bars,
      strategy: strategy(seed, bars),
      settings: settings(fill, ties, touch, costs: .none)
    )
    for fill in result.fills {
      guard let number = fill.order else { continue }
      let (order, row) = (result.orders[number], fill.row)
      let sign = Double(fill.side.rawValue)
      #expect(order.state == .filled && order.stateRow == row)
      #expect(order.kind != .limit || row > order.row)
      switch order.kind {
      case .market:
        #expect(row == order.row + (result.settings.fill == .close ? 0 : 1))
        #expect(fill.price == (fill.rule == .nextOpen ? bars.open : bars.close)[row])
      case .limit, .take:
        #expect(sign * fill.price <= sign * order.price || fill.price == bars.open[row])
        #expect((bars.low[row]...bars.high[row]).contains(fill.price))
      case .stop:
        #expect(sign * fill.price >= sign * order.price)
        #expect((bars.low[row]...bars.high[row]).contains(fill.price))
      }
    }
    for (a, b) in zip(result.orders, result.orders.dropFirst())
    where a.kind == .stop && b.kind == .take && a.row == b.row {
      #expect(a.state != .filled || b.state != .filled)
    }
  }

  /// Cutting the future off, or changing it, changes nothing that is past.
  @Test(arguments: cases)
  func theFutureChangesNoPast(seed: UInt64, fill: FillTime, ties: TieRule, touch: Bool) {
    let whole = randomBars(600, seed: seed)
    let settings = settings(fill, ties, touch)
    let long = Engine.run(whole, strategy: strategy(seed, whole), settings: settings)
    for rows in [1, 2, 57, 300, 599] {
      let other = randomBars(600, seed: seed + 1000)
      let changed = Bars(
        clock: whole.clock,
        open: whole.open.prefix(rows) + other.open.suffix(600 - rows),
        high: whole.high.prefix(rows) + other.high.suffix(600 - rows),
        low: whole.low.prefix(rows) + other.low.suffix(600 - rows),
        close: whole.close.prefix(rows) + other.close.suffix(600 - rows)
      )
      for bars in [whole.first(rows), changed] {
        let short = Engine.run(bars, strategy: strategy(seed, bars), settings: settings)
        #expect(short.fills.filter { $0.row < rows } == long.fills.filter { $0.row < rows })
        #expect(Array(short.equity.prefix(rows)) == Array(long.equity.prefix(rows)))
        #expect(Array(short.position.prefix(rows)) == Array(long.position.prefix(rows)))
        #expect(
          short.trades.filter { ($0.exitRow ?? rows) < rows }
            == long.trades.filter { ($0.exitRow ?? rows) < rows }
        )
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func alwaysLongWithoutCostsIsBuyAndHold(seed: UInt64) {
    let bars = randomBars(500, seed: seed, missing: 0)
    let result = Engine.run(
      bars,
      strategy: PositionStrategy([Double](repeating: 1, count: 500)),
      settings: EngineSettings(costs: .none)
    )
    let expected = bars.close.map { 100_000 * $0 / bars.open[1] }
    #expect(
      firstDifference(
        Array(result.equity.dropFirst()),
        Array(expected.dropFirst()),
        relative: 1e-12
      )
        == nil
    )
    #expect(result.fills.count == 1 && result.equity[0] == 100_000)
  }

  /// One trade with a bracket: the readings are ordered, and differ only where it is ambiguous.
  @Test(arguments: 0..<60)
  func theEnvelopeOfOneTradeIsOrdered(seed: Int) {
    let bars = randomBars(30, seed: UInt64(seed), missing: 0)
    let side = seed % 2 == 0 ? 1.0 : -1
    let limit = (bars.close[0] * (1 - side * 0.002)).rounded()
    let (stop, take) = (Level.distance(0.004), Level.distance(0.004))
    for entry in [
      Decision.market(side, stop: stop, take: take),
      .limit(side, at: limit, stop: stop, take: take),
    ] {
      let envelope = Engine.envelope(bars, strategy: Script([0: entry]))
      #expect(envelope.worst <= envelope.nearest && envelope.nearest <= envelope.best)
      #expect(envelope.ambiguousTrades > 0 || envelope.worst == envelope.best)
    }
  }

  /// Bought at 100 and sold at 104: 104 (1 - c) = 100 (1 + c) at c = 4 / 204.
  @Test func theBreakEvenCostIsThatOfTheArithmetic() throws {
    let path = [[100.0, 101, 99, 100], [100, 101, 99, 100], [104, 105, 103, 104]]
    let strategy = Script([0: .market(1), 1: .market(0)])
    let cost = try #require(Engine.breakEvenCost(bars(path), strategy: strategy))
    #expect(abs(cost - 4 / 204.0) < 2e-9)
    let losing = Script([0: .market(-1), 1: .market(0)])
    #expect(Engine.breakEvenCost(bars(path), strategy: losing) == nil)
    let tenfold = [path[0], path[1], [1000.0, 1001, 999, 1000]]
    #expect(Engine.breakEvenCost(bars(tenfold), strategy: strategy) == nil)
  }
}
