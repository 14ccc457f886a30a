extension WrittenLeak {
  /// Choices that a number from later rows makes, and values that carry it along.
  static let ofChoices: [WrittenLeak] = [
    choice("a window", "n = ‹?¦5›", "sma(close, n) > close"),
    choice("a count of bars", "n = if ‹?¦1› > 3 then 5b else 20b", "lag(close, n) > close"),
    choice(
      "a text",
      "c = if ‹?¦1› > 3 then 1 else 0\nt = [\"a\", \"b\"][c] == \"a\"",
      "t and close > open"
    ),
    choice("a function", "f = if ‹?¦1› > 3 then (v -> v) else (v -> -v)", "f(close) > open"),
    choice(
      "a function in a record",
      "r = (f=if ‹?¦1› > 3 then (v -> v) else (v -> -v), k=1)\nf = r.f",
      "f(close) > open"
    ),
    choice("an item of a list", "k = [0.9, 1.1][if ‹?¦1› > 3 then 0 else 1]", "close > k * open"),
    choice("a branch of columns", "c = if ‹?¦1› > 3 then close else high", "c > open"),
    choice("a value of a closure", "k = ‹?¦5›\nfn above(v) = v > k", "above(close)"),
    choice("a default of a parameter", "fn slow(v, n=‹?¦5›) = sma(v, n)", "slow(close) > close"),
    choice(
      "a function that is handed on",
      "fn passed(f) = f(close) > open\nf = v -> v * ‹?¦5›",
      "passed(f)"
    ),
    choice("a field of a record", "r = (a=‹?¦5›, b=1)", "close > r.a"),
    choice("one of two names", "(a, b) = [‹?¦5›, 1]", "close > a"),
    choice("the last value", "‹?¦5›", "close > _"),
    WrittenLeak(
      "a strategy chosen by its result",
      """
      s1 = strategy on es { enter long when close > sma(close, 5); hold 2 }
      s2 = strategy on es { enter short when close > sma(close, 5); hold 2 }
      b1 = backtest s1 on es
      s = if ‹b1.sharpe¦1› > 0 then s1 else s2
      backtest s on es
      """
    ),
    WrittenLeak(
      "a strategy taken from a list by a result",
      """
      s1 = strategy on es { enter long when close > sma(close, 5); hold 2 }
      s2 = strategy on es { enter short when close > sma(close, 5); hold 2 }
      b1 = backtest s1 on es
      s = [s1, s2][if ‹b1.sharpe¦1› > 0 then 0 else 1]
      backtest s on es
      """
    ),
    WrittenLeak(
      "the better of two results, traded on",
      """
      b1 = backtest (if close > sma(close, 5) then 1 else 0) on es
      b2 = buyhold(es)
      equity = if ‹b1.sharpe > b2.sharpe¦2 > 1› then b1.equity else b2.equity
      backtest (if equity > sma(equity, 5) then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "the better of two models",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1); q = ret(close, 5) }
      m1 = fit ridge to y on x over ..2024-06-30
      m2 = fit ridge to y on x over ..2024-06-30, penalty=1000
      p1 = predict m1 on x over 2024-08-01..
      p2 = predict m2 on x over 2024-08-01..
      p = if ‹mean(p1)¦1› > 0 then p1 else p2
      backtest (if p > 0 then 1 else 0) on es over 2024-08-01..
      """
    ),
    WrittenLeak(
      "the better of two walk-forwards",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1); q = ret(close, 5) }
      w1 = walkforward ridge to y on x, train=200b, test=100b
      w2 = walkforward ridge to y on x, train=100b, test=100b
      p = if ‹w1.ic > w2.ic¦2 > 1› then w1 * 1 else w2 * 1
      backtest (if p > 0 then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "the best setting of a sweep, traded on the rows that chose it",
      mark: "selected",
      """
      early = es[..2024-12-31]
      k = sweep n in [5, 10, 20] { backtest (if ‹close > sma(close, n)¦early.close > sma(early.close, n)› then 1 else 0) on ‹es¦early› }
      late = es[2025-01-01..]
      backtest (if ‹close > sma(close, k.best.n)¦late.close > sma(late.close, k.best.n)› then 1 else 0) on ‹es¦late›
      """
    ),
    WrittenLeak(
      "the best of early backtests by a score of later ones",
      mark: "selected",
      """
      early = es[..2024-12-31]
      late = es[2025-01-01..]
      fn bars(frame, n) = if frame.close > sma(frame.close, n) then 1 else 0
      fn score(n) = (backtest bars(‹late¦early›, n) on ‹late¦early›).sharpe
      k = sweep n in [5, 10, 20], score=score(n) { backtest bars(early, n) on early }
      backtest bars(late, k.best.n) on late
      """
    ),
    WrittenLeak(
      "the best function of a sweep, on the rows that chose it",
      mark: "selected",
      """
      k = sweep f in [v -> sma(v, 5), v -> sma(v, 9)] { backtest (if close > f(close) then 1 else 0) on es }
      g = ‹k.best.f¦(v -> sma(v, 5))›
      backtest (if close > g(close) then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "the best setting of a sweep as an option",
      mark: "selected",
      """
      k = sweep n in [0.5, 1] { backtest (if close > open then 1 else 0) on es, size=n }
      backtest (if close > open then 1 else 0) on es, size=‹k.best.n¦1›
      """
    ),
    WrittenLeak(
      "the best hold of a sweep",
      mark: "selected",
      """
      fn held(n) = strategy on es { enter long when close > open; hold n }
      k = sweep n in [2, 3] { backtest held(n) on es }
      backtest held(‹k.best.n¦2›) on es
      """
    ),
    WrittenLeak(
      "the best depth of a sweep, walked forward on the same rows",
      mark: "selected",
      """
      y = target on es, forward_return(5)
      x = features on es { r = ret(close, 1); q = ret(close, 5) }
      k = sweep c in [1, 100], score=ic { walkforward ridge to y on x, train=200b, test=100b, penalty=c }
      w = walkforward ridge to y on x, train=200b, test=100b, penalty=‹k.best.c¦1›
      backtest (if w > 0 then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "the best score of a sweep as a threshold",
      """
      k = sweep n in [5, 10] { backtest (if close > sma(close, n) then 1 else 0) on es }
      backtest (if close > ‹k.score¦1› then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "a sweep over what the whole sample says",
      """
      n = ‹floor(median(close) / 10)¦9›
      sweep i in [n, n + 1] { backtest (if close > sma(close, i) then 1 else 0) on es }
      """
    ),
  ]

  /// A choice made by a number of the whole sample, and a rule that it decides.
  private static func choice(_ what: String, _ made: String, _ rule: String) -> WrittenLeak {
    let number = "(if mean(close) > 3 then 5 else 6)"
    let lines = made.split(separator: "?", maxSplits: 1).joined(separator: number)
    return WrittenLeak(
      "\(what), chosen by a mean of the whole sample",
      "\(lines)\nbacktest (if \(rule) then 1 else 0) on es"
    )
  }
}
