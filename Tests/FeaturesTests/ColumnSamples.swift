import Features
import Foundation
import Numerics
import TestSupport
import TimeSeries

extension Rows {
  /// The daily bars of the S&P 500, 1999 to 2018.
  static let sp500: Rows = {
    let text = (try? String(contentsOfFile: "datasets/sp500-daily.csv", encoding: .utf8)) ?? ""
    let table = Columns(csv: text)
    return Rows(
      open: table["open"],
      high: table["high"],
      low: table["low"],
      close: table["close"],
      volume: table["volume"]
    )
  }()

  /// Bars that go wrong in every way: without range, without body, without volume, with jumps, with
  /// one price for long, and with missing values.
  static let nasty: Rows = {
    var rows = Rows.walk(900, seed: 11)
    var stream = RandomStream(seed: 12, path: "nasty")
    for t in 150..<200 { rows.hold(t, at: 1000, volume: 0) }
    for t in 220..<260 where stream.uniform() < 0.4 {
      rows.hold(t, at: rows.close[t - 1], volume: 1000)
    }
    for t in 300..<340 where stream.uniform() < 0.5 { rows.open[t] = rows.close[t] }
    for t in 340..<370 where stream.uniform() < 0.5 { rows.volume[t] = 0 }
    for t in [400, 401, 430] { rows.hold(t, at: .nan, volume: .nan) }
    rows.volume[450] = .nan
    rows.close[470] = .nan
    rows.open[480] = .nan
    rows.high[490] = .nan
    rows.low[500] = .nan
    for t in 540..<900 { rows.scale(t, by: t % 7 == 0 ? 1.05 : t % 11 == 0 ? 0.95 : 1) }
    for t in 600..<640 { rows.hold(t, at: rows.close[599], volume: 500) }
    return rows
  }()

  private mutating func hold(_ t: Int, at price: Double, volume: Double) {
    (open[t], high[t], low[t], close[t]) = (price, price, price, price)
    self.volume[t] = volume
  }

  private mutating func scale(_ t: Int, by factor: Double) {
    (open[t], high[t]) = (open[t] * factor, high[t] * factor)
    (low[t], close[t]) = (low[t] * factor, close[t] * factor)
  }

  /// The bars with their volume.
  var traded: Bars {
    Bars(
      clock: Clock(count: close.count),
      open: open,
      high: high,
      low: low,
      close: close,
      volume: volume
    )
  }

  /// Returns these rows outside `range`, and those of `other` in it.
  func replacing(_ range: Range<Int>, with other: Rows) -> Rows {
    func mixed(_ own: [Double], _ others: [Double]) -> [Double] {
      Array(own[..<range.lowerBound] + others[range] + own[range.upperBound...])
    }
    return Rows(
      open: mixed(open, other.open),
      high: mixed(high, other.high),
      low: mixed(low, other.low),
      close: mixed(close, other.close),
      volume: mixed(volume, other.volume)
    )
  }
}

extension ColumnSet {
  /// The 150 columns and the 15 patterns.
  static let everything = ColumnSet(
    technical.columns + candles.columns + marketState.columns + candlePatterns.columns
  )
}
