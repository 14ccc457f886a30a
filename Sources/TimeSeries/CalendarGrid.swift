/// Moments that cut time into stretches of one length: of a part of a day, of days, weeks or months.
///
/// Parts of a day are counted from midnight UTC, days from 1970-01-01, weeks begin on Monday, and
/// months are those of the calendar, counted from January of the year 0.
struct CalendarGrid: Sendable {
  /// The length of a stretch: nanoseconds, or whole months.
  private let length: Period
  /// The nanoseconds from 1970-01-01 to a moment of the grid; 0 for months.
  private let anchor: Int64

  /// Creates a grid; nil for a length that does not divide a day and is not of whole days, nor of
  /// whole months.
  init?(_ length: Period) {
    let day = Period.day.nanoseconds
    guard length.isPositive, length.months == 0 || length.nanoseconds == 0 else { return nil }
    guard length.months > 0 || length.nanoseconds % day == 0 || day % length.nanoseconds == 0
    else { return nil }
    self.length = length
    // 1970-01-05 was a Monday.
    let isWeeks = length.months == 0 && length.nanoseconds % Period.week.nanoseconds == 0
    anchor = isWeeks ? 4 * day : 0
  }

  /// Whether the stretches are made of whole dates.
  var isDaily: Bool { length.months > 0 || length.nanoseconds % Period.day.nanoseconds == 0 }

  /// Returns the stretch `(start, end]` that `instant` lies in.
  func stretch(of instant: Instant) -> (start: Instant, end: Instant) {
    let inside = instant.advanced(by: Period(nanoseconds: -1))
    let start = length.months > 0 ? month(of: inside) : start(of: inside)
    return (start, start.advanced(by: length))
  }

  private func start(of instant: Instant) -> Instant {
    let since = instant.nanoseconds.subtractingReportingOverflow(anchor)
    let count = (since.overflow ? .min : since.partialValue).flooredQuotient(by: length.nanoseconds)
    let product = count.multipliedReportingOverflow(by: length.nanoseconds)
    return Instant(nanoseconds: product.overflow ? .min : product.partialValue)
      .advanced(by: Period(nanoseconds: anchor))
  }

  private func month(of instant: Instant) -> Instant {
    let date = instant.date
    let months = Int64(date.year * 12 + date.month - 1)
    let first = Int(months.flooredQuotient(by: Int64(length.months))) * length.months
    return Instant(year: first / 12, month: first % 12 + 1, day: 1) ?? Instant(nanoseconds: .min)
  }
}
