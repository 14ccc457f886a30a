import Learning

/// Rules of candlestick patterns, written out for a table of bars.
enum PlainPatterns {
  static let names = ["doji", "engulfing_bullish", "engulfing_bearish", "harami", "marubozu"]
  /// The number of the morning star, which follows those with names.
  static let morningStar = 5

  /// Returns a column for each of the names: whether a row ends the pattern; and
  /// one for the morning star.
  @Sendable static func labels(_ bars: FeatureTable) -> [[Double]] {
    let (open, high) = (bars.columns[0], bars.columns[1])
    let (low, close) = (bars.columns[2], bars.columns[3])
    let body = open.indices.map { abs(close[$0] - open[$0]) }
    let range = open.indices.map { high[$0] - low[$0] }
    func column(_ memory: Int, _ holds: (Int) -> Bool) -> [Double] {
      open.indices.map { $0 < memory ? .nan : holds($0) ? 1 : 0 }
    }
    func hasRange(_ row: Int) -> Bool { range[row] > 0 }
    func top(_ row: Int) -> Double { max(open[row], close[row]) }
    func bottom(_ row: Int) -> Double { min(open[row], close[row]) }
    func averageBody(_ row: Int) -> Double { body[row - 14..<row].reduce(0, +) / 14 }
    func covers(_ row: Int, sign: Double) -> Bool {
      let (o, c) = (sign * open[row], sign * close[row])
      let (lastOpen, lastClose) = (sign * open[row - 1], sign * close[row - 1])
      return hasRange(row) && hasRange(row - 1) && lastClose < lastOpen && c > o
        && o <= lastClose && c >= lastOpen && body[row] > body[row - 1]
    }
    return [
      column(0) { hasRange($0) && body[$0] < 0.1 * range[$0] },
      column(1) { covers($0, sign: 1) },
      column(1) { covers($0, sign: -1) },
      column(15) { row in
        hasRange(row) && hasRange(row - 1) && body[row - 1] > 0
          && body[row - 1] >= averageBody(row - 1) && top(row) <= top(row - 1)
          && bottom(row) >= bottom(row - 1) && body[row] <= 0.5 * body[row - 1]
      },
      column(0) { row in
        hasRange(row) && body[row] > 0.9 * range[row]
          && high[row] - top(row) < 0.05 * range[row]
          && bottom(row) - low[row] < 0.05 * range[row]
      },
      column(16) { row in
        let (first, star) = (row - 2, row - 1)
        let average = averageBody(first)
        return hasRange(first) && hasRange(star) && hasRange(row)
          && close[first] < open[first] && body[first] >= average
          && body[star] <= 0.5 * averageBody(star) && top(star) <= close[first] + 0.1 * average
          && close[row] > open[row] && close[row] >= close[first] + 0.5 * body[first]
      },
    ]
  }
}
