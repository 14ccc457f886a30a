internal import TimeSeries

extension ColumnSet {
  /// The 22 columns of the shape of a bar and of its place among those before.
  public static let candles = ColumnSet(places + colours + pairs + shapes)

  private static let places: [BarColumn] = [
    place("open") { $0.bars.open }, place("high") { $0.bars.high },
    place("low") { $0.bars.low }, place("close") { $0.bars.close },
  ]

  /// Returns where a price stands in the range of the last 20 bars.
  private static func place(
    _ name: String,
    _ price: @escaping @Sendable (BarMeasures) -> [Double]
  ) -> BarColumn {
    let letter = name.prefix(1).uppercased()
    return BarColumn(
      "\(name)_norm",
      "(\(letter) - lowest L) / (highest H - lowest L) of the last 20 bars; 0.5 where they are equal.",
      back: 19
    ) {
      pointwise(price($0), $0.lowest(20), $0.highest(20)) { price, lowest, highest in
        ratio(price - lowest, highest - lowest, empty: 0.5)
      }
    }
  }

  private static let colours: [BarColumn] = [
    BarColumn("body", "b = |C - O|, as body_size.") { $0.body },
    BarColumn("is_bullish", "C > O.", kind: .boolean) {
      pointwise($0.bars.close, $0.bars.open, isAbove)
    },
    BarColumn("is_bearish", "C < O.", kind: .boolean) {
      pointwise($0.bars.open, $0.bars.close, isAbove)
    },
    BarColumn("is_doji", "b < 0.1 r; false where the bar has no range.", kind: .boolean) {
      pointwise($0.range, $0.body) { isAbove(0.1 * $0, $1) }
    },
    BarColumn("close_direction", "sign(C - O).") { $0.direction },
    BarColumn("trend_direction", "sign(C - C₋₁).", back: 1) { $0.closeDirection },
    BarColumn(
      "consecutive_bullish",
      "How many bars in a row, this one the last, have C > O.",
      reach: .past,
      warmUp: 0
    ) { runs($0.direction, of: 1) },
    BarColumn(
      "consecutive_bearish",
      "How many bars in a row, this one the last, have C < O.",
      reach: .past,
      warmUp: 0
    ) { runs($0.direction, of: -1) },
  ]

  private static let pairs: [BarColumn] = [
    BarColumn(
      "engulfing_bull",
      "A rising body that covers the falling one before, and more.",
      back: 1,
      kind: .boolean
    ) { EngulfingRule().column(of: $0) },
    BarColumn(
      "engulfing_bear",
      "A falling body that covers the rising one before, and more.",
      back: 1,
      kind: .boolean
    ) { EngulfingRule(isBearish: true).column(of: $0) },
    BarColumn(
      "harami_direction",
      "1 or -1 where a smaller body rises or falls within one of the other direction before, else 0.",
      back: 1
    ) { haramiDirections($0) },
    BarColumn("gap_up", "L > H₋₁.", back: 1, kind: .boolean) {
      pointwise($0.bars.low, Changes.lag($0.bars.high, by: 1), isAbove)
    },
    BarColumn("gap_down", "H < L₋₁.", back: 1, kind: .boolean) {
      pointwise(Changes.lag($0.bars.low, by: 1), $0.bars.high, isAbove)
    },
  ]

  private static let shapes: [BarColumn] = [
    BarColumn("long_body", "b > 1.5 mean b of the last 20 bars.", back: 19, kind: .boolean) {
      pointwise($0.body, $0.averageBody(20)) { isAbove($0, 1.5 * $1) }
    },
    BarColumn("long_upper_shadow", "u > 1.5 b.", kind: .boolean) {
      pointwise($0.upperShadow, $0.body) { isAbove($0, 1.5 * $1) }
    },
    BarColumn("long_lower_shadow", "l > 1.5 b.", kind: .boolean) {
      pointwise($0.lowerShadow, $0.body) { isAbove($0, 1.5 * $1) }
    },
    BarColumn("shadow_balance", "(u - l) / r; 0 where the bar has no range.") {
      pointwise($0.upperShadow, $0.lowerShadow, $0.range) { ratio($0 - $1, $2, empty: 0) }
    },
    BarColumn("tail_ratio", "(u + l) / b; missing where the bar has no body.") {
      pointwise($0.upperShadow, $0.lowerShadow, $0.body) { quotient($0 + $1, $2) }
    },
  ]

  /// Returns how many rows in a row have had `value`, up to and with each; a missing row is missing
  /// and ends a run.
  private static func runs(_ values: [Double], of value: Double) -> [Double] {
    var run = 0.0
    return values.map { present in
      run = present == value ? run + 1 : 0
      return present.isNaN ? .nan : run
    }
  }

  private static func haramiDirections(_ measures: BarMeasures) -> [Double] {
    let (direction, body) = (measures.direction, measures.body)
    let (top, bottom) = (measures.top, measures.bottom)
    return direction.indices.map { row in
      guard row > 0, !(body[row] + body[row - 1]).isNaN else { return .nan }
      let isInside = top[row] <= top[row - 1] && bottom[row] >= bottom[row - 1]
      let turns = direction[row] * direction[row - 1] < 0
      return isInside && turns && body[row] < body[row - 1] ? direction[row] : 0
    }
  }
}
