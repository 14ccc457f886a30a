import Features
import TestSupport
import Testing
import TimeSeries

/// Columns that an established package gives as well.
@Suite(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
struct ColumnReferenceTests {
  /// A column, that of the reference, what a difference is relative to where the value is smaller,
  /// and how many rows earlier than the reference the column begins.
  private typealias Pair = (name: String, reference: String, floor: Double, early: Int)

  /// TA-Lib at 17 digits.
  private static let talib: [Pair] = [
    ("sma_20", "SMA_20", 0, 0), ("ema_20", "EMA_20", 0, 0), ("cci_20", "CCI_20", 1, 0),
    ("roc_10", "ROC_10", 1, 0), ("obv", "OBV", 0, 0), ("mfi_14", "MFI_14", 0, 0),
    ("accumulation_distribution", "AD", 1e9, 0), ("macd", "MACD_12_26_9", 1, 8),
    ("macd_signal", "MACD_SIGNAL", 1, 0), ("macd_diff", "MACD_HIST", 1, 0),
  ]

  /// TA-Lib and pandas at 9 digits.
  private static let indicators: [Pair] = [
    ("sma_50", "SMA_50", 0, 0), ("roc_20", "ROC_20", 1, 0), ("mfi_20", "MFI_20", 0, 0),
    ("stoch_14", "STOCHF_14_3_0.fastk", 0, 2), ("stoch_14_sma", "STOCHF_14_3_0.fastd", 0, 0),
    ("returns", "pd.ret", 0, 0), ("std_20", "pd.ret.rolling20.std", 0, 0),
    ("rolling_mean_20", "pd.close.rolling20.mean", 0, 0),
    ("rolling_std_20", "pd.close.rolling20.std", 0, 0),
    ("rolling_skew_20", "pd.ret.rolling20.skew", 1, 0),
    ("rolling_kurtosis_20", "pd.ret.rolling20.kurt", 1, 0),
  ]

  @Test func theyAgree() throws {
    let columns = Dictionary(
      uniqueKeysWithValues: zip(
        ColumnSet.everything.columns.map(\.name),
        ColumnSet.everything.values(Rows.sp500.traded)
      )
    )
    let files = [
      (Self.talib, "reference/talib_sp500_daily.csv.gz", 1e-9),
      (Self.indicators, "reference/indicators_sp500.csv.gz", 1e-7),
    ]
    for (pairs, file, tolerance) in files {
      let table = try Shared.table(file)
      for pair in pairs {
        let values = columns[pair.name] ?? []
        let comparison = Comparison(
          column: pair.reference,
          floor: pair.floor,
          early: pair.early
        ) { _, _ in values }
        let worst = comparison.worstDifference(
          from: table[pair.reference],
          on: Rows.sp500.bars,
          []
        )
        #expect(worst < tolerance, "\(pair.name)")
      }
    }
  }
}
