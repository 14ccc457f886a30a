public import TimeSeries

/// An account that goes through bars one by one, and fills the orders that it is sent.
///
/// `advance` brings the next row up to its close; `accept` then takes the decision made there.
public struct Account: Sendable {
  public let bars: Bars
  public let settings: EngineSettings
  /// The present row; -1 before the first.
  public private(set) var row = -1
  public internal(set) var ledger: Ledger
  /// The row at whose close equity was zero or less.
  public private(set) var ruinRow: Int?

  /// A market order that waits for its fill time, and the number of its record.
  var pending: (order: MarketOrder, id: Int)?
  /// A limit order that rests, the number of its record, and the last row that it lives in.
  var resting: (order: LimitOrder, id: Int, lastRow: Int)?
  var guarding = Guard()
  /// The exposure that the position was last brought to.
  var target = 0.0
  var orders: [OrderRecord] = []
  var fills: [Fill] = []
  var ambiguousCount = 0

  private var equity: [Double] = []
  private var position: [Double] = []
  private var exposure: [Double] = []

  /// Opens an account with the settings' capital before the first of `bars`.
  public init(on bars: Bars, settings: EngineSettings) {
    precondition(bars.count <= Int32.max, "rows that the records can number")
    (self.bars, self.settings) = (bars, settings)
    ledger = Ledger(cash: settings.capital)
    equity.reserveCapacity(bars.count)
    position.reserveCapacity(bars.count)
    exposure.reserveCapacity(bars.count)
    // Room that is not used costs nothing, as the system gives memory when it is first touched.
    orders.reserveCapacity(bars.count)
    fills.reserveCapacity(2 * bars.count)
    ledger.reserveTrades(bars.count)
  }

  /// What a strategy may know at the close of the present row.
  public var moment: Moment {
    Moment(
      row: row,
      position: ledger.units,
      barsHeld: ledger.barsHeld(throughCloseOf: row),
      entryPrice: ledger.entryPrice,
      equity: ledger.equity,
      openProfit: ledger.openProfit,
      target: target,
      restingTarget: resting?.order.target ?? 0
    )
  }

  /// Goes through the open, the path and the close of the next row; false where there is none.
  public mutating func advance() -> Bool {
    guard row + 1 < bars.close.count else { return false }
    row += 1
    guard ruinRow == nil else { return true }
    let (open, close) = (bars.open[row], bars.close[row])
    if ledger.units != 0 { ledger.observe(open) }
    if settings.fill == .nextOpen { fillPending(at: open, rule: .nextOpen) }
    if ledger.units != 0 { guardPosition() } else if resting != nil { tryLimit() }
    expireLimit()
    if settings.fill == .nextClose { fillPending(at: close, rule: .nextClose) }
    ledger.mark(close)
    if ledger.equity <= 0 { endTrading() }
    return true
  }

  /// Sends the orders of the decision made at the close of the present row.
  public mutating func accept(_ decision: Decision) {
    if ruinRow == nil { send(decision) }
    let total = ledger.equity
    equity.append(total)
    position.append(ledger.units)
    exposure.append(ledger.units == 0 ? 0 : ledger.units * ledger.price / total)
  }

  /// Returns what the account has done, up to the present row.
  ///
  /// It takes the account's records with it, so that they are not copied.
  public consuming func result(missingConditions: Int = 0) -> BacktestResult {
    var account = self
    let trades = account.ledger.handOverTrades(after: account.row)
    return account.result(trades: trades, missingConditions: missingConditions)
  }

  private func result(trades: [Trade], missingConditions: Int) -> BacktestResult {
    var returns: [Double] = []
    returns.reserveCapacity(equity.count)
    var last = settings.capital
    for value in equity {
      returns.append(last > 0 ? value / last - 1 : 0)
      last = value
    }
    return BacktestResult(
      settings: settings,
      equity: equity,
      returns: returns,
      position: position,
      exposure: exposure,
      orders: orders,
      fills: fills,
      trades: trades,
      ambiguousCount: ambiguousCount,
      ruinRow: ruinRow,
      missingConditions: missingConditions
    )
  }

  /// Closes the books at the mark, without costs, as nobody is left to pay them.
  private mutating func endTrading() {
    ruinRow = row
    if ledger.units != 0 {
      let (units, price) = (ledger.units, ledger.price)
      ledger.close(
        abs(units),
        at: price,
        commission: 0,
        row: row,
        atClose: true,
        reason: .ruin
      )
      fills.append(
        Fill(
          row: row,
          order: nil,
          side: units < 0 ? .buy : .sell,
          units: abs(units),
          price: price,
          rule: .ruin
        )
      )
    }
    target = 0
    cancelLimit(.ruin)
    cancelGuard(.ruin)
  }
}
