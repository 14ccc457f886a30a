import Numerics

extension PlainColumns {
  var technical: [String: [Double]] {
    var columns = prices
    for part in [averages, volatility, volumes, momentum, trend, lags, statistics] {
      columns.merge(part) { first, _ in first }
    }
    return columns
  }

  private var prices: [String: [Double]] {
    [
      "returns": returns,
      "log_returns": over(close, lag(1, close)).map { Elementary.log($0) },
      "price_range": range, "body_size": body, "upper_shadow": upper, "lower_shadow": lower,
      "body_ratio": share(body, range, empty: 0),
      "upper_shadow_ratio": share(upper, range, empty: 0),
      "lower_shadow_ratio": share(lower, range, empty: 0),
      "close_position": share(zip(close, low, -), range, empty: 0.5),
    ]
  }

  private var averages: [String: [Double]] {
    var columns: [String: [Double]] = [:]
    for n in [5, 10, 20, 50, 100, 200] {
      let ema = exponential(n, close, weight: 2 / Double(n + 1))
      for (name, average) in [("sma", mean(n, close)), ("ema", ema)] {
        columns["\(name)_\(n)"] = average
        columns["\(name)_\(n)_diff"] = zip(close, average, -)
        columns["\(name)_\(n)_ratio"] = over(close, average)
      }
    }
    return columns
  }

  private var volatility: [String: [Double]] {
    var columns = ["high_low_ratio": over(high, low)]
    for n in [14, 20] { columns["atr_\(n)"] = mean(n, trueRange) }
    for n in [5, 10, 20] {
      columns["std_\(n)"] = deviation(n, returns)
      columns["volatility_\(n)"] = deviation(n, returns).map { $0 * Double(n).squareRoot() }
    }
    return columns
  }

  private var volumes: [String: [Double]] {
    var columns = ["volume_roc": over(volume, lag(5, volume)).map { 100 * ($0 - 1) }]
    for n in [5, 10, 20] {
      columns["volume_sma_\(n)"] = mean(n, volume)
      columns["volume_ratio_\(n)"] = over(volume, mean(n, volume))
    }
    var flow = zip(volume, sign(zip(close, lag(1, close), -)), *)
    let first = (0..<count).first { !close[$0].isNaN && !volume[$0].isNaN }
    if let first { flow[first] = volume[first] }
    columns["obv"] = cumulative(flow)
    return columns
  }

  private var momentum: [String: [Double]] {
    var columns: [String: [Double]] = [:]
    let changes = zip(close, lag(1, close), -)
    for n in [14, 20] {
      columns["rsi_\(n)"] = window(n, changes) { changes in
        let gains = changes.filter { $0 > 0 }.reduce(0, +)
        let losses = -changes.filter { $0 < 0 }.reduce(0, +)
        return gains + losses == 0 ? .nan : 100 - 100 / (1 + gains / losses)
      }
    }
    for n in [5, 10, 20] { columns["roc_\(n)"] = over(close, lag(n, close)).map { 100 * ($0 - 1) } }
    let highest = window(14, high) { $0.max() ?? .nan }
    let lowest = window(14, low) { $0.min() ?? .nan }
    let position = over(zip(close, lowest, -), zip(highest, lowest, -)).map { 100 * $0 }
    columns["stoch_14"] = position
    columns["stoch_14_sma"] = mean(3, position)
    let typical = zip(zip(high, low, +), close) { ($0 + $1) / 3 }
    let center = mean(20, typical)
    let distance = window(20, typical) { x in
      let mean = Self.mean(x)
      return Self.mean(x.map { abs($0 - mean) })
    }
    columns["cci_20"] = over(zip(typical, center, -), distance.map { 0.015 * $0 })
    let seed = (25..<max(25, count)).first { t in !close[(t - 25)...t].contains(where: \.isNaN) }
    let macd = zip(
      exponential(12, close, seed: seed, weight: 2.0 / 13),
      exponential(26, close, seed: seed, weight: 2.0 / 27),
      -
    )
    let signal = exponential(9, macd, weight: 0.2)
    columns["macd"] = macd
    columns["macd_signal"] = signal
    columns["macd_diff"] = zip(macd, signal, -)
    return columns
  }

  private var trend: [String: [Double]] {
    let up = zip(high, lag(1, high), -)
    let down = zip(lag(1, low), low, -)
    let known = zip(trueRange, zip(up, down, +)) { range, _ in range }
    let plusMovement = rows { known[$0].isNaN ? .nan : up[$0] > max(0, down[$0]) ? up[$0] : 0 }
    let minusMovement = rows { known[$0].isNaN ? .nan : down[$0] > max(0, up[$0]) ? down[$0] : 0 }
    let plus = over(mean(14, plusMovement), mean(14, known)).map { 100 * $0 }
    let minus = over(mean(14, minusMovement), mean(14, known)).map { 100 * $0 }
    let index = over(zip(plus, minus) { 100 * abs($0 - $1) }, zip(plus, minus, +))
    return ["plus_di": plus, "minus_di": minus, "adx": mean(14, index)]
  }

  private var lags: [String: [Double]] {
    var columns: [String: [Double]] = [:]
    for k in [1, 2, 3, 5, 10] {
      columns["close_lag_\(k)"] = lag(k, close)
      columns["volume_lag_\(k)"] = lag(k, volume)
      columns["returns_lag_\(k)"] = lag(k, returns)
    }
    return columns
  }

  private var statistics: [String: [Double]] {
    var columns: [String: [Double]] = [:]
    for n in [10, 20] {
      let rows = Double(n)
      columns["rolling_mean_\(n)"] = mean(n, close)
      columns["rolling_std_\(n)"] = deviation(n, close)
      columns["rolling_skew_\(n)"] = window(n, returns) { x in
        let variance = Self.power(2, x) / rows
        let biased = Self.power(3, x) / rows / (variance * variance.squareRoot())
        return biased * (rows * (rows - 1)).squareRoot() / (rows - 2)
      }
      columns["rolling_kurtosis_\(n)"] = window(n, returns) { x in
        let excess = rows * Self.power(4, x) / (Self.power(2, x) * Self.power(2, x)) - 3
        return (rows - 1) / ((rows - 2) * (rows - 3)) * ((rows + 1) * excess + 6)
      }
    }
    return columns
  }
}
