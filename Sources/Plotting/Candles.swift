/// Price bars at places of the axis.
struct Candles {
  var x: [Double]
  var open: [Double]
  var high: [Double]
  var low: [Double]
  var close: [Double]

  /// The least distance between neighbours; 1 for a single bar.
  var spacing: Double {
    let gaps = zip(x, x.dropFirst()).lazy.map { abs($1 - $0) }.filter { $0 > 0 && $0.isFinite }
    return gaps.min() ?? 1
  }

  func isPresent(_ i: Int) -> Bool {
    x[i].isFinite && open[i].isFinite && high[i].isFinite && low[i].isFinite && close[i].isFinite
  }

  /// Returns the bars with as many neighbours joined to one as keep their number at `limit`, and
  /// how many were joined: the first open, the extremes, the last close.
  func joined(atMost limit: Int) -> (candles: Candles, bars: Int) {
    let present = x.indices.filter(isPresent)
    let size = (present.count + limit - 1) / limit
    guard size > 1 else { return (self, 1) }
    var result = Candles(x: [], open: [], high: [], low: [], close: [])
    for start in stride(from: 0, to: present.count, by: size) {
      let group = present[start..<min(start + size, present.count)]
      guard let first = group.first, let last = group.last else { continue }
      result.x.append(x[first] / 2 + x[last] / 2)
      result.open.append(open[first])
      result.high.append(group.reduce(-.infinity) { max($0, high[$1]) })
      result.low.append(group.reduce(.infinity) { min($0, low[$1]) })
      result.close.append(close[last])
    }
    return (result, size)
  }
}
