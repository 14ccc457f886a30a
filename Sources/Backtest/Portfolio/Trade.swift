/// Why a trade ended.
public enum ExitReason: String, Sendable {
  /// The strategy wished it.
  case signal
  /// The strategy turned to the other side.
  case reversal
  /// It had been held for as long as it may.
  case hold
  case stop
  case take
  /// The account was worth nothing.
  case ruin
}

/// A number of units from entry to exit, or to the last mark where they are still held.
///
/// Rows are kept in 32 bits, as writing the records is most of the time of a fast strategy.
public struct Trade: Hashable, Sendable {
  private let entryRow32: Int32
  private let exitRow32: Int32
  private let bars32: Int32
  /// Why it ended; nil while it is open.
  public let reason: ExitReason?
  /// Whether the units were bought first.
  public let isLong: Bool
  /// Whether a bar did not tell how it went; see `docs/assumptions.md`.
  public let isAmbiguous: Bool
  public let units: Double
  /// The average price of the entries, slippage included.
  public let entryPrice: Double
  /// The price of the exit, slippage included; the last mark while the trade is open.
  public let exitPrice: Double
  /// The profit in money after the costs so far.
  public let profit: Double
  /// The worst price seen while held, as a fraction of the entry price: 0 or below.
  public let adverseExcursion: Double
  /// The best price seen while held, as a fraction of the entry price: 0 or above.
  public let favourableExcursion: Double

  public var entryRow: Int { Int(entryRow32) }
  /// The row of the exit; nil while the trade is open.
  public var exitRow: Int? { reason == nil ? nil : Int(exitRow32) }
  /// The closes that it was held over, without one at which it was opened.
  public var bars: Int { Int(bars32) }
  /// The profit as a fraction of the value at entry.
  public var returnFraction: Double { profit / (units * entryPrice) }

  init(
    entryRow: Int,
    exitRow: Int,
    bars: Int,
    reason: ExitReason?,
    isLong: Bool,
    isAmbiguous: Bool,
    units: Double,
    entryPrice: Double,
    exitPrice: Double,
    profit: Double,
    adverseExcursion: Double,
    favourableExcursion: Double
  ) {
    entryRow32 = Int32(truncatingIfNeeded: entryRow)
    exitRow32 = Int32(truncatingIfNeeded: exitRow)
    bars32 = Int32(truncatingIfNeeded: bars)
    (self.reason, self.isLong, self.isAmbiguous) = (reason, isLong, isAmbiguous)
    (self.units, self.entryPrice, self.exitPrice) = (units, entryPrice, exitPrice)
    self.profit = profit
    self.adverseExcursion = adverseExcursion
    self.favourableExcursion = favourableExcursion
  }
}
