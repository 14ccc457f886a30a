/// Text as it stands in a page: every sign that would be markup is escaped.
enum HTMLText {
  /// Returns the text for the inside of an element or of an attribute in double quotes.
  ///
  /// Characters that a page may not hold, and those that turn the direction of the text so that a
  /// reader sees another program than runs, become U+FFFD.
  static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(isUnfit(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }

  /// Whether a character is a control character, changes the direction of the text, or is none.
  static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<32, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Returns the text between the tags of markup that was made here, still escaped.
  static func withoutTags(_ markup: String) -> String {
    var text = ""
    var isTag = false
    for scalar in markup.unicodeScalars {
      switch scalar {
      case "<": isTag = true
      case ">": isTag = false
      default: if !isTag { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }

  /// Returns a block of text that keeps its lines.
  ///
  /// A page drops the first line break of a `pre`, so that one is written twice.
  static func preformatted(_ content: String, class name: String) -> String {
    let start = content.hasPrefix("\n") ? "\n" : ""
    return "<pre class=\"\(name)\" tabindex=\"0\">\(start)\(content)</pre>\n"
  }

  /// Returns what a reader may unfold.
  static func folded(_ title: String, class name: String, _ content: String) -> String {
    "<details class=\"\(name)\"><summary>\(escaped(title))</summary>\n\(content)</details>\n"
  }
}
