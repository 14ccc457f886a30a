/// An order to bring the position to `target` at the next price that the fill time allows.
public struct MarketOrder: Hashable, Sendable {
  /// The exposure to reach: 1 is long the settings' size times equity, -1 short, 0 flat.
  public var target: Double
  /// What guards the position once the order has filled; none leaves an existing bracket.
  public var bracket: Bracket
  /// What the trades that it closes give as their reason.
  public var reason: ExitReason

  public init(to target: Double, bracket: Bracket = .none, reason: ExitReason = .signal) {
    (self.target, self.bracket, self.reason) = (target, bracket, reason)
  }
}

/// An order to open a position at `price` or better.
///
/// It takes part in every bar that the account is flat in once the bar has opened.
public struct LimitOrder: Hashable, Sendable {
  /// The exposure to reach, positive to buy and negative to sell.
  public var target: Double
  public var price: Double
  /// How many bars it lives, from the one after it was sent; nil until it is cancelled.
  public var expiry: Int?
  public var bracket: Bracket

  public init(
    to target: Double,
    at price: Double,
    expiry: Int? = nil,
    bracket: Bracket = .none
  ) {
    (self.target, self.price, self.expiry, self.bracket) = (target, price, expiry, bracket)
  }
}

/// What a strategy does at a close.
///
/// A market order and a limit order take the place of a limit order that still rests; a decision
/// with both closes or changes the position at the market, and waits for the limit once it is flat.
public struct Decision: Hashable, Sendable {
  public var market: MarketOrder?
  public var limit: LimitOrder?
  /// The stop and take of the open position from the next bar on; nil leaves them.
  public var protection: Bracket?
  /// Whether a resting limit order is taken back.
  public var cancelsLimit: Bool

  @inlinable
  public init(
    market: MarketOrder? = nil,
    limit: LimitOrder? = nil,
    protection: Bracket? = nil,
    cancelsLimit: Bool = false
  ) {
    self.market = market
    self.limit = limit
    self.protection = protection
    self.cancelsLimit = cancelsLimit
  }

  /// Sends nothing.
  @inlinable public static var keep: Decision { Decision() }
}
