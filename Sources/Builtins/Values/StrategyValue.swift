import Backtest
import Language
import TimeSeries

/// Rules for a position, compiled for the rows of a frame.
struct StrategyValue: ObjectValue {
  /// The names that change as a strategy runs.
  ///
  /// What is held was decided on earlier bars; the equity is marked at the close of its own.
  static let states = [
    "position": FrameScope.State(place: 0, knowledge: .constant),
    "bars_held": FrameScope.State(place: 1, knowledge: .constant),
    "entry_price": FrameScope.State(place: 2, knowledge: .constant),
    "equity": FrameScope.State(place: 3, knowledge: .present),
  ]

  struct Entry: Sendable {
    let condition: RowExpression
    let limit: RowExpression?
    let expiry: Int?
  }

  private(set) var bars: Frame
  let origin: String
  var enterLong: Entry?
  var enterShort: Entry?
  var exit: RowExpression?
  var stop: RowExpression?
  var take: RowExpression?
  var hold: Int?
  var knowledge = Knowledge.constant
  var warmUp = 0
  /// The rules as they were typed.
  var text: [String] = []

  init(on bars: Frame, origin: String) {
    self.bars = bars
    self.origin = origin
  }

  var typeName: String { "a strategy" }

  /// The rules keep their columns, of which no row is asked for.
  var emptied: any ObjectValue {
    var empty = self
    empty.bars = bars.emptied()
    return empty
  }

  func knowing(_ knowledge: Knowledge, step: String) -> (any ObjectValue)? {
    var informed = self
    informed.knowledge = .derived(from: [self.knowledge, knowledge], step: step)
    return informed
  }

  var fieldNames: [String] { ["reach", "warm_up"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "reach": .text(String(describing: knowledge.reach))
    case "warm_up": .number(Double(warmUp))
    default: nil
    }
  }

  /// Returns the rules for the engine, where the engine's first row is row `offset` of the frame.
  func rules(offset: Int) -> RuleStrategy {
    var rules = RuleStrategy()
    rules.enterLong = enterLong.map { entry($0, offset) }
    rules.enterShort = enterShort.map { entry($0, offset) }
    rules.exit = exit.map { condition($0, offset) }
    rules.stop = stop.map { quantity($0, offset) }
    rules.take = take.map { quantity($0, offset) }
    rules.hold = hold
    return rules
  }

  private func entry(_ entry: Entry, _ offset: Int) -> RuleStrategy.Entry {
    RuleStrategy.Entry(
      when: condition(entry.condition, offset),
      limit: entry.limit.map { quantity($0, offset) },
      expiry: entry.expiry
    )
  }

  /// A condition in the warm-up is false and is not counted as missing.
  private func condition(
    _ expression: RowExpression,
    _ offset: Int
  ) -> RuleStrategy.Condition {
    let warmUp = self.warmUp
    return { moment in
      let value = StrategyValue.value(expression, moment, offset)
      return value.isNaN ? (moment.row + offset < warmUp ? false : nil) : value == 1
    }
  }

  private func quantity(_ expression: RowExpression, _ offset: Int) -> RuleStrategy.Quantity {
    { StrategyValue.value(expression, $0, offset) }
  }

  private static func value(
    _ expression: RowExpression,
    _ moment: Moment,
    _ offset: Int
  ) -> Double {
    expression.isStateful
      ? expression.value(
        at: moment.row + offset,
        states: [
          moment.position, Double(moment.barsHeld), moment.entryPrice, moment.equity,
        ]
      ) : expression.value(at: moment.row + offset, states: [])
  }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.titled(
      name,
      "strategy on \(origin)  reach \(knowledge.reach)  warm-up \(warmUp)"
    )
    for rule in text { shown.add("  " + rule) }
    return shown
  }
}
