internal import TimeSeries

/// How the times of a figure become places.
///
/// Where the figure has candles on times, the places are the row numbers of the bars, so that
/// nights and weekends leave no holes; else they are seconds since 1970.
struct HorizontalScale {
  /// The bars' times in ascending order; empty where places are seconds.
  let rows: [Instant]
  /// Whether all times of the figure are dates without a time of day.
  let isDaily: Bool

  init(_ figure: Figure) {
    var all: [Instant] = []
    var bars: [Instant] = []
    for layer in figure.panels.lazy.flatMap(\.layers) {
      guard case .times(let times) = layer.axis else { continue }
      all += times
      if case .candles = layer { bars += times }
    }
    isDaily = all.allSatisfy { $0.timeOfDay == 0 }
    if let first = bars.min(), let last = bars.max() {
      // Times beyond the bars, such as those of a forecast, are rows of their own.
      rows = Set(bars + all.filter { $0 < first || $0 > last }).sorted()
    } else {
      rows = []
    }
  }

  func places(_ axis: Axis) -> [Double] {
    switch axis {
    case .numbers(let numbers): numbers
    case .times(let times): times.map(place)
    }
  }

  /// Returns the place of a moment; one between two rows stands between them.
  func place(_ time: Instant) -> Double {
    guard let first = rows.first, let last = rows.last else { return time.secondsSince1970 }
    if time < first { return -1 }
    if time > last { return Double(rows.count) }
    var (low, high) = (0, rows.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < time { low = middle + 1 } else { high = middle }
    }
    guard rows[low] != time else { return Double(low) }
    return Double(low) - rows[low].distance(after: time) / rows[low].distance(after: rows[low - 1])
  }

  /// Returns the marks of a range of places, at most `count`.
  func ticks(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    guard rows.isEmpty else { return TimeTicks.ticks(rows: rows, isDaily: isDaily, count: count) }
    return TimeTicks.ticks(
      from: moment(range.lowerBound),
      to: moment(range.upperBound),
      isDaily: isDaily,
      count: count
    )
  }

  private func moment(_ seconds: Double) -> Instant {
    let nanoseconds = (seconds * 1e9).rounded()
    return Instant(nanoseconds: Int64(exactly: nanoseconds) ?? (nanoseconds < 0 ? .min : .max))
  }
}

extension Instant {
  /// Returns the nanoseconds since an earlier moment, without the rounding of far moments.
  fileprivate func distance(after earlier: Instant) -> Double {
    Double(UInt64(bitPattern: nanoseconds &- earlier.nanoseconds))
  }
}
