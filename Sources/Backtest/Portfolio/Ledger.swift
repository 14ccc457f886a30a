/// The books of an account in one instrument: cash, the position at its average price, its trades.
///
/// Cash plus units times price is the equity after every entry in the books.
public struct Ledger: Sendable {
  public private(set) var cash: Double
  /// The units held, negative where short.
  public private(set) var units = 0.0
  /// The last known price.
  public private(set) var price = Double.nan
  /// The average price of the units held; missing where there are none.
  public private(set) var entryPrice = Double.nan
  public private(set) var trades: [Trade] = []

  private var entryRow = 0
  private var isEnteredAtClose = false
  private var entryCommission = 0.0
  private var lowest = 0.0
  private var highest = 0.0
  private var isAmbiguous = false

  init(cash: Double) {
    self.cash = cash
  }

  /// Makes room for `count` trades.
  mutating func reserveTrades(_ count: Int) {
    trades.reserveCapacity(count)
  }

  public var equity: Double { equity(at: price) }

  /// The gain of the open position over its entry price, before commission.
  public var openProfit: Double { units == 0 ? 0 : units * (price - entryPrice) }

  func equity(at price: Double) -> Double {
    units == 0 ? cash : cash + units * price
  }

  /// Returns the closes that the position has been held over, up to that of `row`.
  func barsHeld(throughCloseOf row: Int) -> Int {
    units == 0 ? 0 : row - entryRow + (isEnteredAtClose ? 0 : 1)
  }

  /// Marks the position to a price; one that is not finite leaves the last.
  mutating func mark(_ price: Double) {
    if price.isFinite { self.price = price }
  }

  /// Notes a price that the open position went through.
  mutating func observe(_ price: Double) {
    if price < lowest { lowest = price }
    if price > highest { highest = price }
  }

  /// Notes that a bar did not tell how the open position went.
  mutating func noteAmbiguity() {
    if units != 0 { isAmbiguous = true }
  }

  /// Books `count` units bought, or sold where negative, that open or enlarge a position.
  mutating func open(
    _ count: Double,
    at price: Double,
    commission: Double,
    row: Int,
    atClose: Bool
  ) {
    precondition(units * count >= 0, "an entry on the side of the position")
    if units == 0 {
      (entryRow, isEnteredAtClose, isAmbiguous) = (row, atClose, false)
      (entryPrice, lowest, highest, entryCommission) = (price, price, price, 0)
    } else {
      entryPrice = (units * entryPrice + count * price) / (units + count)
      observe(price)
    }
    cash -= count * price + commission
    units += count
    entryCommission += commission
  }

  /// Books `count` units of the position as closed, and the trade that they were.
  mutating func close(
    _ count: Double,
    at price: Double,
    commission: Double,
    row: Int,
    atClose: Bool,
    reason: ExitReason
  ) {
    precondition(count > 0 && count <= abs(units), "an exit within the position")
    observe(price)
    let share = count / abs(units)
    let paid = entryCommission * share
    let bars = barsHeld(throughCloseOf: atClose ? row : row - 1)
    trades.append(
      trade(count, row: row, at: price, costs: paid + commission, bars: bars, reason: reason)
    )
    let sign = units < 0 ? -1.0 : 1
    cash += sign * count * price - commission
    units -= sign * count
    entryCommission -= paid
    if units == 0 { entryPrice = .nan }
  }

  /// Returns the trades, and last the one that is still open after `row`, at its mark.
  ///
  /// The books keep none of them.
  mutating func handOverTrades(after row: Int) -> [Trade] {
    if units != 0 {
      let bars = barsHeld(throughCloseOf: row)
      trades.append(
        trade(abs(units), row: row, at: price, costs: entryCommission, bars: bars, reason: nil)
      )
    }
    defer { trades = [] }
    return trades
  }

  private func trade(
    _ count: Double,
    row: Int,
    at price: Double,
    costs: Double,
    bars: Int,
    reason: ExitReason?
  ) -> Trade {
    let sign = units < 0 ? -1.0 : 1
    let (worst, best) = units < 0 ? (highest, lowest) : (lowest, highest)
    return Trade(
      entryRow: entryRow,
      exitRow: row,
      bars: max(0, bars),
      reason: reason,
      isLong: units > 0,
      isAmbiguous: isAmbiguous,
      units: count,
      entryPrice: entryPrice,
      exitPrice: price,
      profit: sign * count * (price - entryPrice) - costs,
      adverseExcursion: min(0, sign * (worst / entryPrice - 1)),
      favourableExcursion: max(0, sign * (best / entryPrice - 1))
    )
  }
}
