/// Moving averages of a column; the present row is always the newest that counts.
///
/// Missing before the first full span. A window average is missing while a missing value is in its
/// window; a recursive one is missing at that row alone.
public enum Smoothing {
  /// Which average an indicator takes.
  public enum Kind: Sendable, Hashable {
    /// Wilder's, where each new value weighs 1 / span.
    case wilder
    /// The simple mean of the last span values.
    case sma
  }

  /// Returns the simple mean of the last `span` values.
  public static func sma(_ values: [Double], span: Int) -> [Double] {
    Windows<Mean>.column(values, window: span) { $0.mean }
  }

  /// Returns the exponential moving average, where each new value weighs 2 / (span + 1).
  ///
  /// The first result is the simple mean of the first `span` values in a row, as in TA-Lib.
  public static func ema(_ values: [Double], span: Int) -> [Double] {
    ema(values, span: span, seedRow: Recursion.seedRow(values, span: span))
  }

  /// Returns the exponential moving average that begins at `seedRow`.
  static func ema(_ values: [Double], span: Int, seedRow: Int?) -> [Double] {
    var result = values
    Recursion(weight: 2 / (Double(span) + 1)).average(&result, span: span, seedRow: seedRow)
    return result
  }

  /// Returns the mean of the last `span` values with the weights 1, 2 … span, the newest weighing most.
  ///
  /// Computed as mean + 2 c / (n (n + 1)), where c sums the products of the deviations of row number
  /// and value.
  public static func wma(_ values: [Double], span: Int) -> [Double] {
    let n = Double(span)
    let factor = 2 / (n * (n + 1))
    return Windows<Trend>.column([values], window: span) { tile, row in
      let trend = tile[row]
      return tile.values[0, row] + (trend.mean + trend.products * factor)
    }
  }

  /// Returns Wilder's moving average, where each new value weighs 1 / span.
  ///
  /// The first result is the simple mean of the first `span` values in a row.
  public static func rma(_ values: [Double], span: Int) -> [Double] {
    var result = values
    rma(inPlaceOf: &result, span: span)
    return result
  }

  /// Puts Wilder's moving average in the place of a column.
  static func rma(inPlaceOf column: inout [Double], span: Int) {
    let seedRow = Recursion.seedRow(column, span: span)
    Recursion(weight: 1 / Double(span)).average(&column, span: span, seedRow: seedRow)
  }
}
