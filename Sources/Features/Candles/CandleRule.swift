public import TimeSeries

/// A rule that says of each row whether it ends a pattern.
///
/// A rule with `isBearish` is written for its bullish form and looks at the bars upside down. A bar
/// without range shows nothing, and is part of no pattern. Long and small are measured by the mean
/// body of the `span` bars before the bar in question.
public protocol CandleRule: Sendable {
  /// How many rows before its own a row takes; as many rows are missing at the start.
  var memory: Int { get }

  /// Returns 1 where a row ends the pattern and 0 where not; missing where a bar that it takes lacks
  /// a price.
  func column(of measures: BarMeasures) -> [Double]
}

extension CandleRule {
  /// Returns 1 where a row ends the pattern and 0 where not; missing in the first `memory` rows and
  /// where a bar that it takes lacks a price.
  public func column(of bars: Bars) -> [Double] { column(of: BarMeasures(bars)) }
}

/// What passes for a fall before a pattern, and upside down for a rise.
///
/// The close of the bar before the pattern lies below that of `span` rows earlier, by at least
/// `strength` times the mean true range of the `rangeSpan` bars that end there.
public struct PriorTrend: Sendable, Hashable {
  public var span: Int
  public var strength: Double
  public var rangeSpan: Int

  public init(span: Int = 5, strength: Double = 0.5, rangeSpan: Int = 14) {
    (self.span, self.strength, self.rangeSpan) = (span, strength, rangeSpan)
  }

  /// How many rows before its own the trend of a row takes.
  var memory: Int { max(span, rangeSpan) }
}

extension BarMeasures {
  /// These bars, or for a bearish rule the same upside down.
  func turned(if isBearish: Bool) -> BarMeasures { isBearish ? mirrored : self }

  /// Returns 1 where the close has fallen and 0 where not.
  func fall(_ trend: PriorTrend) -> [Double] {
    let change = Changes.diff(bars.close, by: trend.span)
    return pointwise(change, averageRange(trend.rangeSpan)) { change, range in
      guard !(change + range).isNaN else { return .nan }
      return change < 0 && change <= -trend.strength * range ? 1 : 0
    }
  }

  /// The mean body of the `span` bars before each.
  func priorBody(_ span: Int) -> [Double] { Changes.lag(averageBody(span), by: 1) }

  /// Returns 1 where `holds` and 0 where not, for patterns of `count` bars.
  ///
  /// Missing where one of the bars lacks a price, or one of the `averages`, that of so many rows
  /// before, is missing.
  @inline(__always)
  func hits(
    bars count: Int,
    averages: [(values: [Double], back: Int)] = [],
    where holds: (Int) -> Bool
  ) -> [Double] {
    var (complete, ranged) = (0, 0)
    let (range, body) = (range, body)
    return range.indices.map { row in
      complete = (range[row] + body[row]).isNaN ? 0 : complete + 1
      ranged = range[row] > 0 ? ranged + 1 : 0
      guard complete >= count, averages.allSatisfy({ isKnown($0, at: row) }) else { return .nan }
      return ranged >= count && holds(row) ? 1 : 0
    }
  }

  @inline(__always)
  private func isKnown(_ average: (values: [Double], back: Int), at row: Int) -> Bool {
    row >= average.back && !average.values[row - average.back].isNaN
  }
}
