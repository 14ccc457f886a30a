import Numerics
import TimeSeries

/// Another value for each column of a row: bars stay bars, and nothing stays as it was.
///
/// A price is moved by a factor of 4 to 16, which differs from row to row, so that ratios of later
/// rows move as well; the shape of a bar is drawn anew, rising where prices are raised and falling
/// where they are lowered.
struct Disturbance {
  private let isRaising: Bool
  private let columns: [Frame.Column]
  /// Whether the frame has whole bars, whose prices have to fit each other.
  private let hasBars: Bool
  private let places: [String: Int]
  private var stream = RandomStream(seed: 0)
  private var row = 0
  private var factor = 1.0
  private var bar = (open: 0.0, high: 0.0, low: 0.0, close: 0.0)

  init(isRaising: Bool, frame: Frame) {
    self.isRaising = isRaising
    columns = frame.columns
    hasBars = Bars.columnNames.allSatisfy { frame[$0] != nil }
    places = Dictionary(
      columns.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { $1 }
    )
  }

  /// Draws what becomes of a row.
  mutating func begin(_ stream: RandomStream, _ row: Int) {
    (self.stream, self.row) = (stream, row)
    factor = drawnFactor()
    guard hasBars, let close = places["close"] else { return }
    let level = columns[close].series.values[row]
    let middle = level == 0 ? factor : isRaising ? level * factor : level / factor
    let reach = abs(middle) * (0.02 + 0.3 * self.stream.uniform())
    let (low, high) = (middle - reach, middle + reach)
    let nearLow = low + reach * 0.5 * self.stream.uniform()
    let nearHigh = high - reach * 0.5 * self.stream.uniform()
    bar =
      isRaising ? (nearLow, high, low, nearHigh) : (nearHigh, high, low, nearLow)
  }

  /// Returns the new value of a column; what is missing stays so.
  mutating func value(of place: Int) -> Double {
    let column = columns[place]
    let value = column.series.values[row]
    guard !value.isNaN else { return value }
    if column.series.kind == .boolean { return isRaising ? 1 : 0 }
    if hasBars {
      switch column.name {
      case "open": return bar.open
      case "high": return bar.high
      case "low": return bar.low
      case "close": return bar.close
      default: break
      }
    }
    let factor = drawnFactor()
    if value == 0 { return isRaising ? factor : 0 }
    return (value > 0) == isRaising ? value * factor : value / factor
  }

  private mutating func drawnFactor() -> Double { 4 + 12 * stream.uniform() }
}
