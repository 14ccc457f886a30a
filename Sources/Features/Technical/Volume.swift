public import TimeSeries

/// Indicators that weigh prices by traded volume, which is passed on its own as not all bars have it.
public enum Volume {
  /// Returns Granville's on-balance volume: the running sum of volume, counted negative where the
  /// close fell and not at all where it stayed.
  ///
  /// It begins with the first bar's volume, as in TA-Lib. A bar counts where its volume, its close
  /// and the close before it are there; elsewhere the result is missing.
  public static func obv(_ bars: Bars, volume: [Double]) -> [Double] {
    precondition(volume.count == bars.count, "one volume for each bar")
    let close = bars.close
    var signed = pointwise(close, Changes.lag(close, by: 1), volume) { close, last, volume in
      guard !volume.isNaN, !(close - last).isNaN else { return .nan }
      return close > last ? volume : close < last ? -volume : 0
    }
    let start = close.indices.first { !close[$0].isNaN && !volume[$0].isNaN }
    if let start { signed[start] = volume[start] }
    return Changes.cumsum(signed)
  }

  /// Returns the mean typical price (H + L + C) / 3 of `window` bars, weighed by volume; missing where
  /// none was traded.
  public static func vwap(_ bars: Bars, volume: [Double], window: Int) -> [Double] {
    precondition(volume.count == bars.count, "one volume for each bar")
    let typical = bars.typicalPrice
    let traded = pointwise(typical, volume, *)
    return Windows<Pair<Total, Total>>.column(traded, volume, window: window) { sums in
      quotient(sums.x.sum, sums.y.sum)
    }
  }

  /// Returns the money flow index, 0 to 100: of the typical price times volume of the last `span`
  /// bars, the share of those whose typical price rose; bars where it stayed do not count.
  ///
  /// The first value is in row `span`; missing where no price has moved.
  public static func mfi(_ bars: Bars, volume: [Double], span: Int) -> [Double] {
    let flow = moneyFlow(bars, volume: volume)
    return Windows<Pair<Total, Total>>.column(flow.rising, flow.falling, window: span) { sums in
      quotient(sums.x.sum, sums.x.sum + sums.y.sum) * 100
    }
  }

  /// Returns the typical price times volume where the typical price rose, and where it fell; 0 in the
  /// other rows.
  static func moneyFlow(
    _ bars: Bars,
    volume: [Double]
  ) -> (rising: [Double], falling: [Double]) {
    precondition(volume.count == bars.count, "one volume for each bar")
    let typical = bars.typicalPrice
    let changes = Changes.diff(typical, by: 1)
    // 0 × flow is missing where the flow is.
    return (
      pointwise(typical, volume, changes) { $0 * $1 * ($2 > 0 ? 1 : 0 * $2) },
      pointwise(typical, volume, changes) { $0 * $1 * ($2 < 0 ? 1 : 0 * $2) }
    )
  }
}
