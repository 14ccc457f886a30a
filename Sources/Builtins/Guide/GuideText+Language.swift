extension GuideText {
  /// Pages about signs and words of the language.
  static let language = #"""
    # range .. ..< step
    A stretch of numbers, dates or rows. The upper end belongs to it, and a date as the upper end includes
    its whole day; `..<` leaves the end out. Either end may be open. `step` says how far apart the numbers of
    a sweep are.
        es[2018-12-27..2018-12-31].close
        >> 2,488.83 2,485.74 2,506.85
        es[..2000-12-31]
        >> frame @1d  504 × 6  1999-01-04 → 2000-12-29
        >>   252 rows a year · longest gap 4d, before 1999-01-19 · na 0
        >>   column     type    na       min       max  course                last
        >>   open       number   0  1,212.19  1,527.46  ▁▂▄▅▃▂▅▇▅█▇▇█▇▄▄  1,334.22
        >> …
    see also: over, sweep, date

    # | pipe
    Hands the value on its left to the stage on its right: a verb that takes a frame, or a function, whose
    first argument it becomes. At the prompt a line that begins with `|` pipes the last value.
        es | where volume > 0 | resample 1w | tail 1
        >>   time            open      high       low     close  adj_close          volume
        >>   2018-12-30  2,400.56  2,520.27  2,346.58  2,485.74   2,485.74  14,647,150,000
        >>   @1w · 1 of 1,043 rows
        es.close | sma(50) | tail 1
        >> 2,661.12
    see also: where, select, resample, _

    # if then else
    Chooses row by row where its condition is a series; a missing condition counts as false, and is counted
    in a note.
        if es.close > sma(es.close, 200) then 1 else -1 | tail 2
        >> -1 -1
    see also: when, and, na

    # fn -> functions
    Defines a function; a parameter may have a default. A function sees only the names above it, so every
    program ends. `x -> …` is one without a name.
        fn calm(n=20) = stdev(ret(es.close), n) * sqrt(252)
        calm(60) | tail 1
        >> 0.243065
    see also: import, input

    # na missing
    What is missing, of any type. Arithmetic and comparisons with it give `na`; in a condition it counts as
    false, and the rows are counted. A window with a missing value is missing.
        1 + na
        >> na
        isna(lag(es.close, 1)) | head 2
        >> true false
    see also: ffill, isna, where

    # duration durations ms s m h d w mo q y
    A length of time: `250ms 30s 5m 2h 3d 2w 6mo 1q 1y`, where `m` is minutes and `mo` months. A duration is not a
    number of rows: over a weekend `ahead(close, 5d)` is fewer rows away than `ahead(close, 5)`.
        2h + 30m
        >> 150m
        lag(es.close, 7d) | tail 1
        >> 2,351.10
    see also: bars, resample, walkforward, date

    # bars b
    A number of rows as a type of its own: `20b`, for options that take bars or a duration.
        wb = walkforward ridge to r on x, train=1000b, test=250b
        >> wb  walk-forward  17 folds  IC 0.046 ± 0.035
    see also: duration, walkforward

    # number numbers % bp
    `1_000_000`, `1.5e-3`, `5%` (0.05), `12bp` (0.0012). Every number is a 64-bit float.
        5% + 12bp
        >> 0.0512
    see also: na, duration, +

    # date dates time time_of_day day_of_week session_open
    `2024-01-31` is a date, `2024-01-31T09:30` a moment, `09:30` a time of day. Where a frame is in scope,
    `time_of_day`, `day_of_week` (Monday is 1) and `session_open` are facts of its clock.
        es @ 2018-12-31
        >> time       2018-12-31
        >> open       2498.94
        >> high       2509.24
        >> low        2482.82
        >> …
        es | where day_of_week == 1 | tail 1
        >>   time            open      high       low     close  adj_close         volume
        >>   2018-12-31  2,498.94  2,509.24  2,482.82  2,506.85   2,506.85  3,442,870,000
        >>   @1d · 1 of 945 rows
    see also: range, duration, @

    # + - * / ^ mod operators
    Arithmetic goes row by row where a series takes part, and a number meets every row. `^` binds tightest,
    then `* / mod`, then `+ -`, then comparisons, `not`, `and`, `or`. Series of different clocks do not mix.
        2 ^ 10 mod 7
        >> 2
        (es.high - es.low) / es.close | tail 1
        >> 0.010539
    see also: asof, pmax, ==, number

    # == != < <= > >= comparison
    Compares row by row; comparisons do not chain: write `a < b and b < c`. `=` gives a name.
        es.close > es.open | tail 1
        >> true
    see also: if, and, crosses_above

    # and or not
    Logic with three values: `false and na` is false, `true and na` is `na`.
        false and na
        >> false
        es | where close > open and volume > 8_000_000_000 | head 2
        >>   time            open      high       low     close  adj_close          volume
        >>   2008-09-16  1,188.31  1,214.84  1,169.28  1,213.60   1,213.60   9,459,830,000
        >>   2008-09-18  1,157.08  1,211.14  1,133.50  1,206.51   1,206.51  10,082,690,000
        >>   @1d · 2 of 8 rows
    see also: if, na, ==

    # [ ] subscript list
    A list, or a part of a value: rows by a range of dates or of row numbers, a row by its number, a column by
    its header.
        es.close[0]
        >> 1228.1
        es["adj_close"] | tail 1
        >> 2,506.85
        [1, 2, 3]
        >> [1, 2, 3]
    see also: range, @, frame

    # @ at
    The row of a frame that was known at a moment.
        es @ 2008-10-10
        >> time       2008-10-10
        >> open       902.31
        >> high       936.36
        >> low        839.8
        >> …
    see also: date, [

    # . fields
    Reaches a field: a column of a frame, a figure of a result. After the dot, Tab shows those that there are,
    and `bt?` tells of each.
        bt.profit_factor
        >> 1.8372
        es.close[0]
        >> 1228.1
    see also: frame, record

    # { } ; block
    Braces hold a set of definitions: features, the rules of a strategy, what a sweep runs. A newline or `;`
    ends each.
        x2 = features on es { a = ret(close, 1); b = mean(a, 5) }
        >> x2  features @1d  5,031 × 2  reach [-5, 0]  warm-up 5
    see also: features, strategy, sweep

    # # comment
    A comment runs to the end of its line.
        1 + 1   # two
        >> 2
    see also: {

    # _ last
    The last value; `_3` is the value of cell 3. Saving replaces them by names.
        es.close[0]; _ * 2
        >> 1228.1
        >> 2456.2
    see also: |

    # text string quotes
    Text stands in quotes, with `\n`, `\t`, `\"` and `\\`.
        "S&P 500"
        >> S&P 500
    see also: load, plot

    # when enter exit stop take hold rules rule
    The rules of a strategy: `enter long when …`, `enter short when …`, `exit when …`, `stop 5%`, `take 10%`, `hold 20`.
    They are asked at each close and trade at the next open; of a stop and a target in one bar the stop counts.
        s3 = strategy on es { enter long when crosses_above(close, sma(close, 50)); stop 4%; hold 30 }
        >> s3  strategy on es  reach [-50, 0]  warm-up 50
        (backtest s3 on es).win_rate
        >> 0.4948454
    see also: strategy, position, backtest

    # position bars_held entry_price equity
    What a rule of a strategy may ask about itself; they change from row to row.
        s4 = strategy on es { enter long when close < min(lag(close), 10); exit when bars_held >= 5 }
        >> s4  strategy on es  reach [-10, 0]  warm-up 10
    see also: strategy, enter

    # = names binding
    Gives a name to a value; giving it again makes a new value, and what read the old one keeps it until it is
    run again. `(a, b) = …` takes a list apart.
        half = 1 / 2
        (a, b) = [1, 2]
    see also: use, _

    # to on by from over at prepositions
    Carry the roles of a verb: `fit gbm to y on x over ..2015-12-31 by kfold(5)`, `export es to "es.csv"`,
    `explain m on x at 2016-01-29`. `over` names the rows.
        m2 = fit ridge to r on x over 2001-01-01..2008-12-31
        >> m2  model ridge  2 coefficients  2,011 rows × 2 features  knows rows up to 2009-01-08
    see also: fit, explain, range
    """#
}
