import Backtest
import Testing

/// A small table of bars, what is sent at which close, and the fills and orders that follow.
struct FillTable: Sendable, CustomTestStringConvertible {
  let name: String
  let bars: [[Double]]
  let script: [Int: Decision]
  let fills: [String]
  var orders: [String]?
  var settings = EngineSettings(costs: .none)
  /// How often a bar does not tell what filled.
  var ambiguous = 0

  var testDescription: String { name }
}

@Suite struct EngineTableTests {
  @Test(arguments: market + stopsAndTakes + ties + limits + missing)
  func fillsAreThoseOfTheTable(table: FillTable) {
    let result = Engine.run(
      bars(table.bars),
      strategy: Script(table.script),
      settings: table.settings
    )
    #expect(result.fills.map(\.text) == table.fills)
    if let orders = table.orders { #expect(result.orders.map(\.text) == orders) }
    #expect(result.ambiguousCount == table.ambiguous)
  }

  private static let quiet: [Double] = [100, 101, 99, 100]
  private static let touching = EngineSettings(costs: .none, limitTouch: true)

  private static func settings(_ ties: TieRule, touch: Bool = false) -> EngineSettings {
    EngineSettings(costs: .none, ties: ties, limitTouch: touch)
  }

  private static func settings(_ fill: FillTime) -> EngineSettings {
    EngineSettings(fill: fill, costs: .none)
  }

  static let market = [
    FillTable(
      name: "a market order fills at the next open",
      bars: [quiet, [102, 103, 101, 103], quiet],
      script: [0: .market(1)],
      fills: ["1 buy 102.0 nextOpen"],
      orders: ["0 market filled 1"]
    ),
    FillTable(
      name: "a market order of the last close never fills",
      bars: [quiet, quiet],
      script: [1: .market(1)],
      fills: [],
      orders: ["1 market working"]
    ),
    FillTable(
      name: "at next_close it fills at the close of the next bar",
      bars: [quiet, [102, 103, 101, 103], quiet],
      script: [0: .market(1)],
      fills: ["1 buy 103.0 nextClose"],
      settings: settings(.nextClose)
    ),
    FillTable(
      name: "at close it fills at the close that it was sent at",
      bars: [quiet, [102, 103, 101, 103], quiet],
      script: [1: .market(-1)],
      fills: ["1 sell 103.0 sameClose"],
      settings: settings(.close)
    ),
    FillTable(
      name: "a reversal is two fills of one order at one price",
      bars: [quiet, quiet, [105, 106, 104, 105]],
      script: [0: .market(1), 1: .market(-1)],
      fills: ["1 buy 100.0 nextOpen", "2 sell 105.0 nextOpen", "2 sell 105.0 nextOpen"],
      orders: ["0 market filled 1", "1 market filled 2"]
    ),
    FillTable(
      name: "an exit without a position has nothing to trade",
      bars: [quiet, quiet],
      script: [0: .market(0)],
      fills: [],
      orders: ["0 market nothingToTrade 1"]
    ),
    FillTable(
      name: "a position is reduced by the difference",
      bars: [quiet, quiet, quiet],
      script: [0: .market(1), 1: .market(0.25)],
      fills: ["1 buy 100.0 nextOpen", "2 sell 100.0 nextOpen"]
    ),
    FillTable(
      name: "costs move the price against the trader",
      bars: [quiet, quiet, quiet],
      script: [0: .market(1), 1: .market(0)],
      fills: ["1 buy 101.0 nextOpen", "2 sell 99.0 nextOpen"],
      settings: EngineSettings(costs: Costs(commission: 0.001, slippage: 0.01))
    ),
  ]

  static let stopsAndTakes = [
    FillTable(
      name: "a stop fills at its price",
      bars: [quiet, quiet, [100, 101, 94, 96]],
      script: [0: .market(1, stop: .price(95))],
      fills: ["1 buy 100.0 nextOpen", "2 sell 95.0 stop"],
      orders: ["0 market filled 1", "1 stop filled 2"]
    ),
    FillTable(
      name: "a stop that is only touched fills",
      bars: [quiet, quiet, [100, 101, 95, 96]],
      script: [0: .market(1, stop: .price(95))],
      fills: ["1 buy 100.0 nextOpen", "2 sell 95.0 stop"]
    ),
    FillTable(
      name: "a gap through a stop fills at the open",
      bars: [quiet, quiet, [92, 93, 90, 91]],
      script: [0: .market(1, stop: .price(95))],
      fills: ["1 buy 100.0 nextOpen", "2 sell 92.0 stopAtOpen"]
    ),
    FillTable(
      name: "a gap through a short's stop fills at the open",
      bars: [quiet, quiet, [108, 109, 107, 108]],
      script: [0: .market(-1, stop: .price(105))],
      fills: ["1 sell 100.0 nextOpen", "2 buy 108.0 stopAtOpen"]
    ),
    FillTable(
      name: "a stop is hit on the bar of the entry",
      bars: [quiet, [100, 101, 94, 99], quiet],
      script: [0: .market(1, stop: .distance(0.05))],
      fills: ["1 buy 100.0 nextOpen", "1 sell 95.0 stop"]
    ),
    FillTable(
      name: "a stop of an entry at a close is not hit on that bar",
      bars: [quiet, [100, 101, 94, 100], quiet],
      script: [0: .market(1, stop: .distance(0.05))],
      fills: ["1 buy 100.0 nextClose"],
      settings: settings(.nextClose)
    ),
    FillTable(
      name: "an entry that opens beyond its own stop is closed at that open",
      bars: [quiet, [90, 91, 89, 90], quiet],
      script: [0: .market(1, stop: .price(95))],
      fills: ["1 buy 90.0 nextOpen", "1 sell 90.0 stopAtOpen"]
    ),
    FillTable(
      name: "a stop slips, a take does not",
      bars: [quiet, [100, 101, 96, 98], [100, 101, 94, 95], [100, 120, 99, 100]],
      script: [
        0: .market(1, stop: .price(95)),
        2: .limit(1, at: 110, take: .price(115)),
      ],
      fills: [
        "1 buy 101.0 nextOpen", "2 sell 94.05 stop", "3 buy 100.0 limitAtOpen",
        "3 sell 115.0 limit",
      ],
      settings: EngineSettings(costs: Costs(commission: 0, slippage: 0.01))
    ),
    FillTable(
      name: "a take fills at its price once the bar trades through it",
      bars: [quiet, quiet, [100, 106, 99, 103]],
      script: [0: .market(1, take: .price(105))],
      fills: ["1 buy 100.0 nextOpen", "2 sell 105.0 limit"]
    ),
    FillTable(
      name: "a gap through a take fills at the better open",
      bars: [quiet, quiet, [108, 109, 107, 108]],
      script: [0: .market(1, take: .price(105))],
      fills: ["1 buy 100.0 nextOpen", "2 sell 108.0 limitAtOpen"]
    ),
    FillTable(
      name: "a take that is only touched does not fill, and is ambiguous",
      bars: [quiet, quiet, [100, 105, 99, 103]],
      script: [0: .market(1, take: .price(105))],
      fills: ["1 buy 100.0 nextOpen"],
      ambiguous: 1
    ),
    FillTable(
      name: "with touch, a take that is only touched fills, and is ambiguous",
      bars: [quiet, quiet, [100, 105, 99, 103]],
      script: [0: .market(1, take: .price(105))],
      fills: ["1 buy 100.0 nextOpen", "2 sell 105.0 limitTouched ?"],
      settings: touching,
      ambiguous: 1
    ),
    FillTable(
      name: "one fill cancels its sibling in the same instant",
      bars: [quiet, quiet, [100, 101, 94, 96], [100, 120, 99, 110]],
      script: [0: .market(1, stop: .price(95), take: .price(105))],
      fills: ["1 buy 100.0 nextOpen", "2 sell 95.0 stop"],
      orders: ["0 market filled 1", "1 stop filled 2", "1 take sibling 2"]
    ),
    FillTable(
      name: "a market exit comes before the bracket and cancels it",
      bars: [quiet, quiet, [90, 120, 80, 100], quiet],
      script: [0: .market(1, stop: .price(95), take: .price(105)), 1: .market(0)],
      fills: ["1 buy 100.0 nextOpen", "2 sell 90.0 nextOpen"],
      orders: [
        "0 market filled 1", "1 stop positionClosed 2", "1 take positionClosed 2",
        "1 market filled 2",
      ]
    ),
    FillTable(
      name: "at next_close the bracket comes before the market exit",
      bars: [quiet, quiet, [100, 101, 94, 96], quiet],
      script: [0: .market(1, stop: .price(95)), 1: .market(0)],
      fills: ["1 buy 100.0 nextClose", "2 sell 95.0 stop"],
      orders: ["0 market filled 1", "1 stop filled 2", "1 market nothingToTrade 2"],
      settings: settings(.nextClose)
    ),
    FillTable(
      name: "a reversal brings a bracket of its own",
      bars: [quiet, quiet, quiet, [100, 107, 99, 100]],
      script: [0: .market(1, stop: .distance(0.05)), 1: .market(-1, stop: .distance(0.05))],
      fills: [
        "1 buy 100.0 nextOpen", "2 sell 100.0 nextOpen", "2 sell 100.0 nextOpen",
        "3 buy 105.0 stop",
      ]
    ),
    FillTable(
      name: "a stop that is moved acts from the next bar on",
      bars: [quiet, quiet, [100, 101, 96, 100], [100, 101, 96, 98]],
      script: [0: .market(1, stop: .price(90)), 2: .protect(stop: .price(97))],
      fills: ["1 buy 100.0 nextOpen", "3 sell 97.0 stop"],
      orders: ["0 market filled 1", "1 stop replaced 2", "2 stop filled 3"]
    ),
  ]

  /// The open lies 1 above the low and 6 below the high, or 6 and 1.
  private static let nearLow: [Double] = [100, 106, 94.5, 100]
  private static let nearHigh: [Double] = [100, 105.5, 93, 100]
  private static let bracket = Decision.market(1, stop: .price(95), take: .price(105))
  private static let shortBracket = Decision.market(-1, stop: .price(105), take: .price(95))

  private static func tie(
    _ ties: TieRule,
    _ name: String,
    bar: [Double] = nearLow,
    entry: Decision = bracket,
    exit: String
  ) -> FillTable {
    let side = (entry.market?.target ?? 1) > 0 ? "buy" : "sell"
    return FillTable(
      name: "stop and take in one bar, \(name)",
      bars: [quiet, quiet, bar],
      script: [0: entry],
      fills: ["1 \(side) 100.0 nextOpen", "2 \(exit) tie ?"],
      settings: settings(ties),
      ambiguous: 1
    )
  }

  static let ties = [
    tie(.stop, "the stop first", exit: "sell 95.0"),
    tie(.target, "the take first", exit: "sell 105.0"),
    tie(.nearest, "the low nearer", exit: "sell 95.0"),
    tie(.nearest, "the high nearer", bar: nearHigh, exit: "sell 105.0"),
    tie(.stop, "a short's stop first", entry: shortBracket, exit: "buy 105.0"),
    tie(.nearest, "a short's take nearer", entry: shortBracket, exit: "buy 95.0"),
    FillTable(
      name: "a gap decides a bar that reaches both",
      bars: [quiet, quiet, [107, 110, 90, 100]],
      script: [0: bracket],
      fills: ["1 buy 100.0 nextOpen", "2 sell 107.0 limitAtOpen"]
    ),
    FillTable(
      name: "stop and take on the bar of the entry",
      bars: [quiet, [100, 106, 94, 100], quiet],
      script: [0: bracket],
      fills: ["1 buy 100.0 nextOpen", "1 sell 95.0 tie ?"],
      ambiguous: 1
    ),
  ]

  static let limits = [
    FillTable(
      name: "a limit fills at its price once the bar trades through it",
      bars: [quiet, quiet, [100, 101, 97, 100]],
      script: [0: .limit(1, at: 98)],
      fills: ["2 buy 98.0 limit"],
      orders: ["0 limit filled 2"]
    ),
    FillTable(
      name: "a limit that is only touched does not fill, and is ambiguous",
      bars: [quiet, [100, 101, 98, 100], quiet],
      script: [0: .limit(1, at: 98)],
      fills: [],
      orders: ["0 limit working"],
      ambiguous: 1
    ),
    FillTable(
      name: "with touch, a limit that is only touched fills, and is ambiguous",
      bars: [quiet, [100, 101, 98, 100], quiet],
      script: [0: .limit(1, at: 98)],
      fills: ["1 buy 98.0 limitTouched ?"],
      settings: touching,
      ambiguous: 1
    ),
    FillTable(
      name: "a limit does not fill on the bar that it was sent in",
      bars: [[100, 101, 90, 100], quiet],
      script: [0: .limit(1, at: 95)],
      fills: []
    ),
    FillTable(
      name: "a better open fills a limit at the open",
      bars: [quiet, [96, 97, 95, 96]],
      script: [0: .limit(1, at: 98)],
      fills: ["1 buy 96.0 limitAtOpen"]
    ),
    FillTable(
      name: "a limit to sell fills above",
      bars: [quiet, [100, 104, 99, 100]],
      script: [0: .limit(-1, at: 103)],
      fills: ["1 sell 103.0 limit"]
    ),
    FillTable(
      name: "a limit lives its bars and no longer",
      bars: [quiet, quiet, quiet, [100, 101, 90, 100]],
      script: [0: .limit(1, at: 95, expiry: 2)],
      fills: [],
      orders: ["0 limit expired 2"]
    ),
    FillTable(
      name: "a limit fills on the last of its bars",
      bars: [quiet, quiet, [100, 101, 90, 100]],
      script: [0: .limit(1, at: 95, expiry: 2)],
      fills: ["2 buy 95.0 limit"]
    ),
    FillTable(
      name: "a newer limit takes the place of an older",
      bars: [quiet, quiet, [100, 101, 90, 100]],
      script: [0: .limit(1, at: 95), 1: .limit(-1, at: 110)],
      fills: [],
      orders: ["0 limit replaced 1", "1 limit working"]
    ),
    FillTable(
      name: "a limit can be taken back",
      bars: [quiet, quiet, [100, 101, 90, 100]],
      script: [0: .limit(1, at: 95), 1: Decision(cancelsLimit: true)],
      fills: [],
      orders: ["0 limit withdrawn 1"]
    ),
    FillTable(
      name: "a limit waits until the account is flat",
      bars: [quiet, quiet, [100, 106, 99, 100], [100, 106, 99, 100]],
      script: [
        0: .market(1), 1: .limit(-1, at: 105), 2: .market(0),
      ],
      fills: ["1 buy 100.0 nextOpen", "3 sell 100.0 nextOpen"],
      orders: ["0 market filled 1", "1 limit replaced 2", "2 market filled 3"]
    ),
    FillTable(
      name: "a market exit and a limit entry may share a bar",
      bars: [quiet, quiet, [100, 106, 99, 100]],
      script: [
        0: .market(1),
        1: Decision(market: MarketOrder(to: 0), limit: LimitOrder(to: -1, at: 105)),
      ],
      fills: ["1 buy 100.0 nextOpen", "2 sell 100.0 nextOpen", "2 sell 105.0 limit"]
    ),
    FillTable(
      name: "after a limit entry the bar still reaches the stop",
      bars: [quiet, [100, 101, 90, 100]],
      script: [0: .limit(1, at: 98, stop: .price(95), take: .price(110))],
      fills: ["1 buy 98.0 limit", "1 sell 95.0 stop"],
      orders: ["0 limit filled 1", "1 stop filled 1", "1 take sibling 1"]
    ),
    FillTable(
      name: "a high that may have come before a limit entry does not fill its take",
      bars: [quiet, [100, 106, 97, 100]],
      script: [0: .limit(1, at: 98, take: .price(105))],
      fills: ["1 buy 98.0 limit"],
      ambiguous: 1
    ),
    FillTable(
      name: "in the best reading the high came after the limit entry",
      bars: [quiet, [100, 106, 97, 100]],
      script: [0: .limit(1, at: 98, take: .price(105))],
      fills: ["1 buy 98.0 limit", "1 sell 105.0 takeOnEntryBar ?"],
      settings: settings(.target),
      ambiguous: 1
    ),
    FillTable(
      name: "a close beyond the take came after the limit entry",
      bars: [quiet, [100, 108, 97, 107]],
      script: [0: .limit(1, at: 98, take: .price(105))],
      fills: ["1 buy 98.0 limit", "1 sell 105.0 limit"]
    ),
    FillTable(
      name: "after a limit entry the nearer extreme came first: the low, then the take",
      bars: [quiet, [100, 106, 97, 100]],
      script: [0: .limit(1, at: 98, take: .price(105))],
      fills: ["1 buy 98.0 limit", "1 sell 105.0 takeOnEntryBar ?"],
      settings: settings(.nearest),
      ambiguous: 1
    ),
    FillTable(
      name: "after a limit entry the nearer extreme came first: the high, before the entry",
      bars: [quiet, [100, 106, 93, 100]],
      script: [0: .limit(1, at: 98, take: .price(105))],
      fills: ["1 buy 98.0 limit"],
      settings: settings(.nearest),
      ambiguous: 1
    ),
    FillTable(
      name: "stop and take after a limit entry",
      bars: [quiet, [100, 106, 93, 100]],
      script: [0: .limit(1, at: 98, stop: .price(95), take: .price(105))],
      fills: ["1 buy 98.0 limit", "1 sell 95.0 tie ?"],
      settings: settings(.nearest),
      ambiguous: 1
    ),
    FillTable(
      name: "stop and take after a limit entry, in the best reading",
      bars: [quiet, [100, 106, 93, 100]],
      script: [0: .limit(1, at: 98, stop: .price(95), take: .price(105))],
      fills: ["1 buy 98.0 limit", "1 sell 105.0 tie ?"],
      settings: settings(.target),
      ambiguous: 1
    ),
    FillTable(
      name: "a limit entry beyond its own stop is closed at its price",
      bars: [quiet, [100, 101, 97, 100]],
      script: [0: .limit(1, at: 98, stop: .price(99))],
      fills: ["1 buy 98.0 limit", "1 sell 98.0 stop"]
    ),
    FillTable(
      name: "a limit entry beyond its own take is closed at its price",
      bars: [quiet, [100, 104, 99, 100]],
      script: [0: .limit(-1, at: 103, take: .price(104))],
      fills: ["1 sell 103.0 limit", "1 buy 103.0 limit"]
    ),
    FillTable(
      name: "a limit that fills at the open sees the whole bar",
      bars: [quiet, [96, 106, 95.5, 96]],
      script: [0: .limit(1, at: 98, take: .price(105))],
      fills: ["1 buy 96.0 limitAtOpen", "1 sell 105.0 limit"]
    ),
  ]

  static let missing = [
    FillTable(
      name: "a missing open rejects the order",
      bars: [quiet, [.nan, 101, 99, 100], quiet],
      script: [0: .market(1)],
      fills: [],
      orders: ["0 market noPrice 1"]
    ),
    FillTable(
      name: "a price of zero rejects the order",
      bars: [quiet, [0, 101, 0, 100], quiet],
      script: [0: .market(1)],
      fills: [],
      orders: ["0 market noPrice 1"]
    ),
    FillTable(
      name: "a price below zero rejects the order",
      bars: [quiet, [-37, 10, -40, 5], quiet],
      script: [0: .market(-1)],
      fills: [],
      orders: ["0 market noPrice 1"]
    ),
    FillTable(
      name: "an exit that finds no price leaves the position and its stop",
      bars: [quiet, quiet, [.nan, .nan, .nan, .nan], [100, 101, 94, 95]],
      script: [0: .market(1, stop: .price(95)), 1: .market(0)],
      fills: ["1 buy 100.0 nextOpen", "3 sell 95.0 stop"],
      orders: ["0 market filled 1", "1 stop filled 3", "1 market noPrice 2"]
    ),
    FillTable(
      name: "a bar that lacks a price fills no resting order",
      bars: [quiet, [100, .nan, 90, 95], [100, 101, 90, 95]],
      script: [0: .limit(1, at: 98)],
      fills: ["2 buy 98.0 limit"]
    ),
    FillTable(
      name: "a limit without a price, and targets without a size, are rejected",
      bars: [quiet, quiet, quiet, quiet, quiet],
      script: [
        0: .limit(1, at: .nan), 1: .market(.nan), 2: .market(.infinity), 3: .limit(0, at: 99),
      ],
      fills: [],
      orders: [
        "0 limit noPrice 0", "1 market noUnits 1", "2 market noUnits 2", "3 limit noUnits 3",
      ]
    ),
  ]
}
