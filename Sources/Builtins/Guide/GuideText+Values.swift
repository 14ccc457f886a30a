extension GuideText {
  /// Pages about types of values and what they know.
  static let values = #"""
    # sample samples
    Data that mamba carries: `sample:sp500` (the S&P 500, daily, 1999 to 2018), `sample:vix` and `sample:wti`. A notebook
    that uses them needs no file, and records their hashes as it does for files.
        load "sample:vix" | tail 1
        >>   time        close
        >>   2019-01-03  25.45
        >>   @1d · 1 of 1,305 rows
    see also: load, :tour

    # frame
    Columns on one clock: what `load` gives. `es.close` is a column, `es[2018-01-01..]` a part, `es | where …` a selection.
        show es
        >> es  frame @1d  5,031 × 6  1999-01-04 → 2018-12-31
        >>   252 rows a year · longest gap 1w, before 2001-09-17 · na 0
        >>   column     type    na     min       max  course                last
        >>   open       number   0  679.28  2,936.76  ▄▃▁▂▂▃▄▁▂▃▄▅▆▆██  2,498.94
        >> …
        es[2018-12-24..] | select close
        >>   time           close
        >>   2018-12-24  2,351.10
        >>   2018-12-26  2,467.70
        >>   2018-12-27  2,488.83
        >> …
    see also: load, series, panel, clock

    # series column
    Values on a clock, with how far each row looks (its reach) and when it was known. A number meets every row.
        ret(es.close, 5)
        >> series @1d  reach [-5, 0]  5,031 rows  1999-01-04 → 2018-12-31   na 5 warm-up
        >>   min -18.340%   max 19.111%   █▂▁▄▄▁▂▅▆▅▅▆▅▅▆█▂▅▃▆▄▄▆▅▅▄▂▄▆▅▅▇
        >>   time          value
        >>   1999-01-04       na
        >> …
    see also: frame, reach, na

    # reach horizon memory
    `[lo, hi]`: row t depends on rows t + lo to t + hi of its data. `hi` above zero looks ahead, which only a target may.
    It follows from the expression; nobody types it.
        x.reach
        >> [-20, 0]
        ahead(es.close, 5) / es.close - 1
        >> series @1d  reach [0, +5]  5,031 rows  1999-01-04 → 2018-12-31   na 5
        >>   min -0.183401   max 0.191112   ▅▅▄▁▅▂▇▅▅▄▆▃▃▅▁▄█▅▄▅▄▅▃▃▅▅▅▅▅▅▄▇
        >>   time            value
        >>   1999-01-04   0.029134
        >> …
        features on es { peek = ahead(close, 1) }
        >> error[E210] …
        >> …
    see also: lag, ahead, known, target, purge, audit, E210

    # purge embargo
    A training row whose label meets a test block does not train; how many rows that is follows from the reach of
    the target. After a block an embargo follows where later rows train.
        wf.folds | head 1
        >>   train from  test from    rows  purged  tested    AUC    hit
        >>   1999-02-02  2004-02-02  1,251       5     253  0.547  45.5%
        >>   1 of 15 rows
    see also: walkforward, by, reach

    # clock annualisation
    The moments of a frame's rows, with the usual step between them. The rows a year follow from it: 252 for exchange
    days; Sharpe ratios and the like are annualised by it, and say so.
        es | resample 1mo | tail 1
        >>   time            open      high       low     close  adj_close          volume
        >>   2018-12-31  2,790.50  2,800.18  2,346.58  2,506.85   2,506.85  83,519,570,000
        >>   @1mo · 1 of 240 rows
    see also: sharpe, duration, resample

    # model
    What `fit` gives: it knows the last row that its targets saw, and may not be asked about rows before that where
    the future counts.
        m
        >> m  model gbm  20 trees  2,999 rows × 2 features  knows rows up to 2011-01-07
        >>   on the rows that it learned from, which says nothing of skill; `walkforward gbm` does:
        >>                            model  as the last time  without a model
        >>   AUC                      0.728             0.486            0.500
        >> …
        m.features
        >> [r5, vol]
    see also: fit, predict, explain, walkforward

    # prediction out_of_sample
    What `walkforward` gives: predictions of rows by models that had not seen them. It is a column, and has scores.
        wf.auc
        >> 0.5002131
    see also: walkforward, auc, ic, purge

    # result report
    What `backtest` gives: a record of figures, columns and tables; `bt?` names them all.
        bt.equity | tail 1
        >> 179,826.9
        bt.fills | head 1
        >>   time        side  units     price  commission  slippage  rule
        >>   1999-10-29  buy   74.48  1,342.57      9.9990    9.9980     2
        >>   1 of 148 rows
    see also: backtest, sharpe, dsr

    # panel
    A frame for each symbol on one clock: `load "stocks/*.csv", symbol=file`. `xrank`, `xz` and `xmean` compare the symbols.
        p.symbols
        >> [sp500, vix, wti]
        features on p.sp500 { r = xrank(ret(close, 20)) }
        >> features @1d  8,611 × 1  reach [-20, 0]  warm-up 20
        >>   feature     reach  warm-up  na after it     min     max  last
        >>   r        [-20, 0]       20        3,748  0.3333  1.0000    na
        >>   hindsight: the symbols were chosen today, and those that have vanished are missing
    see also: load, xrank, xz, xmean

    # record list
    A record has named values, a list has none: `(a=1, b=2)`, `[1, 2, 3]`.
        (fast=20, slow=100).slow
        >> 100
    see also: fields, json

    # trust assumed selected hindsight partial marks
    Some things cannot be proved, and each result that rests on one says so: `assumed` columns, the best of a sweep on
    rows that it was `selected` on, `hindsight`, and what is `partial` after Ctrl-C.
        k.best.n
        >> 200
        >>   selected: n = 200, the best of 4 trials on these rows
    see also: assume, sweep, unseal, audit

    # figure
    What `plot` gives: a description and the hash of its data; `.svg`, `.png` and `.gp` files are drawn of it.
        plot bt.equity to "plots/equity.svg"
    see also: plot, heatmap

    # trial ledger overfitting
    Every backtest that was looked at on a stretch of data counts; the deflated Sharpe ratio asks what the best of so many shows by luck.
        bt.trials
        >> 1
        bt.dsr
        >> 0.9294259
    see also: dsr, pbo, sweep
    """#
}
