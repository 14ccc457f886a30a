import Features
import Language
import TimeSeries

/// The 15 candlestick patterns, each with its settings.
enum PatternFunctions {
  private static let longest = WindowFunctions.longest

  static let functions: [Builtin] = [
    pattern(
      .doji,
      ColumnFunctions.example("doji(body=0.05)", keeps: 225, last: "2018-12-03  2,790.37"),
      .number("body", default: 0.1, in: 0...1, "most body, of the range")
    ) {
      DojiRule(body: $0)
    },
    hammer(
      .hammer,
      isBearish: false,
      ColumnFunctions.example("hammer()", keeps: 47, last: "2018-03-06  2,728.12")
    ),
    hammer(
      .shootingStar,
      isBearish: true,
      ColumnFunctions.example("shooting_star()", keeps: 50, last: "2018-08-21  2,862.96")
    ),
    engulfing(
      .engulfingBullish,
      isBearish: false,
      ColumnFunctions.example(
        "engulfing_bullish(size=2)",
        keeps: 249,
        last: "2018-09-11  2,887.89"
      )
    ),
    engulfing(
      .engulfingBearish,
      isBearish: true,
      ColumnFunctions.example(
        "engulfing_bearish(size=2)",
        keeps: 229,
        last: "2018-07-27  2,818.82"
      )
    ),
    star(
      .morningStar,
      isBearish: false,
      ColumnFunctions.example("morning_star()", keeps: 51, last: "2018-05-04  2,663.42")
    ),
    star(
      .eveningStar,
      isBearish: true,
      ColumnFunctions.example("evening_star()", keeps: 57, last: "2018-10-18  2,768.78")
    ),
    soldiers(
      .threeWhiteSoldiers,
      isBearish: false,
      ColumnFunctions.example(
        "three_white_soldiers(long=0.3)",
        keeps: 22,
        last: "2016-03-03  1,993.40"
      )
    ),
    soldiers(
      .threeBlackCrows,
      isBearish: true,
      ColumnFunctions.example(
        "three_black_crows(long=0.3)",
        keeps: 21,
        last: "2012-05-17  1,304.86"
      )
    ),
    pattern(
      .harami,
      ColumnFunctions.example(
        "harami(direction=bullish)",
        keeps: 203,
        last: "2018-10-25  2,705.57"
      ),
      long,
      .number("small", default: 0.5, in: 0...1, "most body, of the one before"),
      span,
      .word(
        "direction",
        ["any", "bullish", "bearish", "neutral"],
        default: "any",
        "which way the two bodies turn"
      )
    ) {
      HaramiRule(long: $0, small: $1, span: $2, direction: CandlePattern.Direction(rawValue: $3))
    },
    piercing(
      .piercingLine,
      isBearish: false,
      Example(
        "load \"datasets/sp500-daily.csv\" | where piercing_line() | select close",
        prints:
          "  time           close\n  2007-07-30  1,473.91\n  2018-02-06  2,695.14\n  2018-06-28  2,716.31"
      )
    ),
    piercing(
      .darkCloudCover,
      isBearish: true,
      Example(
        "load \"datasets/sp500-daily.csv\" | where dark_cloud_cover() | select close",
        prints:
          "  time           close\n  2013-09-12  1,683.42\n  2014-11-28  2,067.56\n  2018-01-16  2,776.42"
      )
    ),
    tweezer(
      .tweezerTop,
      isBearish: true,
      ColumnFunctions.example("tweezer_top()", keeps: 112, last: "2018-08-09  2,853.58")
    ),
    tweezer(
      .tweezerBottom,
      isBearish: false,
      ColumnFunctions.example("tweezer_bottom()", keeps: 46, last: "2018-02-01  2,821.98")
    ),
    pattern(
      .marubozu,
      ColumnFunctions.example("marubozu()", keeps: 457, last: "2018-12-04  2,700.06"),
      .number("body", default: 0.9, in: 0...1, "least body, of the range"),
      .number("shadow", default: 0.05, in: 0...1, "most of each shadow, of the range")
    ) { MarubozuRule(body: $0, shadow: $1) },
  ]

  private static func hammer(_ name: CandlePattern, isBearish: Bool, _ example: Example) -> Builtin
  {
    pattern(
      name,
      example,
      .number("shadow", default: 0.6, in: 0...1, "least of the long shadow, of the range"),
      .number("other", default: 0.1, in: 0...1, "most of the other shadow, of the range"),
      .number("body", default: 0.3, in: 0...1, "most body, of the range"),
      trendSpan,
      trendStrength,
      rangeSpan
    ) { shadow, other, body, span, strength, ranges in
      HammerRule(
        isBearish: isBearish,
        shadow: shadow,
        otherShadow: other,
        body: body,
        trend: PriorTrend(span: span, strength: strength, rangeSpan: ranges)
      )
    }
  }

  private static func engulfing(_ name: CandlePattern, isBearish: Bool, _ example: Example)
    -> Builtin
  {
    pattern(
      name,
      example,
      .number("size", default: 1, in: 0...1000, "more body than so many times the one before")
    ) { EngulfingRule(isBearish: isBearish, size: $0) }
  }

  private static func star(_ name: CandlePattern, isBearish: Bool, _ example: Example) -> Builtin {
    pattern(
      name,
      example,
      long,
      .number("small", default: 0.5, in: 0...1000, "most body of the star, in mean bodies"),
      .number("gap", default: 0.1, in: -1000...1000, "most overlap with the first, in mean bodies"),
      .number("penetration", default: 0.5, in: 0...1, "least share of the first body regained"),
      span
    ) { long, small, gap, penetration, span in
      StarRule(
        isBearish: isBearish,
        long: long,
        small: small,
        gap: gap,
        penetration: penetration,
        span: span
      )
    }
  }

  private static func soldiers(_ name: CandlePattern, isBearish: Bool, _ example: Example)
    -> Builtin
  {
    pattern(
      name,
      example,
      long,
      .number("shadow", default: 0.3, in: 0...1000, "most of the shadow ahead, in bodies"),
      span
    ) { SoldiersRule(isBearish: isBearish, long: $0, shadow: $1, span: $2) }
  }

  private static func piercing(_ name: CandlePattern, isBearish: Bool, _ example: Example)
    -> Builtin
  {
    pattern(
      name,
      example,
      long,
      .number("penetration", default: 0.5, in: 0...1, "least share of the first body regained"),
      .word(
        "gap",
        ["range", "close"],
        default: "range",
        "whether it opens beyond the range or only the close before"
      ),
      span,
      trendSpan,
      trendStrength,
      rangeSpan
    ) { long, penetration, gap, span, trendSpan, strength, ranges in
      PiercingRule(
        isBearish: isBearish,
        long: long,
        penetration: penetration,
        gap: PiercingRule.Gap(rawValue: gap) ?? .range,
        span: span,
        trend: PriorTrend(span: trendSpan, strength: strength, rangeSpan: ranges)
      )
    }
  }

  private static func tweezer(_ name: CandlePattern, isBearish: Bool, _ example: Example) -> Builtin
  {
    pattern(
      name,
      example,
      .number("tolerance", default: 0.05, in: 0...1000, "most difference, in mean true ranges"),
      trendSpan,
      trendStrength,
      rangeSpan
    ) { tolerance, span, strength, ranges in
      TweezerRule(
        isBearish: isBearish,
        tolerance: tolerance,
        trend: PriorTrend(span: span, strength: strength, rangeSpan: ranges)
      )
    }
  }

  // Parameters that several patterns share

  private static var long: Parameter<Double> {
    .number("long", default: 1, in: 0...1000, "least body of a long bar, in mean bodies")
  }

  private static var span: Parameter<Int> {
    .whole("span", default: 14, in: 1...longest, "bars of the mean body")
  }

  private static var trendSpan: Parameter<Int> {
    .whole("trend_span", default: 5, in: 1...longest, "rows over which the trend before is taken")
  }

  private static var trendStrength: Parameter<Double> {
    .number(
      "trend_strength",
      default: 0.5,
      in: 0...1000,
      "least move of the trend before, in mean true ranges"
    )
  }

  private static var rangeSpan: Parameter<Int> {
    .whole("range_span", default: 14, in: 1...longest, "bars of the mean true range")
  }

  /// A pattern whose settings are made into a rule.
  private static func pattern<each Input: Sendable>(
    _ pattern: CandlePattern,
    _ example: Example,
    _ parameters: repeat Parameter<each Input>,
    rule: @escaping @Sendable (repeat each Input) -> any CandleRule
  ) -> Builtin {
    let parameters = (repeat each parameters)
    var descriptions: [ParameterDescription] = []
    for parameter in repeat each parameters { descriptions.append(parameter.description) }
    return Builtin(
      pattern.name,
      pattern.summary,
      parameters: descriptions + [Parameter.bars.description],
      reach: "its own row and those before that the pattern and its measures take",
      examples: [example]
    ) { call in
      let rule = rule(repeat try call.read(each parameters))
      let bars = try call.read(Parameter.bars)
      return .series(
        call.series(
          rule.column(of: bars),
          try call.inputs.commonClock(of: call.name),
          kind: .boolean,
          offsets: Reach(-rule.memory, 0),
          warmUp: rule.memory
        )
      )
    }
  }
}
