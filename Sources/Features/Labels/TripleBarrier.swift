public import TimeSeries

/// Which of three barriers the price meets first: one above, one below, and one of time.
///
/// From the close C of row t the upper barrier is C (1 + up s), the lower C (1 - down s), with the
/// scale s of row t, and both stay where they are (López de Prado 2018, ch. 3). Each later row is
/// looked at in turn: the lower barrier is met where its low is at or below it, the upper one where
/// its high is at or above it. The order within a bar is unknown: where both are met in one, the
/// lower counts.
public enum TripleBarrier {
  /// The labels of all rows.
  public struct Labels: Sendable {
    /// 1 where the upper barrier was met first, -1 the lower, 0 neither in time; missing where the
    /// scale or the close is, where the scale is not above 0, and where the rows end too early.
    public let values: [Double]
    /// The row that decided; that of the label itself where it has no scale, and the number of rows
    /// where none has decided yet.
    public let decided: [Int]
  }

  /// Returns the labels of `bars`.
  ///
  /// - Parameters:
  ///   - bars: The bars.
  ///   - scale: The width of one unit for each row, as a fraction of the price.
  ///   - up: The distance of the upper barrier, in units.
  ///   - down: The distance of the lower barrier, in units.
  ///   - ends: The last row that counts for each row; `bars.count` or more where the data ends first.
  /// - Returns: A label for each row, and the row that decided it.
  public static func labels(
    _ bars: Bars,
    scale: [Double],
    up: Double,
    down: Double,
    ends: [Int]
  ) -> Labels {
    precondition(scale.count == bars.count && ends.count == bars.count, "a value for each row")
    var values = [Double](repeating: .nan, count: bars.count)
    var decided = Array(0..<bars.count)
    let lows = RunningMinima(bars.low)
    let highs = RunningMinima(bars.high.map { -$0 })
    for row in 0..<bars.count {
      let (price, unit) = (bars.close[row], scale[row])
      guard price > 0, unit > 0 else { continue }
      let (upper, lower) = (price * (1 + up * unit), price * (1 - down * unit))
      decided[row] = bars.count
      let below = lows.first(atOrBelow: lower, after: row, through: ends[row])
      // Where one bar meets both, the lower counts.
      let last = below.map { $0 - 1 } ?? ends[row]
      if let above = highs.first(atOrBelow: -upper, after: row, through: last) {
        (values[row], decided[row]) = (1, above)
      } else if let below {
        (values[row], decided[row]) = (-1, below)
      } else if ends[row] > row, ends[row] < bars.count {
        (values[row], decided[row]) = (0, ends[row])
      }
    }
    return Labels(values: values, decided: decided)
  }

  /// The span of the customary scale.
  public static let customarySpan = 50

  /// Returns the exponentially weighted standard deviation of simple returns, the customary scale:
  /// missing in the first `span` rows.
  public static func scale(_ close: [Double], span: Int = customarySpan) -> [Double] {
    var deviations = weightedDeviation(Changes.ret(close, by: 1), span: span)
    for row in 0..<min(span, deviations.count) { deviations[row] = .nan }
    return deviations
  }

  /// Returns the exponentially weighted standard deviation, without bias, of all values so far.
  ///
  /// The weights are a^age with a = (span - 1) / (span + 1). With their sum W and that of their
  /// squares V the weighted variance is multiplied by W² / (W² - V), as pandas' `ewm(span).std()`
  /// does. Missing values age the others and count for nothing else.
  static func weightedDeviation(_ values: [Double], span: Int) -> [Double] {
    let decay = 1 - 2 / (Double(span) + 1)
    var (mean, variance, weight, squares) = (0.0, 0.0, 0.0, 0.0)
    return values.map { value in
      (weight, squares) = (weight * decay, squares * decay * decay)
      guard !value.isNaN else { return .nan }
      // West's update, where a value of weight 1 joins values of weight `weight`.
      let total = weight + 1
      let distance = value - mean
      mean += distance / total
      variance = (weight * variance + distance * (value - mean)) / total
      (weight, squares) = (total, squares + 1)
      let free = weight * weight - squares
      return free > 0 ? (variance * weight * weight / free).squareRoot() : .nan
    }
  }
}
