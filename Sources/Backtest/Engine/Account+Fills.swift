import TimeSeries

extension Account {
  /// A price that an order fills at, before slippage, and what it rests on.
  struct Execution {
    var quoted: Double
    var rule: FillRule
    var slips: Bool
    var order: Int
    var isAmbiguous = false

    var isAtClose: Bool { rule == .nextClose || rule == .sameClose }
  }

  /// Fills the waiting market order where `price` is there, else rejects it.
  mutating func fillPending(at price: Double, rule: FillRule) {
    guard let (order, id) = pending else { return }
    pending = nil
    guard price > 0, price < .infinity else { return settle(id, .rejected(.noPrice)) }
    let execution = Execution(quoted: price, rule: rule, slips: true, order: id)
    settle(id, bring(to: order, execution))
  }

  /// Brings the position to the order's target: a reversal closes all, then opens the other side.
  private mutating func bring(to order: MarketOrder, _ execution: Execution) -> OrderState {
    let units = ledger.units
    if order.target == 0 {
      guard units != 0 else { return .cancelled(.nothingToTrade) }
      close(abs(units), execution, reason: order.reason)
      return .filled
    }
    if units * order.target < 0 {
      close(abs(units), execution, reason: .reversal)
      // The first leg has filled, so the order has, even where nothing is left for the second.
      _ = resize(to: order, execution)
      return .filled
    }
    return resize(to: order, execution)
  }

  /// Brings a position of the order's side, or none, to its target.
  private mutating func resize(to order: MarketOrder, _ execution: Execution) -> OrderState {
    let held = abs(ledger.units)
    let equity = ledger.equity(at: execution.quoted)
    guard equity > 0 else { return .rejected(.noEquity) }
    let sign = order.target < 0 ? -1.0 : 1
    let value = abs(order.target) * settings.size * equity
    let grows = value >= held * execution.quoted
    let wanted = units(worth: value, execution, sign: grows ? sign : -sign)
    guard wanted.isFinite, wanted >= 0, wanted > 0 || held > 0 else { return .rejected(.noUnits) }
    target = order.target
    // Costs can turn a change round that is smaller than they are; then there is nothing to do.
    let change = wanted - held
    guard change != 0, (change > 0) == grows else { return .cancelled(.nothingToTrade) }
    if grows {
      open(sign * change, execution)
    } else {
      close(-change, execution, reason: order.reason)
    }
    if order.bracket != .none, ledger.units != 0 { attach(order.bracket) }
    return .filled
  }

  /// Returns the units whose value and commission together come to `value`.
  private func units(worth value: Double, _ execution: Execution, sign: Double) -> Double {
    let price = fillPrice(execution, sign: sign)
    let units = value / (price * (1 + settings.costs.commission))
    return settings.wholeUnits ? units.rounded(.down) : units
  }

  private func fillPrice(_ execution: Execution, sign: Double) -> Double {
    execution.slips ? settings.costs.slipped(execution.quoted, sign: sign) : execution.quoted
  }

  private mutating func open(_ count: Double, _ execution: Execution) {
    let price = fillPrice(execution, sign: count < 0 ? -1 : 1)
    let commission = abs(count) * price * settings.costs.commission
    ledger.open(
      count,
      at: price,
      commission: commission,
      row: row,
      atClose: execution.isAtClose
    )
    note(execution, count, price, commission)
  }

  /// Closes `count` units; with the last of them go the position's target, stop and take.
  private mutating func close(_ count: Double, _ execution: Execution, reason: ExitReason) {
    let sign = ledger.units > 0 ? -1.0 : 1
    let price = fillPrice(execution, sign: sign)
    let commission = count * price * settings.costs.commission
    if execution.isAmbiguous { ledger.noteAmbiguity() }
    ledger.close(
      count,
      at: price,
      commission: commission,
      row: row,
      atClose: execution.isAtClose,
      reason: reason
    )
    note(execution, sign * count, price, commission)
    guard ledger.units == 0 else { return }
    target = 0
    cancelGuard(reason == .stop || reason == .take ? .sibling : .positionClosed)
  }

  private mutating func note(
    _ execution: Execution,
    _ count: Double,
    _ price: Double,
    _ commission: Double
  ) {
    ledger.mark(execution.quoted)
    fills.append(
      Fill(
        row: row,
        order: execution.order,
        side: count < 0 ? .sell : .buy,
        units: abs(count),
        price: price,
        commission: commission,
        slippage: abs(count) * abs(price - execution.quoted),
        rule: execution.rule,
        isAmbiguous: execution.isAmbiguous
      )
    )
    if execution.isAmbiguous { ambiguousCount += 1 }
  }
}

extension Account {
  /// Tries the stop and take of a position that saw the open of the present bar.
  mutating func guardPosition() {
    if !guarding.isEmpty, isWhole {
      let sign = ledger.units < 0 ? -1.0 : 1
      apply(
        directedBar(sign).exit(
          stop: sign * guarding.stop,
          take: sign * guarding.take,
          ties: settings.ties,
          touch: settings.limitTouch
        )
      )
    }
    guard ledger.units != 0 else { return }
    ledger.observe(bars.low[row])
    ledger.observe(bars.high[row])
  }

  /// Tries the resting limit order of a flat account, then the stop and take that come with it.
  mutating func tryLimit() {
    guard let (order, id, _) = resting, isWhole else { return }
    let sign = order.target < 0 ? -1.0 : 1
    let bar = directedBar(sign)
    let outcome = bar.entry(limit: sign * order.price, touch: settings.limitTouch)
    if outcome == .unsure { ambiguousCount += 1 }
    guard case .filled(_, let price, let rule, let isAmbiguous) = outcome else { return }
    resting = nil
    let execution = Execution(
      quoted: price,
      rule: rule,
      slips: false,
      order: id,
      isAmbiguous: isAmbiguous
    )
    settle(id, resize(to: MarketOrder(to: order.target, bracket: order.bracket), execution))
    guard ledger.units != 0 else { return }
    if isAmbiguous { ledger.noteAmbiguity() }
    if rule == .limitAtOpen { return guardPosition() }
    guardRest(of: bar, from: price)
  }

  /// Tries the stop and take of a position that was opened at `entry` inside the present bar.
  private mutating func guardRest(of bar: DirectedBar, from entry: Double) {
    if !guarding.isEmpty {
      apply(
        bar.exit(
          afterEntryAt: bar.sign * entry,
          stop: bar.sign * guarding.stop,
          take: bar.sign * guarding.take,
          ties: settings.ties,
          touch: settings.limitTouch
        )
      )
    }
    guard ledger.units != 0 else { return }
    // Of the good extreme it is not known whether the position saw it.
    ledger.observe(bar.sign * bar.worst)
    ledger.observe(bars.close[row])
  }

  private mutating func apply(_ outcome: Outcome) {
    switch outcome {
    case .nothing: return
    case .unsure:
      ambiguousCount += 1
      ledger.noteAmbiguity()
    case .filled(let kind, let price, let rule, let isAmbiguous):
      let id = kind == .stop ? guarding.stopID : guarding.takeID
      // Emptied first, so that only the sibling is left to be cancelled.
      if kind == .stop { guarding.stop = .nan } else { guarding.take = .nan }
      let execution = Execution(
        quoted: price,
        rule: rule,
        slips: kind == .stop,
        order: id,
        isAmbiguous: isAmbiguous
      )
      settle(id, .filled)
      close(abs(ledger.units), execution, reason: kind == .stop ? .stop : .take)
    }
  }

  private var isWhole: Bool {
    DirectedBar.isWhole(
      open: bars.open[row],
      high: bars.high[row],
      low: bars.low[row],
      close: bars.close[row]
    )
  }

  private func directedBar(_ sign: Double) -> DirectedBar {
    DirectedBar(
      open: bars.open[row],
      high: bars.high[row],
      low: bars.low[row],
      close: bars.close[row],
      sign: sign
    )
  }
}
