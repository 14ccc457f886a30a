import Learning
import TimeSeries

/// Bars as a network reads them: a table of open, high, low, close and volume.
extension FeatureTable {
  /// The columns of bars, in their order.
  static let barNames = Bars.columnNames + ["volume"]

  /// Creates the table of bars; nil where they have no volume.
  init?(_ bars: Bars) {
    guard let volume = bars.volume else { return nil }
    self.init(
      names: FeatureTable.barNames,
      columns: [bars.open, bars.high, bars.low, bars.close, volume]
    )
  }
}

extension Bars {
  /// Creates the bars of a table with the columns of `FeatureTable.barNames`.
  init(_ table: FeatureTable) {
    self.init(
      clock: Clock(count: table.rowCount),
      open: table.columns[0],
      high: table.columns[1],
      low: table.columns[2],
      close: table.columns[3],
      volume: table.columns[4]
    )
  }
}
