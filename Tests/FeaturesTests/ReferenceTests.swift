import Features
import TestSupport
import Testing
import TimeSeries

/// One column of the reference files and the function that is to give the same.
struct Comparison: Sendable, CustomTestStringConvertible {
  let column: String
  /// What a difference is relative to where the value is smaller: for a difference near zero.
  var floor = 0.0
  /// How many rows earlier than the reference the function has its first value.
  var early = 0
  let compute: @Sendable (Bars, _ volume: [Double]) -> [Double]

  var testDescription: String { column }

  /// Returns the largest difference relative to the reference, infinite where one of the two lacks a
  /// value that the other has.
  func worstDifference(from expected: [Double], on bars: Bars, _ volume: [Double]) -> Double {
    let actual = compute(bars, volume)
    guard actual.count == expected.count,
      let start = expected.firstIndex(where: { !$0.isNaN }),
      actual.firstIndex(where: { !$0.isNaN }) == start - early
    else { return .infinity }
    return zip(actual, expected).dropFirst(start).reduce(0) { worst, pair in
      let difference = abs(pair.0 - pair.1) / max(abs(pair.1), floor)
      return pair.0 == pair.1 ? worst : difference.isNaN ? .infinity : max(worst, difference)
    }
  }
}

extension Comparison {
  /// Columns at 17 digits.
  ///
  /// The MACD's parts are differences of averages near 1,300 and its histogram
  /// one of those: they are held to 1e-9 of a point. An on-balance volume of billions may pass zero,
  /// but is a sum of whole numbers, and exact.
  static let talib: [Comparison] = [
    .init(column: "SMA_20") { bars, _ in Smoothing.sma(bars.close, span: 20) },
    .init(column: "EMA_20") { bars, _ in Smoothing.ema(bars.close, span: 20) },
    .init(column: "WMA_20") { bars, _ in Smoothing.wma(bars.close, span: 20) },
    .init(column: "RSI_14") { bars, _ in Momentum.rsi(bars.close, span: 14) },
    .init(column: "MOM_10") { bars, _ in Changes.diff(bars.close, by: 10) },
    .init(column: "ROC_10", floor: 1) { bars, _ in Momentum.roc(bars.close, span: 10) },
    .init(column: "TRANGE") { bars, _ in Volatility.trueRange(bars) },
    .init(column: "ATR_14") { bars, _ in Volatility.atr(bars, span: 14) },
    .init(column: "ADX_14") { bars, _ in Momentum.adx(bars, span: 14).adx },
    .init(column: "PLUS_DI_14") { bars, _ in Momentum.adx(bars, span: 14).plus },
    .init(column: "MINUS_DI_14") { bars, _ in Momentum.adx(bars, span: 14).minus },
    .init(column: "CCI_20", floor: 1) { bars, _ in Momentum.cci(bars, span: 20) },
    .init(column: "WILLR_14") { bars, _ in Momentum.williams(bars, span: 14) },
    .init(column: "MFI_14") { bars, volume in Volume.mfi(bars, volume: volume, span: 14) },
    .init(column: "OBV") { bars, volume in Volume.obv(bars, volume: volume) },
    .init(column: "LINEARREG_SLOPE_14", floor: 1) { bars, _ in
      Rolling.linearSlope(bars.close, window: 14)
    },
    .init(column: "MACD_12_26_9", floor: 1, early: 8) { bars, _ in macd(bars).macd },
    .init(column: "MACD_SIGNAL", floor: 1) { bars, _ in macd(bars).signal },
    .init(column: "MACD_HIST", floor: 1) { bars, _ in macd(bars).hist },
    .init(column: "BB_UP_20_2") { bars, _ in bollinger(bars).upper },
    .init(column: "BB_MID") { bars, _ in bollinger(bars).mid },
    .init(column: "BB_LOW") { bars, _ in bollinger(bars).lower },
    .init(column: "STOCH_K_14_3_3", early: 2) { bars, _ in
      Momentum.stochastic(bars, k: 14, smooth: 3, d: 3).k
    },
    .init(column: "STOCH_D") { bars, _ in Momentum.stochastic(bars, k: 14, smooth: 3, d: 3).d },
  ]

  /// Columns at 9 digits, of TA-Lib, pandas (`pd.`) and NumPy (`np.`).
  ///
  /// Skewness, excess kurtosis,
  /// correlation and z-score pass zero and are of the order of 1.
  static let indicators: [Comparison] = [
    .init(column: "RMA_14") { bars, _ in Smoothing.rma(bars.close, span: 14) },
    .init(column: "MAX_30") { bars, _ in Rolling.max(bars.close, window: 30) },
    .init(column: "MIN_30") { bars, _ in Rolling.min(bars.close, window: 30) },
    .init(column: "SUM_30") { bars, _ in Rolling.sum(bars.close, window: 30) },
    .init(column: "CUMSUM") { bars, _ in Changes.cumsum(bars.close) },
    .init(column: "CORREL_20") { bars, _ in Rolling.corr(bars.high, bars.low, window: 20) },
    .init(column: "pd.ret") { bars, _ in Changes.ret(bars.close, by: 1) },
    .init(column: "pd.close.rolling20.std") { bars, _ in Rolling.stdev(bars.close, window: 20) },
    .init(column: "pd.ret.rolling20.skew", floor: 1) { bars, _ in
      Rolling.skew(Changes.ret(bars.close, by: 1), window: 20)
    },
    .init(column: "pd.ret.rolling20.kurt", floor: 1) { bars, _ in
      Rolling.kurtosis(Changes.ret(bars.close, by: 1), window: 20)
    },
    .init(column: "pd.close.rolling20.median") { bars, _ in
      Rolling.median(bars.close, window: 20)
    },
    .init(column: "pd.close.rolling20.q25") { bars, _ in
      Rolling.quantile(bars.close, window: 20, 0.25)
    },
    .init(column: "pd.close.rolling20.rank") { bars, _ in
      Rolling.rank(bars.close, window: 20).map { $0 * 20 }
    },
    .init(column: "pd.ret_dv.rolling20.corr", floor: 1) { bars, volume in
      Rolling.corr(Changes.ret(bars.close, by: 1), Changes.diff(volume, by: 1), window: 20)
    },
    .init(column: "pd.close.zscore20", floor: 1) { bars, _ in
      Rolling.zscore(bars.close, window: 20)
    },
    .init(column: "pd.close.drawdown") { bars, _ in Changes.drawdown(bars.close) },
    .init(column: "pd.ret2.ewm_alpha006") { bars, _ in
      Volatility.ewma(Changes.ret(bars.close, by: 1), decay: 0.94).map { $0 * $0 }
    },
    .init(column: "np.vwap_roll20") { bars, volume in
      Volume.vwap(bars, volume: volume, window: 20)
    },
  ]

  /// Other parameters of the same functions, at 9 digits, in the shared reference alone.
  static let moreIndicators: [Comparison] = [
    .init(column: "SMA_50") { bars, _ in Smoothing.sma(bars.close, span: 50) },
    .init(column: "EMA_30") { bars, _ in Smoothing.ema(bars.close, span: 30) },
    .init(column: "WMA_30") { bars, _ in Smoothing.wma(bars.close, span: 30) },
    .init(column: "RMA_30") { bars, _ in Smoothing.rma(bars.close, span: 30) },
    .init(column: "RSI_21") { bars, _ in Momentum.rsi(bars.close, span: 21) },
    .init(column: "ROC_20", floor: 1) { bars, _ in Momentum.roc(bars.close, span: 20) },
    .init(column: "ATR_20") { bars, _ in Volatility.atr(bars, span: 20) },
    .init(column: "ADX_21") { bars, _ in Momentum.adx(bars, span: 21).adx },
    .init(column: "PLUS_DI_21") { bars, _ in Momentum.adx(bars, span: 21).plus },
    .init(column: "MINUS_DI_21") { bars, _ in Momentum.adx(bars, span: 21).minus },
    .init(column: "CCI_14", floor: 1) { bars, _ in Momentum.cci(bars, span: 14) },
    .init(column: "WILLR_21") { bars, _ in Momentum.williams(bars, span: 21) },
    .init(column: "MFI_20") { bars, volume in Volume.mfi(bars, volume: volume, span: 20) },
    .init(column: "MACD_8_21_5.macd", floor: 1, early: 4) { bars, _ in
      Momentum.macd(bars.close, fast: 8, slow: 21, signal: 5).macd
    },
    .init(column: "MACD_8_21_5.macdsignal", floor: 1) { bars, _ in
      Momentum.macd(bars.close, fast: 8, slow: 21, signal: 5).signal
    },
    .init(column: "STOCH_5_3_0_3_0.slowk", early: 2) { bars, _ in
      Momentum.stochastic(bars, k: 5, smooth: 3, d: 3).k
    },
    .init(column: "STOCH_5_3_0_3_0.slowd") { bars, _ in
      Momentum.stochastic(bars, k: 5, smooth: 3, d: 3).d
    },
    .init(column: "STOCHF_14_3_0.fastk", early: 2) { bars, _ in
      Momentum.stochastic(bars, k: 14, smooth: 1, d: 3).k
    },
    .init(column: "LINEARREG_SLOPE_20", floor: 1) { bars, _ in
      Rolling.linearSlope(bars.close, window: 20)
    },
    .init(column: "CORREL_30") { bars, _ in Rolling.corr(bars.high, bars.low, window: 30) },
    .init(column: "pd.close.rolling60.mean") { bars, _ in Rolling.mean(bars.close, window: 60) },
    .init(column: "pd.close.rolling60.std") { bars, _ in Rolling.stdev(bars.close, window: 60) },
    .init(column: "pd.ret.rolling60.skew", floor: 1) { bars, _ in
      Rolling.skew(Changes.ret(bars.close, by: 1), window: 60)
    },
    .init(column: "pd.ret.rolling60.kurt", floor: 1) { bars, _ in
      Rolling.kurtosis(Changes.ret(bars.close, by: 1), window: 60)
    },
  ]

  private static func macd(
    _ bars: Bars
  ) -> (macd: [Double], signal: [Double], hist: [Double]) {
    Momentum.macd(bars.close, fast: 12, slow: 26, signal: 9)
  }

  private static func bollinger(
    _ bars: Bars
  ) -> (
    upper: [Double], mid: [Double], lower: [Double], width: [Double], position: [Double]
  ) {
    Volatility.bollinger(bars.close, span: 20, width: 2)
  }
}

@Suite struct ReferenceTests {
  @Test(arguments: Comparison.talib)
  func theFirst120BarsAgreeWithTALib(_ comparison: Comparison) {
    let expected = Fixture.talib[comparison.column]
    let bars = bars(Fixture.bars)
    let worst = comparison.worstDifference(from: expected, on: bars, Fixture.bars["Volume"])
    #expect(worst < 1e-9)
  }

  @Test(arguments: Comparison.indicators)
  func theFirst120BarsAgreeWithPandas(_ comparison: Comparison) {
    let expected = Fixture.indicators[comparison.column]
    let bars = bars(Fixture.bars)
    let worst = comparison.worstDifference(from: expected, on: bars, Fixture.bars["Volume"])
    #expect(worst < 1e-7)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func twentyYearsAgree() throws {
    let table = try Shared.table("data/redistributable/daily/sp500.csv.gz")
    let (bars, volume) = (bars(table), table["Volume"])
    let talib = try Shared.table("reference/talib_sp500_daily.csv.gz")
    for comparison in Comparison.talib {
      let worst = comparison.worstDifference(from: talib[comparison.column], on: bars, volume)
      #expect(worst < 1e-9, "\(comparison.column)")
    }
    let indicators = try Shared.table("reference/indicators_sp500.csv.gz")
    for comparison in Comparison.indicators + Comparison.moreIndicators {
      let worst = comparison.worstDifference(from: indicators[comparison.column], on: bars, volume)
      #expect(worst < 1e-7, "\(comparison.column)")
    }
  }

  private func bars(_ table: Columns) -> Bars {
    Bars(
      clock: Clock(count: table["Close"].count),
      open: table["Open"],
      high: table["High"],
      low: table["Low"],
      close: table["Close"]
    )
  }
}
