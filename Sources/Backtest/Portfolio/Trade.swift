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
public struct Trade: Hashable, Sendable {
  public let entryRow: Int
  /// The row of the exit; nil while the trade is open.
  public let exitRow: Int?
  /// Whether the units were bought first.
  public let isLong: Bool
  public let units: Double
  /// The average price of the entries, slippage included.
  public let entryPrice: Double
  /// The price of the exit, slippage included; the last mark while the trade is open.
  public let exitPrice: Double
  /// The profit in money after the costs so far.
  public let profit: Double
  /// The profit as a fraction of the value at entry.
  public let returnFraction: Double
  /// The closes that it was held over, without one at which it was opened.
  public let bars: Int
  /// The worst price seen while held, as a fraction of the entry price: 0 or below.
  public let adverseExcursion: Double
  /// The best price seen while held, as a fraction of the entry price: 0 or above.
  public let favourableExcursion: Double
  /// Why it ended; nil while it is open.
  public let reason: ExitReason?
  /// Whether a bar did not tell how it went; see `docs/assumptions.md`.
  public let isAmbiguous: Bool
}
