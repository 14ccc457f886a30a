extension GuideText {
  /// Examples of functions.
  static let functions = #"""
    # sma
        sma(es.close, 200) | tail 2
        >> 2,747.20 2,746.00

    # ema
        ema(es.close, 20) | tail 2
        >> 2,555.69 2,551.03
        x = features on es { above = close > ema(close, 50) }
        >> x  features @1d  5,031 × 1  reach [-∞, 0]  warm-up 49

    # rsi
        rsi(es.close, 14) | tail 3
        >> 39.2405 38.9919 41.7093

    # macd
        macd(es.close).hist | tail 2
        >> -9.5322 -3.7158

    # stochastic
        use es
        stochastic(14, 3, 3).k | tail 2
        >> 37.9431 42.5546

    # cci
        use es
        cci(20) | tail 2
        >> -64.2577 -53.5497

    # adx
        use es
        adx(14).plus | tail 2
        >> 18.9416 18.3615

    # williams
        use es
        williams(14) | tail 2
        >> -58.9329 -52.7032

    # true_range
        use es
        true_range() | tail 2
        >> 47.3801 26.4199

    # atr
        atr(14, of=es) | tail 2
        >> 64.3251 61.6175
        x = features on es { width = atr(14) / close }
        >> x  features @1d  5,031 × 1  reach [-∞, 0]  warm-up 14

    # bollinger
        bollinger(es.close, 20, 2).position | tail 2
        >> 0.281728 0.345924

    # obv
        obv(of=es) | tail 2
        >> 951,018,810,000 954,461,680,000

    # vwap
        vwap(20, of=es) | tail 2
        >> 2,587.75 2,578.23

    # mfi
        mfi(14, of=es) | tail 2
        >> 32.1172 38.1513

    # ret
        ret(es.close, 5) | tail 2
        >> 0.742% 3.734%

    # zscore
        zscore(es.close, 20) | tail 2
        >> -0.850983 -0.600700

    # stdev
        stdev(ret(es.close), 20) * sqrt(252) | tail 2
        >> 0.289926 0.293641

    # mean
        mean(es.close)
        >> 1495.566
        mean(es.close, 20) | tail 2
        >> 2,588.50 2,576.95

    # asof
        use es
        asof((es | resample 1mo), close) | tail 2
        >> 2,760.17 2,506.85

    # sharpe
        sharpe(ret(es.close))
        >> 0.2827392
        bt.sharpe
        >> 0.3316447

    # buyhold
        buyhold(es)
        >> backtest of buying and holding  Sharpe 0.28 ± 0.22  @1d  1999-01-04 → 2018-12-31
        >>                        strategy  95 % interval  buy and hold
        >>   Sharpe ratio             0.28   -0.16 … 0.72          0.28
        >>     probability > 0       0.897
        >> …

    # event_study
        use es
        event_study(hammer(), 5)
        >> event study  @1d  1999-01-04 → 2018-12-31  return of the next 5 bars, after any bar 0.10%, above
        >>   zero 55.7%
        >>   after  times   mean   95 % interval  above zero  95 % interval      p  p of all
        >>   event     47  0.16%  -0.80% … 1.12%       57.4%  42.5% … 71.1%  0.901     0.901
        >>   what follows does not differ from what follows any bar by more than luck (Holm, 5 %)

    # detections
        loose = features on es { doji = doji(0.2) }
        >> loose  features @1d  5,031 × 1  reach [0, 0]  warm-up 0
        strict = features on es { doji = doji(0.1) }
        >> strict  features @1d  5,031 × 1  reach [0, 0]  warm-up 0
        detections(loose, strict).doji.precision
        >> 0.4787124

    # random_walk
        w = random_walk(es)
        >> w  frame @1d  5,031 × 5  1999-01-04 → 2018-12-31

    # disturbed
        d = disturbed(es, noise=0.01)
        >> d  frame @1d  5,031 × 5  1999-01-04 → 2018-12-31

    # direction
        y5 = target on es, direction(5)
        >> y5  target @1d  reach [0, +5]  → purge 5 bars in every fold     5,026 rows, 55.7% true

    # forward_return
        r5 = target on es, forward_return(5)
        >> r5  target @1d  reach [0, +5]  → purge 5 bars in every fold     5,026 rows, 55.7% above zero

    # triple_barrier
        t = target on es, triple_barrier(up=2, down=2, max=10)
        >> t  target @1d  reach [-∞, +10]  → purge up to 10 bars in every fold     4,977 rows, 43.7% above zero

    # heatmap
        plot heatmap(k2, "n", "c") to "plots/k2.svg"

    # importance
        plot importance(m) to "plots/importance.svg"

    # roc
        plot roc(wf) to "plots/roc.svg"

    # calibration
        plot calibration(wf) to "plots/calibration.svg"

    # insight
        i = insight(es[2010-01-01..], trees=20)
        >> i  insight  2018-12-31  close 2,506.85
    """#
}
