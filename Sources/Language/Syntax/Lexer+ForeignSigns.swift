/// The signs of other languages, each with what is written here.
extension Lexer {
  /// Signs that are read alike wherever they stand, the longer before those that they begin with.
  private static let foreign: [(bytes: [UInt8], sign: String, repair: String)] = [
    ("&&", "write `and`"), ("&", "write `and`"), ("||", "write `or`"), ("**", "write `^`"),
    ("===", "write `==`"), ("!==", "write `!=`"), ("<>", "write `!=`"), (":=", "write `=`"),
    ("%", "write `mod` for the remainder; a share has its number before the sign, as `5%`"),
    ("?", "write `if … then … else …`"), ("/*", "comments begin with `#`"),
    ("\\", "leave it out: a line that ends in an operator goes on by itself"),
    ("≥", "write `>=`"), ("≤", "write `<=`"), ("≠", "write `!=`"), ("−", "write `-`"),
    ("×", "write `*`"), ("÷", "write `/`"), ("“", "write `\"`"), ("”", "write `\"`"),
    ("„", "write `\"`"), ("’", "write `\"`"), ("‘", "write `\"`"),
  ].map { (Array($0.0.utf8), $0.0, $0.1) }

  /// Returns the sign of another language that stands here, with what is written here; nil for none.
  func foreignSign() -> (sign: String, repair: String)? {
    let rest = bytes[position...]
    func begins(_ sign: String) -> Bool { rest.starts(with: sign.utf8) }
    if begins("!"), !begins("!=") { return ("!", "write `not`") }
    if begins("'") { return ("'", textRepair()) }
    if begins("//") { return ("//", slashesRepair()) }
    if begins("=>") { return ("=>", isDigit(firstAfter(2)) ? "write `>=`" : "write `->`") }
    for sign in ["+=", "-=", "*=", "/="] where begins(sign) && !begins(sign + "=") {
      return (sign, changeRepair(sign))
    }
    return Lexer.foreign.first { rest.starts(with: $0.bytes) }.map { ($0.sign, $0.repair) }
  }

  /// The rest of the line, from so many bytes further on.
  private func restOfLine(_ offset: Int) -> String {
    let from = min(bytes.count, position + offset)
    let end = bytes[from...].prefix(200).firstIndex(of: UInt8(ascii: "\n"))
    return text(from, end ?? min(bytes.count, from + 200))
  }

  private func firstAfter(_ offset: Int) -> UInt8? { restOfLine(offset).utf8.first { $0 != 32 } }

  private func textRepair() -> String {
    let rest = restOfLine(1)
    guard let end = rest.firstIndex(of: "'"), !rest[..<end].contains("\"") else {
      return "texts stand between double quotes"
    }
    return "write `\"\(rest[..<end])\"`"
  }

  /// Two slashes are a comment or a whole quotient: what follows tells which.
  private func slashesRepair() -> String {
    let isFirst = tokens.last.map { $0.kind == .separator } ?? true
    let words = restOfLine(2).split(separator: " ")
    return isFirst || words.count > 1
      ? "comments begin with `#`" : "write `floor(a / b)` for the whole quotient"
  }

  private func changeRepair(_ sign: String) -> String {
    guard case .name(let name)? = tokens.last?.kind else { return "write the new value after `=`" }
    let rest = restOfLine(2).split(separator: "#").first.map(String.init) ?? ""
    let value = rest.split(separator: " ").joined(separator: " ")
    return "write `\(name) = \(name) \(sign.prefix(1)) \(value.isEmpty ? "1" : value)`"
  }

  /// Returns where a date such as `01/02/2024` ends that begins here; nil for anything else.
  func slashedDateEnd() -> Int? {
    var offset = 0
    for most in [2, 2] {
      let first = offset
      while isDigit(peek(offset)), offset - first < most { offset += 1 }
      guard offset > first, peek(offset) == UInt8(ascii: "/") else { return nil }
      offset += 1
    }
    let isYear = (0..<4).allSatisfy { isDigit(peek(offset + $0)) } && !isDigit(peek(offset + 4))
    guard isYear, ["19", "20"].contains(text(position + offset, position + offset + 2)) else {
      return nil
    }
    return position + offset + 4
  }
}
