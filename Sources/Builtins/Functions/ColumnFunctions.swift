import Features
import Language
import TimeSeries

/// Functions that give many columns of bars at once, for a block of features or to look at.
enum ColumnFunctions {
  static let functions: [Builtin] = [
    .frame(
      "technical",
      "The 100 technical columns: prices, averages, volatility, volume, momentum, trend, lags.",
      .barsWithVolume,
      columns: ColumnSet.technical.outputs,
      reach: "each column its own, up to its own row",
      examples: [example("technical().rsi_14 < 30", keeps: 315, last: "2018-12-26  2,467.70")]
    ) { ColumnSet.technical.values($0) },
    candles,
    .frame(
      "market_state",
      "The 28 columns of the state of the market: pressure, restlessness, liquidity, money flow.",
      .barsWithVolume,
      columns: ColumnSet.marketState.outputs,
      reach: "each column its own, up to its own row",
      examples: [
        example(
          "market_state().volatility_regime == 1",
          keeps: 1024,
          last: "2018-12-31  2,506.85"
        )
      ]
    ) { ColumnSet.marketState.values($0) },
    .frame(
      "candle_patterns",
      "The 15 candlestick patterns: true on the row that ends one.",
      .bars,
      columns: ColumnSet.candlePatterns.outputs,
      reach: "each column its own, up to its own row",
      examples: [example("candle_patterns().harami", keeps: 488, last: "2018-12-18  2,546.16")]
    ) { ColumnSet.candlePatterns.values($0) },
  ]

  /// Without a frame the columns, and with one the bars for `plot`: both have gone by this name.
  private static let candles: Builtin = {
    let frame = Parameter.optionalValue("frame", type: "a frame", "the bars for `plot` to draw")
    return Builtin(
      "candles",
      "The 22 columns of the shape of bars; with a frame, its bars for `plot` to draw.",
      parameters: [frame.description, Parameter.bars.description],
      reach: "each column its own, up to its own row",
      examples: [
        example("candles().consecutive_bearish == 5", keeps: 49, last: "2018-12-17  2,545.94")
      ]
    ) { call in
      guard let value = try call.read(frame) else {
        let bars = try call.read(Parameter.bars)
        let columns = ColumnSet.candles
        return .frame(try call.frame(columns.outputs, of: columns.values(bars)))
      }
      guard case .frame(let frame) = value else {
        throw Problem.wrongType(found: value.typeName, wanted: "a frame", what: "`frame`")
      }
      return .object(FigureFunctions.candles(try Bars.required(of: frame, for: "candles")))
    }
  }()

  /// Returns an example that keeps the bars of the S&P 500 at which `condition` holds, with the time and
  /// the close of the last.
  static func example(_ condition: String, keeps count: Int, last: String) -> Example {
    Example(
      "load \"datasets/sp500-daily.csv\" | where \(condition) | select close | tail 1",
      prints: "  time           close\n  \(last)\n  @1d · 1 of \(NumberText.count(count)) rows"
    )
  }
}

extension ColumnSet {
  /// The columns as a frame has them.
  var outputs: [FrameColumn] {
    columns.map {
      FrameColumn($0.name, kind: $0.kind, offsets: $0.reach, warmUp: $0.warmUp)
    }
  }
}
