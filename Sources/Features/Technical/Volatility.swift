public import TimeSeries

/// How far prices move.
public enum Volatility {
  /// Returns the true range: the higher of high and last close less the lower of low and last close;
  /// missing in the first row, which has no last close, and where one of the three is missing.
  public static func trueRange(_ bars: Bars) -> [Double] {
    pointwise(bars.high, bars.low, Changes.lag(bars.close, by: 1)) { high, low, last in
      trueRange(high: high, low: low, last: last)
    }
  }

  /// Returns the true range of one bar, in the form of Wilder, "New concepts in technical trading
  /// systems" (1978): the largest of three distances.
  @inline(__always)
  static func trueRange(high: Double, low: Double, last: Double) -> Double {
    let (up, down) = (abs(high - last), abs(low - last))
    let range = Swift.max(high - low, Swift.max(up, down))
    // A comparison with a missing value is false, so that the maximum could drop it; a sum does not.
    return (up + down).isNaN ? .nan : range
  }

  /// Returns the average true range; the first value is in row `span`, the mean of the true ranges of
  /// rows 1 to `span`, as in TA-Lib.
  public static func atr(
    _ bars: Bars,
    span: Int,
    kind: Smoothing.Kind = .wilder
  ) -> [Double] {
    var ranges = trueRange(bars)
    switch kind {
    case .wilder: Smoothing.rma(inPlaceOf: &ranges, span: span)
    case .sma: ranges = Smoothing.sma(ranges, span: span)
    }
    return ranges
  }

  /// Returns Bollinger's bands: mean ± `width` standard deviations, with divisor n.
  ///
  /// `width` of the result is (upper - lower) / mid; `position` is (x - lower) / (upper - lower), 0 at
  /// the lower band and 1 at the upper, missing where the bands coincide.
  public static func bollinger(
    _ values: [Double],
    span: Int,
    width: Double
  ) -> (
    upper: [Double], mid: [Double], lower: [Double], width: [Double], position: [Double]
  ) {
    let n = Double(span)
    let bands = Tiles.columns(5, of: values.count, missing: span - 1) { bands in
      let (upper, mid, lower, breadth, position) = (
        bands[0], bands[1], bands[2], bands[3], bands[4]
      )
      var windows = Windows<Spread>([values], window: span)
      while let tile = windows.next() {
        var i = 0
        while i < tile.rows {
          let (spread, row) = (tile[i], tile.first &+ i)
          let half = (spread.squares / n).squareRoot() * width
          let mean = tile.values[0, i] + spread.mean
          upper[0, row] = mean + half
          mid[0, row] = mean
          lower[0, row] = mean - half
          breadth[0, row] = quotient(half * 2, mean)
          // (x - lower) / (upper - lower), from distances that are small, so that nothing cancels.
          position[0, row] = 0.5 - quotient(spread.mean, half * 2)
          i &+= Lanes.scalarCount
        }
      }
    }
    return (bands[0], bands[1], bands[2], bands[3], bands[4])
  }

  /// Returns the exponentially weighted volatility of returns: the root of
  /// σ²[t] = decay σ²[t - 1] + (1 - decay) r²[t], which begins with the first return squared.
  ///
  /// RiskMetrics (1996) takes a `decay` of 0.94 for days. It must lie between 0 and 1.
  public static func ewma(_ returns: [Double], decay: Double) -> [Double] {
    precondition(decay > 0 && decay < 1, "a decay lies between 0 and 1")
    var variances = returns.map { $0 * $0 }
    let seedRow = Recursion.seedRow(variances, span: 1)
    Recursion(weight: 1 - decay).average(&variances, span: 1, seedRow: seedRow)
    return variances.map { $0.squareRoot() }
  }
}
