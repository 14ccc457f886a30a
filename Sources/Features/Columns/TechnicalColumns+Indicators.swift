internal import TimeSeries

extension ColumnSet {
  static let volume: [BarColumn] =
    [5, 10, 20].map { n in
      BarColumn("volume_sma_\(n)", "Mean of the last \(n) volumes.", back: n - 1) {
        $0.averageVolume(n)
      }
    }
    + [5, 10, 20].map { n in
      BarColumn(
        "volume_ratio_\(n)",
        "V / volume_sma_\(n); missing where nothing was traded in \(n) rows.",
        back: n - 1
      ) { pointwise($0.volume, $0.averageVolume(n), quotient) }
    }
    + [
      BarColumn(
        "obv",
        "On-balance volume: the sum of sign(C - C₋₁) V from the first row on, whose own V it begins with.",
        reach: .past,
        warmUp: 0
      ) { Volume.obv($0.bars, volume: $0.volume) },
      BarColumn("volume_roc", "100 (V / V₋₅ - 1); missing where V₋₅ is 0.", back: 5) {
        Momentum.roc($0.volume, span: 5)
      },
    ]

  static let momentum: [BarColumn] =
    [14, 20].map { n in
      BarColumn(
        "rsi_\(n)",
        "100 × mean gain / (mean gain + mean loss) of the last \(n) changes, with simple means.",
        back: n
      ) { Momentum.rsi($0.bars.close, span: n, kind: .sma) }
    }
    + [
      BarColumn(
        "macd",
        "Exponential average of 12 closes less that of 26.",
        reach: .past,
        warmUp: 25
      ) { $0.macd.macd },
      BarColumn("macd_signal", "Exponential average of 9 macd.", reach: .past, warmUp: 33) {
        $0.macd.signal
      },
      BarColumn("macd_diff", "macd - macd_signal.", reach: .past, warmUp: 33) { $0.macd.hist },
      BarColumn(
        "stoch_14",
        "100 (C - lowest low) / (highest high - lowest low) of the last 14 bars.",
        back: 13
      ) { $0.stochastic.k },
      BarColumn("stoch_14_sma", "Mean of the last 3 stoch_14.", back: 15) { $0.stochastic.d },
      BarColumn(
        "cci_20",
        "Distance of (H + L + C) / 3 from its mean over 20 bars, over 0.015 mean distances.",
        back: 19
      ) { Momentum.cci($0.bars, span: 20) },
    ]
    + [5, 10, 20].map { n in
      BarColumn("roc_\(n)", "100 (C / C₋\(subscripted(n)) - 1).", back: n) {
        Momentum.roc($0.bars.close, span: n)
      }
    }

  static let trend: [BarColumn] = [
    BarColumn(
      "plus_di",
      "100 × sum of upward movement / sum of true ranges of the last 14 bars.",
      back: 14
    ) { $0.directional.plus },
    BarColumn(
      "minus_di",
      "100 × sum of downward movement / sum of true ranges of the last 14 bars.",
      back: 14
    ) { $0.directional.minus },
    BarColumn(
      "adx",
      "Mean of the last 14 of 100 |plus_di - minus_di| / (plus_di + minus_di).",
      back: 27
    ) { $0.directional.adx },
  ]

  static let lags: [BarColumn] =
    lagged("close", "C") { $0.bars.close }
    + lagged("volume", "V") { $0.volume }
    + lagged("returns", "returns", back: 1, kind: .fraction) { $0.returns }

  /// Returns what a column was 1, 2, 3, 5 and 10 rows earlier.
  private static func lagged(
    _ name: String,
    _ letter: String,
    back: Int = 0,
    kind: Series.Kind = .number,
    _ compute: @escaping @Sendable (BarMeasures) -> [Double]
  ) -> [BarColumn] {
    [1, 2, 3, 5, 10].map { k in
      BarColumn(
        "\(name)_lag_\(k)",
        "\(letter) of \(k == 1 ? "the row before" : "\(k) rows before").",
        reach: Reach(-k - back, -k),
        warmUp: k + back,
        kind: kind
      ) { Changes.lag(compute($0), by: k) }
    }
  }

  static let statistics: [BarColumn] = [10, 20].flatMap { n in
    [
      BarColumn("rolling_mean_\(n)", "Mean of the last \(n) closes, as sma_\(n).", back: n - 1) {
        $0.sma(n)
      },
      BarColumn("rolling_std_\(n)", "Standard deviation of the last \(n) closes.", back: n - 1) {
        Rolling.stdev($0.bars.close, window: n)
      },
      BarColumn(
        "rolling_skew_\(n)",
        "Skewness of the last \(n) returns, corrected for bias; missing where they are equal.",
        back: n
      ) { Rolling.skew($0.returns, window: n) },
      BarColumn(
        "rolling_kurtosis_\(n)",
        "Excess kurtosis of the last \(n) returns, corrected for bias; missing where they are equal.",
        back: n
      ) { Rolling.kurtosis($0.returns, window: n) },
    ]
  }

  /// Returns a number in small low digits.
  private static func subscripted(_ number: Int) -> String {
    let digits = Array("₀₁₂₃₄₅₆₇₈₉")
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
