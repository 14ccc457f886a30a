internal import TimeSeries
internal import Numerics

extension ColumnSet {
  /// The 100 technical columns: prices, averages, volatility, volume, momentum, trend, earlier rows
  /// and rolling statistics.
  ///
  /// Where no price has moved, an index of movement such as `rsi_14`, `stoch_14` or `adx` is missing,
  /// as it is in the functions of the same name.
  public static let technical = ColumnSet(
    prices + averages + volatility + volume + momentum + trend + lags + statistics
  )

  private static let prices: [BarColumn] = [
    BarColumn("returns", "C / C₋₁ - 1.", back: 1, kind: .fraction) { $0.returns },
    BarColumn("log_returns", "ln(C / C₋₁); missing where it is not defined.", back: 1) {
      pointwise($0.bars.close, $0.lastClose) { close, last in
        let growth = quotient(close, last)
        return growth > 0 ? Elementary.log(growth) : .nan
      }
    },
    BarColumn("price_range", "r = H - L.") { $0.range },
    BarColumn("body_size", "b = |C - O|.") { $0.body },
    BarColumn("body_ratio", "b / r; 0 where the bar has no range.") {
      pointwise($0.body, $0.range) { ratio($0, $1, empty: 0) }
    },
    BarColumn("upper_shadow", "u = H - max(O, C).") { $0.upperShadow },
    BarColumn("lower_shadow", "l = min(O, C) - L.") { $0.lowerShadow },
    BarColumn("upper_shadow_ratio", "u / r; 0 where the bar has no range.") {
      pointwise($0.upperShadow, $0.range) { ratio($0, $1, empty: 0) }
    },
    BarColumn("lower_shadow_ratio", "l / r; 0 where the bar has no range.") {
      pointwise($0.lowerShadow, $0.range) { ratio($0, $1, empty: 0) }
    },
    BarColumn("close_position", "(C - L) / r; 0.5 where the bar has no range.") {
      pointwise(pointwise($0.bars.close, $0.bars.low, -), $0.range) { ratio($0, $1, empty: 0.5) }
    },
  ]

  private static let averages = [5, 10, 20, 50, 100, 200].flatMap { n in
    average("sma_\(n)", "Mean of the last \(n) closes", reach: Reach(1 - n, 0), warmUp: n - 1) {
      $0.sma(n)
    }
      + average(
        "ema_\(n)",
        "Exponential average of the closes, where each new one weighs 2 / \(n + 1)",
        reach: .past,
        warmUp: n - 1
      ) { $0.ema(n) }
  }

  /// Returns an average of the close, its distance from the close and the ratio of the two.
  private static func average(
    _ name: String,
    _ summary: String,
    reach: Reach,
    warmUp: Int,
    _ compute: @escaping @Sendable (BarMeasures) -> [Double]
  ) -> [BarColumn] {
    [
      BarColumn(name, "\(summary).", reach: reach, warmUp: warmUp, compute),
      BarColumn("\(name)_diff", "C - \(name).", reach: reach, warmUp: warmUp) {
        pointwise($0.bars.close, compute($0), -)
      },
      BarColumn(
        "\(name)_ratio",
        "C / \(name); missing where that is 0.",
        reach: reach,
        warmUp: warmUp
      ) { pointwise($0.bars.close, compute($0), quotient) },
    ]
  }

  private static let volatility: [BarColumn] =
    [14, 20].map { n in
      BarColumn("atr_\(n)", "Mean of the last \(n) true ranges.", back: n) { $0.averageRange(n) }
    }
    + [5, 10, 20].map { n in
      BarColumn("std_\(n)", "Standard deviation of the last \(n) returns.", back: n) {
        $0.stdev(n)
      }
    }
    + [5, 10, 20].map(scaledDeviation)
    + [
      BarColumn("high_low_ratio", "H / L; missing where the low is 0.") {
        pointwise($0.bars.high, $0.bars.low, quotient)
      }
    ]

  /// Returns the standard deviation of `n` returns, scaled to a move over as many rows.
  static func scaledDeviation(_ n: Int) -> BarColumn {
    let root = Double(n).squareRoot()
    return BarColumn(
      "volatility_\(n)",
      "Standard deviation of the last \(n) returns times √\(n): the move over \(n) rows.",
      back: n
    ) { $0.stdev(n).map { $0 * root } }
  }
}
