/// The assumption that a fill rests on; the raw value is its number in `docs/assumptions.md`.
public enum FillRule: Int, CaseIterable, Sendable {
  /// A market order, at the open of the bar after the decision.
  case nextOpen = 2
  /// A market order, at the close of the bar after the decision.
  case nextClose = 3
  /// A market order, at the close of the bar of the decision.
  case sameClose = 4
  /// A limit order or take, at its price, as the bar traded through it.
  case limit = 5
  /// A limit order or take, at an open that was better than its price.
  case limitAtOpen = 6
  /// A limit order or take, at its price, as the bar touched it.
  case limitTouched = 7
  /// A stop, at its price.
  case stop = 8
  /// A stop, at an open that was beyond it.
  case stopAtOpen = 9
  /// A stop and a take that one bar reached both, by the rule for ties.
  case tie = 10
  /// A take that the bar reached in which a limit order opened the position, before or after.
  case takeOnEntryBar = 11
  /// The end of an account that was worth nothing.
  case ruin = 20
}

public enum Side: Int, Sendable {
  case buy = 1
  case sell = -1
}

/// One trade with the market.
public struct Fill: Hashable, Sendable {
  private let row32: Int32
  private let order32: Int32
  public let units: Double
  /// The price that was paid, slippage included.
  public let price: Double
  public let commission: Double
  /// What slippage cost, in money.
  public let slippage: Double
  public let side: Side
  public let rule: FillRule
  /// Whether the bar alone does not tell that it was so.
  public let isAmbiguous: Bool

  public var row: Int { Int(row32) }
  /// The order that it fills, by its place in the result; nil where the account was ruined.
  public var order: Int? { order32 < 0 ? nil : Int(order32) }

  init(
    row: Int,
    order: Int?,
    side: Side,
    units: Double,
    price: Double,
    commission: Double = 0,
    slippage: Double = 0,
    rule: FillRule,
    isAmbiguous: Bool = false
  ) {
    row32 = Int32(truncatingIfNeeded: row)
    order32 = Int32(truncatingIfNeeded: order ?? -1)
    (self.side, self.units, self.price) = (side, units, price)
    (self.commission, self.slippage) = (commission, slippage)
    (self.rule, self.isAmbiguous) = (rule, isAmbiguous)
  }
}
