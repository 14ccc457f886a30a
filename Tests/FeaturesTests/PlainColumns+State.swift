extension PlainColumns {
  var candles: [String: [Double]] {
    let highest = window(20, high) { $0.max() ?? .nan }
    let lowest = window(20, low) { $0.min() ?? .nan }
    let breadth = zip(highest, lowest, -)
    var columns = [
      "body": body, "close_direction": sign(rise),
      "trend_direction": sign(zip(close, lag(1, close), -)),
      "is_bullish": isTrue(close, open, >), "is_bearish": isTrue(close, open, <),
      "is_doji": isTrue(body, range) { $0 < 0.1 * $1 },
      "consecutive_bullish": runs { $0 > 0 }, "consecutive_bearish": runs { $0 < 0 },
      "engulfing_bull": PlainPatterns(self).engulfing(rising: true),
      "engulfing_bear": PlainPatterns(self).engulfing(rising: false),
      "harami_direction": harami,
      "gap_up": isTrue(low, lag(1, high), >), "gap_down": isTrue(high, lag(1, low), <),
      "long_body": isTrue(body, mean(20, body)) { $0 > 1.5 * $1 },
      "long_upper_shadow": isTrue(upper, body) { $0 > 1.5 * $1 },
      "long_lower_shadow": isTrue(lower, body) { $0 > 1.5 * $1 },
      "shadow_balance": share(zip(upper, lower, -), range, empty: 0),
      "tail_ratio": over(zip(upper, lower, +), body),
    ]
    for (name, price) in [("open", open), ("high", high), ("low", low), ("close", close)] {
      columns["\(name)_norm"] = share(zip(price, lowest, -), breadth, empty: 0.5)
    }
    return columns
  }

  private func runs(_ holds: (Double) -> Bool) -> [Double] {
    rows { t in
      guard !rise[t].isNaN else { return .nan }
      var length = 0
      while length <= t, holds(rise[t - length]) { length += 1 }
      return Double(length)
    }
  }

  private var harami: [Double] {
    rows(from: 1) { t in
      guard !body[t].isNaN, !body[t - 1].isNaN, !(rise[t] * rise[t - 1]).isNaN else { return .nan }
      let inside =
        max(open[t], close[t]) <= max(open[t - 1], close[t - 1])
        && min(open[t], close[t]) >= min(open[t - 1], close[t - 1])
      guard inside, body[t] < body[t - 1], rise[t] * rise[t - 1] < 0 else { return 0 }
      return rise[t] > 0 ? 1 : -1
    }
  }

  var marketState: [String: [Double]] {
    let buy = rows { rise[$0].isNaN || volume[$0].isNaN ? .nan : rise[$0] > 0 ? volume[$0] : 0 }
    let sell = rows { rise[$0].isNaN || volume[$0].isNaN ? .nan : rise[$0] < 0 ? volume[$0] : 0 }
    let imbalance = share(zip(buy, sell, -), zip(buy, sell, +), empty: 0)
    let illiquidity = over(returns.map(abs), volume)
    let spread = over(range, close)
    let moves = sign(zip(close, lag(1, close), -))
    let location = share(zip(zip(close, low, -), zip(high, close, -), -), range, empty: 0)
    var columns = [
      "price_change": rise, "buy_volume": buy, "sell_volume": sell,
      "volume_imbalance": imbalance, "cumulative_imbalance": cumulative(imbalance),
      "volatility_50": deviation(50, returns).map { $0 * 50.0.squareRoot() },
      "volatility_regime": regime, "squared_returns": returns.map { $0 * $0 },
      "ewma_volatility": exponential(1, returns.map { $0 * $0 }, weight: 2.0 / 21)
        .map { $0.squareRoot() },
      "amihud_illiquidity": illiquidity, "illiquidity_20": mean(20, illiquidity),
      "signed_volume_10": mean(10, zip(moves, over(volume, mean(20, volume)), *)),
      "spread_proxy": spread, "avg_spread_20": mean(20, spread),
      "accumulation_distribution": cumulative(zip(location, volume, *)),
      "momentum_strength": over(close, lag(10, close)).map { abs($0 - 1) },
    ]
    for n in [5, 10, 20] { columns["volume_imbalance_\(n)"] = mean(n, imbalance) }
    for n in [10, 20, 50] {
      columns["volatility_percentile_\(n)"] = window(100, deviation(n, returns)) { x in
        // At 7 digits: deviations of the same returns may differ by rounding.
        let (x, newest) = (x.map { Float($0) }, Float(x[99]))
        let (below, equal) = (x.count { $0 < newest }, x.count { $0 == newest })
        return (Double(below) + Double(equal + 1) / 2) / 100
      }
    }
    columns.merge(moneyFlows) { first, _ in first }
    return columns
  }

  private var regime: [Double] {
    window(100, deviation(20, returns)) { x in
      let deviation = (Self.power(2, x) / 99).squareRoot()
      let distance = x[99] - Self.mean(x)
      return distance > deviation ? 1 : distance < -deviation ? -1 : 0
    }
  }

  private var moneyFlows: [String: [Double]] {
    var columns: [String: [Double]] = [:]
    let typical = zip(zip(high, low, +), close) { ($0 + $1) / 3 }
    let change = zip(typical, lag(1, typical), -)
    let flow = zip(typical, volume, *)
    for n in [14, 20] {
      let positive = window(n, zip(flow, change) { $1 > 0 ? $0 : 0 }) { $0.reduce(0, +) }
      let negative = window(n, zip(flow, change) { $1 < 0 ? $0 : 0 }) { $0.reduce(0, +) }
      columns["positive_mf_\(n)"] = positive
      columns["negative_mf_\(n)"] = negative
      columns["mfi_\(n)"] = over(positive, zip(positive, negative, +)).map { 100 * $0 }
    }
    return columns
  }
}
