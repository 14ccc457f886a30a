internal import TimeSeries

/// Marks at the borders of the calendar: years, months, Mondays, days, round times of day.
enum TimeTicks {
  private enum Unit: Equatable {
    case nanoseconds(Int64)
    case days
    case weeks
    case months(Int)

    /// The usual length in nanoseconds.
    var length: Double {
      switch self {
      case .nanoseconds(let count): Double(count)
      case .days: 86_400e9
      case .weeks: 604_800e9
      case .months(let count): Double(count) * 2_629_746e9
      }
    }

    /// Returns the number of the unit that a moment falls into.
    func number(of time: Instant) -> Int {
      switch self {
      case .nanoseconds(let count):
        let quotient = Int(time.nanoseconds / count)
        return time.nanoseconds % count < 0 ? quotient - 1 : quotient
      case .days: return time.date.dayNumber
      case .weeks: return (time.date.dayNumber - time.date.weekday + 4) / 7
      case .months(let count): return (time.date.year * 12 + time.date.month - 1) / count
      }
    }

    /// Returns the last beginning of a unit at or before a moment.
    func start(of time: Instant) -> Instant {
      let midnight = time.retreated(by: Period(nanoseconds: time.timeOfDay))
      switch self {
      case .nanoseconds(let count):
        return midnight.advanced(by: Period(nanoseconds: time.timeOfDay / count * count))
      case .days: return midnight
      case .weeks: return midnight.retreated(by: Period(nanoseconds: days(time.date.weekday - 1)))
      case .months(let count):
        let extra = (time.date.year * 12 + time.date.month - 1) % count
        let first = midnight.retreated(by: Period(nanoseconds: days(time.date.day - 1)))
        return first.retreated(by: Period(months: extra))
      }
    }

    var isTimeOfDay: Bool {
      if case .nanoseconds = self { true } else { false }
    }

    var step: Period {
      switch self {
      case .nanoseconds(let count): Period(nanoseconds: count)
      case .days: .day
      case .weeks: .week
      case .months(let count): Period(months: count)
      }
    }

    private func days(_ count: Int) -> Int64 { Int64(count) * Period.day.nanoseconds }
  }

  private static let datesOnly: [Unit] =
    [.days, .weeks] + [1, 3, 6, 12, 24, 60, 120, 240, 600].map { .months($0) }

  private static let all: [Unit] = {
    var lengths: [Int64] = []
    var power: Int64 = 1
    while power < 1_000_000_000 {
      lengths += [power, 2 * power, 5 * power]
      power *= 10
    }
    lengths += [1, 2, 5, 10, 15, 30].map { $0 * Period.second.nanoseconds }
    lengths += [1, 2, 5, 10, 15, 30].map { $0 * Period.minute.nanoseconds }
    lengths += [1, 2, 3, 6, 12].map { $0 * Period.hour.nanoseconds }
    return lengths.map { .nanoseconds($0) } + datesOnly
  }()

  /// Returns at most `count` marks between two moments, at the places that `place` gives them.
  static func ticks(
    from low: Instant,
    to high: Instant,
    isDaily: Bool,
    count: Int,
    place: (Instant) -> Double
  ) -> [Tick] {
    let span = Double(high.nanoseconds) - Double(low.nanoseconds)
    let units = isDaily ? datesOnly : all
    guard let unit = units.first(where: { span <= $0.length * Double(count) }) ?? units.last
    else { return [] }
    var moments: [Instant] = []
    var moment = unit.start(of: low)
    while moment <= high {
      if moment >= low { moments.append(moment) }
      let next = moment.advanced(by: unit.step)
      guard next > moment else { break }
      moment = next
    }
    return labelled(moments, at: moments.map(place), unit: unit)
  }

  /// Returns at most `count` marks at the rows that begin a unit of the calendar, at row numbers.
  static func ticks(rows: [Instant], isDaily: Bool, count: Int) -> [Tick] {
    guard let first = rows.first else { return [] }
    let units = isDaily ? datesOnly : all
    var best: (unit: Unit, rows: [Int])?
    for unit in units {
      // Units that are too short are seen to be after a few rows.
      let starts = starts(of: unit, in: rows, atMost: unit == units.last ? .max : count)
      // The first row begins nothing, unless it is named by its own time.
      best = (unit, (unit.isTimeOfDay || unit.start(of: first) == first ? [0] : []) + starts)
      if starts.count < count { break }
    }
    guard let best else { return [] }
    // Rows within one unit have no border; then the first row alone is named.
    let marked = best.rows.isEmpty ? [0] : best.rows
    return labelled(marked.map { rows[$0] }, at: marked.map(Double.init), unit: best.unit)
  }

  /// Returns the first rows that begin a unit, up to so many.
  private static func starts(of unit: Unit, in rows: [Instant], atMost most: Int) -> [Int] {
    var starts: [Int] = []
    guard var last = rows.first.map(unit.number) else { return [] }
    for row in rows.indices.dropFirst() where starts.count < most {
      let number = unit.number(of: rows[row])
      if number != last { starts.append(row) }
      last = number
    }
    return starts
  }

  private static func labelled(_ moments: [Instant], at places: [Double], unit: Unit) -> [Tick] {
    var context = ""
    return zip(moments, places).map { moment, place in
      let (label, now) = names(of: moment, unit: unit)
      defer { context = now }
      return Tick(position: place, label: label, context: now == context ? "" : now)
    }
  }

  /// Returns what a mark says and what it leaves to the line below.
  private static func names(of moment: Instant, unit: Unit) -> (label: String, context: String) {
    let date = moment.date
    let month = monthNames[date.month - 1]
    switch unit {
    case .months(let count) where count >= 12: return ("\(date.year)", "")
    case .months: return (month, "\(date.year)")
    case .days, .weeks: return ("\(date.day) \(month)", "\(date.year)")
    case .nanoseconds:
      return (Instant.clockText(moment.timeOfDay), "\(date.day) \(month) \(date.year)")
    }
  }

  private static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
