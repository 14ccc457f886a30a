internal import TimeSeries

/// A bullish engulfing bar: after a falling bar a rising one with O ≤ C₋₁ and C ≥ O₋₁, one of them
/// strictly, and b > `size` b₋₁; upside down, the bearish one.
public struct EngulfingRule: CandleRule {
  public var isBearish: Bool
  public var size: Double

  public init(isBearish: Bool = false, size: Double = 1) {
    (self.isBearish, self.size) = (isBearish, size)
  }

  public var memory: Int { 1 }

  public func column(of measures: BarMeasures) -> [Double] {
    let bars = measures.turned(if: isBearish)
    let (open, close, body) = (bars.bars.open, bars.bars.close, bars.body)
    let direction = bars.direction
    return bars.hits(bars: 2) { row in
      direction[row - 1] < 0 && direction[row] > 0
        && open[row] <= close[row - 1] && close[row] >= open[row - 1]
        && (open[row] < close[row - 1] || close[row] > open[row - 1])
        && body[row] > size * body[row - 1]
    }
  }
}

/// A harami: a body within the one before, ends included, that is long; b ≤ `small` b₋₁ and
/// b₋₁ ≥ `long` times the mean body before it.
///
/// It is bullish where a rising body follows a falling one and bearish where a falling one follows a
/// rising one. With a `direction` only such are found, with nil all.
public struct HaramiRule: CandleRule {
  public var long: Double
  public var small: Double
  public var span: Int
  public var direction: CandlePattern.Direction?

  public init(
    long: Double = 1,
    small: Double = 0.5,
    span: Int = 14,
    direction: CandlePattern.Direction? = nil
  ) {
    (self.long, self.small, self.span, self.direction) = (long, small, span, direction)
  }

  public var memory: Int { 1 + span }

  public func column(of measures: BarMeasures) -> [Double] {
    let (body, average) = (measures.body, measures.priorBody(span))
    let (top, bottom, sign) = (measures.top, measures.bottom, measures.direction)
    return measures.hits(bars: 2, averages: [(average, 1)]) { row in
      let last = row - 1
      let isLong = body[last] > 0 && body[last] >= long * average[last]
      return isLong && top[row] <= top[last] && bottom[row] >= bottom[last]
        && body[row] <= small * body[last] && isWanted(sign[last], sign[row])
    }
  }

  @inline(__always)
  private func isWanted(_ last: Double, _ now: Double) -> Bool {
    switch direction {
    case nil: true
    case .bullish: last < 0 && now > 0
    case .bearish: last > 0 && now < 0
    case .neutral: last * now >= 0
    }
  }
}

/// A piercing line: after a fall a long falling bar, then an open below its low and a close above
/// the share `penetration` of its body but below its open; upside down, a dark cloud cover.
public struct PiercingRule: CandleRule {
  /// What the second bar has to open beyond, the low of the first (upside down, its high) or only its
  /// close: gaps beyond the range are rare where trade never stops.
  public enum Gap: String, Sendable, CaseIterable {
    case range, close
  }

  public var isBearish: Bool
  public var long: Double
  public var penetration: Double
  public var gap: Gap
  public var span: Int
  public var trend: PriorTrend

  public init(
    isBearish: Bool = false,
    long: Double = 1,
    penetration: Double = 0.5,
    gap: Gap = .range,
    span: Int = 14,
    trend: PriorTrend = PriorTrend()
  ) {
    (self.isBearish, self.long, self.penetration) = (isBearish, long, penetration)
    (self.gap, self.span, self.trend) = (gap, span, trend)
  }

  public var memory: Int { max(2 + trend.memory, 1 + span) }

  public func column(of measures: BarMeasures) -> [Double] {
    let bars = measures.turned(if: isBearish)
    let (open, low, close) = (bars.bars.open, bars.bars.low, bars.bars.close)
    let (body, direction) = (bars.body, bars.direction)
    let (average, fall) = (bars.priorBody(span), bars.fall(trend))
    let edge = gap == .range ? low : close
    return bars.hits(bars: 2, averages: [(average, 1), (fall, 2)]) { row in
      let last = row - 1
      return fall[row - 2] == 1 && direction[last] < 0 && body[last] >= long * average[last]
        && open[row] < edge[last] && close[row] > close[last] + penetration * body[last]
        && close[row] < open[last]
    }
  }
}

/// A tweezer bottom: after a fall a falling and a rising bar whose lows differ by at most `tolerance`
/// mean true ranges before them; upside down, a tweezer top.
public struct TweezerRule: CandleRule {
  public var isBearish: Bool
  public var tolerance: Double
  public var trend: PriorTrend

  public init(
    isBearish: Bool = false,
    tolerance: Double = 0.05,
    trend: PriorTrend = PriorTrend()
  ) {
    (self.isBearish, self.tolerance, self.trend) = (isBearish, tolerance, trend)
  }

  public var memory: Int { 2 + trend.memory }

  public func column(of measures: BarMeasures) -> [Double] {
    let bars = measures.turned(if: isBearish)
    let (low, direction, fall) = (bars.bars.low, bars.direction, bars.fall(trend))
    let average = bars.averageRange(trend.rangeSpan)
    return bars.hits(bars: 2, averages: [(fall, 2)]) { row in
      fall[row - 2] == 1 && direction[row - 1] < 0 && direction[row] > 0
        && abs(low[row] - low[row - 1]) <= tolerance * average[row - 2]
    }
  }
}
