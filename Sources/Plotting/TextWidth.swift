/// Estimates of how wide a text is, to lay it out before gnuplot draws it.
enum TextWidth {
  /// Returns the width in pixels of `text` at a font size, by the widths of Helvetica.
  static func of(_ text: String, size: Double) -> Double {
    text.reduce(0) { $0 + share(of: $1) } * size
  }

  /// Returns the text, or as much of its beginning as fits in `width` with an ellipsis.
  static func cut(_ text: String, to width: Double, size: Double) -> String {
    guard of(text, size: size) > width else { return text }
    var sum = share(of: "…") * size
    var kept = ""
    for character in text {
      sum += share(of: character) * size
      guard sum <= width else { break }
      kept.append(character)
    }
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return kept + "…"
  }

  /// Returns the text in at most `count` lines broken at spaces, the last one cut where needed.
  static func wrapped(_ text: String, to width: Double, size: Double, lines count: Int) -> [String]
  {
    var lines: [String] = []
    var rest = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
    while lines.count + 1 < count, !rest.isEmpty {
      var line = rest.removeFirst()
      while let word = rest.first, of(line + " " + word, size: size) <= width {
        line += " " + word
        rest.removeFirst()
      }
      // A word wider than the line goes to the next one as far as it does not fit.
      let fitting = cut(line, to: width, size: size)
      if fitting != line {
        let head = line.prefix(max(1, fitting.count - 1))
        rest.insert(String(line.dropFirst(head.count)), at: rest.startIndex)
        line = String(head)
      }
      lines.append(line)
    }
    if !rest.isEmpty { lines.append(cut(rest.joined(separator: " "), to: width, size: size)) }
    return lines
  }

  private static func share(of character: Character) -> Double {
    guard character.isASCII else {
      let scalar = character.unicodeScalars.first?.value ?? 0
      // From the Hangul Jamo and the CJK radicals on, and among the emoji, glyphs fill a square.
      return (0x1100...0x115F).contains(scalar) || scalar >= 0x2E80 ? 1.05 : 0.6
    }
    return switch character {
    case "i", "j", "l", "'", "|": 0.22
    case " ", "f", "t", "I", ".", ",", ":", ";", "!", "/", "\\", "[", "]": 0.28
    case "r", "(", ")", "-", "`", "{", "}", "\"": 0.34
    case "m", "M": 0.83
    case "w", "G", "O", "Q", "C", "D", "H", "N", "R", "U": 0.75
    case "W", "@", "%": 0.97
    case "A"..."Z", "&": 0.67
    default: 0.56
    }
  }
}
