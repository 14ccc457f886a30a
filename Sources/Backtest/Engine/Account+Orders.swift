import TimeSeries

/// The stop and the take that guard an open position, with the numbers of their records.
struct Guard: Sendable {
  /// The stop's price; missing where there is none.
  var stop = Double.nan
  var stopID = 0
  /// The take's price; missing where there is none.
  var take = Double.nan
  var takeID = 0

  var isEmpty: Bool { stop.isNaN && take.isNaN }
}

extension Account {
  /// Records the orders of a decision; they act from the next bar on, save at `fill` close.
  mutating func send(_ decision: Decision) {
    if decision.cancelsLimit { cancelLimit(.withdrawn) }
    if let bracket = decision.protection, ledger.units != 0 {
      attach(bracket)
    }
    if let order = decision.market {
      cancelLimit(.replaced)
      let id = record(.market, target: order.target)
      if order.target.isFinite {
        pending = (order, id)
        if settings.fill == .close { fillPending(at: bars.close[row], rule: .sameClose) }
      } else {
        settle(id, .rejected(.noUnits))
      }
    }
    if let order = decision.limit { place(order) }
  }

  private mutating func place(_ order: LimitOrder) {
    cancelLimit(.replaced)
    let id = record(.limit, target: order.target, price: order.price)
    guard order.price > 0, order.price < .infinity else { return settle(id, .rejected(.noPrice)) }
    guard order.target.isFinite, order.target != 0 else { return settle(id, .rejected(.noUnits)) }
    let life = min(order.expiry ?? bars.count, bars.count)
    guard life > 0 else { return settle(id, .expired) }
    resting = (order, id, lastRow: order.expiry == nil ? .max : row + life)
  }

  /// Attaches the levels of `bracket` to the open position in place of those that it had.
  mutating func attach(_ bracket: Bracket) {
    let (entry, sign) = (ledger.entryPrice, ledger.units < 0 ? -1.0 : 1)
    let stop = bracket.stop.price(entry: entry, sign: -sign)
    let take = bracket.take.price(entry: entry, sign: sign)
    if stop != guarding.stop {
      if !guarding.stop.isNaN { settle(guarding.stopID, .cancelled(.replaced)) }
      if !stop.isNaN { guarding.stopID = record(.stop, target: 0, price: stop) }
      guarding.stop = stop
    }
    if take != guarding.take {
      if !guarding.take.isNaN { settle(guarding.takeID, .cancelled(.replaced)) }
      if !take.isNaN { guarding.takeID = record(.take, target: 0, price: take) }
      guarding.take = take
    }
  }

  mutating func cancelGuard(_ reason: CancelReason) {
    if guarding.isEmpty { return }
    if !guarding.stop.isNaN { settle(guarding.stopID, .cancelled(reason)) }
    if !guarding.take.isNaN { settle(guarding.takeID, .cancelled(reason)) }
    guarding = Guard()
  }

  mutating func cancelLimit(_ reason: CancelReason) {
    guard let resting else { return }
    settle(resting.id, .cancelled(reason))
    self.resting = nil
  }

  mutating func expireLimit() {
    guard let resting, row >= resting.lastRow else { return }
    settle(resting.id, .expired)
    self.resting = nil
  }

  private mutating func record(_ kind: OrderKind, target: Double, price: Double = .nan) -> Int {
    orders.append(OrderRecord(row: row, kind: kind, target: target, price: price))
    return orders.count - 1
  }

  mutating func settle(_ id: Int, _ state: OrderState) {
    orders[id].settle(state, row: row)
  }
}
