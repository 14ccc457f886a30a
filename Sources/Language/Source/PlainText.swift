extension Unicode.Scalar {
  /// Whether the character turns the direction of the text after it, so that a line is seen in
  /// another order than it is read in.
  public var turnsDirection: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether the character acts on a terminal or on the line, in place of being seen.
  public var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: turnsDirection
    }
  }
}

extension String {
  /// The text with a dot for every character that would act on a terminal: line feeds and tabs stay.
  ///
  /// What a notebook or a data file says may be a command to the terminal, such as one that types for
  /// the person.
  public var harmless: String {
    // All such characters begin with one of these bytes of UTF-8, and hardly a line has any.
    let mayAct = utf8.contains { byte in
      switch byte {
      case 9, 10: false
      case 0..<32, 127, 0xC2, 0xD8, 0xE2: true
      default: false
      }
    }
    guard mayAct else { return self }
    var kept = UnicodeScalarView()
    for scalar in unicodeScalars {
      kept.append(scalar.isInvisible && scalar != "\n" && scalar != "\t" ? "·" : scalar)
    }
    return String(kept)
  }
}
