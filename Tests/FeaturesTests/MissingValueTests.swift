import Features
import Testing
import TimeSeries

@Suite struct MissingValueTests {
  private let gap: [Double] = [.nan, 1, .nan, 2, 3, 4, .nan, 5, 6, 7]

  private func agrees(_ actual: [Double], _ expected: [Double]) -> Bool {
    actual.count == expected.count
      && zip(actual, expected).allSatisfy { sameBits($0, $1) || abs($0 - $1) < 1e-12 }
  }

  @Test func aWindowWithAMissingValueIsMissing() {
    let n = Double.nan
    #expect(agrees(Smoothing.sma(gap, span: 3), [n, n, n, n, n, 3, n, n, n, 6]))
    #expect(agrees(Rolling.max(gap, window: 2), [n, n, n, n, 3, 4, n, n, 6, 7]))
    #expect(agrees(Rolling.min(gap, window: 2), [n, n, n, n, 2, 3, n, n, 5, 6]))
    #expect(agrees(Rolling.median(gap, window: 3), [n, n, n, n, n, 3, n, n, n, 6]))
    #expect(agrees(Rolling.rank(gap, window: 2), [n, n, n, n, 1, 1, n, n, 1, 1]))
    #expect(agrees(Rolling.stdev(gap, window: 3), [n, n, n, n, n, 1, n, n, n, 1]))
    #expect(agrees(Rolling.corr(gap, gap, window: 2), [n, n, n, n, 1, 1, n, n, 1, 1]))
  }

  /// By hand: the seed of span 3 is the mean of 2, 3, 4; then halves of the way to 5, 6 and 7.
  @Test func aRecursionSeedsOnAFullRunAndKeepsItsStateOverAGap() {
    let n = Double.nan
    let expected = [n, n, n, n, n, 3, n, 4, 5, 6]
    #expect(agrees(Smoothing.ema(gap, span: 3), expected))
    #expect(agrees(Changes.cumsum(gap), [n, 1, n, 3, 6, 10, n, 15, 21, 28]))
    #expect(agrees(Changes.cumprod(gap), [n, 1, n, 2, 6, 24, n, 120, 720, 5040]))
    #expect(agrees(Expanding.mean(gap), [n, 1, n, 1.5, 2, 2.5, n, 3, 3.5, 4]))
    #expect(agrees(Expanding.max([2, n, 1, 3]), [2, n, 2, 3]))
    #expect(agrees(Changes.drawdown([2, n, 1, 3]), [0, n, -0.5, 0]))
  }

  @Test func aGapIsFilledAsFarAsAllowed() {
    let n = Double.nan
    let column = [n, 1, n, n, n, 2, n]
    #expect(agrees(Changes.ffill(column), [n, 1, 1, 1, 1, 2, 2]))
    #expect(agrees(Changes.ffill(column, max: 2), [n, 1, 1, 1, n, 2, 2]))
    #expect(agrees(Changes.ffill(column, max: 0), column))
  }

  @Test func crossesNeedTwoRowsOfBoth() {
    let n = Double.nan
    let (a, b) = ([1.0, 3, 1, 2, 3, n, 3], [2.0, 2, 2, 2, 2, 2, 2])
    #expect(agrees(Changes.crossesAbove(a, b), [n, 1, 0, 0, 1, n, n]))
    #expect(agrees(Changes.crossesBelow(a, b), [n, 0, 1, 0, 0, n, n]))
  }

  /// Whatever is undefined is missing: no range, no movement, no variance.
  @Test func aConstantColumnHasNoRatios() {
    let flat = [Double](repeating: 0.1, count: 60)
    let bars = Bars(clock: Clock(count: 60), open: flat, high: flat, low: flat, close: flat)
    let missing = [
      Rolling.zscore(flat, window: 7), Rolling.skew(flat, window: 7),
      Rolling.kurtosis(flat, window: 7), Rolling.corr(flat, flat, window: 7),
      Momentum.rsi(flat, span: 7), Momentum.rsi(flat, span: 7, kind: .sma),
      Momentum.cci(bars, span: 7), Momentum.williams(bars, span: 7),
      Momentum.stochastic(bars, k: 7, smooth: 2, d: 2).d, Momentum.adx(bars, span: 7).plus,
      Momentum.adx(bars, span: 7).adx, Volume.mfi(bars, volume: flat, span: 7),
      Volume.vwap(bars, volume: flat.map { _ in 0 }, window: 7),
      Volatility.bollinger(flat, span: 7, width: 2).position,
      Changes.ret(flat.map { _ in 0 }, by: 1),
    ]
    #expect(missing.allSatisfy { $0.allSatisfy(\.isNaN) })
  }

  @Test func aConstantColumnIsItsOwnAverageToTheBit() {
    let flat = [Double](repeating: 0.1, count: 2000)
    let averages = [
      Smoothing.sma(flat, span: 7), Smoothing.ema(flat, span: 7), Smoothing.wma(flat, span: 7),
      Smoothing.rma(flat, span: 7), Expanding.mean(flat),
      Volatility.bollinger(flat, span: 7, width: 2).mid,
    ]
    #expect(averages.allSatisfy { $0.dropFirst(6).allSatisfy { $0 == 0.1 } })
    #expect(Rolling.stdev(flat, window: 7).dropFirst(6).allSatisfy { $0 == 0 })
    #expect(Rolling.linearSlope(flat, window: 7).dropFirst(6).allSatisfy { $0 == 0 })
  }

  @Test(arguments: Sample.all)
  func shortInputsGiveAsManyRows(_ sample: Sample) {
    for count in 0...45 {
      #expect(sample.compute(Rows.walk(count, seed: 1)).count == count)
    }
    let missing = Rows.walk(40, seed: 1).changed { $0.map { _ in .nan } }
    #expect(sample.compute(missing).allSatisfy { $0.isNaN })
  }

  /// A span of one row, and one that no machine could hold.
  @Test(arguments: [1, 2, 3, 4, 41, 1 << 40, Int.max])
  func everySpanIsDefined(_ n: Int) {
    let rows = Rows.walk(40, seed: 2)
    let (x, bars) = (rows.close, rows.bars)
    let results = [
      Smoothing.sma(x, span: n), Smoothing.ema(x, span: n), Smoothing.wma(x, span: n),
      Smoothing.rma(x, span: n), Rolling.sum(x, window: n), Rolling.stdev(x, window: n),
      Rolling.max(x, window: n), Rolling.min(x, window: n), Rolling.median(x, window: n),
      Rolling.rank(x, window: n), Rolling.skew(x, window: n), Rolling.kurtosis(x, window: n),
      Rolling.zscore(x, window: n), Rolling.corr(x, x, window: n),
      Rolling.linearSlope(x, window: n), Rolling.variance(x, window: n), Changes.lag(x, by: n),
      Changes.ahead(x, by: n), Changes.ret(x, by: n), Changes.diff(x, by: n),
      Changes.ffill(x, max: n), Momentum.rsi(x, span: n), Momentum.rsi(x, span: n, kind: .sma),
      Momentum.macd(x, fast: n, slow: 2, signal: n).hist,
      Momentum.macd(x, fast: 2, slow: n, signal: 2).hist,
      Momentum.stochastic(bars, k: n, smooth: n, d: n).d, Momentum.cci(bars, span: n),
      Momentum.adx(bars, span: n).adx, Momentum.roc(x, span: n), Momentum.williams(bars, span: n),
      Volatility.atr(bars, span: n), Volatility.bollinger(x, span: n, width: 2).position,
      Volume.vwap(bars, volume: rows.volume, window: n),
      Volume.mfi(bars, volume: rows.volume, span: n),
    ]
    #expect(results.allSatisfy { $0.count == 40 })
    if n > 40 { #expect(results.filter { $0.allSatisfy(\.isNaN) }.count == results.count - 1) }
    if n == 1 {
      #expect(Smoothing.sma(x, span: 1) == x && Smoothing.wma(x, span: 1) == x)
      #expect(Smoothing.ema(x, span: 1) == x && Rolling.rank(x, window: 1).allSatisfy { $0 == 1 })
      #expect(Rolling.stdev(x, window: 1).allSatisfy { $0.isNaN })
    }
  }

  @Test func aShareOutsideZeroToOneIsNoQuantile() {
    for q in [-0.1, 1.1, .nan, .infinity] {
      #expect(Rolling.quantile([1, 2, 3], window: 2, q).allSatisfy { $0.isNaN })
    }
  }
}
