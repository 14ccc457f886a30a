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
    let start = close.indices.first { !close[$0].isNaN && !volume[$0].isNaN }
    return Changes.cumsum(
      close.indices.map { row in
        if row == start { return volume[row] }
        guard let start, row > start else { return .nan }
        let change = close[row] - close[row - 1]
        guard !change.isNaN, !volume[row].isNaN else { return .nan }
        return change > 0 ? volume[row] : change < 0 ? -volume[row] : 0
      }
    )
  }

  /// Returns the mean typical price (H + L + C) / 3 of `window` bars, weighed by volume; missing where
  /// none was traded.
  public static func vwap(_ bars: Bars, volume: [Double], window: Int) -> [Double] {
    precondition(volume.count == bars.count, "one volume for each bar")
    let typical = bars.typicalPrice
    let traded = typical.indices.map { typical[$0] * volume[$0] }
    return Windows<Pair<Total, Total>>.column(traded, volume, window: window) { sums in
      quotient(sums.x.sum, sums.y.sum)
    }
  }

  /// Returns the money flow index, 0 to 100: of the typical price times volume of the last `span`
  /// bars, the share of those whose typical price rose; bars where it stayed do not count.
  ///
  /// The first value is in row `span`; missing where no price has moved.
  public static func mfi(_ bars: Bars, volume: [Double], span: Int) -> [Double] {
    precondition(volume.count == bars.count, "one volume for each bar")
    let typical = bars.typicalPrice
    let changes = Changes.diff(typical, by: 1)
    let flow = typical.indices.map { changes[$0].isNaN ? .nan : typical[$0] * volume[$0] }
    let rising = flow.indices.map { changes[$0] > 0 || flow[$0].isNaN ? flow[$0] : 0 }
    let falling = flow.indices.map { changes[$0] < 0 || flow[$0].isNaN ? flow[$0] : 0 }
    return Windows<Pair<Total, Total>>.column(rising, falling, window: span) { sums in
      quotient(sums.x.sum, sums.x.sum + sums.y.sum) * 100
    }
  }
}
