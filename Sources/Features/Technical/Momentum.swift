public import TimeSeries

/// Oscillators of a column or of bars: how strong and how stretched a move is.
///
/// Where TA-Lib gives a value, these give the same, except where a result is undefined: TA-Lib gives
/// 0 where a range or a sum of changes is zero, these are missing.
public enum Momentum {
  /// Returns the relative strength index of Wilder (1978), 0 to 100: 100 × average gain over average
  /// gain plus average loss.
  ///
  /// The first value is in row `span`. A change needs two valid values; where nothing has changed the
  /// index is missing. `kind` .sma takes simple means of the last `span` changes (Cutler's form).
  public static func rsi(
    _ values: [Double],
    span: Int,
    kind: Smoothing.Kind = .wilder
  ) -> [Double] {
    let changes = Changes.diff(values, by: 1)
    let gains = Smoothing.average(changes.map { $0 < 0 ? 0 : $0 }, span: span, kind: kind)
    let losses = Smoothing.average(changes.map { $0 > 0 ? 0 : -$0 }, span: span, kind: kind)
    return gains.indices.map { 100 * quotient(gains[$0], gains[$0] + losses[$0]) }
  }

  /// Returns the difference of a fast and a slow exponential average, its own average, and what is
  /// left between them.
  ///
  /// As in TA-Lib, both averages begin in the row in which the longer one is first complete, the
  /// shorter with the mean of the values that end there. `macd` begins there too, 8 rows before
  /// TA-Lib shows it with a signal of 9; `signal` and `hist` begin where its average is complete.
  public static func macd(
    _ values: [Double],
    fast: Int,
    slow: Int,
    signal: Int
  ) -> (macd: [Double], signal: [Double], hist: [Double]) {
    let seedRow = Recursion.seedRow(values, span: max(fast, slow))
    let fastAverage = Smoothing.ema(values, span: fast, seedRow: seedRow)
    let slowAverage = Smoothing.ema(values, span: slow, seedRow: seedRow)
    let macd = values.indices.map { fastAverage[$0] - slowAverage[$0] }
    let average = Smoothing.ema(macd, span: signal)
    return (macd, average, values.indices.map { macd[$0] - average[$0] })
  }

  /// Returns Lane's slow stochastic, 0 to 100: where the close stands between the lowest low and the
  /// highest high of `k` bars, averaged over `smooth` bars, and the average of that over `d` bars.
  public static func stochastic(
    _ bars: Bars,
    k: Int,
    smooth: Int,
    d: Int
  ) -> (k: [Double], d: [Double]) {
    let highest = Rolling.max(bars.high, window: k)
    let lowest = Rolling.min(bars.low, window: k)
    let position = bars.close.indices.map { row in
      100 * quotient(bars.close[row] - lowest[row], highest[row] - lowest[row])
    }
    let smoothed = Smoothing.sma(position, span: smooth)
    return (smoothed, Smoothing.sma(smoothed, span: d))
  }

  /// Returns Williams' %R, -100 to 0: how far the close stands below the highest high of `span` bars,
  /// in percent of their range.
  public static func williams(_ bars: Bars, span: Int) -> [Double] {
    let highest = Rolling.max(bars.high, window: span)
    let lowest = Rolling.min(bars.low, window: span)
    return bars.close.indices.map { row in
      -100 * quotient(highest[row] - bars.close[row], highest[row] - lowest[row])
    }
  }

  /// Returns the rate of change over `span` rows in percent; missing where the old value is 0.
  public static func roc(_ values: [Double], span: Int) -> [Double] {
    Changes.ret(values, by: span).map { 100 * $0 }
  }

  /// Returns Lambert's commodity channel index: the distance of the typical price (H + L + C) / 3 from
  /// its mean over `span` bars, over 0.015 times the mean absolute distance from that mean.
  public static func cci(_ bars: Bars, span: Int) -> [Double] {
    let typical = bars.typicalPrice
    let offset = Windows<Center>.column(typical, window: span) { $0.mean }
    var tiles = Tiles([typical, offset], window: span, scratch: 0)
    return Tiles.column(typical.count, missing: span - 1) { result in
      while tiles.next() {
        let (prices, offsets, first) = (tiles.values, tiles.values.dropping(1), tiles.first)
        var i = 0
        while i < tiles.rows {
          let mean = prices[0, i] + offsets[0, i]
          let deviation = meanDeviation(prices, at: i, from: mean, window: span)
          result[0, first &+ i] = quotient(-offsets[0, i], deviation * 0.015)
          i &+= Lanes.scalarCount
        }
      }
    }
  }

  @inline(__always)
  private static func meanDeviation(
    _ values: Stretches,
    at row: Int,
    from mean: Lanes,
    window: Int
  ) -> Lanes {
    var sum = Lanes.zero
    for back in 0..<window {
      let distance = values[0, row &- back] - mean
      sum += distance.replacing(with: -distance, where: distance .< 0)
    }
    return sum / Double(window)
  }
}

extension Bars {
  /// The mean of high, low and close.
  var typicalPrice: [Double] {
    close.indices.map { (high[$0] + low[$0] + close[$0]) / 3 }
  }
}
