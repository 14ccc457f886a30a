/// A moment in UTC, in nanoseconds since 1970-01-01T00:00.
///
/// The range is the years 1678 to 2262. Arithmetic that leaves it gives the nearest end.
public struct Instant: Hashable, Comparable, Sendable {
  public let nanoseconds: Int64

  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Creates midnight of a date of the Gregorian calendar; nil for a date that does not exist.
  public init?(year: Int, month: Int, day: Int) {
    guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
    let product = Int64(date.dayNumber).multipliedReportingOverflow(by: Period.day.nanoseconds)
    guard !product.overflow else { return nil }
    nanoseconds = product.partialValue
  }

  public static func < (a: Instant, b: Instant) -> Bool {
    a.nanoseconds < b.nanoseconds
  }

  /// The date that this moment falls on.
  public var date: CivilDate {
    CivilDate(dayNumber: Int(nanoseconds.flooredQuotient(by: Period.day.nanoseconds)))
  }

  /// The nanoseconds since midnight.
  public var timeOfDay: Int64 {
    // The product of quotient and day may lie below the range where the remainder does not.
    let remainder = nanoseconds % Period.day.nanoseconds
    return remainder < 0 ? remainder + Period.day.nanoseconds : remainder
  }

  /// Returns the moment `period` later: months by the calendar, at most to the month's last day.
  public func advanced(by period: Period) -> Instant {
    var start = self
    if period.months != 0 {
      guard let midnight = Instant(date.advanced(byMonths: period.months)) else {
        return Instant(nanoseconds: period.months < 0 ? .min : .max)
      }
      start = midnight.advanced(byNanoseconds: timeOfDay)
    }
    return start.advanced(byNanoseconds: period.nanoseconds)
  }

  /// Returns the moment `period` earlier.
  public func retreated(by period: Period) -> Instant {
    advanced(by: Period(months: -period.months, nanoseconds: 0 &- period.nanoseconds))
  }

  private init?(_ date: CivilDate) {
    self.init(year: date.year, month: date.month, day: date.day)
  }

  private func advanced(byNanoseconds step: Int64) -> Instant {
    let sum = nanoseconds.addingReportingOverflow(step)
    return Instant(nanoseconds: sum.overflow ? (step < 0 ? .min : .max) : sum.partialValue)
  }
}

extension Instant: CustomStringConvertible {
  /// The ISO form: `2024-01-31` at midnight, else `2024-01-31T09:30`, with seconds where needed.
  public var description: String {
    timeOfDay == 0 ? date.description : "\(date)T\(Instant.clockText(timeOfDay))"
  }

  /// Returns nanoseconds since midnight as `09:30`, `09:30:15` or `09:30:15.250`.
  public static func clockText(_ nanoseconds: Int64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    let fraction = nanoseconds % 1_000_000_000
    var text = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2)
    guard seconds % 60 != 0 || fraction != 0 else { return text }
    text += ":" + padded(seconds % 60, 2)
    guard fraction != 0 else { return text }
    var digits = padded(fraction, 9)
    while digits.hasSuffix("000") { digits.removeLast(3) }
    return text + "." + digits
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A date of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Creates a date; nil where there is no such day, or the year is outside 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.days(inMonth: month, of: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Creates the date `dayNumber` days after 1970-01-01.
  ///
  /// Counts in eras of 400 years that begin on 1 March, so that the leap day comes last.
  public init(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The days since 1970-01-01.
  public var dayNumber: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of the week: 1 for Monday to 7 for Sunday, as in ISO 8601.
  public var weekday: Int {
    let remainder = (dayNumber + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  public var description: String {
    let y = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return "\(y)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// Returns the date `count` months later, or the last day of that month where it has no such day.
  func advanced(byMonths count: Int) -> CivilDate {
    let months = (year * 12 + month - 1).addingReportingOverflow(count)
    let total =
      months.overflow ? (count < 0 ? 12 : 119_999) : max(12, min(119_999, months.partialValue))
    let (y, m) = (total / 12, total % 12 + 1)
    let last = CivilDate.days(inMonth: m, of: y)
    return CivilDate(year: y, month: m, day: min(day, last)) ?? self
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  /// Returns the quotient rounded down, for a positive divisor.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
