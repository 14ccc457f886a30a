internal import TimeSeries

extension ColumnSet {
  /// The 28 columns of the state of the market: who trades, how restless and how liquid it is.
  ///
  /// All volume of a bar counts as bought where it closes above its open and as sold where it closes
  /// below: bars do not say more.
  public static let marketState = ColumnSet(
    pressure + restlessness + liquidity + moneyFlows + [momentumStrength]
  )

  private static let pressure: [BarColumn] =
    [
      BarColumn("price_change", "C - O.") { pointwise($0.bars.close, $0.bars.open, -) },
      BarColumn("buy_volume", "V where C > O, else 0.") {
        pointwise($0.volume, $0.direction) { $0 * ($1 > 0 ? 1 : 0 * $1) }
      },
      BarColumn("sell_volume", "V where C < O, else 0.") {
        pointwise($0.volume, $0.direction) { $0 * ($1 < 0 ? 1 : 0 * $1) }
      },
      BarColumn(
        "volume_imbalance",
        "(buy_volume - sell_volume) / (buy_volume + sell_volume); 0 where that is 0."
      ) { $0.imbalance },
    ]
    + [5, 10, 20].map { n in
      BarColumn(
        "volume_imbalance_\(n)",
        "Mean of the last \(n) volume_imbalance.",
        back: n - 1
      ) { Smoothing.sma($0.imbalance, span: n) }
    }
    + [
      BarColumn(
        "cumulative_imbalance",
        "Sum of volume_imbalance from the first row on: rising bars less falling ones.",
        reach: .past,
        warmUp: 0
      ) { Changes.cumsum($0.imbalance) }
    ]

  private static let restlessness: [BarColumn] =
    [scaledDeviation(50)]
    + [10, 20, 50].map { n in
      BarColumn(
        "volatility_percentile_\(n)",
        "Rank of the standard deviation of the last \(n) returns among its last 100, over 100; 7 equal digits tie.",
        back: n + 99
      ) { Rolling.rank(singlePrecision($0.stdev(n)), window: 100) }
    }
    + [
      BarColumn(
        "volatility_regime",
        "1, -1 or 0: std_20 above, below or within one standard deviation of its mean over 100 rows.",
        back: 119
      ) { regimes($0.stdev(20), window: 100) },
      BarColumn("squared_returns", "(C / C₋₁ - 1)².", back: 1) { $0.returns.map { $0 * $0 } },
      BarColumn(
        "ewma_volatility",
        "√ of the exponential average of squared_returns, where each new one weighs 2 / 21.",
        reach: .past,
        warmUp: 1
      ) { Volatility.ewma($0.returns, decay: 19.0 / 21) },
    ]

  private static let liquidity: [BarColumn] = [
    BarColumn(
      "amihud_illiquidity",
      "|C / C₋₁ - 1| / V; missing where nothing was traded.",
      back: 1
    ) { $0.illiquidity },
    BarColumn("illiquidity_20", "Mean of the last 20 amihud_illiquidity.", back: 20) {
      Smoothing.sma($0.illiquidity, span: 20)
    },
    BarColumn(
      "signed_volume_10",
      "Mean of the last 10 of sign(C - C₋₁) V / volume_sma_20.",
      back: 28
    ) { Smoothing.sma($0.signedVolume, span: 10) },
    BarColumn("spread_proxy", "(H - L) / C; missing where the close is 0.") { $0.relativeRange },
    BarColumn("avg_spread_20", "Mean of the last 20 spread_proxy.", back: 19) {
      Smoothing.sma($0.relativeRange, span: 20)
    },
  ]

  private static let moneyFlows: [BarColumn] =
    [14, 20].flatMap { n in
      [
        BarColumn(
          "positive_mf_\(n)",
          "Sum of (H + L + C) / 3 × V over those of the last \(n) rows in which (H + L + C) / 3 rose.",
          back: n
        ) { Rolling.sum($0.moneyFlow.rising, window: n) },
        BarColumn(
          "negative_mf_\(n)",
          "Sum of (H + L + C) / 3 × V over those of the last \(n) rows in which (H + L + C) / 3 fell.",
          back: n
        ) { Rolling.sum($0.moneyFlow.falling, window: n) },
        BarColumn(
          "mfi_\(n)",
          "100 positive_mf_\(n) / (positive_mf_\(n) + negative_mf_\(n)); missing where that is 0.",
          back: n
        ) { Volume.mfi($0.bars, volume: $0.volume, span: n) },
      ]
    }
    + [
      BarColumn(
        "accumulation_distribution",
        "Sum of ((C - L) - (H - C)) / r × V from the first row on; 0 for a bar without range.",
        reach: .past,
        warmUp: 0
      ) { measures in
        let places = pointwise(measures.bars.high, measures.bars.low, measures.bars.close) {
          ratio(($2 - $1) - ($0 - $2), $0 - $1, empty: 0)
        }
        return Changes.cumsum(pointwise(places, measures.volume, *))
      }
    ]

  private static let momentumStrength = BarColumn(
    "momentum_strength",
    "|C / C₋₁₀ - 1|.",
    back: 10
  ) { Changes.ret($0.bars.close, by: 10).map(abs) }

  /// Returns the values at 7 digits.
  ///
  /// Deviations of the same returns in another order differ by rounding alone; ranked as they are,
  /// that would decide between neighbours, in a market that often stands still for most of the ranks.
  private static func singlePrecision(_ values: [Double]) -> [Double] {
    values.map { Double(Float($0)) }
  }

  /// Returns 1 or -1 where a value is more than one standard deviation above or below the mean of its
  /// window, and 0 elsewhere; 0 where the window does not vary.
  private static func regimes(_ values: [Double], window: Int) -> [Double] {
    let means = Smoothing.sma(values, span: window)
    let deviations = Rolling.stdev(values, window: window)
    return pointwise(values, means, deviations) { value, mean, deviation in
      let distance = value - mean
      guard !(distance + deviation).isNaN else { return .nan }
      return distance > deviation ? 1 : distance < -deviation ? -1 : 0
    }
  }
}

extension BarMeasures {
  /// 1 for a bar that rose and -1 for one that fell; 0 where it did neither or nothing was traded.
  fileprivate var imbalance: [Double] {
    pointwise(direction, volume) { $0 * ($1 == 0 ? 0 : $1 / $1) }
  }

  /// |return| / V; missing where nothing was traded.
  fileprivate var illiquidity: [Double] { pointwise(returns, volume) { quotient(abs($0), $1) } }

  /// sign(C - C₋₁) V / mean of 20 V; missing where nothing was traded in 20 rows.
  fileprivate var signedVolume: [Double] {
    pointwise(closeDirection, volume, averageVolume(20)) { $0 * quotient($1, $2) }
  }

  /// (H - L) / C.
  fileprivate var relativeRange: [Double] { pointwise(range, bars.close, quotient) }

  /// The typical price times volume where the typical price rose, and where it fell; else 0.
  fileprivate var moneyFlow: (rising: [Double], falling: [Double]) {
    Volume.moneyFlow(bars, volume: volume)
  }
}
