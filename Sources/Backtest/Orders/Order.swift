/// What an order asks for.
public enum OrderKind: String, Sendable {
  /// Trade at the next price that there is.
  case market
  /// Open a position at a price or better.
  case limit
  /// Close the position once the price is as bad as this.
  case stop
  /// Close the position at this price or better.
  case take
}

/// Why an order was not accepted or could not be filled; the account is as it was before.
public enum RejectReason: String, Error, Sendable {
  /// The price was missing or not above zero, on the order or where it was to fill.
  case noPrice
  /// The target was not a finite number, or came to no units at all.
  case noUnits
  /// Nothing was left to trade with.
  case noEquity
}

/// Why an order was taken back before it filled.
public enum CancelReason: String, Sendable {
  /// The other order of the pair filled.
  case sibling
  /// The position that the order belonged to was closed by another order.
  case positionClosed
  /// A newer order took its place.
  case replaced
  /// The strategy took it back.
  case withdrawn
  /// The account was already where the order was to bring it.
  case nothingToTrade
  /// Trading had ended.
  case ruin
}

/// What became of an order.
public enum OrderState: Hashable, Sendable {
  /// It was still waiting when the data ended.
  case working
  case filled
  case cancelled(CancelReason)
  case expired
  case rejected(RejectReason)
}

/// An order that was sent, and what became of it.
public struct OrderRecord: Hashable, Sendable {
  private let row32: Int32
  private var stateRow32: Int32
  /// The exposure that it was to reach, as a signed multiple of the settings' size.
  public let target: Double
  /// The price of a limit, stop or take; missing for a market order.
  public let price: Double
  public let kind: OrderKind
  public private(set) var state = OrderState.working

  /// The row at whose close it was sent; for a stop or take, the row of the fill that it guards.
  public var row: Int { Int(row32) }
  /// The row in which it came to its state.
  public var stateRow: Int { Int(stateRow32) }

  init(row: Int, kind: OrderKind, target: Double, price: Double) {
    row32 = Int32(truncatingIfNeeded: row)
    stateRow32 = row32
    (self.kind, self.target, self.price) = (kind, target, price)
  }

  mutating func settle(_ state: OrderState, row: Int) {
    self.state = state
    stateRow32 = Int32(truncatingIfNeeded: row)
  }
}

/// The price of a stop or take, given as it is known when the order is sent.
public enum Level: Hashable, Sendable {
  case none
  /// A price; one that is missing or not above zero counts as none.
  case price(Double)
  /// A distance from the entry price, as a fraction of it; not above zero counts as none.
  case distance(Double)

  /// Returns the price of a level `sign` times its distance from `entry`; missing where none.
  func price(entry: Double, sign: Double) -> Double {
    let price =
      switch self {
      case .none: Double.nan
      case .price(let price): price
      case .distance(let distance): distance > 0 ? entry * (1 + sign * distance) : .nan
      }
    return price > 0 && price < .infinity ? price : .nan
  }
}

/// A stop and a take that are attached when a position is opened; one fill cancels the other.
public struct Bracket: Hashable, Sendable {
  public var stop: Level
  public var take: Level

  public init(stop: Level = .none, take: Level = .none) {
    (self.stop, self.take) = (stop, take)
  }

  public static let none = Bracket()
}
