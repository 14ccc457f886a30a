extension WrittenLeak {
  /// Rules, options and prices of a backtest, and figures of one that are traded on.
  static let ofTrading: [WrittenLeak] = [
    rule("an entry", "enter short when ‹ahead¦lag›(close, 1) < close; hold 2"),
    rule("an exit", "enter long when close > open; exit when ‹ahead¦lag›(close, 1) < close"),
    rule(
      "a stop",
      "enter long when close > open; stop 0.01 + abs(‹ahead(ret(close, 1), 1)¦ret(close, 1)›); hold 3"
    ),
    rule("a take", "enter long when close > open; take 0.01 + ‹stdev(ret(close, 1))¦0.01›; hold 3"),
    rule("a hold", "enter long when close > open; hold ‹(if mean(close) > 3 then 5 else 6)¦5›"),
    rule("a limit", "enter long when close > open, limit=‹ahead¦lag›(low, 1); hold 2"),
    rule(
      "the life of an order",
      "enter long when close > open, limit=low, expires=‹(if mean(close) > 3 then 5 else 6)¦5›; hold 2"
    ),
    rule(
      "a name of the block",
      "peek = ‹ahead¦lag›(close, 1); enter long when peek > close; hold 2"
    ),
    rule(
      "a rule with the state of the account",
      "enter long when position == 0 and ‹ahead¦lag›(close, 1) > close; exit when bars_held >= 2"
    ),
    option("size", "‹(if mean(close) > 3 then 1 else 2)¦1›"),
    option("cost", "‹stdev(ret(close, 1)) / 100¦1bp›"),
    option("capital", "‹max(close)¦1000›"),
    WrittenLeak(
      "a fill at the close that the signal used",
      "backtest (if ‹close¦lag(close, 1)› > 100 then 1 else 0) on es, fill=close",
      "E211"
    ),
    WrittenLeak(
      "a rule that fills at the close that it used",
      """
      s = strategy on es { enter long when ‹close¦lag(close, 1)› > 100; hold 2 }
      backtest s on es, fill=close
      """,
      "E211"
    ),
    prices("prices of five days ago", "lag(open, 5)", "lag(close, 5)"),
    prices("smoothed prices", "lag(sma(close, 5), 1)", "sma(close, 5)"),
    prices("the low as the open", "low", "close"),
    WrittenLeak(
      "prices of five days ago, cut out of features",
      """
      old = features on es { open = lag(open, 5); high = lag(high, 5); low = lag(low, 5); close = lag(close, 5) }
      bars = ‹old | select open, high, low, close¦es›
      backtest (if ret(es.close, 5) > 0 then 1 else 0) on bars
      """,
      "E216"
    ),
    WrittenLeak(
      "prices of five days ago, head of features",
      """
      old = features on es { open = lag(open, 5); high = lag(high, 5); low = lag(low, 5); close = lag(close, 5) }
      bars = ‹old | head 700¦es›
      backtest (if ret(es.close, 5) > 0 then 1 else 0) on bars
      """,
      "E216"
    ),
    WrittenLeak(
      "prices of five days ago, gathered into weeks",
      """
      old = features on es { open = lag(open, 5); high = lag(high, 5); low = lag(low, 5); close = lag(close, 5) }
      bars = ‹old¦es› | resample 1w
      backtest (if ret(bars.close, 1) > 0 then 1 else 0) on bars
      """,
      "E216"
    ),
    WrittenLeak(
      "rules on prices that were computed",
      """
      low_first = features on es { open = low; high = high; low = low; close = close }
      s = strategy on ‹low_first¦es› { enter long when close > sma(close, 5); hold 2 }
      """,
      "E216"
    ),
    WrittenLeak(
      "another frame than the rules stand on",
      """
      w = disturbed(es)
      s = strategy on ‹es¦w› { enter long when close > sma(close, 5); hold 2 }
      backtest s on w
      """,
      "E217"
    ),
    figure("the last equity of a backtest", "bt.final", "100000"),
    figure("the number of trades", "bt.trades.count", "100"),
    figure("the deepest drawdown", "bt.max_drawdown", "0"),
    figure("how long the data are, by the certificate of a backtest", "bt.audit.cells", "100"),
    figure("the ends of the confidence interval", "bt.sharpe_ci[0]", "0"),
    figure("the worst reading of the bars", "bt.envelope.worst", "0"),
    figure("a quantile of Monte Carlo", "mc.final[0]", "0"),
    figure("the number of paths, found from the whole sample", "mc.paths", "100"),
    figure("the Sharpe ratio of all returns", "sharpe(ret(close, 1))", "0"),
    figure("the result of holding", "buyhold(es).total_return", "0"),
    WrittenLeak(
      "the number of trials, found from the whole sample",
      """
      n = ‹(if mean(close) > 3 then 3 else 4)¦3›
      k = sweep i in 1..n { backtest (if close > open then 1 else 0) on es }
      backtest (if close > ‹k.trials¦n› then 1 else 0) on es
      """
    ),
  ]

  private static func rule(_ what: String, _ rules: String) -> WrittenLeak {
    WrittenLeak(
      "\(what) that knows the future",
      "s = strategy on es { \(rules) }\nbacktest s on es"
    )
  }

  private static func option(_ name: String, _ value: String) -> WrittenLeak {
    WrittenLeak(
      "the option `\(name)` from the whole sample",
      "backtest (if close > open then 1 else 0) on es, \(name)=\(value)"
    )
  }

  private static func prices(_ what: String, _ open: String, _ close: String) -> WrittenLeak {
    WrittenLeak(
      "trading at \(what)",
      """
      made = features on es { open = \(open); high = pmax(\(open), \(close)); low = pmin(\(open), \(close)); close = \(close) }
      backtest (if ret(es.close, 5) > 0 then 1 else 0) on ‹made¦es›
      """,
      "E216"
    )
  }

  private static func figure(_ what: String, _ figure: String, _ number: String) -> WrittenLeak {
    WrittenLeak(
      what,
      """
      bt = backtest (if close > open then 1 else 0) on es
      mc = montecarlo bt, paths=(if mean(close) > 3 then 20 else 21)
      backtest (if close > ‹\(figure)¦\(number)› then 1 else 0) on es
      """
    )
  }
}
