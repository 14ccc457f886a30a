public import TimeSeries

extension Momentum {
  /// Returns Wilder's average directional index and the directional indicators of up and down, 0 to
  /// 100.
  ///
  /// With TA-Lib's seeds: the sums of movement and true range begin with the first span - 1 bars that
  /// have a bar before them, so that `plus` and `minus` begin in row `span`; `adx` begins in row
  /// 2 span - 1 with the mean of `span` values of 100 |plus - minus| / (plus + minus). A bar that
  /// lacks a value is left out, and the bar after it; where a denominator is 0 the result is missing.
  ///
  /// `kind` .sma takes sums and means of the last `span` rows in their place: `plus` and `minus`
  /// begin in row `span` as well, and `adx` in row 2 span - 1.
  public static func adx(
    _ bars: Bars,
    span: Int,
    kind: Smoothing.Kind = .wilder
  ) -> (adx: [Double], plus: [Double], minus: [Double]) {
    kind == .sma ? simple(bars, span: span) : wilder(bars, span: span)
  }

  private static func simple(
    _ bars: Bars,
    span: Int
  ) -> (adx: [Double], plus: [Double], minus: [Double]) {
    let movements = bars.close.indices.map { movement(bars, $0) }
    let up = Rolling.sum(movements.map(\.up), window: span)
    let down = Rolling.sum(movements.map(\.down), window: span)
    let range = Rolling.sum(movements.map(\.range), window: span)
    let index = pointwise(up, down) { 100 * quotient(abs($0 - $1), $0 + $1) }
    return (
      Smoothing.sma(index, span: span),
      pointwise(up, range) { 100 * quotient($0, $1) },
      pointwise(down, range) { 100 * quotient($0, $1) }
    )
  }

  private static func wilder(
    _ bars: Bars,
    span: Int
  ) -> (adx: [Double], plus: [Double], minus: [Double]) {
    let missing = [Double](repeating: .nan, count: bars.count)
    var (index, plus, minus) = (missing, missing, missing)
    guard let seedRow = seedRow(bars, span: span) else { return (index, plus, minus) }
    let keep = 1 - 1 / Double(span)
    var sums = Movement(up: 0, down: 0, range: 0)
    for row in (seedRow - span + 1)..<bars.count {
      let movement = movement(bars, row)
      guard !movement.range.isNaN else { continue }
      sums.add(movement, keeping: row < seedRow ? 1 : keep)
      guard row >= seedRow else { continue }
      plus[row] = 100 * quotient(sums.up, sums.range)
      minus[row] = 100 * quotient(sums.down, sums.range)
      index[row] = 100 * quotient(abs(sums.up - sums.down), sums.up + sums.down)
    }
    Smoothing.rma(inPlaceOf: &index, span: span)
    return (index, plus, minus)
  }

  /// Returns the row that ends the first `span` bars in a row that have a movement.
  private static func seedRow(_ bars: Bars, span: Int) -> Int? {
    precondition(span >= 1, "a span has at least one row")
    var valid = 0
    return bars.close.indices.first { row in
      valid = movement(bars, row).range.isNaN ? 0 : valid + 1
      return valid == span
    }
  }

  /// By how much a bar exceeds the last one upwards and downwards, of which the larger counts and the
  /// other is 0, and its true range; all missing where a value is missing.
  private struct Movement {
    var up: Double
    var down: Double
    var range: Double

    static let missing = Movement(up: .nan, down: .nan, range: .nan)

    @inline(__always)
    mutating func add(_ other: Movement, keeping share: Double) {
      up = other.up.addingProduct(share, up)
      down = other.down.addingProduct(share, down)
      range = other.range.addingProduct(share, range)
    }
  }

  @inline(__always)
  private static func movement(_ bars: Bars, _ row: Int) -> Movement {
    guard row > 0 else { return .missing }
    let (high, low) = (bars.high[row], bars.low[row])
    let (up, down) = (high - bars.high[row - 1], bars.low[row - 1] - low)
    let range = Volatility.trueRange(high: high, low: low, last: bars.close[row - 1])
    guard !up.isNaN, !down.isNaN, !range.isNaN else { return .missing }
    return Movement(
      up: up > down && up > 0 ? up : 0,
      down: down > up && down > 0 ? down : 0,
      range: range
    )
  }
}
