/// How texts stand in the columns of a terminal.
enum TerminalText {
  /// Returns how many columns a text takes.
  static func columns(of text: String) -> Int {
    text.utf8.count == text.unicodeScalars.count && !text.utf8.contains(where: { $0 < 32 })
      ? text.utf8.count : text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Returns a text from outside on one line, with a dot for what would act on a terminal.
  static func cleaned(_ text: String) -> String {
    String(
      text.map { character in
        character.unicodeScalars.contains(where: acts)
          ? (character.isNewline || character == "\t" ? " " : "·") : character
      }
    )
  }

  /// Returns the text, or as much of its beginning as fits, with an ellipsis.
  static func cut(_ text: String, to width: Int) -> String {
    guard columns(of: text) > width else { return text }
    guard width > 0 else { return "" }
    var (kept, sum) = ("", 1)
    for character in text {
      sum += columns(of: character)
      guard sum <= width else { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// Returns the text with blanks before it.
  static func right(_ text: String, _ width: Int) -> String {
    blanks(width - columns(of: text)) + text
  }

  /// Returns the text with blanks behind it.
  static func left(_ text: String, _ width: Int) -> String {
    text + blanks(width - columns(of: text))
  }

  /// Returns the text with blanks on both sides.
  static func centred(_ text: String, _ width: Int) -> String {
    let room = max(0, width - columns(of: text))
    return blanks(room / 2) + text + blanks(room - room / 2)
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first, first.value >= 0x300 else { return 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // From the Hangul Jamo and the CJK radicals on, and among the emoji, a glyph takes two columns.
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Whether a character acts on a terminal, or turns the direction of the text after it.
  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
