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
    switch kind {
    case .wilder:
      return wilderIndex(values, span: span)
    case .sma:
      let changes = Changes.diff(values, by: 1)
      let gains = Smoothing.sma(changes.map(gain), span: span)
      let losses = Smoothing.sma(changes.map(loss), span: span)
      return pointwise(gains, losses) { 100 * quotient($0, $0 + $1) }
    }
  }

  /// Takes both averages along in one pass, which is several times as fast as column after column.
  private static func wilderIndex(_ values: [Double], span: Int) -> [Double] {
    precondition(span >= 1, "a span has at least one row")
    var result = [Double](repeating: .nan, count: values.count)
    guard span < values.count, let seedRow = Recursion.seedRow(values, span: span + 1) else {
      return result
    }
    let first = Changes.diff(Array(values[(seedRow - span)...seedRow]), by: 1).dropFirst()
    var gains = Recursion.mean(first.map(gain)[...])
    var losses = Recursion.mean(first.map(loss)[...])
    let average = Recursion(weight: 1 / Double(span))
    result[seedRow] = 100 * quotient(gains, gains + losses)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        for row in (seedRow + 1)..<values.count {
          let change = values[row] - values[row - 1]
          guard !change.isNaN else { continue }
          gains = average.state(after: gain(change), from: gains)
          losses = average.state(after: loss(change), from: losses)
          result[row] = 100 * quotient(gains, gains + losses)
        }
      }
    }
    return result
  }

  @inline(__always)
  private static func gain(_ change: Double) -> Double { change < 0 ? 0 : change }

  @inline(__always)
  private static func loss(_ change: Double) -> Double { change > 0 ? 0 : -change }

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
    let macd = pointwise(fastAverage, slowAverage, -)
    let average = Smoothing.ema(macd, span: signal)
    return (macd, average, pointwise(macd, average, -))
  }

  /// Returns Lane's slow stochastic, 0 to 100: where the close stands between the lowest low and the
  /// highest high of `k` bars, averaged over `smooth` bars, and the average of that over `d` bars.
  public static func stochastic(
    _ bars: Bars,
    k: Int,
    smooth: Int,
    d: Int
  ) -> (k: [Double], d: [Double]) {
    let position = range(bars, span: k) { close, highest, lowest in
      quotient(close - lowest, highest - lowest) * 100
    }
    let smoothed = Smoothing.sma(position, span: smooth)
    return (smoothed, Smoothing.sma(smoothed, span: d))
  }

  /// Returns Williams' %R, -100 to 0: how far the close stands below the highest high of `span` bars,
  /// in percent of their range.
  public static func williams(_ bars: Bars, span: Int) -> [Double] {
    range(bars, span: span) { close, highest, lowest in
      quotient(highest - close, highest - lowest) * -100
    }
  }

  /// Returns what `place` makes of the close, the highest high and the lowest low of `span` bars.
  @inline(__always)
  private static func range(
    _ bars: Bars,
    span: Int,
    _ place: (_ close: Lanes, _ highest: Lanes, _ lowest: Lanes) -> Lanes
  ) -> [Double] {
    typealias Range = Windows<Pair<Highest, Lowest>>
    return Range.column([bars.high, bars.low, bars.close], window: span) { tile, row in
      let range = tile[row]
      return place(tile.values[2, row], range.x.value, range.y.value)
    }
  }

  /// Returns the rate of change over `span` rows in percent; missing where the old value is 0.
  public static func roc(_ values: [Double], span: Int) -> [Double] {
    Changes.ret(values, by: span).map { 100 * $0 }
  }

  /// Returns Lambert's commodity channel index: the distance of the typical price (H + L + C) / 3 from
  /// its mean over `span` bars, over 0.015 times the mean absolute distance from that mean.
  public static func cci(_ bars: Bars, span: Int) -> [Double] {
    Windows<Center>.column([bars.typicalPrice], window: span) { tile, row in
      let offset = tile[row].mean
      let mean = tile.values[0, row] + offset
      let deviation = meanDeviation(tile.values, at: row, from: mean, window: span)
      return quotient(-offset, deviation * 0.015)
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
    pointwise(high, low, close) { ($0 + $1 + $2) / 3 }
  }
}
