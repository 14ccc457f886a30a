internal import TimeSeries

/// Cuts a source into tokens.
///
/// A newline ends a statement except inside parentheses and brackets, after a word or sign that
/// expects more, and before a line that begins with `|`.
struct Lexer {
  private let source: Source
  let bytes: [UInt8]
  private(set) var position = 0
  private(set) var tokens: [Token] = []
  /// The open brackets, innermost last, with their places.
  private var open: [(symbol: Token.Symbol, range: SourceRange)] = []

  private init(_ source: Source) {
    self.source = source
    bytes = source.bytes
  }

  /// Returns the tokens of `source`, the last of which is `.end`.
  static func tokens(of source: Source) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(source)
    try lexer.checkEncoding()
    while try lexer.scan() {}
    if let (symbol, range) = lexer.open.last {
      throw lexer.failure(.unclosed(symbol.rawValue), range.lower, range.upper)
    }
    return lexer.tokens
  }

  /// Returns the tokens of a text that need not be a program; what is none is passed over.
  static func readableTokens(of source: Source) -> [Token] {
    var lexer = Lexer(source)
    while true {
      let start = lexer.position
      do {
        if try !lexer.scan() { return lexer.tokens }
      } catch {
        if lexer.position == start { lexer.position += 1 }
      }
    }
  }

  /// Whether `source` may end where it does: no bracket is open, and its last token expects no more.
  ///
  /// What is wrong in another way counts as complete, as nothing that follows could mend it.
  static func isComplete(_ source: Source) -> Bool {
    var lexer = Lexer(source)
    do {
      try lexer.checkEncoding()
      while try lexer.scan() {}
    } catch {
      return true
    }
    return lexer.open.isEmpty && !(lexer.tokens.dropLast().last?.expectsMore ?? false)
  }

  /// Refuses bytes that are not UTF-8, and NUL, at their place.
  private func checkEncoding() throws(Diagnostic) {
    if let zero = bytes.firstIndex(of: 0) {
      throw failure(.strangeCharacter("NUL"), zero, zero + 1)
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return try checkDirection() }
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    throw failure(.notUnicode, offset, offset + 1)
  }

  /// Refuses characters that turn the direction of the text: what is seen would not be what runs.
  private func checkDirection() throws(Diagnostic) {
    for (place, byte) in bytes.enumerated() where byte == 0xE2 && place + 2 < bytes.count {
      guard let scalar = text(place, place + 3).unicodeScalars.first, scalar.turnsDirection
      else { continue }
      let number = "U+" + String(scalar.value, radix: 16, uppercase: true)
      throw failure(.turnsDirection(number), place, place + 3)
    }
  }

  /// Scans one token; false after the end.
  private mutating func scan() throws(Diagnostic) -> Bool {
    skipBlanks()
    let start = position
    guard let byte = peek() else {
      append(.end, from: start)
      return false
    }
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: ";"): scanSeparator(byte)
    case UInt8(ascii: "\""): try scanText()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
    case UInt8(ascii: "."):
      if isDigit(peek(1)), !precedesRange() { try scanNumber() } else { try scanSymbol() }
    case UInt8(ascii: "_"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      try scanWord()
    default: try scanSymbol()
    }
    return true
  }

  // Blanks and separators

  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#") {
        while let next = peek(), next != UInt8(ascii: "\n") { position += 1 }
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        || byte == UInt8(ascii: "\r")
      {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func scanSeparator(_ byte: UInt8) {
    let start = position
    position += 1
    if case .separator? = tokens.last?.kind { return }
    if byte == UInt8(ascii: "\n") {
      if let innermost = open.last?.symbol, innermost != .openBrace { return }
      if tokens.last?.expectsMore ?? false { return }
      if skipToPipe() { return }
    }
    append(.separator, from: start)
  }

  /// Goes on to the next line that is not blank or a comment, if it continues a pipeline.
  private mutating func skipToPipe() -> Bool {
    let start = position
    repeat { skipBlanks() } while skip(UInt8(ascii: "\n"))
    if peek() == UInt8(ascii: "|") { return true }
    position = start
    return false
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  // Words and signs

  private mutating func scanWord() throws(Diagnostic) {
    let start = position
    while let byte = peek(), Lexer.isWordByte(byte) { position += 1 }
    let word = text(start, position)
    guard word.hasPrefix("_") else { return append(.name(word), from: start) }
    if word == "_" { return append(.last(nil), from: start) }
    guard let cell = Int(word.dropFirst()), cell > 0 else {
      throw failure(.nameBeginsWithUnderscore(word), start, position)
    }
    append(.last(cell), from: start)
  }

  private mutating func scanSymbol() throws(Diagnostic) {
    let start = position
    if let (sign, repair) = foreignSign() {
      throw failure(.foreignSign(sign, repair: repair), start, start + sign.utf8.count)
    }
    let first = Int(bytes[start])
    let signs = first < Lexer.signs.count ? Lexer.signs[first] : []
    let found = signs.first { bytes[start...].starts(with: $0.bytes) }
    guard let (sign, symbol) = found else {
      let character = text(start, min(bytes.count, start + 64)).first ?? "?"
      let width = String(character).utf8.count
      throw failure(.strangeCharacter(String(character)), start, start + width)
    }
    position += sign.count
    let range = SourceRange(start, position)
    switch symbol {
    case .openParenthesis, .openBracket, .openBrace: open.append((symbol, range))
    case .closeParenthesis: try close(.openParenthesis, with: symbol, range)
    case .closeBracket: try close(.openBracket, with: symbol, range)
    case .closeBrace: try close(.openBrace, with: symbol, range)
    default: break
    }
    append(.symbol(symbol), from: start)
  }

  /// The signs that begin with each byte, the longer before those that they begin with.
  private static let signs = (0..<128).map { first in
    Token.Symbol.allCases.map { (bytes: Array($0.rawValue.utf8), symbol: $0) }
      .filter { Int($0.bytes[0]) == first }
  }

  private mutating func close(
    _ opening: Token.Symbol,
    with symbol: Token.Symbol,
    _ range: SourceRange
  ) throws(Diagnostic) {
    guard open.popLast()?.symbol == opening else {
      throw failure(.unmatched(symbol.rawValue), range.lower, range.upper)
    }
  }

  private mutating func scanText() throws(Diagnostic) {
    let start = position
    position += 1
    var content: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      position += 1
      if byte == UInt8(ascii: "\"") {
        return append(.text(String(decoding: content, as: UTF8.self)), from: start)
      }
      guard byte == UInt8(ascii: "\\") else {
        content.append(byte)
        continue
      }
      switch peek() {
      case UInt8(ascii: "n"): content.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): content.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): content.append(bytes[position])
      default: throw failure(.unknownEscape, position - 1, position + 1)
      }
      position += 1
    }
    throw failure(.unterminatedText, start, position)
  }

  // Numbers, quantities, dates and times

  private mutating func scanNumber() throws(Diagnostic) {
    let start = position
    if let end = slashedDateEnd() { throw failure(.slashedDate(text(start, end)), start, end) }
    if try scanDate() { return }
    if try scanTimeOfDay() { return }
    skipDigits()
    if peek() == UInt8(ascii: "."), isDigit(peek(1)) {
      position += 1
      skipDigits()
    }
    if let e = peek(), e == UInt8(ascii: "e") || e == UInt8(ascii: "E") {
      let signed = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+")
      if isDigit(peek(signed ? 2 : 1)) {
        position += signed ? 2 : 1
        skipDigits()
      }
    }
    let digits = text(start, position).filter { $0 != "_" }
    guard let value = Double(digits.hasPrefix(".") ? "0" + digits : digits), value.isFinite else {
      throw failure(.numberTooLarge, start, position)
    }
    let unitStart = position
    if peek() == UInt8(ascii: "%") { position += 1 }
    while let byte = peek(), Lexer.isWordByte(byte) { position += 1 }
    let unit = text(unitStart, position)
    append(try quantity(value, unit, start, unitStart), from: start)
  }

  private func quantity(
    _ value: Double,
    _ unit: String,
    _ start: Int,
    _ unitStart: Int
  ) throws(Diagnostic) -> Token.Kind {
    guard !unit.isEmpty else { return .number(value) }
    switch Token.Unit(rawValue: unit) {
    case .percent?: return .number(value / 100)
    case .basisPoints?: return .number(value / 10_000)
    case .ticks?, .tick?: return .ticks(value)
    case .bars?:
      guard let count = Int(exactly: value), count < Int32.max else {
        throw failure(.notWhole(unit: "bars"), start, position)
      }
      return .bars(count)
    case .milliseconds?: return try clock(value, Period(nanoseconds: 1_000_000), start)
    case .seconds?: return try clock(value, .second, start)
    case .minutes?: return try clock(value, .minute, start)
    case .hours?: return try clock(value, .hour, start)
    case .days?: return try clock(value, .day, start)
    case .weeks?: return try clock(value, .week, start)
    case .months?: return try calendar(value, 1, start)
    case .quarters?: return try calendar(value, 3, start)
    case .years?: return try calendar(value, 12, start)
    case nil: throw failure(.unknownUnit(unit), unitStart, position)
    }
  }

  private func clock(
    _ value: Double,
    _ unit: Period,
    _ start: Int
  ) throws(Diagnostic) -> Token.Kind {
    guard let length = Int64(exactly: (value * Double(unit.nanoseconds)).rounded()),
      length < Int64.max / 4
    else { throw failure(.numberTooLarge, start, position) }
    return .duration(Period(nanoseconds: length))
  }

  private func calendar(
    _ value: Double,
    _ months: Double,
    _ start: Int
  ) throws(Diagnostic) -> Token.Kind {
    guard let count = Int(exactly: value * months), count < 120_000 else {
      throw failure(.notWhole(unit: "months"), start, position)
    }
    return .duration(Period(months: count))
  }

  /// Scans `2024-01-31` with an optional `T09:30`; false, and nothing consumed, for anything else.
  private mutating func scanDate() throws(Diagnostic) -> Bool {
    let start = position
    let isDate = (0..<10).allSatisfy { offset in
      offset == 4 || offset == 7 ? peek(offset) == UInt8(ascii: "-") : isDigit(peek(offset))
    }
    guard isDate, !isDigit(peek(10)) else { return false }
    let numbers = text(start, start + 10).split(separator: "-").compactMap { Int($0) }
    position += 10
    guard numbers.count == 3,
      let midnight = Instant(year: numbers[0], month: numbers[1], day: numbers[2])
    else { throw failure(.noSuchDate(text(start, position)), start, position) }
    guard peek() == UInt8(ascii: "T"), isDigit(peek(1)) else {
      append(.instant(midnight), from: start)
      return true
    }
    position += 1
    guard let clock = try timeOfDay() else {
      throw failure(.noSuchTime(text(start, position)), start, position)
    }
    append(.instant(midnight.advanced(by: Period(nanoseconds: clock))), from: start)
    return true
  }

  private mutating func scanTimeOfDay() throws(Diagnostic) -> Bool {
    let start = position
    guard let clock = try timeOfDay() else { return false }
    append(.timeOfDay(clock), from: start)
    return true
  }

  /// Reads `09:30` or `09:30:15`; nil, and nothing consumed, for anything else.
  private mutating func timeOfDay() throws(Diagnostic) -> Int64? {
    let start = position
    var fields: [Int64] = []
    while fields.count < 3 {
      let from = position
      while isDigit(peek()), position - from < 2 { position += 1 }
      guard position > from, let number = Int64(text(from, position)) else { break }
      fields.append(number)
      guard peek() == UInt8(ascii: ":"), isDigit(peek(1)), fields.count < 3 else { break }
      position += 1
    }
    guard fields.count >= 2, !isDigit(peek()) else {
      position = start
      return nil
    }
    guard fields[0] < 24, fields[1] < 60, fields.count < 3 || fields[2] < 60 else {
      throw failure(.noSuchTime(text(start, position)), start, position)
    }
    let seconds = fields[0] * 3600 + fields[1] * 60 + (fields.count > 2 ? fields[2] : 0)
    return seconds * 1_000_000_000
  }

  // Bytes

  func peek(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func skipDigits() {
    while isDigit(peek()) || (peek() == UInt8(ascii: "_") && isDigit(peek(1))) { position += 1 }
  }

  /// Whether a dot here belongs to `..`, as in `1..5`.
  private func precedesRange() -> Bool {
    position > 0 && bytes[position - 1] == UInt8(ascii: ".")
  }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: SourceRange(start, position)))
  }

  private func failure(_ problem: Problem, _ start: Int, _ end: Int) -> Diagnostic {
    Diagnostic(problem.explanation, in: source, at: SourceRange(start, end))
  }
}
