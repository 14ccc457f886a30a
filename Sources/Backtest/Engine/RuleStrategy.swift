/// Enters, leaves and protects a position by conditions: what a strategy block of the language says.
///
/// While flat, an entry is taken where its condition holds; where both sides' hold, neither is. In a
/// position, the exits and the time limit are asked first, then the entry of the other side, which
/// reverses. A resting limit order is left to live out while its own condition repeats; an exit or
/// the other side's entry takes it back. A condition that is missing counts as false.
public struct RuleStrategy: Strategy {
  /// Says whether something holds; nil where it is missing.
  public typealias Condition = @Sendable (Moment) -> Bool?
  /// Gives a number; NaN where it is missing.
  public typealias Quantity = @Sendable (Moment) -> Double

  /// A condition to enter on, at the market or at a limit.
  public struct Entry: Sendable {
    public var condition: Condition
    /// The limit price; nil to enter at the market.
    public var limit: Quantity?
    /// How many bars the limit order lives; nil until it is cancelled.
    public var expiry: Int?

    public init(when condition: @escaping Condition, limit: Quantity? = nil, expiry: Int? = nil) {
      (self.condition, self.limit, self.expiry) = (condition, limit, expiry)
    }
  }

  public var enterLong: Entry?
  public var enterShort: Entry?
  /// Leaves a position of either side.
  public var exit: Condition?
  public var exitLong: Condition?
  public var exitShort: Condition?
  /// The distance of the stop as a fraction of the entry price, taken when the entry is sent.
  public var stop: Quantity?
  /// The distance of the take as a fraction of the entry price, taken when the entry is sent.
  public var take: Quantity?
  /// The most closes that a position is held over.
  public var hold: Int?
  public private(set) var missingConditions = 0

  /// Creates a strategy without rules, which does nothing.
  public init() {}

  public mutating func decide(_ moment: Moment) -> Decision {
    let side = moment.position > 0 ? 1.0 : moment.position < 0 ? -1 : 0
    let leave = reasonToLeave(moment, side: side)
    let wish = entry(moment, side: side)
    if let wish, wish.side != side {
      return enter(wish.side, wish.entry, from: side, moment)
    }
    guard let leave else { return .keep }
    guard side != 0 else { return Decision(cancelsLimit: true) }
    return Decision(market: MarketOrder(to: 0, reason: leave))
  }

  /// Returns why the position, or where flat the resting order, is to go.
  private mutating func reasonToLeave(_ moment: Moment, side: Double) -> ExitReason? {
    let held = side != 0 ? side : moment.restingTarget
    guard held != 0 else { return nil }
    if let hold, side != 0, moment.barsHeld >= hold { return .hold }
    if holds(exit, moment) { return .signal }
    return holds(held > 0 ? exitLong : exitShort, moment) ? .signal : nil
  }

  /// Returns the entry that is to be taken from `side`.
  private mutating func entry(_ moment: Moment, side: Double) -> (side: Double, entry: Entry)? {
    let long = side <= 0 && holds(enterLong?.condition, moment)
    let short = side >= 0 && holds(enterShort?.condition, moment)
    if long, !short, let enterLong { return (1, enterLong) }
    if short, !long, let enterShort { return (-1, enterShort) }
    return nil
  }

  private func enter(
    _ target: Double,
    _ entry: Entry,
    from side: Double,
    _ moment: Moment
  ) -> Decision {
    let bracket = Bracket(
      stop: stop.map { .distance($0(moment)) } ?? .none,
      take: take.map { .distance($0(moment)) } ?? .none
    )
    guard let limit = entry.limit else {
      return Decision(market: MarketOrder(to: target, bracket: bracket, reason: .reversal))
    }
    if moment.restingTarget == target { return .keep }
    return Decision(
      market: side == 0 ? nil : MarketOrder(to: 0, reason: .reversal),
      limit: LimitOrder(to: target, at: limit(moment), expiry: entry.expiry, bracket: bracket)
    )
  }

  private mutating func holds(_ condition: Condition?, _ moment: Moment) -> Bool {
    guard let condition else { return false }
    if let answer = condition(moment) { return answer }
    missingConditions += 1
    return false
  }
}
