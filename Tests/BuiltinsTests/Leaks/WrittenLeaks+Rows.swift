extension WrittenLeak {
  /// Rows that were chosen, cut, ordered, written or counted with the future in view.
  static let ofRows: [WrittenLeak] = [
    WrittenLeak(
      "a scale of the whole sample, taken from a random walk of it",
      """
      walk = random_walk(es)
      x = features on ‹es¦walk› { c = ret(close, 1) / stdev(ret(walk.close, 1), 400) }
      """,
      "E220"
    ),
    WrittenLeak(
      "rows that are held out, unsealed by a trial of a sweep",
      """
      export es to "FILE"
      seen = load "FILE", holdout=2025-01-01..
      ‹k = sweep n in [1, 2], score=n { unseal "a look"; b = load "FILE"; b }¦unseal "a look"›
      b = load "FILE"
      """,
      "E214"
    ),
    WrittenLeak(
      "features of rows that rise tomorrow",
      """
      up = es | where ‹ahead¦lag›(close, 1) > close
      x = features on up { c = close }
      """
    ),
    WrittenLeak(
      "rules on rows that rise tomorrow",
      """
      up = es | where ‹ahead¦lag›(close, 1) > close
      s = strategy on up { enter long when close > 0 }
      """
    ),
    WrittenLeak(
      "what is known on rows that rise tomorrow",
      """
      up = es | where ‹ahead¦lag›(close, 1) > close
      x = features on up { c = known(close) }
      """
    ),
    WrittenLeak(
      "a table of rows that rise tomorrow, in use",
      """
      up = es | where ‹ahead¦lag›(close, 1) > close
      use up
      x = features on up { c = sma(close, 3) }
      """
    ),
    WrittenLeak(
      "trading a selection of bars",
      """
      up = es ‹| where close > 0¦›
      backtest (if up.close > sma(up.close, 5) then 1 else 0) on up
      """,
      "E212"
    ),
    WrittenLeak(
      "a cut at a row that the whole sample names",
      """
      early = es[..‹(if median(close) > 3 then 400 else 401)¦400›]
      backtest (if early.close > sma(early.close, 5) then 1 else 0) on early
      """
    ),
    WrittenLeak(
      "a cut at a date that a later row names",
      """
      day = if ‹max(close)¦5› > 3 then 2025-03-01 else 2025-04-01
      early = es[..day]
      backtest (if early.close > sma(early.close, 5) then 1 else 0) on early
      """
    ),
    WrittenLeak(
      "a mean up to a row that the whole sample names",
      """
      m = mean(close[..‹(if median(close) > 3 then 400 else 401)¦400›])
      late = es[500..]
      backtest (if late.close > m then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "a mean of as many rows as the whole sample names",
      """
      m = mean((head close, ‹(if median(close) > 3 then 400 else 401)¦400›))
      late = es[500..]
      backtest (if late.close > m then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "a table of as many rows as the whole sample names",
      """
      first = es | head ‹(if median(close) > 3 then 400 else 401)¦400›
      m = mean(first.close)
      late = es[500..]
      backtest (if late.close > m then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "a mean of a later slice",
      """
      m = mean(close[‹..2025-01-01¦..2024-11-30›])
      late = es[2024-12-01..]
      backtest (if late.close > m then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "the traded rows chosen by the whole sample",
      "backtest (if close > open then 1 else 0) on es over ‹(if median(close) > 3 then 400 else 401)¦400›.."
    ),
    WrittenLeak(
      "the number of sorted rows",
      """
      rows = es | where close > 100 | sort close
      backtest (if close > ‹rows.count¦90› then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "columns that were written to a file and read again",
      """
      peek = ‹ahead¦lag›(close, 1) / close
      export peek to "FILE"
      read = load "FILE"
      backtest (if read.value > 1 then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "a target that was written to a file and read again",
      """
      y = target on es, forward_return(5)
      export ‹y¦lag(y, 5)› to "FILE"
      read = load "FILE"
      x = features on es { c = read.value }
      """
    ),
    WrittenLeak(
      "a whole-sample score that was written to a file and read again",
      """
      scaled = close / ‹max(close)¦expanding(max, close)›
      export scaled to "FILE"
      read = load "FILE"
      x = features on es { c = read.value }
      """
    ),
    WrittenLeak(
      "a selection of bars that was written to a file and read again",
      """
      w = es‹ | where close > open * 1.005¦›
      export w to "FILE"
      read = load "FILE"
      backtest (if read.close > sma(read.close, 5) then 1 else 0) on read
      """,
      "E212"
    ),
    WrittenLeak(
      "old prices that were written to a file and read again",
      """
      old = features on es { open = lag(open, 5); high = lag(high, 5); low = lag(low, 5); close = lag(close, 5) }
      export ‹old¦es› to "FILE"
      read = load "FILE"
      backtest (if ret(es.close, 5) > 0 then 1 else 0) on read
      """,
      "E216"
    ),
    WrittenLeak(
      "the low as the open, written to a file and cut when read again",
      """
      low_first = features on es { open = low; high = high; low = low; close = close }
      export ‹low_first¦es› to "FILE"
      read = load "FILE"
      late = read[2024-06-01..]
      s = strategy on late { enter long when close > sma(close, 5); hold 2 }
      """,
      "E216"
    ),
    WrittenLeak(
      "the best setting of a sweep, in a file that was read again",
      mark: "selected",
      """
      k = sweep n in [5, 10, 20] { backtest (if close > sma(close, n) then 1 else 0) on es }
      export sma(close, ‹k.best.n¦5›) to "FILE"
      read = load "FILE"
      backtest (if close > read.value then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "rows without times that were cut, written to a file and read again",
      """
      n = load "Tests/Transcripts/data/table.csv"
      export n[1..7] to "FILE"
      read = load "FILE"
      early = n[0..6]
      x = features on early { c = ‹read¦early›.a }
      """,
      "E220"
    ),
    WrittenLeak(
      "another table without times",
      """
      n = load "Tests/Transcripts/data/table.csv"
      export n.a to "FILE"
      read = load "FILE"
      x = features on n { c = ‹read.value¦n.a› }
      """,
      "E220"
    ),
    WrittenLeak(
      "another table without times, by way of a list",
      """
      n = load "Tests/Transcripts/data/table.csv"
      other = load "Tests/Transcripts/data/table.csv"
      zero = series([0, 0, 0, 0, 0, 0, 0, 0])
      x = features on n { c = zero + ‹other¦n›.a }
      """,
      "E220"
    ),
    WrittenLeak(
      "columns from elsewhere that nobody vouches for",
      """
      export ret(close, 5) to "FILE"
      read = load "FILE", reach=unknown
      ‹¦assume read, reach=[-5, 0]›
      x = features on es { c = read.value }
      """
    ),
    WrittenLeak(
      "the same file loaded twice",
      """
      export es to "FILE"
      other = load "FILE"
      backtest (if ‹ahead¦lag›(other.close, 1) > close then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "the mean of the same file loaded twice",
      """
      export es to "FILE"
      other = load "FILE"
      backtest (if close > ‹mean(other.close)¦mean(other.close, 50)› then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "the volatility of a random walk that was drawn from all bars",
      """
      w = random_walk(‹es¦es[..2024-12-31]›)
      late = es[2025-01-01..]
      backtest (if stdev(ret(late.close, 1), 20) > stdev(ret(w.close, 1)) then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "the mean of a frame that was only disturbed",
      """
      w = disturbed(‹es¦es[..2024-12-31]›)
      late = es[2025-01-01..]
      backtest (if late.close > mean(w.close) then 1 else 0) on late
      """
    ),
    WrittenLeak(
      "a text that tells the mean of the whole sample",
      """
      told = json([‹mean(close)¦5›]) == "[5]"
      backtest (if close > open and told then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "an average after an event, of all events",
      """
      e = event_study(candle_patterns(), 5)
      backtest (if ret(close, 1) > ‹e.doji.mean¦0› then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "how long the data are, by the cells of an audit",
      """
      a = audit sma(close, 5)
      backtest (if close > ‹a.cells¦100› then 1 else 0) on es
      """
    ),
    WrittenLeak(
      "a seed found from the whole sample",
      "seed ‹(if mean(close) > 3 then 5 else 6)¦5›"
    ),
  ]
}
