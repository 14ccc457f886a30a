public import TimeSeries

/// The 15 candlestick patterns.
public enum CandlePattern: String, CaseIterable, Sendable {
  case doji
  case hammer
  case shootingStar = "shooting_star"
  case engulfingBullish = "engulfing_bullish"
  case engulfingBearish = "engulfing_bearish"
  case morningStar = "morning_star"
  case eveningStar = "evening_star"
  case threeWhiteSoldiers = "three_white_soldiers"
  case threeBlackCrows = "three_black_crows"
  case harami
  case piercingLine = "piercing_line"
  case darkCloudCover = "dark_cloud_cover"
  case tweezerTop = "tweezer_top"
  case tweezerBottom = "tweezer_bottom"
  case marubozu

  /// Where prices are said to go after a pattern.
  public enum Direction: String, Sendable {
    case bullish, bearish, neutral
  }

  /// The name in the language.
  public var name: String { rawValue }

  /// The direction by which a signal is made of the pattern; neutral where none is.
  public var direction: Direction {
    switch self {
    case .hammer, .engulfingBullish, .morningStar, .threeWhiteSoldiers, .piercingLine: .bullish
    case .shootingStar, .engulfingBearish, .eveningStar, .threeBlackCrows, .darkCloudCover:
      .bearish
    case .doji, .harami, .tweezerTop, .tweezerBottom, .marubozu: .neutral
    }
  }

  /// The rule of the pattern with the settings that are usual.
  public var rule: any CandleRule {
    switch self {
    case .doji: DojiRule()
    case .hammer: HammerRule()
    case .shootingStar: HammerRule(isBearish: true)
    case .engulfingBullish: EngulfingRule()
    case .engulfingBearish: EngulfingRule(isBearish: true)
    case .morningStar: StarRule()
    case .eveningStar: StarRule(isBearish: true)
    case .threeWhiteSoldiers: SoldiersRule()
    case .threeBlackCrows: SoldiersRule(isBearish: true)
    case .harami: HaramiRule()
    case .piercingLine: PiercingRule()
    case .darkCloudCover: PiercingRule(isBearish: true)
    case .tweezerTop: TweezerRule(isBearish: true)
    case .tweezerBottom: TweezerRule()
    case .marubozu: MarubozuRule()
    }
  }

  /// What the pattern looks like, in a line.
  public var summary: String {
    switch self {
    case .doji: "A bar with hardly a body."
    case .hammer: "After a fall, a small body above a long lower shadow."
    case .shootingStar: "After a rise, a small body below a long upper shadow."
    case .engulfingBullish: "A rising body that covers the falling one before, and more."
    case .engulfingBearish: "A falling body that covers the rising one before, and more."
    case .morningStar: "A long fall, a small body at its foot, and a rise into the first body."
    case .eveningStar: "A long rise, a small body at its head, and a fall into the first body."
    case .threeWhiteSoldiers: "Three long rising bodies, each from within the one before."
    case .threeBlackCrows: "Three long falling bodies, each from within the one before."
    case .harami: "A small body within the long one before."
    case .piercingLine: "After a fall, an open below the last bar and a close high in its body."
    case .darkCloudCover: "After a rise, an open above the last bar and a close low in its body."
    case .tweezerTop: "After a rise, a rising and a falling bar that end at the same high."
    case .tweezerBottom: "After a fall, a falling and a rising bar that end at the same low."
    case .marubozu: "A bar that is nearly all body."
    }
  }
}

/// The patterns of bars, by their usual settings.
public enum CandlePatterns {
  /// Returns one column for each pattern, in the order of `CandlePattern`: 1 where the row ends the
  /// pattern, 0 where not, missing in the warm-up and where a bar lacks a price.
  public static func labels(_ bars: Bars) -> [[Double]] {
    ColumnSet.candlePatterns.values(bars)
  }
}

extension ColumnSet {
  /// The 15 candlestick patterns.
  public static let candlePatterns = ColumnSet(
    CandlePattern.allCases.map { pattern in
      let rule = pattern.rule
      return BarColumn(pattern.name, pattern.summary, back: rule.memory, kind: .boolean) {
        rule.column(of: $0)
      }
    }
  )
}
