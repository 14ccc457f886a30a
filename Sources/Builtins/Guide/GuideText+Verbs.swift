extension GuideText {
  /// Examples of verbs, and what leads on from each.
  static let verbs = #"""
    # load
        es = load "sample:sp500"
        >> es  frame @1d  5,031 × 6  1999-01-04 → 2018-12-31
        p = load "sample:*", symbol=file
        >> p  panel @1d  3 symbols × 8,611 rows  1986-01-02 → 2019-01-03
    see also: sample, export, resample, frame

    # export
        export es.close to "close.csv"
        load "close.csv" | tail 1
        >>   time           value
        >>   2018-12-31  2,506.85
        >>   @1d · 1 of 5,031 rows
    see also: load

    # show
        show mean(es.close)
        >> 1495.566
    see also: head, tail, describe

    # head
        es | head 2
        >>   time            open      high       low     close  adj_close       volume
        >>   1999-01-04  1,229.23  1,248.81  1,219.10  1,228.10   1,228.10  877,000,000
        >>   1999-01-05  1,228.10  1,246.11  1,228.10  1,244.78   1,244.78  775,000,000
        >>   @1d · 2 of 5,031 rows
    see also: tail, where

    # tail
        es | tail 2
        >>   time            open      high       low     close  adj_close         volume
        >>   2018-12-28  2,498.77  2,520.27  2,472.89  2,485.74   2,485.74  3,702,620,000
        >>   2018-12-31  2,498.94  2,509.24  2,482.82  2,506.85   2,506.85  3,442,870,000
        >>   @1d · 2 of 5,031 rows
    see also: head, where

    # describe
        describe es
        >> frame @1d  5,031 × 6  1999-01-04 → 2018-12-31
        >>   column         n  na      mean   stdev     min       25%       50%       75%       max
        >>   open       5,031   0  1,495.42  499.46  679.28  1,151.74  1,334.37  1,806.27  2,936.76
        >>   high       5,031   0  1,504.21  499.89  695.27  1,159.93  1,343.32  1,810.45  2,940.91
        >> …
    see also: frame, plot

    # use
        use es
        close / open - 1 | tail 2
        >> -0.005215 0.003165
    see also: features, names

    # where
        es | where close / lag(close) < 0.92 | head 3
        >>   time            open      high       low     close  adj_close         volume
        >>   2008-09-29  1,209.07  1,209.07  1,106.42  1,106.42   1,106.42  7,305,060,000
        >>   2008-10-15    994.60    994.60    903.99    907.84     907.84  6,542,330,000
        >>   2008-12-01    888.61    888.61    815.69    816.21     816.21  6,052,010,000
    see also: select, sort, na

    # select
        es | select close, volume | tail 2
        >>   time           close         volume
        >>   2018-12-28  2,485.74  3,702,620,000
        >>   2018-12-31  2,506.85  3,442,870,000
        >>   @1d · 2 of 5,031 rows
    see also: drop, where

    # drop
        es | drop adj_close, volume | tail 2
        >>   time            open      high       low     close
        >>   2018-12-28  2,498.77  2,520.27  2,472.89  2,485.74
        >>   2018-12-31  2,498.94  2,509.24  2,482.82  2,506.85
        >>   @1d · 2 of 5,031 rows
    see also: select

    # sort
        es | sort volume, descending=true | head 2
        >>   time            open      high       low     close  adj_close          volume
        >>   2008-10-10    902.31    936.36    839.80    899.22     899.22  11,456,230,000
        >>   2010-05-06  1,164.38  1,167.58  1,065.79  1,128.15   1,128.15  10,617,810,000
        >>   2 of 5,031 rows
    see also: where, head

    # resample
        es | resample 1w | tail 2
        >>   time            open      high       low     close  adj_close          volume
        >>   2018-12-23  2,590.75  2,601.13  2,408.55  2,416.62   2,416.62  27,409,960,000
        >>   2018-12-30  2,400.56  2,520.27  2,346.58  2,485.74   2,485.74  14,647,150,000
        >>   @1w · 2 of 1,043 rows
    see also: asof, duration

    # features
        x = features on es { r5 = ret(close, 5); vol = stdev(ret(close), 20) }
        >> x  features @1d  5,031 × 2  reach [-20, 0]  warm-up 20
        features on es { peek = ahead(close, 1) / close }
        >> error[E210] …
        >> …
    see also: target, fit, reach, audit, E210

    # target
        y = target on es, direction(5)
        >> y  target @1d  reach [0, +5]  → purge 5 bars in every fold     5,026 rows, 55.7% true
        t = target on es, triple_barrier(up=2, down=2, max=10)
        >> t  target @1d  reach [-∞, +10]  → purge up to 10 bars in every fold     4,977 rows, 43.7% above zero
    see also: direction, forward_return, triple_barrier, reach

    # fit
        m = fit gbm to y on x over ..2010-12-31, trees=20
        >> m  model gbm  20 trees  2,999 rows × 2 features  knows rows up to 2011-01-07
        fit ridge to r on x by kfold(5)
        >> cross-validation  5 folds  IC 0.068 ± 0.032
        >>   some skill: 2.2 standard errors from chance
        >>   5,006 rows predicted by models that did not train on them, worth 1,001 independent ones
        >>   purge from the target's reach [0, +5], embargo 20 rows: the features remember no more
        >> …
    see also: gbm, forest, ridge, logistic, cnn, ensemble, by, walkforward, predict

    # predict
        q = predict m on x over 2012-01-01..
        >> q  series @1d  reach [-∞, 0]  5,031 rows  1999-01-04 → 2018-12-31   na 20 warm-up + 3,251
        q[2018-12-27..]
        >> 0.591459 0.556081 0.510811
    see also: fit, walkforward, reach

    # walkforward
        wf = walkforward logistic to y on x, train=5y, test=1y
        >> wf  walk-forward  15 folds  AUC 0.500 ± 0.021
        wf.auc
        >> 0.5002131
        wf.folds | head 2
        >>   train from  test from    rows  purged  tested    AUC    hit
        >>   1999-02-02  2004-02-02  1,251       5     253  0.547  45.5%
        >>   2000-02-02  2005-02-02  1,251       5     252  0.620  44.0%
        >>   2 of 15 rows
    see also: fit, purge, auc, ic, audit

    # explain
        explain m
        >>   feature  share
        >>   vol      56.1%
        >>   r5       43.9%
    see also: importance, fit

    # audit
        audit x
        >> audit: 2,057 cells at 9 cuts, nothing at or before a cut moved
        >>   at each cut all later data were raised, lowered and left out; 2 columns, compared bit for bit
    see also: reach, features

    # strategy
        s = strategy on es { enter long when close > sma(close, 200); exit when close < sma(close, 200) }
        >> s  strategy on es  reach [-199, 0]  warm-up 199
        s2 = strategy on es { enter long when rsi(close) < 30; stop 5%; take 10%; hold 20 }
        >> s2  strategy on es  reach [-∞, 0]  warm-up 14
    see also: backtest, enter, position

    # backtest
        bt = backtest s on es
        >> bt  backtest of s on es  Sharpe 0.33 ± 0.23  @1d  1999-01-04 → 2018-12-31
        bt.sharpe
        >> 0.3316447
        bt.sharpe_ci
        >> [-0.1100807, 0.7733701]
        bt.trades | head 2
        >>   in          out         side  bars  units     entry      exit   profit  return  why
        >>   1999-10-29  2000-02-22  long    78  74.48  1,342.57  1,345.96   231.79  +0.23%  signal
        >>   2000-03-01  2000-03-08  long     5  73.34  1,366.56  1,355.48  -831.99  -0.83%  signal
        >>   2 of 74 rows
    see also: strategy, sharpe, dsr, montecarlo, sweep, compare

    # montecarlo
        mc = montecarlo bt, paths=500
        >> mc  montecarlo of s on es  500 histories
        mc.loss
        >> 0.122
    see also: backtest, sharpe_ci

    # compare
        compare bt, buyhold(es)
        >>                Sharpe  95 % interval  deflated   return  a year  volatility  drawdown  trades
        >>   bt             0.33   -0.11 … 0.77     0.929   +79.8%   +3.0%       10.5%    -25.6%      74
        >>   buyhold(es)    0.28   -0.16 … 0.72     0.897  +104.1%   +3.6%       19.1%    -56.8%       0
        >>   deflated for 1 trial on the span
    see also: backtest, montecarlo

    # sweep
        k = sweep n in 50..200 step 50 { backtest (if es.close > sma(es.close, n) then 1 else 0) on es }
        >> k  sweep over n  4 trials
        k.best
        >> n      200
        >> score  0.3316447
        >>   selected: n = 200, the best of 4 trials on these rows
        k.pbo
        >> 0.1130536
    see also: dsr, pbo, spa, heatmap, input

    # plot
        plot es.close, drawdown(es.close) to "plots/es.svg"
    see also: heatmap, roc, importance, figure

    # input
        n = input 50, range=20..200
        sma(es.close, n) | tail 1
        >> 2,661.12
    see also: sweep, fn

    # assert
        assert mean(es.close) > 1000
        assert mean(es.close) > 2000
        >> error[E501] …
        >> …
    see also: input

    # seed
        seed 7
        w = random_walk(es)
        >> w  frame @1d  5,031 × 5  1999-01-04 → 2018-12-31
        w.close | tail 1
        >> 592.42
    see also: montecarlo, random_walk

    # unseal
        old = load "sample:sp500", holdout=2018-01-01..
        >> old  frame @1d  4,780 × 6  1999-01-04 → 2017-12-29
        unseal "final check"
        new = load "sample:sp500"
        >> new  frame @1d  5,031 × 6  1999-01-04 → 2018-12-31
    see also: load, trust

    # assume
        alien = load "sample:vix", reach=unknown
        >> alien  frame @1d  1,305 × 1  2014-01-03 → 2019-01-03
        assume alien, reach=[-5, 0]
        >> frame @1d  1,305 × 1  2014-01-03 → 2019-01-03
        >>   252 rows a year · longest gap 3d, before 2014-01-06 · na 46 in the data (3.52%)
        >>   column  type      reach  na   min    max  course             last
        >>   close   number  [-5, 0]  46  9.14  40.74  ▃▂▅▃▄▄▅▃▃▂▂▁▂▃▃█  25.45
        >> …
        vix5 = features on alien { v = diff(close, 5) }
        >> vix5  features @1d  1,305 × 1  reach [-10, 0]  warm-up 5
    see also: load, trust, reach
    """#
}
