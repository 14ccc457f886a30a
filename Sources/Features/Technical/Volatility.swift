public import TimeSeries

/// How far prices move.
public enum Volatility {
  /// Returns the true range: the higher of high and last close less the lower of low and last close;
  /// missing in the first row, which has no last close, and where one of the three is missing.
  public static func trueRange(_ bars: Bars) -> [Double] {
    let (high, low, close) = (bars.high, bars.low, bars.close)
    return bars.close.indices.map { row in
      row == 0 ? .nan : trueRange(high: high[row], low: low[row], last: close[row - 1])
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
    Smoothing.average(trueRange(bars), span: span, kind: kind)
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
    let (offset, reach) = Windows<Spread>.twoColumns(values, window: span) { spread, _ in
      (spread.mean, (spread.squares / n).squareRoot() * width)
    }
    let mid = values.indices.map { values[$0] + offset[$0] }
    return (
      upper: mid.indices.map { mid[$0] + reach[$0] },
      mid: mid,
      lower: mid.indices.map { mid[$0] - reach[$0] },
      width: mid.indices.map { quotient(2 * reach[$0], mid[$0]) },
      // (x - lower) / (upper - lower), from distances that are small, so that nothing cancels.
      position: mid.indices.map { 0.5 - quotient(offset[$0], 2 * reach[$0]) }
    )
  }

  /// Returns the exponentially weighted volatility of returns: the root of
  /// σ²[t] = decay σ²[t - 1] + (1 - decay) r²[t], which begins with the first return squared.
  ///
  /// RiskMetrics (1996) takes a `decay` of 0.94 for days. It must lie between 0 and 1.
  public static func ewma(_ returns: [Double], decay: Double) -> [Double] {
    precondition(decay > 0 && decay < 1, "a decay lies between 0 and 1")
    let squares = returns.map { $0 * $0 }
    let seedRow = Recursion.seedRow(squares, span: 1)
    return Recursion(weight: 1 - decay).averages(squares, span: 1, seedRow: seedRow)
      .map { $0.squareRoot() }
  }
}
