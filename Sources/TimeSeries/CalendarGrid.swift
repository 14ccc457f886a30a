/// Moments that cut time into stretches of one length: of a part of a day, of days, weeks or months.
///
/// Parts of a day are counted from midnight UTC, days from 1970-01-01, weeks begin on Monday, and
/// months are those of the calendar, counted from January of the year 0. No stretch is longer than 100
/// years.
struct CalendarGrid: Sendable {
  /// The length of a stretch: nanoseconds, or whole months.
  private let length: Period
  /// The nanoseconds from 1970-01-01 to a moment of the grid; 0 for months.
  private let anchor: Int64

  /// The longest stretch: as long as 100 years in months, and in days.
  private static let longest = (months: 1200, days: Int64(36_525))

  /// Whether a stretch is longer than a grid may have.
  static func isTooLong(_ length: Period) -> Bool {
    length.months > longest.months || length.nanoseconds / Period.day.nanoseconds > longest.days
  }

  /// Creates a grid; nil for a length that does not divide a day and is not of whole days, nor of
  /// whole months, and for one that is too long.
  init?(_ length: Period) {
    let day = Period.day.nanoseconds
    guard length.isPositive, length.months == 0 || length.nanoseconds == 0 else { return nil }
    guard !CalendarGrid.isTooLong(length) else { return nil }
    guard length.months > 0 || length.nanoseconds % day == 0 || day % length.nanoseconds == 0
    else { return nil }
    self.length = length
    // 1970-01-05 was a Monday.
    let isWeeks = length.months == 0 && length.nanoseconds % Period.week.nanoseconds == 0
    anchor = isWeeks ? 4 * day : 0
  }

  /// Whether the stretches are made of whole dates.
  var isDaily: Bool { length.months > 0 || length.nanoseconds % Period.day.nanoseconds == 0 }

  /// Returns the stretch `(start, end]` that `instant` lies in; nil where the times end before it does.
  func stretch(of instant: Instant) -> (start: Instant, end: Instant)? {
    let inside = instant.advanced(by: Period(nanoseconds: -1))
    let ends = length.months > 0 ? months(around: inside) : moments(around: inside)
    guard let start = ends.start, let end = ends.end else { return nil }
    return (start, end)
  }

  private func moments(around instant: Instant) -> (start: Instant?, end: Instant?) {
    let since = instant.nanoseconds.subtractingReportingOverflow(anchor)
    guard !since.overflow else { return (nil, nil) }
    let count = since.partialValue.flooredQuotient(by: length.nanoseconds)
    return (moment(count), moment(count + 1))
  }

  private func moment(_ number: Int64) -> Instant? {
    let product = number.multipliedReportingOverflow(by: length.nanoseconds)
    let sum = product.partialValue.addingReportingOverflow(anchor)
    return product.overflow || sum.overflow ? nil : Instant(nanoseconds: sum.partialValue)
  }

  private func months(around instant: Instant) -> (start: Instant?, end: Instant?) {
    let date = instant.date
    let months = Int64(date.year * 12 + date.month - 1)
    let first = Int(months.flooredQuotient(by: Int64(length.months))) * length.months
    func month(_ number: Int) -> Instant? {
      Instant(year: number / 12, month: number % 12 + 1, day: 1)
    }
    return (month(first), month(first + length.months))
  }
}
