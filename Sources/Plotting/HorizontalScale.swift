internal import TimeSeries

/// How the times of a figure become places.
///
/// Where the figure has candles on times, the places are the row numbers of the bars, so that
/// nights and weekends leave no holes; else they are seconds since midnight of the first day.
struct HorizontalScale {
  /// The bars' times in ascending order; empty where places are seconds.
  let rows: [Instant]
  /// Midnight of the first day: near enough that a double holds single nanoseconds.
  let origin: Instant
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
    let earliest = all.min() ?? Instant(nanoseconds: 0)
    origin = earliest.retreated(by: Period(nanoseconds: earliest.timeOfDay))
    isDaily = all.allSatisfy { $0.timeOfDay == 0 }
    if let first = bars.min(), let last = bars.max() {
      // Times beyond the bars, such as those of a forecast, are rows of their own.
      let beyond = all.filter { $0 < first || $0 > last }
      let isAscending = zip(bars, bars.dropFirst()).allSatisfy { $0 < $1 }
      rows = isAscending && beyond.isEmpty ? bars : Set(bars + beyond).sorted()
    } else {
      rows = []
    }
  }

  /// What the places count.
  var unit: String { rows.isEmpty ? "seconds since \(origin)" : "numbers of bars" }

  /// What is shown on both sides of a single place.
  var margin: Double { rows.isEmpty ? (isDaily ? 3 * 86_400 : 600) : 1 }

  func places(_ axis: Axis) -> [Double] {
    switch axis {
    case .numbers(let numbers): numbers
    case .times(let times): times == rows ? rows.indices.map(Double.init) : times.map(place)
    }
  }

  /// Returns the place of a moment; one between two rows stands between them.
  func place(_ time: Instant) -> Double {
    guard let first = rows.first, let last = rows.last else { return time.seconds(after: origin) }
    if time < first { return -1 }
    if time > last { return Double(rows.count) }
    var (low, high) = (0, rows.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < time { low = middle + 1 } else { high = middle }
    }
    guard rows[low] != time else { return Double(low) }
    return Double(low) - rows[low].seconds(after: time) / rows[low].seconds(after: rows[low - 1])
  }

  /// Returns the marks of a range of places, at most `count`.
  func ticks(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    guard rows.isEmpty else { return TimeTicks.ticks(rows: rows, isDaily: isDaily, count: count) }
    return TimeTicks.ticks(
      from: moment(range.lowerBound),
      to: moment(range.upperBound),
      isDaily: isDaily,
      count: count
    ) { $0.seconds(after: origin) }
  }

  private func moment(_ seconds: Double) -> Instant {
    let nanoseconds = (seconds * 1e9).rounded()
    let step = Int64(exactly: nanoseconds) ?? (nanoseconds < 0 ? .min : .max)
    return origin.advanced(by: Period(nanoseconds: step))
  }
}

extension Instant {
  /// Returns the seconds since another moment, negative where it is later.
  fileprivate func seconds(after other: Instant) -> Double {
    // The difference of the ends of the range needs one bit more than they have.
    let distance = UInt64(bitPattern: max(self, other).nanoseconds &- min(self, other).nanoseconds)
    return (self < other ? -1 : 1) * (Double(distance) / 1e9)
  }
}
