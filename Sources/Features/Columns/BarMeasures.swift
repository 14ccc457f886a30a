public import TimeSeries

/// What several columns take from the same bars, computed once and when it is first asked for.
///
/// O, H, L, C and V as in `BarColumn`. A value is missing where one that it is made of is.
public final class BarMeasures {
  let bars: Bars
  /// The traded volume; missing throughout where the bars have none.
  let volume: [Double]
  private var kept: [Measure: [Double]] = [:]

  public init(_ bars: Bars) {
    self.bars = bars
    volume = bars.volume ?? [Double](repeating: .nan, count: bars.count)
  }

  // One bar

  /// H - L.
  lazy var range = pointwise(bars.high, bars.low, -)
  /// |C - O|.
  lazy var body = pointwise(bars.open, bars.close) { abs($1 - $0) }
  /// The upper end of the body, max(O, C).
  lazy var top = pointwise(bars.open, bars.close) { $0 > $1 ? $0 : $1 >= $0 ? $1 : .nan }
  /// The lower end of the body, min(O, C).
  lazy var bottom = pointwise(bars.open, bars.close) { $0 < $1 ? $0 : $1 <= $0 ? $1 : .nan }
  /// H - max(O, C).
  lazy var upperShadow = pointwise(bars.high, top, -)
  /// min(O, C) - L.
  lazy var lowerShadow = pointwise(bottom, bars.low, -)
  /// sign(C - O).
  lazy var direction = pointwise(bars.open, bars.close) { sign($1 - $0) }

  // Changes

  /// The close before.
  lazy var lastClose = Changes.lag(bars.close, by: 1)
  /// C / C₋₁ - 1.
  lazy var returns = pointwise(bars.close, lastClose) { quotient($0, $1) - 1 }
  /// sign(C - C₋₁).
  lazy var closeDirection = pointwise(bars.close, lastClose) { sign($0 - $1) }
  lazy var trueRange = Volatility.trueRange(bars)

  // Several results of one pass

  lazy var macd = Momentum.macd(bars.close, fast: 12, slow: 26, signal: 9)
  lazy var stochastic = Momentum.stochastic(bars, k: 14, smooth: 1, d: 3)
  lazy var directional = Momentum.adx(bars, span: 14, kind: .sma)

  // Windows

  /// The simple moving average of the close.
  func sma(_ span: Int) -> [Double] {
    keep(.sma(span)) { Smoothing.sma(bars.close, span: span) }
  }

  /// The exponential moving average of the close.
  func ema(_ span: Int) -> [Double] {
    keep(.ema(span)) { Smoothing.ema(bars.close, span: span) }
  }

  /// The standard deviation of the last `window` returns, with divisor n - 1.
  func stdev(_ window: Int) -> [Double] {
    keep(.stdev(window)) { Rolling.stdev(returns, window: window) }
  }

  /// The mean of the last `span` true ranges.
  func averageRange(_ span: Int) -> [Double] {
    keep(.averageRange(span)) { Smoothing.sma(trueRange, span: span) }
  }

  /// The mean of the last `span` bodies.
  func averageBody(_ span: Int) -> [Double] {
    keep(.averageBody(span)) { Smoothing.sma(body, span: span) }
  }

  /// The mean of the last `span` volumes.
  func averageVolume(_ span: Int) -> [Double] {
    keep(.averageVolume(span)) { Smoothing.sma(volume, span: span) }
  }

  /// The highest high of the last `window` rows.
  func highest(_ window: Int) -> [Double] {
    keep(.highest(window)) { Rolling.max(bars.high, window: window) }
  }

  /// The lowest low of the last `window` rows.
  func lowest(_ window: Int) -> [Double] {
    keep(.lowest(window)) { Rolling.min(bars.low, window: window) }
  }

  /// The same bars upside down: what is bearish here is bullish there, to the bit.
  lazy var mirrored = BarMeasures(
    Bars(
      clock: bars.clock,
      open: bars.open.map { -$0 },
      high: bars.low.map { -$0 },
      low: bars.high.map { -$0 },
      close: bars.close.map { -$0 }
    )
  )

  private enum Measure: Hashable {
    case sma(Int), ema(Int), stdev(Int)
    case averageRange(Int), averageBody(Int), averageVolume(Int)
    case highest(Int), lowest(Int)
  }

  private func keep(_ measure: Measure, _ compute: () -> [Double]) -> [Double] {
    if let values = kept[measure] { return values }
    let values = compute()
    kept[measure] = values
    return values
  }
}

/// Returns -1, 0 or 1 for a number below, at or above zero; missing where it is.
@inline(__always)
func sign(_ value: Double) -> Double {
  value > 0 ? 1 : value < 0 ? -1 : value == 0 ? 0 : .nan
}

/// Returns part / whole, and `empty` where the whole is 0; missing where a side is.
@inline(__always)
func ratio(_ part: Double, _ whole: Double, empty: Double) -> Double {
  whole == 0 && !part.isNaN ? empty : part / whole
}

/// Returns 1 where `a` is above `b` and 0 where not; missing where one of them is.
@inline(__always)
func isAbove(_ a: Double, _ b: Double) -> Double {
  a > b ? 1 : a <= b ? 0 : .nan
}
