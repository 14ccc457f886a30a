/// The rows that a series stands on: moments in time, or bare row numbers.
///
/// A row is the close of a bar: what the bar holds is known at the row's moment and not before. A
/// row that is a bare date closes at the end of that date.
public final class Clock: Sendable {
  public enum Rows: Sendable, Hashable {
    /// Moments in ascending order, without repetition.
    case times([Instant])
    /// Rows that have numbers only, in ascending order; a part of them keeps its numbers, so that
    /// two parts which are shifted against each other do not pass for one.
    case numbers([Int])
  }

  public let rows: Rows
  /// Whether rows were chosen from among others, so that the next row need not be the next bar.
  public let isSelection: Bool
  /// Whether the rows are dates without a time of day.
  public let isDaily: Bool
  /// The usual step between rows; nil where the rows have numbers only.
  public let step: Period?
  /// How many rows a year has, for annualisation.
  public let periodsPerYear: Double
  /// The clock that lost its rows to this one for a check; nil for a clock of its own.
  private let original: Clock?
  /// The clock that this one is a part of; nil for a whole one.
  private let whole: Clock?
  /// What tells the rows of a simulated world from those of others; nil for those of the data.
  private let world: World?

  /// The identity of a simulated world.
  private final class World: Sendable {}
  /// Whether the numbers count the rows of a table, and not the items of a list that was written down.
  private let isOfTable: Bool

  /// Creates a clock of moments in strictly ascending order.
  public init(times: [Instant], isSelection: Bool = false) {
    precondition(Clock.isAscending(times), "the times ascend")
    rows = .times(times)
    self.isSelection = isSelection
    isDaily = times.allSatisfy { $0.timeOfDay == 0 }
    step = Clock.usualStep(of: times)
    periodsPerYear = Clock.periodsPerYear(times: times, step: step, isDaily: isDaily)
    (original, whole, world, isOfTable) = (nil, nil, nil, false)
  }

  /// Creates a clock of `count` numbered rows that are nobody's, which stand beside any others.
  public init(count: Int) {
    rows = .numbers(Array(0..<max(0, count)))
    isSelection = false
    (isDaily, step, periodsPerYear) = (false, nil, .nan)
    (original, whole, world, isOfTable) = (nil, nil, nil, false)
  }

  /// Creates a clock of the rows of a table without times, whose numbers ascend: nothing says when
  /// they were, so that they stand beside those of no other table.
  public init(rowsOfTable numbers: [Int], isSelection: Bool = false) {
    rows = .numbers(numbers)
    self.isSelection = isSelection
    (isDaily, step, periodsPerYear) = (false, nil, .nan)
    (original, whole, world, isOfTable) = (nil, nil, nil, true)
  }

  /// Creates a clock of moments in strictly ascending order whose step is known, as of rows that were
  /// made of a finer clock; of no rows as well.
  init(times: [Instant], step: Period, isDaily: Bool, isSelection: Bool) {
    precondition(Clock.isAscending(times), "the times ascend")
    rows = .times(times)
    self.isSelection = isSelection
    self.isDaily = isDaily
    self.step = step
    periodsPerYear = Clock.periodsPerYear(times: times, step: step, isDaily: isDaily)
    (original, whole, world, isOfTable) = (nil, nil, nil, false)
  }

  private init(
    _ clock: Clock,
    to rows: Rows,
    share: Double = 1,
    isSelection: Bool,
    original: Clock? = nil,
    inNewWorld: Bool = false
  ) {
    self.rows = rows
    self.original = original
    world = inNewWorld ? World() : clock.world
    // Only the numbers of rows need to know whose they are.
    whole = clock.times == nil ? clock.whole ?? clock : nil
    isOfTable = clock.isOfTable
    self.isSelection = isSelection
    (isDaily, step) = (clock.isDaily, clock.step)
    periodsPerYear = clock.periodsPerYear * share
  }

  public var count: Int {
    switch rows {
    case .times(let times): times.count
    case .numbers(let numbers): numbers.count
    }
  }

  /// The moments of the rows; nil where they have numbers only.
  public var times: [Instant]? {
    if case .times(let times) = rows { times } else { nil }
  }

  /// Whether two clocks have the same rows of one world, so that their series may be combined: numbered
  /// ones are the same in one table only, and a list that was written down says nothing of when it was.
  public func matches(_ other: Clock) -> Bool {
    if self === other { return true }
    return rows == other.rows && world === other.world
      && (!isOfTable || !other.isOfTable || isComparable(with: other))
  }

  /// Whether the rows are of a simulated world.
  public var isSimulated: Bool { world != nil }

  /// Returns the clock of the same moments in a simulated world, whose rows do not combine with others.
  public func inNewWorld() -> Clock {
    Clock(self, to: rows, isSelection: isSelection, inNewWorld: true)
  }

  /// Returns the clock of what is made of series on this and on one that it matches: the rows of a
  /// table stay those of the table.
  public func joined(with other: Clock) -> Clock { other.isOfTable ? other : self }

  /// Returns the clock without rows that stands for this one in a check.
  func emptied() -> Clock {
    let none: Rows = times == nil ? .numbers([]) : .times([])
    return Clock(self, to: none, isSelection: isSelection, original: original ?? self)
  }

  /// Whether two clocks are one and the same, or stand for one in a check.
  public func isSame(as other: Clock) -> Bool {
    (original ?? self) === (other.original ?? other)
  }

  /// Whether the moments of two clocks can be set in order: times always, and the numbers of rows where
  /// they count the rows of one table.
  func isComparable(with other: Clock) -> Bool {
    guard times == nil, other.times == nil else { return times != nil && other.times != nil }
    return (whole ?? self).isSame(as: other.whole ?? other)
  }

  /// Returns the clock of the same rows, chosen from among others.
  func selected() -> Clock { Clock(self, to: rows, isSelection: true, original: original) }

  /// Returns the clock of the rows of `range`, with the step and the year of the whole.
  public func cut(to range: Range<Int>) -> Clock {
    switch rows {
    case .times(let times): Clock(self, to: .times(Array(times[range])), isSelection: isSelection)
    case .numbers(let numbers):
      Clock(self, to: .numbers(Array(numbers[range])), isSelection: isSelection)
    }
  }

  /// Returns the clock of the rows whose `keep` is true; a year has as many fewer of them.
  public func kept(where keep: [Bool]) -> Clock {
    let share = Double(keep.count { $0 }) / Double(max(1, keep.count))
    return switch rows {
    case .times(let times):
      Clock(
        self,
        to: .times(zip(times, keep).filter(\.1).map(\.0)),
        share: share,
        isSelection: true
      )
    case .numbers(let numbers):
      Clock(
        self,
        to: .numbers(zip(numbers, keep).filter(\.1).map(\.0)),
        share: share,
        isSelection: true
      )
    }
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

  /// Returns the moment at which a row closes, for a bare date the last of the date; nil where rows
  /// have numbers only.
  public func close(of row: Int) -> Instant? {
    times.map { times in
      guard isDaily else { return times[row] }
      return times[row].advanced(by: .day).advanced(by: Period(nanoseconds: -1))
    }
  }

  /// Returns the name of a row: its moment, or its number.
  public func label(_ row: Int) -> String {
    switch rows {
    case .times(let times): String(describing: times[row])
    case .numbers(let numbers): String(numbers[row])
    }
  }

  /// The usual step as the language writes it, `@1d` or `@5m`; `@row` for numbered rows.
  public var stepLabel: String {
    step.map { "@\($0 == .week ? "1w" : String(describing: $0))" } ?? "@row"
  }

  private static func isAscending(_ times: [Instant]) -> Bool {
    times.indices.dropFirst().allSatisfy { times[$0 - 1] < times[$0] }
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
    let opensOnWeekends = times.count { $0.date.weekday > 5 } * 20 > times.count
    let daysPerYear = opensOnWeekends ? 365.0 : 252
    if isDaily {
      // Steps of more than a day, such as ten days, are of the calendar.
      let days = Double(step.nanoseconds) / Double(Period.day.nanoseconds)
      return (days > 1 ? 365.25 : daysPerYear) / days
    }
    // The times ascend, so that each day is one run of rows.
    let dayNumbers = times.lazy.map { $0.nanoseconds.flooredQuotient(by: Period.day.nanoseconds) }
    let days = 1 + zip(dayNumbers, dayNumbers.dropFirst()).count { $0 != $1 }
    guard days > 1, first < last else {
      return daysPerYear * Double(Period.day.nanoseconds) / Double(step.nanoseconds)
    }
    return daysPerYear * (Double(times.count) / Double(days))
  }
}

/// Which clocks of one run stand for which of another run of the same text.
public struct ClockPairs {
  private var later: [ObjectIdentifier: AnyObject] = [:]
  private var earlier: [ObjectIdentifier: AnyObject] = [:]

  public init() {}

  /// Pairs two objects; false where either has another partner.
  fileprivate mutating func pair(_ a: AnyObject, _ b: AnyObject) -> Bool {
    let (known, back) = (later[ObjectIdentifier(a)], earlier[ObjectIdentifier(b)])
    guard known == nil || known === b, back == nil || back === a else { return false }
    (later[ObjectIdentifier(a)], earlier[ObjectIdentifier(b)]) = (b, a)
    return true
  }
}

extension Clock {
  /// Whether this clock is to one run what `other` is to another: one and the same, or made alike in
  /// both, with the same rows.
  public func repeats(_ other: Clock, _ pairs: inout ClockPairs) -> Bool {
    guard pairs.pair(other, self) else { return false }
    if self === other { return true }
    guard rows == other.rows, isSelection == other.isSelection, isDaily == other.isDaily,
      step == other.step, periodsPerYear.bitPattern == other.periodsPerYear.bitPattern,
      isOfTable == other.isOfTable, original == nil, other.original == nil
    else { return false }
    switch (world, other.world) {
    case (nil, nil): break
    case (let a?, let b?): guard pairs.pair(b, a) else { return false }
    default: return false
    }
    switch (whole, other.whole) {
    case (nil, nil): return true
    case (let a?, let b?): return a.repeats(b, &pairs)
    default: return false
    }
  }
}
