/// Writes texts and numbers so that gnuplot takes them for nothing else.
///
/// Within single quotes gnuplot expands no backquotes, macros or escapes; the terminals are set to
/// `noenhanced`, so that `_`, `^`, `{` and `@` are drawn as they stand.
enum GnuplotText {
  /// Returns `text` as an expression of one line; control characters become spaces.
  ///
  /// A single quote stands in double quotes of its own, as gnuplot does not see that it is doubled
  /// at the beginning of a literal.
  static func quoted(_ text: String) -> String {
    "'" + cleaned(text).replacing("'", with: #"'."'".'"#) + "'"
  }

  /// Returns the label of a tick, where gnuplot would read `%` as a format.
  static func tickLabel(_ lines: [String]) -> String {
    lines.map { quoted($0.replacing("%", with: "%%")) }.joined(separator: ".\"\\n\".")
  }

  /// Returns the shortest digits that read back as `value`.
  static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Returns a number of the layout, to five places.
  static func rounded(_ value: Double) -> String {
    number((value * 100_000).rounded() / 100_000)
  }

  /// Returns the text without what XML forbids or what would break a line.
  private static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: scalars.append(" ")
      case .unassigned where scalar.value & 0xFFFE == 0xFFFE: continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
