/// What a cell of a column of numbers may hold.
enum Reading: Hashable, Sendable {
  case number(Double)
  case missing
  /// An infinity, or a number beyond the largest double.
  case infinite
  case text
}

/// Reads decimal numbers from text, to the nearest double.
struct Decimal: Sendable {
  private let powersOfTen: [Double]
  private let powersOfFive: [UInt64]

  init() {
    powersOfTen = (0...19).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }
    powersOfFive = (0...19).map { (0..<$0).reduce(1) { power, _ in power * 5 } }
  }

  /// Returns the number that begins at `start`, with the place behind it; nil where there is none,
  /// and for more than 19 digits.
  ///
  /// Of m / 10ᵏ with m ≤ 2⁵³ and k ≤ 22, both parts are doubles, so that the one division rounds
  /// correctly (Clinger, "How to read floating point numbers accurately", 1990). Nearly every price
  /// is of this form.
  @inline(__always)
  func short(at start: Int, in bytes: Span<UInt8>) -> (value: Double, end: Int)? {
    var position = start
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    var mantissa: UInt64 = 0
    var decimals = 0
    while bytes[position].digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(bytes[position].digit)
      position += 1
    }
    var digits = position - first
    if bytes[position] == .point {
      position += 1
      let point = position
      while bytes[position].digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(bytes[position].digit)
        position += 1
      }
      decimals = position - point
      digits += decimals
    }
    // Nineteen digits cannot overflow.
    guard digits > 0, digits <= 19 else { return nil }
    let magnitude =
      mantissa <= 1 << 53
      ? Double(mantissa) / powersOfTen[decimals] : quotient(mantissa, decimals: decimals)
    return (isNegative ? -magnitude : magnitude, position)
  }

  /// Returns the double nearest to m / 10ᵏ, for m > 0 and k ≤ 19, by division of whole numbers.
  ///
  /// With the leading bits of m and 5ᵏ moved to the top, the quotient has 63 or 64 bits; a
  /// remainder is kept as its last bit, so that the conversion, which rounds to 53, errs on no tie.
  /// Numbers of 17 digits, as many exports have, load three times as fast as by the library's way.
  private func quotient(_ mantissa: UInt64, decimals: Int) -> Double {
    let divisor = powersOfFive[decimals]
    let (up, down) = (mantissa.leadingZeroBitCount, divisor.leadingZeroBitCount)
    let top = mantissa << UInt64(up)
    let (quotient, remainder) = (divisor << UInt64(down))
      .dividingFullWidth((high: top >> 1, low: top << 63))
    let exponent = down - up - decimals - 63
    return Double(
      sign: .plus,
      exponent: exponent,
      significand: Double(remainder == 0 ? quotient : quotient | 1)
    )
  }

  /// Returns what the bytes of a cell's content say.
  ///
  /// Missing are the empty cell, `.`, `NA`, `NaN` and `null`, in any case of letters.
  func reading(of content: Range<Int>, in bytes: Span<UInt8>) -> Reading {
    if content.isEmpty { return .missing }
    if let number = short(at: content.lowerBound, in: bytes), number.end == content.upperBound {
      return .number(number.value)
    }
    let isDecimal = Decimal.isDecimal(content, in: bytes)
    // No word below has more letters; long text need not be copied to be compared.
    guard isDecimal || content.count <= 9 else { return .text }
    let text = String(decoding: content.map { bytes[$0] }, as: UTF8.self)
    guard isDecimal else { return Decimal.word(text) }
    guard let value = Double(text) else { return .text }
    return value.isFinite ? .number(value) : .infinite
  }

  private static func word(_ text: String) -> Reading {
    switch text.lowercased() {
    case ".", "na", "nan", "null": .missing
    case "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity": .infinite
    default: .text
    }
  }

  /// Whether the bytes are digits with at most one sign, one point and one exponent.
  private static func isDecimal(_ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var position = content.lowerBound
    func skipSign() {
      if position < content.upperBound,
        bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
      {
        position += 1
      }
    }
    func skipDigits() -> Int {
      let first = position
      while position < content.upperBound, bytes[position].digit < 10 { position += 1 }
      return position - first
    }
    skipSign()
    var digits = skipDigits()
    if position < content.upperBound, bytes[position] == .point {
      position += 1
      digits += skipDigits()
    }
    guard digits > 0 else { return false }
    if position < content.upperBound, bytes[position].lowercased == UInt8(ascii: "e") {
      position += 1
      skipSign()
      guard skipDigits() > 0 else { return false }
    }
    return position == content.upperBound
  }
}
