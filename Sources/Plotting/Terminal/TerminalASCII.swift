/// Figures for terminals that show ASCII alone.
enum TerminalASCII {
  /// Returns the text with a character of ASCII for each that is none.
  static func text(_ text: String) -> String {
    String(text.map(character))
  }

  private static func character(_ character: Character) -> Character {
    guard !character.isASCII, let scalar = character.unicodeScalars.first else { return character }
    if (0x2800...0x28FF).contains(scalar.value) { return dots(scalar.value - 0x2800) }
    return all[scalar] ?? "?"
  }

  /// Returns a point where the dots are: high, low or both.
  private static func dots(_ bits: UInt32) -> Character {
    let (high, low) = (bits & 0x1B != 0, bits & 0xE4 != 0)
    return high && low ? ":" : high ? "'" : low ? "." : " "
  }

  private static let all: [Unicode.Scalar: Character] = {
    var all: [Unicode.Scalar: Character] = [:]
    let groups: [(String, Character)] = [
      ("│┤╎╷╵╽╿", "|"), ("─╌", "-"), ("┬└", "+"), ("┃╹╻", "!"),
      ("░", "."), ("▒", "+"), ("▓", "%"), ("█▇▆▅▉▊▋▀▄▌▐", "#"), ("▁▂▃▏▎▍", "_"),
      ("−", "-"), ("…", "~"), ("·", "."), ("•◆", "*"), ("○", "o"), ("×", "x"), ("▲↑", "^"),
      ("▼", "v"),
    ]
    for (scalars, character) in groups {
      for scalar in scalars.unicodeScalars { all[scalar] = character }
    }
    return all
  }()
}
