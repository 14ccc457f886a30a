internal import TimeSeries

/// A morning star: a long falling bar, a small body that reaches at most `gap` mean bodies above its
/// close, and a rising bar that closes at or above the share `penetration` of the first body; upside
/// down, an evening star.
public struct StarRule: CandleRule {
  public var isBearish: Bool
  public var long: Double
  public var small: Double
  public var gap: Double
  public var penetration: Double
  public var span: Int

  public init(
    isBearish: Bool = false,
    long: Double = 1,
    small: Double = 0.5,
    gap: Double = 0.1,
    penetration: Double = 0.5,
    span: Int = 14
  ) {
    (self.isBearish, self.long, self.small) = (isBearish, long, small)
    (self.gap, self.penetration, self.span) = (gap, penetration, span)
  }

  public var memory: Int { 2 + span }

  public func column(of measures: BarMeasures) -> [Double] {
    let bars = measures.turned(if: isBearish)
    let (close, top, body) = (bars.bars.close, bars.top, bars.body)
    let (direction, average) = (bars.direction, bars.priorBody(span))
    return bars.hits(bars: 3, averages: [(average, 2), (average, 1)]) { row in
      let (first, star) = (row - 2, row - 1)
      return direction[first] < 0 && body[first] >= long * average[first]
        && body[star] <= small * average[star]
        && top[star] <= close[first] + gap * average[first]
        && direction[row] > 0 && close[row] >= close[first] + penetration * body[first]
    }
  }
}

/// Three white soldiers: three long rising bars with u ≤ `shadow` b, each of the later two with a
/// higher close and an open within the body before, ends included; upside down, three black crows.
public struct SoldiersRule: CandleRule {
  public var isBearish: Bool
  public var long: Double
  public var shadow: Double
  public var span: Int

  public init(isBearish: Bool = false, long: Double = 1, shadow: Double = 0.3, span: Int = 14) {
    (self.isBearish, self.long, self.shadow, self.span) = (isBearish, long, shadow, span)
  }

  public var memory: Int { 2 + span }

  public func column(of measures: BarMeasures) -> [Double] {
    let bars = measures.turned(if: isBearish)
    let (open, close, body) = (bars.bars.open, bars.bars.close, bars.body)
    let (direction, upper, average) = (bars.direction, bars.upperShadow, bars.priorBody(span))
    return bars.hits(bars: 3, averages: [(average, 2), (average, 1), (average, 0)]) { row in
      for soldier in (row - 2)...row {
        guard direction[soldier] > 0, body[soldier] >= long * average[soldier],
          upper[soldier] <= shadow * body[soldier]
        else { return false }
      }
      for soldier in (row - 1)...row {
        let last = soldier - 1
        guard close[soldier] > close[last], open[soldier] >= open[last],
          open[soldier] <= close[last]
        else { return false }
      }
      return true
    }
  }
}
