/// A doji: b < `body` r.
public struct DojiRule: CandleRule {
  public var body: Double

  public init(body: Double = 0.1) {
    self.body = body
  }

  public var memory: Int { 0 }

  public func column(of measures: BarMeasures) -> [Double] {
    let (bodies, range) = (measures.body, measures.range)
    return measures.hits(bars: 1) { bodies[$0] < body * range[$0] }
  }
}

/// A marubozu: b > `body` r, and u and l each below `shadow` r.
public struct MarubozuRule: CandleRule {
  public var body: Double
  public var shadow: Double

  public init(body: Double = 0.9, shadow: Double = 0.05) {
    (self.body, self.shadow) = (body, shadow)
  }

  public var memory: Int { 0 }

  public func column(of measures: BarMeasures) -> [Double] {
    let (bodies, range) = (measures.body, measures.range)
    let (upper, lower) = (measures.upperShadow, measures.lowerShadow)
    return measures.hits(bars: 1) { row in
      let most = shadow * range[row]
      return bodies[row] > body * range[row] && upper[row] < most && lower[row] < most
    }
  }
}

/// A hammer: after a fall, l > `shadow` r, u < `otherShadow` r and b < `body` r; upside down, a
/// shooting star.
public struct HammerRule: CandleRule {
  public var isBearish: Bool
  public var shadow: Double
  public var otherShadow: Double
  public var body: Double
  public var trend: PriorTrend

  public init(
    isBearish: Bool = false,
    shadow: Double = 0.6,
    otherShadow: Double = 0.1,
    body: Double = 0.3,
    trend: PriorTrend = PriorTrend()
  ) {
    (self.isBearish, self.shadow, self.otherShadow) = (isBearish, shadow, otherShadow)
    (self.body, self.trend) = (body, trend)
  }

  public var memory: Int { 1 + trend.memory }

  public func column(of measures: BarMeasures) -> [Double] {
    let bars = measures.turned(if: isBearish)
    let (bodies, range, fall) = (bars.body, bars.range, bars.fall(trend))
    let (upper, lower) = (bars.upperShadow, bars.lowerShadow)
    return bars.hits(bars: 1, averages: [(fall, 1)]) { row in
      let length = range[row]
      return fall[row - 1] == 1 && lower[row] > shadow * length
        && upper[row] < otherShadow * length && bodies[row] < body * length
    }
  }
}
