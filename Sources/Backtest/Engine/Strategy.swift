/// What a strategy knows at the close of a bar, besides its own series.
public struct Moment: Hashable, Sendable {
  public let row: Int
  /// The units held, negative where short.
  public let position: Double
  /// The closes that the position has been held over, this one included unless it was opened at it.
  public let barsHeld: Int
  /// The average price of the position, slippage included; missing when flat.
  public let entryPrice: Double
  public let equity: Double
  /// The gain of the position over its entry price, in money, before commission.
  public let openProfit: Double
  /// The exposure that the position was opened or last changed to; 0 when flat.
  public let target: Double
  /// The exposure that a resting limit order would open; 0 without one.
  public let restingTarget: Double

  public init(
    row: Int,
    position: Double = 0,
    barsHeld: Int = 0,
    entryPrice: Double = .nan,
    equity: Double,
    openProfit: Double = 0,
    target: Double = 0,
    restingTarget: Double = 0
  ) {
    (self.row, self.position, self.barsHeld) = (row, position, barsHeld)
    (self.entryPrice, self.equity, self.openProfit) = (entryPrice, equity, openProfit)
    (self.target, self.restingTarget) = (target, restingTarget)
  }
}

/// A rule that decides at each close what to send.
public protocol Strategy: Sendable {
  /// Returns what to send at the close that `moment` describes.
  mutating func decide(_ moment: Moment) -> Decision

  /// How many times a condition was missing, and so counted as false.
  var missingConditions: Int { get }
}

extension Strategy {
  public var missingConditions: Int { 0 }
}

/// Follows a column of target exposures, one for each row: 1 long, -1 short, 0 flat.
///
/// A missing target keeps the position. An order is sent only where the target is not the one that
/// the position already has, so that a drifting exposure is left alone, and an order that could not
/// fill is sent again.
public struct PositionStrategy: Strategy {
  private let targets: [Double]

  public init(_ targets: [Double]) {
    self.targets = targets
  }

  public mutating func decide(_ moment: Moment) -> Decision {
    guard moment.row < targets.count else { return .keep }
    let target = targets[moment.row]
    guard !target.isNaN, target != moment.target else { return .keep }
    return Decision(market: MarketOrder(to: target))
  }
}
