extension WrittenLeak {
  /// Columns that look ahead.
  static let ofColumns: [WrittenLeak] =
    [
      WrittenLeak(
        "the next close as a position",
        "backtest (if ‹ahead¦lag›(close, 1) > close then 1 else 0) on es"
      ),
      WrittenLeak(
        "the next close as a feature",
        "x = features on es { peek = ‹ahead¦lag›(close, 1) / close }"
      ),
      WrittenLeak(
        "the next close behind three names",
        """
        a = ‹ahead¦lag›(close, 5)
        b = a / close
        x = features on es { r = ret(close, 3); c = b * 2 }
        """
      ),
      WrittenLeak(
        "a centred window",
        "x = features on es { c = close / ‹ahead(sma(close, 5), 2)¦sma(close, 5)› }"
      ),
      WrittenLeak(
        "the mean of the whole sample",
        "x = features on es { c = close - ‹mean(close)¦expanding(mean, close)› }"
      ),
      WrittenLeak(
        "the spread of the whole sample",
        "x = features on es { c = ret(close, 1) / ‹stdev(ret(close, 1))¦stdev(ret(close, 1), 50)› }"
      ),
      WrittenLeak(
        "a whole frame scaled by its lowest and highest",
        """
        low_ever = ‹min(close)¦expanding(min, close)›
        high_ever = ‹max(close)¦expanding(max, close)›
        x = features on es { c = (close - low_ever) / (high_ever - low_ever) }
        """
      ),
      WrittenLeak(
        "the median of the whole sample",
        "backtest (if close > ‹median(close)¦median(close, 50)› then 1 else 0) on es"
      ),
      WrittenLeak(
        "the skew of the whole sample",
        "backtest (if close > open and ‹skew(ret(close, 1))¦skew(ret(close, 1), 50)› > 0 then 1 else 0) on es"
      ),
      WrittenLeak(
        "the target among the features",
        """
        y = target on es, direction(5)
        x = features on es { r = ret(close, 1); y = ‹y¦lag(y, 5)› }
        """
      ),
      WrittenLeak(
        "a label that has not matured yet",
        "x = features on es { last = lag(direction(5), ‹4¦5›) }"
      ),
      WrittenLeak(
        "the base rate of the target",
        """
        y = target on es‹¦[..2024-12-31]›, direction(5)
        late = es[2025-02-01..]
        backtest (if ret(late.close, 1) > y.base_rate - 0.5 then 1 else 0) on late
        """
      ),
      WrittenLeak(
        "a swing high before it is confirmed",
        "x = features on es { swing = lag(high == ahead(max(high, 5), 2), ‹1¦2›) }"
      ),
      WrittenLeak(
        "a low that holds for a week, bought at once",
        """
        s = strategy on es { enter long when ‹low < ahead(min(low, 5), 5)¦low < lag(min(low, 5), 1)›; hold 5 }
        """
      ),
      WrittenLeak(
        "what is missing at the end",
        "backtest (if isna(‹ahead¦lag›(close, 20)) then 0 else 1) on es"
      ),
      WrittenLeak(
        "a value that is missing until later rows are there",
        "backtest (if ‹ahead(lag(close, 5), 5)¦lag(ahead(close, 5), 5)› > open then 1 else 0) on es"
      ),
      WrittenLeak(
        "a negative lag",
        "x = features on es { c = lag(close, ‹-1¦1›) }",
        "E305"
      ),
      WrittenLeak(
        "a negative lead",
        "y = target on es, ahead(close, ‹-1¦1›)",
        "E305"
      ),
      WrittenLeak(
        "a number of one later row",
        "x = features on es { c = close / close[‹5¦0›] }"
      ),
      WrittenLeak(
        "the row of a later date",
        """
        last = (es @ 2025-06-02).close
        late = es[‹2025-05-01¦2025-06-03›..]
        backtest (if late.close > last then 1 else 0) on late
        """
      ),
      WrittenLeak(
        "rows shifted by a slice",
        """
        later = close[‹1..¦0..698›]
        now = es[0..698]
        backtest (if later > now.close then 1 else 0) on now
        """,
        "E220"
      ),
      WrittenLeak(
        "the future through and, or and not",
        "backtest (if close > open and not (low > 1 or ‹ahead¦lag›(close, 1) < close) then 1 else 0) on es"
      ),
      WrittenLeak(
        "a condition that looks ahead",
        "x = features on es { c = if ‹ahead¦lag›(close, 1) > close then volume else -volume }"
      ),
      WrittenLeak(
        "the next return of a result",
        """
        bt = backtest (if close > open then 1 else 0) on es
        backtest (if ‹ahead¦lag›(bt.returns, 1) > 0 then 1 else 0) on es
        """
      ),
      WrittenLeak(
        "known only in part",
        "x = features on es { c = ‹known(ahead(close, 5)) + ahead(close, 1)¦known(ahead(close, 5))› }"
      ),
    ] + ofFunctions

  /// What functions of the library make of a column that looks ahead.
  private static let ofFunctions: [WrittenLeak] = [
    "cumsum($)", "ffill($)", "zscore($, 20)", "ema($, 10)", "drawdown($)", "rank($, 20)",
    "bollinger($).upper", "macd($).signal", "rsi($)", "corr($, close, 20)", "linear_slope($, 10)",
    "expanding(max, $)", "if crosses_above($, close) then 1 else 0", "quantile($, 20, 0.5)",
    "pmax($, open)", "log($)", "diff($, 3)",
  ].map { call in
    let use = call.replacingFirst("$", with: "‹ahead¦lag›(close, 1)")
    return WrittenLeak(
      "`\(call.replacingFirst("$", with: "ahead(close, 1)"))`",
      "x = features on es { c = \(use) }"
    )
  }
}

extension String {
  fileprivate func replacingFirst(_ sign: Character, with text: String) -> String {
    guard let place = firstIndex(of: sign) else { return self }
    return self[..<place] + text + self[index(after: place)...]
  }
}
