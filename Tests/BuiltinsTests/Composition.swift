import Numerics

/// Random expressions of columns.
enum Composition {
  /// Returns an expression, a slice of one, or the rows of one that had matured.
  static func program(depth: Int, _ stream: inout RandomStream) -> String {
    let whole = expression(depth: depth, &stream)
    switch stream.index(below: 8) {
    case 0: return "(\(whole))[40..180]"
    case 1: return "lag((\(whole))[40..180], 2)"
    case 2: return "mean((\(whole))[40..180], 3)"
    default: return whole
    }
  }

  /// Returns an expression of numbers with functions inside each other up to `depth`.
  static func expression(depth: Int, _ stream: inout RandomStream) -> String {
    guard depth > 0 else {
      return pick(["close", "open", "high", "low", "volume", "close - open"], &stream)
    }
    let x = expression(depth: depth - 1, &stream)
    let n = 2 + stream.index(below: 9)
    switch stream.index(below: 24) {
    case 0: return "lag(\(x), \(n))"
    case 1: return "ahead(\(x), \(n))"
    case 2, 3:
      let function = pick(
        ["mean", "sum", "stdev", "max", "min", "median", "zscore", "rank", "sma", "wma"],
        &stream
      )
      return "\(function)(\(x), \(n))"
    case 4: return pick(["ema", "rma"], &stream) + "(\(x), \(n))"
    case 5: return pick(["ret", "diff"], &stream) + "(\(x), \(n))"
    case 6:
      let sign = pick(["+", "-", "*"], &stream)
      return "(\(x)) \(sign) (\(expression(depth: depth - 1, &stream)))"
    case 7:
      let other = expression(depth: depth - 1, &stream)
      return
        "if (\(x)) > lag(\(other), 1) then \(other) else \(pick(["close", "-1", "na"], &stream))"
    case 8: return pick(["cumsum", "drawdown", "abs", "sign", "ffill"], &stream) + "(\(x))"
    case 9: return "expanding(\(pick(["mean", "max", "min", "sum"], &stream)), \(x))"
    case 10:
      let column = pick(
        [
          "technical().sma_5_ratio", "technical().adx", "technical().returns_lag_3",
          "candles().close_norm", "market_state().momentum_strength", "market_state().mfi_14",
          "market_state().cumulative_imbalance",
        ],
        &stream
      )
      return "lag(\(column), \(n))"
    case 11:
      let pattern = pick(["doji(body=0.3)", "engulfing_bullish()", "harami(span=5)"], &stream)
      return "if \(pattern) then \(x) else candles().body"
    case 12: return "known(\(x))"
    case 13: return "lag(known(ahead(\(x), \(n))), 1)"
    case 14:
      let statistic = pick(["mean", "max", "stdev", "median"], &stream)
      return "(\(expression(depth: depth - 1, &stream))) - \(statistic)((\(x))[..\(n * 10)])"
    case 15: return "(\(x)) * (\(expression(depth: 1, &stream)))[\(n * 7)]"
    case 16: return "known(if direction(\(n)) then \(x) else close)"
    case 17: return "known(forward_return(\(n))) + (\(x))"
    case 18: return "pmax(\(x), \(expression(depth: depth - 1, &stream)))"
    case 19: return pick(["ahead", "lag"], &stream) + "(\(x), \(n)d)"
    case 20: return "asof(weeks, \(x))"
    case 21: return pick(["smooth(\(x), \(n))", "since(day_of_week == 3, max, \(x))"], &stream)
    case 22: return "if triple_barrier(1, 1, \(n)) > 0 then \(x) else pivot_high(2, \(n))"
    default: return "quantile(\(x), \(n), 0.3)"
    }
  }

  private static func pick(_ words: [String], _ stream: inout RandomStream) -> String {
    words[stream.index(below: words.count)]
  }
}
