/// The rows of a fast clock gathered into the rows of a slower one.
///
/// A row belongs to the stretch `(start, end]` that its close lies in: the bar that closes at 10:00 is
/// the last of the hour that ends at 10:00. Stretches without rows give none. A stretch that the rows
/// do not fill to its end is left out, as its values would change with the next row; the first is
/// kept, however late in it the rows begin.
public struct Resampling: Sendable {
  /// Which end of a stretch its row is stamped with.
  public enum Stamp: String, Sendable, CaseIterable {
    /// The moment at which the row is known.
    case close
    /// The moment at which the stretch begins, when nothing of it is known yet.
    case open
  }

  /// The slow clock.
  ///
  /// Of stretches of whole dates the rows are dates, which close at their end: the last date of the
  /// stretch, or with `Stamp.open` its first.
  public let clock: Clock
  /// The fast rows of each slow row.
  public let buckets: [Range<Int>]
  /// When each stretch has ended.
  ///
  /// The end of a date and the midnight after it count as one moment: there is nothing between them
  /// that could be decided on.
  public let ends: [EventTime]
  public let stamp: Stamp

  public init(_ fast: Clock, to period: Period, stamp: Stamp = .close) throws(ResamplingError) {
    guard fast.times != nil else { throw .noTimes }
    guard !CalendarGrid.isTooLong(period) else { throw .tooLong(period) }
    guard let grid = CalendarGrid(period) else { throw .unevenStretch(period) }
    if let step = fast.step, !period.isLonger(than: step) {
      throw .notLonger(period, than: step)
    }
    var buckets: [Range<Int>] = []
    var stretches: [(start: Instant, end: Instant)] = []
    for row in 0..<fast.count {
      guard let close = fast.close(of: row) else { continue }
      if let last = stretches.last, close <= last.end {
        buckets[buckets.count - 1] = buckets[buckets.count - 1].lowerBound..<(row + 1)
      } else {
        guard let stretch = grid.stretch(of: close) else { throw .tooLong(period) }
        stretches.append(stretch)
        buckets.append(row..<(row + 1))
      }
    }
    if fast.count > 0, let end = stretches.last?.end, let last = fast.close(of: fast.count - 1) {
      // A date ends a nanosecond before midnight.
      let isFull = last >= end.advanced(by: Period(nanoseconds: fast.isDaily ? -1 : 0))
      if !isFull { (_, _) = (stretches.removeLast(), buckets.removeLast()) }
    }
    let times = stretches.map { stretch in
      switch stamp {
      case .open: stretch.start
      case .close: grid.isDaily ? stretch.end.retreated(by: .day) : stretch.end
      }
    }
    clock = Clock(
      times: times,
      step: period,
      isDaily: grid.isDaily,
      isSelection: fast.isSelection
    )
    self.buckets = buckets
    let isDaily = grid.isDaily
    ends = stretches.map {
      EventTime(isDaily ? $0.end.advanced(by: Period(nanoseconds: -1)) : $0.end)
    }
    self.stamp = stamp
  }

  /// Which slow rows a slow row takes: stamped at the open of its stretch, it knows what comes before
  /// the stamp of the next, unless the stretch is the one date that it is named after.
  public var offsets: Reach {
    stamp == .open && clock.step != .day ? Reach(0, 1) : .present
  }

  /// Returns the column of `statistic` of each stretch of `series`, with what is known of it when.
  ///
  /// Fast rows of a column that looks ahead are known later than the end of their stretch; so then is
  /// what is made of them.
  public func column(_ series: Series, _ statistic: Statistic, step: String) -> Series {
    let values = buckets.map { statistic.value(of: series.values[$0]) }
    let isLate = series.stated != nil || series.reach.seesFuture
    let known = isLate ? series.knownTimes : []
    let stated = buckets.indices.map { row in
      isLate ? buckets[row].reduce(ends[row]) { max($0, known[$1]) } : ends[row]
    }
    return Series(
      values,
      clock: clock,
      kind: series.kind,
      knowledge: .derived(from: [series.knowledge], offsets: offsets, step: step),
      warmUp: buckets.firstIndex { $0.lowerBound >= series.warmUp } ?? buckets.count,
      stated: isLate || offsets.seesFuture ? stated : nil
    )
  }

  /// Returns the column of that name by its customary statistic.
  public func column(_ series: Series, named name: String, step: String) -> Series {
    column(series, series.kind == .boolean ? .last : .customary(for: name), step: step)
  }

  /// Returns the rows of `frame` gathered, each column by its customary statistic.
  public func frame(_ frame: Frame, step: String) -> Frame {
    Frame(
      clock: clock,
      columns: frame.columns.map { column in
        Frame.Column(
          name: column.name,
          header: column.header,
          series: self.column(column.series, named: column.name, step: step)
        )
      },
      isComputed: frame.isComputed
    )
  }

  /// What becomes of the values of a stretch; missing ones count for nothing.
  public enum Statistic: Sendable {
    case first, highest, lowest, last, sum

    /// Returns the statistic that a column of bars is resampled by: the first open, the highest high,
    /// the lowest low, the sum of a volume, and the last of any other.
    public static func customary(for name: String) -> Statistic {
      switch name {
      case "open": .first
      case "high": .highest
      case "low": .lowest
      case "volume": .sum
      default: .last
      }
    }

    func value(of values: ArraySlice<Double>) -> Double {
      let known = values.lazy.filter { !$0.isNaN }
      return switch self {
      case .first: known.first ?? .nan
      case .highest: known.max() ?? .nan
      case .lowest: known.min() ?? .nan
      case .last: values.last { !$0.isNaN } ?? .nan
      case .sum: known.isEmpty ? .nan : known.reduce(0, +)
      }
    }
  }
}

/// Why rows were not gathered.
public enum ResamplingError: Error, Hashable, Sendable {
  /// The rows have numbers only.
  case noTimes
  /// The length neither divides a day nor is of whole days or months.
  case unevenStretch(Period)
  /// The length is more than 100 years, or leads out of the times that there are.
  case tooLong(Period)
  /// The rows are as far apart already.
  case notLonger(Period, than: Period)
}

extension Frame {
  /// Returns the rows gathered into longer ones, each column by its customary statistic.
  public func resampled(
    to period: Period,
    stamp: Resampling.Stamp = .close,
    step: String
  ) throws(ResamplingError) -> Frame {
    try Resampling(clock, to: period, stamp: stamp).frame(self, step: step)
  }
}

extension Period {
  /// The nanoseconds of the shortest period of that name: a month has 28 days at least.
  private var leastNanoseconds: Double {
    Double(months) * 28 * Double(Period.day.nanoseconds) + Double(nanoseconds)
  }

  /// The nanoseconds of the longest period of that name.
  private var mostNanoseconds: Double {
    Double(months) * 31 * Double(Period.day.nanoseconds) + Double(nanoseconds)
  }

  /// Whether the period is longer than `other` whatever the months.
  func isLonger(than other: Period) -> Bool {
    if nanoseconds == 0, other.nanoseconds == 0 { return months > other.months }
    return leastNanoseconds > other.mostNanoseconds
  }

  /// Returns how many steps cover the period at most, or so many periods in a row; `Reach.unbounded`
  /// where none can.
  func count(of step: Period, times: Int = 1) -> Int {
    let count: Double
    if nanoseconds == 0, step.nanoseconds == 0, step.months > 0 {
      count = (Double(months) * Double(times) / Double(step.months)).rounded(.up)
    } else {
      count = (mostNanoseconds * Double(times) / step.leastNanoseconds).rounded(.up)
    }
    return Int(exactly: min(count, Double(Reach.unbounded))) ?? Reach.unbounded
  }
}
