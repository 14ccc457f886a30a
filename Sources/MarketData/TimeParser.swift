internal import TimeSeries

/// Reads moments of one form; keeps the last date, since the next is mostly the same.
struct TimeParser {
  let form: TimeForm
  private var date = (year: -1, month: 0, day: 0)
  private var midnight: Int64 = 0

  init(form: TimeForm) {
    self.form = form
  }

  /// Returns the nanoseconds since 1970 of the moment that begins at `start`, and the place behind
  /// it; nil where no moment begins there.
  mutating func instant(at start: Int, in bytes: Span<UInt8>) -> (nanoseconds: Int64, end: Int)? {
    if case .epoch(let unit) = form { return TimeParser.epoch(at: start, unit: unit, in: bytes) }
    var position = start
    guard let date = date(at: &position, in: bytes), let midnight = midnight(of: date) else {
      return nil
    }
    let separator = bytes[position]
    guard separator == .blank || separator.lowercased == UInt8(ascii: "t"),
      bytes[position + 1].digit < 10
    else { return (midnight, position) }
    guard let clock = TimeParser.clock(at: position + 1, in: bytes) else { return nil }
    let sum = midnight.addingReportingOverflow(clock.nanoseconds)
    return sum.overflow ? nil : (sum.partialValue, clock.end)
  }

  /// Returns the nanoseconds since midnight, in UTC, of the time of day that begins at `start`.
  ///
  /// The forms are `9:30`, `09:30:15.250`, `093015250`, `093015` and `0930`, with ` AM` or ` PM`,
  /// with `Z` or an offset from UTC such as `+01:00`.
  static func clock(at start: Int, in bytes: Span<UInt8>) -> (nanoseconds: Int64, end: Int)? {
    var position = start
    guard var time = time(at: &position, in: bytes) else { return nil }
    let mark = bytes[position] == .blank ? position + 1 : position
    let letter = bytes[mark].lowercased
    if letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p"),
      bytes[mark + 1].lowercased == UInt8(ascii: "m")
    {
      let hour = time / Period.hour.nanoseconds
      guard (1...12).contains(hour) else { return nil }
      if hour == 12 { time -= 12 * Period.hour.nanoseconds }
      if letter == UInt8(ascii: "p") { time += 12 * Period.hour.nanoseconds }
      position = mark + 2
    }
    guard let offset = offset(at: &position, in: bytes) else { return nil }
    return (time - offset, position)
  }

  @inline(__always)
  private func date(
    at position: inout Int,
    in bytes: Span<UInt8>
  ) -> (year: Int, month: Int, day: Int)? {
    switch form {
    case .yearFirst(let separator):
      guard let year = TimeParser.number(at: &position, 4...4, in: bytes),
        TimeParser.skip(separator, at: &position, in: bytes),
        let month = TimeParser.number(at: &position, 1...2, in: bytes),
        TimeParser.skip(separator, at: &position, in: bytes),
        let day = TimeParser.number(at: &position, 1...2, in: bytes)
      else { return nil }
      return (year, month, day)
    case .monthFirst:
      return dayAndMonth(at: &position, separator: UInt8(ascii: "/"), in: bytes).map {
        ($0.year, $0.first, $0.second)
      }
    case .dayFirst(let separator):
      return dayAndMonth(at: &position, separator: separator, in: bytes).map {
        ($0.year, $0.second, $0.first)
      }
    case .compact:
      guard let number = TimeParser.number(at: &position, 8...8, in: bytes) else { return nil }
      return (number / 10_000, number / 100 % 100, number % 100)
    case .epoch: return nil
    }
  }

  private func dayAndMonth(
    at position: inout Int,
    separator: UInt8,
    in bytes: Span<UInt8>
  ) -> (first: Int, second: Int, year: Int)? {
    guard let first = TimeParser.number(at: &position, 1...2, in: bytes),
      TimeParser.skip(separator, at: &position, in: bytes),
      let second = TimeParser.number(at: &position, 1...2, in: bytes),
      TimeParser.skip(separator, at: &position, in: bytes),
      let year = TimeParser.number(at: &position, 4...4, in: bytes)
    else { return nil }
    return (first, second, year)
  }

  @inline(__always)
  private mutating func midnight(of date: (year: Int, month: Int, day: Int)) -> Int64? {
    if date == self.date { return midnight }
    guard let instant = Instant(year: date.year, month: date.month, day: date.day) else {
      return nil
    }
    (self.date, midnight) = (date, instant.nanoseconds)
    return midnight
  }

  private static func time(at position: inout Int, in bytes: Span<UInt8>) -> Int64? {
    let start = position
    guard let leading = number(at: &position, 1...9, in: bytes) else { return nil }
    var (hour, minute, second, fraction) = (leading, 0, 0, Int64(0))
    switch position - start {
    case 1, 2:
      guard skip(UInt8(ascii: ":"), at: &position, in: bytes),
        let m = number(at: &position, 2...2, in: bytes)
      else { return nil }
      minute = m
      if skip(UInt8(ascii: ":"), at: &position, in: bytes) {
        guard let s = number(at: &position, 2...2, in: bytes) else { return nil }
        second = s
        if bytes[position] == .point {
          guard let part = fractionOfSecond(at: &position, in: bytes) else { return nil }
          fraction = part
        }
      }
    case 4: (hour, minute) = (leading / 100, leading % 100)
    case 6: (hour, minute, second) = (leading / 10_000, leading / 100 % 100, leading % 100)
    case 9:
      let seconds = leading / 1000
      (hour, minute, second) = (seconds / 10_000, seconds / 100 % 100, seconds % 100)
      fraction = Int64(leading % 1000) * 1_000_000
    default: return nil
    }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int64(hour * 3600 + minute * 60 + second) * Period.second.nanoseconds + fraction
  }

  /// Returns the nanoseconds of a point and the 1 to 9 digits after it.
  private static func fractionOfSecond(
    at position: inout Int,
    in bytes: Span<UInt8>
  ) -> Int64? {
    position += 1
    let start = position
    guard let digits = number(at: &position, 1...9, in: bytes) else { return nil }
    return (position - start..<9).reduce(Int64(digits)) { value, _ in value * 10 }
  }

  /// Returns the nanoseconds by which a clock at this offset is ahead of UTC; 0 without one.
  private static func offset(at position: inout Int, in bytes: Span<UInt8>) -> Int64? {
    let sign = bytes[position]
    if sign == UInt8(ascii: "Z") { position += 1 }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
    position += 1
    guard let hours = number(at: &position, 2...2, in: bytes) else { return nil }
    var minutes = 0
    if skip(UInt8(ascii: ":"), at: &position, in: bytes) || bytes[position].digit < 10 {
      guard let m = number(at: &position, 2...2, in: bytes) else { return nil }
      minutes = m
    }
    guard hours < 24, minutes < 60 else { return nil }
    let ahead = Int64(hours * 60 + minutes) * Period.minute.nanoseconds
    return sign == UInt8(ascii: "+") ? ahead : -ahead
  }

  private static func epoch(
    at start: Int,
    unit: Int64,
    in bytes: Span<UInt8>
  ) -> (nanoseconds: Int64, end: Int)? {
    var position = start
    let isNegative = skip(UInt8(ascii: "-"), at: &position, in: bytes)
    let first = position
    var digits: UInt64 = 0
    while bytes[position].digit < 10, position - first < 19 {
      digits = digits * 10 + UInt64(bytes[position].digit)
      position += 1
    }
    guard position > first, let whole = Int64(exactly: digits) else { return nil }
    let product = whole.multipliedReportingOverflow(by: unit)
    guard !product.overflow else { return nil }
    var nanoseconds = product.partialValue
    if unit == Period.second.nanoseconds, bytes[position] == .point {
      guard let part = fractionOfSecond(at: &position, in: bytes) else { return nil }
      let sum = nanoseconds.addingReportingOverflow(part)
      guard !sum.overflow else { return nil }
      nanoseconds = sum.partialValue
    }
    return (isNegative ? -nanoseconds : nanoseconds, position)
  }

  /// Returns the number at `position`, which moves behind it; nil unless its digits are as many as
  /// `widths` says.
  @inline(__always)
  private static func number(
    at position: inout Int,
    _ widths: ClosedRange<Int>,
    in bytes: Span<UInt8>
  ) -> Int? {
    var value = 0
    var end = position
    while bytes[end].digit < 10, end - position < widths.upperBound {
      value = value * 10 + Int(bytes[end].digit)
      end += 1
    }
    guard end - position >= widths.lowerBound else { return nil }
    position = end
    return value
  }

  @inline(__always)
  private static func skip(_ byte: UInt8, at position: inout Int, in bytes: Span<UInt8>) -> Bool {
    guard bytes[position] == byte else { return false }
    position += 1
    return true
  }
}
