import Features
import Numerics
import Testing
import TimeSeries

/// Columns to try functions on: the fields of bars, volume, and the close once more as `x`.
struct Rows: Sendable {
  var open: [Double]
  var high: [Double]
  var low: [Double]
  var close: [Double]
  var volume: [Double]

  var bars: Bars {
    Bars(clock: Clock(count: close.count), open: open, high: high, low: low, close: close)
  }

  /// Returns a random walk from 1000.
  static func walk(_ count: Int, seed: UInt64) -> Rows {
    var stream = RandomStream(seed: seed, path: "features")
    var price = 1000.0
    var rows = Rows(open: [], high: [], low: [], close: [], volume: [])
    for _ in 0..<count {
      rows.open.append(price)
      price *= 1 + 0.01 * stream.normal()
      rows.close.append(price)
      rows.high.append(max(price, rows.open.last ?? price) * (1 + 0.005 * stream.uniform()))
      rows.low.append(min(price, rows.open.last ?? price) * (1 - 0.005 * stream.uniform()))
      rows.volume.append((1e6 * stream.uniform()).rounded())
    }
    return rows
  }

  /// Returns the rows of `range`.
  func cut(_ range: Range<Int>) -> Rows {
    changed { Array($0[range]) }
  }

  /// Returns the rows with every column changed.
  func changed(_ change: ([Double]) -> [Double]) -> Rows {
    Rows(
      open: change(open),
      high: change(high),
      low: change(low),
      close: change(close),
      volume: change(volume)
    )
  }

  /// Returns the rows with one row's values multiplied, as a bad tick or a revision would.
  func disturbed(at row: Int, by factor: Double) -> Rows {
    changed { column in
      var column = column
      column[row] *= factor
      return column
    }
  }
}

/// A function with the reach that it declares.
struct Sample: Sendable, CustomTestStringConvertible {
  let name: String
  let reach: Reach
  let compute: @Sendable (Rows) -> [Double]

  init(_ name: String, _ reach: Reach, _ compute: @escaping @Sendable (Rows) -> [Double]) {
    (self.name, self.reach, self.compute) = (name, reach, compute)
  }

  var testDescription: String { "\(name) \(reach)" }

  static let all =
    smoothing + rolling + changes + expanding + momentum + volatility + volumes + turns

  private static let smoothing = [
    Sample("sma", Reach(-19, 0)) { Smoothing.sma($0.close, span: 20) },
    Sample("sma of 1", .present) { Smoothing.sma($0.close, span: 1) },
    Sample("ema", .past) { Smoothing.ema($0.close, span: 20) },
    Sample("wma", Reach(-19, 0)) { Smoothing.wma($0.close, span: 20) },
    Sample("rma", .past) { Smoothing.rma($0.close, span: 14) },
  ]

  private static let rolling = [
    Sample("sum", Reach(-12, 0)) { Rolling.sum($0.close, window: 13) },
    Sample("mean", Reach(-599, 0)) { Rolling.mean($0.close, window: 600) },
    Sample("stdev", Reach(-19, 0)) { Rolling.stdev($0.close, window: 20) },
    Sample("variance", Reach(-1, 0)) { Rolling.variance($0.close, window: 2) },
    Sample("max", Reach(-30, 0)) { Rolling.max($0.close, window: 31) },
    Sample("min", Reach(-30, 0)) { Rolling.min($0.close, window: 31) },
    Sample("median", Reach(-9, 0)) { Rolling.median($0.close, window: 10) },
    Sample("quantile", Reach(-9, 0)) { Rolling.quantile($0.close, window: 10, 0.1) },
    Sample("rank", Reach(-9, 0)) { Rolling.rank($0.close, window: 10) },
    Sample("skew", Reach(-19, 0)) { Rolling.skew($0.close, window: 20) },
    Sample("kurtosis", Reach(-18, 0)) { Rolling.kurtosis($0.close, window: 19) },
    Sample("zscore", Reach(-19, 0)) { Rolling.zscore($0.close, window: 20) },
    Sample("corr", Reach(-19, 0)) { Rolling.corr($0.close, $0.volume, window: 20) },
    Sample("linearSlope", Reach(-13, 0)) { Rolling.linearSlope($0.close, window: 14) },
  ]

  private static let changes = [
    Sample("lag", Reach(-5, -5)) { Changes.lag($0.close, by: 5) },
    Sample("ahead", Reach(3, 3)) { Changes.ahead($0.close, by: 3) },
    Sample("ret", Reach(-5, 0)) { Changes.ret($0.close, by: 5) },
    Sample("diff", Reach(-1, 0)) { Changes.diff($0.close, by: 1) },
    Sample("cumsum", .past) { Changes.cumsum($0.close) },
    Sample("cumprod", .past) { Changes.cumprod($0.close.map { $0 / 1000 }) },
    Sample("drawdown", .past) { Changes.drawdown($0.close) },
    Sample("crossesAbove", Reach(-1, 0)) { Changes.crossesAbove($0.close, $0.volume) },
    Sample("crossesBelow", Reach(-1, 0)) { Changes.crossesBelow($0.close, $0.volume) },
    Sample("ffill", .past) { Changes.ffill($0.close.map { $0 > 1000 ? $0 : .nan }, max: 3) },
  ]

  private static let expanding = [
    Sample("expanding sum", .past) { Expanding.sum($0.close) },
    Sample("expanding mean", .past) { Expanding.mean($0.close) },
    Sample("expanding stdev", .past) { Expanding.stdev($0.close) },
    Sample("expanding max", .past) { Expanding.max($0.close) },
    Sample("expanding min", .past) { Expanding.min($0.close) },
  ]

  private static let momentum = [
    Sample("rsi", .past) { Momentum.rsi($0.close, span: 14) },
    Sample("rsi sma", Reach(-14, 0)) { Momentum.rsi($0.close, span: 14, kind: .sma) },
    Sample("macd", .past) { macd($0).macd },
    Sample("macd signal", .past) { macd($0).signal },
    Sample("macd hist", .past) { macd($0).hist },
    Sample("stochastic k", Reach(-15, 0)) {
      Momentum.stochastic($0.bars, k: 14, smooth: 3, d: 3).k
    },
    Sample("stochastic d", Reach(-17, 0)) {
      Momentum.stochastic($0.bars, k: 14, smooth: 3, d: 3).d
    },
    Sample("cci", Reach(-19, 0)) { Momentum.cci($0.bars, span: 20) },
    Sample("adx", .past) { Momentum.adx($0.bars, span: 14).adx },
    Sample("adx plus", .past) { Momentum.adx($0.bars, span: 14).plus },
    Sample("adx minus", .past) { Momentum.adx($0.bars, span: 14).minus },
    Sample("roc", Reach(-10, 0)) { Momentum.roc($0.close, span: 10) },
    Sample("williams", Reach(-13, 0)) { Momentum.williams($0.bars, span: 14) },
  ]

  private static let volatility = [
    Sample("trueRange", Reach(-1, 0)) { Volatility.trueRange($0.bars) },
    Sample("atr", .past) { Volatility.atr($0.bars, span: 14) },
    Sample("atr sma", Reach(-14, 0)) { Volatility.atr($0.bars, span: 14, kind: .sma) },
    Sample("bollinger upper", Reach(-19, 0)) { bollinger($0).upper },
    Sample("bollinger mid", Reach(-19, 0)) { bollinger($0).mid },
    Sample("bollinger lower", Reach(-19, 0)) { bollinger($0).lower },
    Sample("bollinger width", Reach(-19, 0)) { bollinger($0).width },
    Sample("bollinger position", Reach(-19, 0)) { bollinger($0).position },
    Sample("ewma", .past) { Volatility.ewma(Changes.ret($0.close, by: 1), decay: 0.94) },
  ]

  private static let volumes = [
    Sample("obv", .past) { Volume.obv($0.bars, volume: $0.volume) },
    Sample("vwap", Reach(-19, 0)) { Volume.vwap($0.bars, volume: $0.volume, window: 20) },
    Sample("mfi", Reach(-14, 0)) { Volume.mfi($0.bars, volume: $0.volume, span: 14) },
  ]

  private static let turns = [
    Sample("pivot high", Reach(-1, 1)) { Pivots.high($0.high, left: 1, right: 1) },
    Sample("pivot low", Reach(-1, 1)) { Pivots.low($0.low, left: 1, right: 1) },
    Sample("smooth", Reach(-4, 3)) { Pivots.smooth($0.close, window: 8) },
    Sample("since", .past) { Since.column(rises($0), .max, $0.high) },
    Sample("triple barrier", Reach(0, 10)) { rows in
      let scale = rows.close.map { _ in 0.05 }
      let ends = rows.close.indices.map { $0 + 10 }
      return TripleBarrier.labels(rows.bars, scale: scale, up: 1, down: 1, ends: ends).values
    },
    Sample("barrier scale", .past) { TripleBarrier.scale($0.close) },
  ]

  /// Whether the close crossed 1000 upwards.
  private static func rises(_ rows: Rows) -> [Double] {
    Changes.crossesAbove(rows.close, rows.close.map { _ in 1000 })
  }

  private static func macd(_ rows: Rows) -> (macd: [Double], signal: [Double], hist: [Double]) {
    Momentum.macd(rows.close, fast: 12, slow: 26, signal: 9)
  }

  private static func bollinger(
    _ rows: Rows
  ) -> (
    upper: [Double], mid: [Double], lower: [Double], width: [Double], position: [Double]
  ) {
    Volatility.bollinger(rows.close, span: 20, width: 2)
  }
}

/// Whether two results are the same to the bit; one missing value is as good as another.
func sameBits(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
}
