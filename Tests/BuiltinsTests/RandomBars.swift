import Numerics
import TimeSeries

extension Bars {
  /// Returns a frame of daily bars of a random walk, with a volume.
  static func random(rows: Int, seed: UInt64) -> Frame {
    var stream = RandomStream(seed: seed, path: "bars")
    let first = Instant(year: 2024, month: 1, day: 1) ?? Instant(nanoseconds: 0)
    let times = (0..<rows).map {
      first.advanced(by: Period(nanoseconds: Period.day.nanoseconds * Int64($0)))
    }
    var columns = [String: [Double]]()
    var price = 100.0
    for _ in 0..<rows {
      let open = price
      price *= 1 + 0.02 * stream.normal()
      columns["open", default: []].append(open)
      columns["close", default: []].append(price)
      columns["high", default: []].append(max(open, price) * (1 + 0.01 * stream.uniform()))
      columns["low", default: []].append(min(open, price) * (1 - 0.01 * stream.uniform()))
      columns["volume", default: []].append((1000 + 500 * stream.uniform()).rounded())
    }
    return frame(columns, on: Clock(times: times))
  }

  static let names = ["open", "high", "low", "close", "volume"]

  static func frame(_ columns: [String: [Double]], on clock: Clock) -> Frame {
    Frame(
      clock: clock,
      columns: names.map { name in
        Frame.Column(name: name, series: Series(columns[name] ?? [], clock: clock))
      }
    )
  }
}

extension Frame {
  /// Returns the frame with one row of bars changed: other prices, or none.
  func changed(at row: Int, _ stream: inout RandomStream) -> Frame {
    let kind = stream.uniform()
    let factor = kind < 0.1 ? Double.nan : kind < 0.55 ? 1.25 : 0.75
    return Bars.frame(
      Dictionary(
        uniqueKeysWithValues: columns.map { column in
          var values = column.series.values
          values[row] *= factor
          return (column.name, values)
        }
      ),
      on: clock
    )
  }
}
