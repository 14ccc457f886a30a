import Backtest
import TimeSeries

/// Returns bars from rows of open, high, low and close.
func bars(_ rows: [[Double]]) -> Bars {
  Bars(
    clock: Clock(count: rows.count),
    open: rows.map { $0[0] },
    high: rows.map { $0[1] },
    low: rows.map { $0[2] },
    close: rows.map { $0[3] }
  )
}

extension Bars {
  /// Returns the bars of the first `count` rows.
  func first(_ count: Int) -> Bars {
    Bars(
      clock: clock.cut(to: 0..<count),
      open: Array(open.prefix(count)),
      high: Array(high.prefix(count)),
      low: Array(low.prefix(count)),
      close: Array(close.prefix(count))
    )
  }
}

/// Sends what is written down for a row, and nothing on the others.
struct Script: Strategy {
  var decisions: [Int: Decision]

  init(_ decisions: [Int: Decision]) {
    self.decisions = decisions
  }

  mutating func decide(_ moment: Moment) -> Decision {
    decisions[moment.row] ?? .keep
  }
}

extension Decision {
  static func market(
    _ target: Double,
    stop: Level = .none,
    take: Level = .none
  ) -> Decision {
    Decision(market: MarketOrder(to: target, bracket: Bracket(stop: stop, take: take)))
  }

  static func limit(
    _ target: Double,
    at price: Double,
    expiry: Int? = nil,
    stop: Level = .none,
    take: Level = .none
  ) -> Decision {
    Decision(
      limit: LimitOrder(
        to: target,
        at: price,
        expiry: expiry,
        bracket: Bracket(stop: stop, take: take)
      )
    )
  }

  static func protect(stop: Level = .none, take: Level = .none) -> Decision {
    Decision(protection: Bracket(stop: stop, take: take))
  }
}

extension Fill {
  /// The fill as the tables write it: row, side, price, rule, and `?` where it is ambiguous.
  var text: String { "\(row) \(side) \(price) \(rule)\(isAmbiguous ? " ?" : "")" }
}

extension OrderRecord {
  /// The order as the tables write it: row, kind and what became of it when.
  var text: String {
    switch state {
    case .working: "\(row) \(kind) working"
    case .filled: "\(row) \(kind) filled \(stateRow)"
    case .cancelled(let reason): "\(row) \(kind) \(reason) \(stateRow)"
    case .expired: "\(row) \(kind) expired \(stateRow)"
    case .rejected(let reason): "\(row) \(kind) \(reason) \(stateRow)"
    }
  }
}

/// Returns whether two numbers agree to `tolerance`, relative to the second.
func agree(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(1e-300, abs(b))
}
