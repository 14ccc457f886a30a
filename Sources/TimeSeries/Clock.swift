/// The rows that a series stands on: moments in time, or bare row numbers.
///
/// A row is the close of a bar: what the bar holds is known at the row's moment and not before. A
/// row that is a bare date closes at the end of that date.
public final class Clock: Sendable {
  public enum Rows: Sendable, Hashable {
    /// Moments in ascending order, without repetition.
    case times([Instant])
    /// `count` rows that have numbers only, from 0.
    case numbers(Int)
  }

  public let rows: Rows
  /// The numbers that the rows had before some were left out; nil where none was, and for times,
  /// which say themselves which rows are there.
  private let origins: [Int]?
  /// Whether the rows are dates without a time of day.
  public let isDaily: Bool
  /// The usual step between rows; nil where the rows have numbers only.
  public let step: Period?
  /// How many rows a year has, for annualisation.
  public let periodsPerYear: Double

  /// Creates a clock of moments in strictly ascending order.
  public init(times: [Instant]) {
    rows = .times(times)
    origins = nil
    isDaily = times.allSatisfy { $0.timeOfDay == 0 }
    step = Clock.usualStep(of: times)
    periodsPerYear = Clock.periodsPerYear(times: times, step: step, isDaily: isDaily)
  }

  /// Creates a clock of `count` numbered rows.
  public init(count: Int) {
    rows = .numbers(count)
    origins = nil
    (isDaily, step, periodsPerYear) = (false, nil, .nan)
  }

  private init(cutting clock: Clock, to rows: Rows, origins: [Int]? = nil) {
    self.rows = rows
    self.origins = origins
    (isDaily, step, periodsPerYear) = (clock.isDaily, clock.step, clock.periodsPerYear)
  }

  public var count: Int {
    switch rows {
    case .times(let times): times.count
    case .numbers(let count): count
    }
  }

  /// The moments of the rows; nil where they have numbers only.
  public var times: [Instant]? {
    if case .times(let times) = rows { times } else { nil }
  }

  /// Whether two clocks have the same rows, so that their series may be combined.
  ///
  /// Numbered rows are the same only if they were the same before others were left out: else the
  /// second row of a table could stand beside the first, and the future would come in unseen.
  public func matches(_ other: Clock) -> Bool {
    self === other || (rows == other.rows && origins == other.origins)
  }

  /// Returns the clock of the rows of `range`, with the step and the year of the whole.
  public func cut(to range: Range<Int>) -> Clock {
    switch rows {
    case .times(let times): Clock(cutting: self, to: .times(Array(times[range])))
    case .numbers(let count):
      range == 0..<count ? self : numbered(origins.map { Array($0[range]) } ?? Array(range))
    }
  }

  /// Returns the clock of the rows whose `keep` is true.
  public func kept(where keep: [Bool]) -> Clock {
    switch rows {
    case .times(let times):
      Clock(cutting: self, to: .times(zip(times, keep).filter(\.1).map(\.0)))
    case .numbers: numbered(zip(origins ?? Array(keep.indices), keep).filter(\.1).map(\.0))
    }
  }

  private func numbered(_ origins: [Int]) -> Clock {
    let isFromZero = origins.elementsEqual(0..<origins.count)
    return Clock(
      cutting: self,
      to: .numbers(origins.count),
      origins: isFromZero ? nil : origins
    )
  }

  /// Returns the number of the first row at or after `instant`.
  public func row(atOrAfter instant: Instant) -> Int {
    guard let times else { return 0 }
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns the name of a row: its moment, or its number.
  public func label(_ row: Int) -> String {
    times.map { String(describing: $0[row]) } ?? String(row)
  }

  /// The usual step as the language writes it, `@1d` or `@5m`; `@row` for numbered rows.
  public var stepLabel: String {
    step.map { "@\($0 == .week ? "1w" : String(describing: $0))" } ?? "@row"
  }

  /// Returns the most frequent step of the first thousand rows, the shorter on a tie.
  private static func usualStep(of times: [Instant]) -> Period? {
    var counts: [Int64: Int] = [:]
    for (a, b) in zip(times, times.dropFirst()).prefix(1000) {
      // Rows can be 584 years apart, and a step at most 292.
      let step = b.nanoseconds.subtractingReportingOverflow(a.nanoseconds)
      counts[step.overflow ? .max : step.partialValue, default: 0] += 1
    }
    let most = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let step = most?.key else { return nil }
    // Steps of 28 to 31 days, or of a quarter or a year, are calendar months.
    let days = Double(step) / Double(Period.day.nanoseconds)
    for (months, span) in [(1, 28.0...31), (3, 89...92), (12, 365...366)] where span ~= days {
      return Period(months: months)
    }
    return Period(nanoseconds: step)
  }

  /// Returns the rows a year: 252 for exchange days, else as the calendar or the data have them.
  private static func periodsPerYear(
    times: [Instant],
    step: Period?,
    isDaily: Bool
  ) -> Double {
    guard let step, let first = times.first, let last = times.last else { return .nan }
    if step.months > 0 { return 12 / Double(step.months) }
    if step == .week { return 52 }
    let opensOnWeekends =
      times.prefix(1000).count { $0.date.weekday > 5 } * 20 > min(times.count, 1000)
    let daysPerYear = opensOnWeekends ? 365.0 : 252
    if isDaily { return daysPerYear * Double(Period.day.nanoseconds) / Double(step.nanoseconds) }
    // The times ascend, so that each day is one run of rows.
    let dayNumbers = times.lazy.map { $0.nanoseconds.flooredQuotient(by: Period.day.nanoseconds) }
    let days = 1 + zip(dayNumbers, dayNumbers.dropFirst()).count { $0 != $1 }
    guard days > 1, first < last else {
      return daysPerYear * Double(Period.day.nanoseconds) / Double(step.nanoseconds)
    }
    return daysPerYear * (Double(times.count) / Double(days))
  }
}
