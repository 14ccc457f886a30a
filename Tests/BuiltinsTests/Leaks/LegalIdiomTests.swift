import Testing

/// What looks like a leak and is none gives no alarm, neither of the types nor of the audit.
@Suite struct LegalIdiomTests {
  @Test(arguments: features)
  func aFeatureIsLeftAlone(_ feature: String) {
    let found = Finding(of: "x = features on es { c = \(feature) }\naudit x")
    #expect(found.code == nil, "\(feature): \(found.text)")
    #expect(found.text.contains("nothing at or before a cut moved"), "\(feature): \(found.text)")
  }

  @Test(arguments: programs)
  func aProgramIsLeftAlone(_ program: String) {
    let found = Finding(of: program)
    #expect(found.code == nil, "\(program): \(found.text)")
    #expect(!found.text.contains("hindsight") && !found.text.contains("selected: "))
    #expect(found.text.contains("nothing at or before a cut moved"), "\(program): \(found.text)")
  }

  @Test func thereAreEnough() { #expect(Self.features.count + Self.programs.count >= 40) }

  private static let features = [
    // Labels that have matured.
    "lag(direction(5), 5)", "known(direction(5))", "known(forward_return(20))",
    "lag(ahead(close, 5), 5)", "known(ahead(close, 1)) / close",
    "mean(known(direction(5)), 50)", "expanding(mean, known(forward_return(5)))",
    "lag(high == ahead(max(high, 5), 2), 2)", "known(high == ahead(max(high, 5), 2))",
    "lag(known(direction(3)), 2)", "known(ahead(sma(close, 5), 2))",
    "if known(direction(5)) == 1 then close else open",
    // The first row, which every row knows.
    "close / close[0]", "close / es[0].close", "close - open[0] * 2",
    // Statistics of the rows so far.
    "expanding(mean, close)", "(close - expanding(min, close)) / expanding(max, close)",
    "cumsum(volume)", "drawdown(close)", "rank(close, 100)", "quantile(close, 50, 0.9)",
    "ret(close, 1) / expanding(stdev, ret(close, 1))", "cumprod(1 + ret(close, 20))",
    // What is missing, and what is a mere number.
    "if isna(lag(close, 20)) then 0 else ret(close, 20)",
    "ffill(if close > open then close else na)",
    "[1, 2][if 2 > 1 then 0 else 1] * close", "sma(close, round(4.6))",
    "if day_of_week == 5 then 1 else 0", "sin(time_of_day * 2 * pi) + close",
    "max(high, 5) == high", "if crosses_above(close, sma(close, 10)) then 1 else 0",
  ]

  private static let programs = [
    // Other clocks.
    """
    w = es | resample 1w
    x = features on es { t = close / asof(w, close) - 1; n = asof(w, ahead(close, 1)); z = asof(w, sma(close, 4)) }
    audit x
    """,
    """
    w = es | resample 1w
    backtest (if w.close > sma(w.close, 4) then 1 else 0) on w
    """,
    """
    y = target on es, triple_barrier(max=10b) > 0
    x = features on es { r = fitted(zscore, ret(close, 5)); t = known(triple_barrier(max=10b)) }
    w = walkforward logistic to y on x, train=200b, test=50b
    backtest (if w > 0.5 then 1 else 0) on es
    """,
    "x = features on es { top = ffill(known(pivot_high(3, 3))); c = known(ahead(close, 3d)) / close }\naudit x",
    // Numbers of earlier rows, used later.
    """
    early = es[..2024-12-31]
    (mu, sd) = [mean(early.close), stdev(early.close)]
    late = es[2025-01-01..]
    backtest (if (late.close - mu) / sd > 1 then 1 else 0) on late
    """,
    """
    top = max(es.high[..2024-06-30])
    late = es[2024-07-01..]
    s = strategy on late { enter long when close > top; hold 5 }
    backtest s on late
    """,
    """
    day = (es[300]).time
    late = es[301..]
    backtest (if late.close > es[300].close and day < 2030-01-01 then 1 else 0) on late
    """,
    """
    last = es @ 2024-12-31
    late = es[2025-01-01..]
    s = strategy on late { enter long when close > last.close; exit when close < last.close }
    backtest s on late
    """,
    """
    rate = (target on es[..2024-12-31], direction(5)).base_rate
    late = es[2025-01-10..]
    backtest (if ret(late.close, 5) > rate - 0.5 then 1 else 0) on late
    """,
    // Models of earlier rows, asked about later ones.
    """
    x = features on es { r = ret(close, 1); q = ret(close, 5) }
    y = target on es, direction(5)
    m = fit logistic to y on x over ..2024-12-31
    p = predict m on x over 2025-01-10..
    backtest (if p > 0.5 then 1 else 0) on es over 2025-01-10..
    """,
    """
    early = es[..2024-12-31]
    late = es[2025-01-10..]
    m = fit ridge to (target on early, forward_return(5)) on (features on early { r = ret(close, 1) })
    p = predict m on (features on late { r = ret(close, 1) })
    s = strategy on late { enter long when p > 0; exit when p < 0; stop 5% }
    backtest s on late
    """,
    """
    x = features on es { r = ret(close, 1) }
    m = fit forest to (target on es, direction(5)) on x over ..2024-06-30, trees=5
    export m to "FILE.json"
    again = load "FILE.json"
    backtest (if (predict again on x over 2024-08-01..) > 0.5 then 1 else 0) on es over 2024-08-01..
    """,
    """
    x = features on es { r = ret(close, 1) }
    w = walkforward ridge to (target on es, forward_return(5)) on x, train=200b, test=50b
    backtest (if w > expanding(mean, w) then 1 else 0) on es
    """,
    """
    x = features on es { r = ret(close, 1) }
    w = walkforward ridge to (target on es, forward_return(5)) on x, train=200b, test=50b
    x2 = features on es { r = ret(close, 3); first = w }
    w2 = walkforward ridge to (target on es, forward_return(5)) on x2, train=150b, test=50b
    backtest (if w2 > 0 then 1 else 0) on es
    """,
    // The best of a sweep, on rows after those that chose it.
    """
    early = es[..2024-12-31]
    late = es[2025-01-01..]
    k = sweep n in [5, 10, 20] { backtest (if early.close > sma(early.close, n) then 1 else 0) on early }
    backtest (if late.close > sma(late.close, k.best.n) then 1 else 0) on late, size=1
    """,
    // Worlds of their own.
    """
    w = random_walk(es)
    backtest (if w.close > sma(w.close, 10) then 1 else 0) on w
    """,
    """
    w = disturbed(es, noise=0.01)
    s = strategy on w { enter long when close > sma(close, 10); stop 2 * atr(14) / close; hold 5 }
    backtest s on w
    """,
    // Results of the past.
    """
    bt = backtest (if close > sma(close, 10) then 1 else 0) on es
    backtest (if bt.equity > sma(bt.equity, 20) then 1 else 0) on es
    """,
    """
    bt = backtest (if close > sma(close, 10) then 1 else 0) on es
    backtest (if sum(bt.returns, 20) > 0 then sign(bt.positions) else 0) on es
    """,
    // Fills at a close that the signal did not use.
    "backtest (if lag(close, 1) > lag(open, 1) then 1 else 0) on es, fill=close",
    """
    s = strategy on es { enter long when close < lag(low, 1), limit=close * 0.99, expires=3; take 2%; hold 10 }
    backtest s on es
    """,
    // Rows.
    "backtest (if close > sma(close, 20) then 1 else 0) on es over 2025-01-01..",
    """
    quiet = es | where lag(volume, 1) < 1400
    x = features on quiet { c = close / lag(close, 1) }
    audit x
    """,
    """
    tail_of = es | tail 300
    backtest (if close > open then 1 else 0) on es over 400..
    """,
    """
    export (if close > open then 1 else 0) to "FILE"
    read = load "FILE"
    backtest read.value on es
    """,
  ]
}
