/// Takes the parts of links, references and entities from a text of Markdown.
struct MarkdownScanner {
  /// The longest name of a reference.
  static let longestLabel = 999
  /// The longest place or title, so that a hostile text is not read again and again.
  private static let longestPart = 2_000

  private let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var peek: Unicode.Scalar? { scalar(at: position) }

  func scalar(at place: Int) -> Unicode.Scalar? {
    scalars.indices.contains(place) ? scalars[place] : nil
  }

  func text(_ start: Int, _ end: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<max(start, end)])
    return String(view)
  }

  /// The text that is not taken yet.
  var rest: String { text(position, scalars.count) }

  mutating func take(_ count: Int) -> String {
    let start = position
    position = min(scalars.count, position + count)
    return text(start, position)
  }

  mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while let scalar = peek, condition(scalar) { position += 1 }
    return text(start, position)
  }

  /// Returns how many of `sign` stand at a place.
  func run(of sign: Unicode.Scalar, at place: Int) -> Int {
    scalars[min(place, scalars.count)...].prefix { $0 == sign }.count
  }

  /// Returns where the last run of each length begins.
  func lastRuns(of sign: Unicode.Scalar) -> [Int: Int] {
    var runs: [Int: Int] = [:]
    var place = 0
    while place < scalars.count {
      let length = run(of: sign, at: place)
      if length > 0 { runs[length] = place }
      place += max(1, length)
    }
    return runs
  }

  static func isASCIIPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
  }

  // Entities and addresses

  /// The named characters that prose uses; another name stays as it is written.
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "copy": "©", "reg": "®", "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "micro": "µ",
    "middot": "·", "sect": "§", "para": "¶", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢",
    "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "bull": "•", "larr": "←", "rarr": "→", "le": "≤", "ge": "≥", "ne": "≠",
    "infin": "∞", "radic": "√", "sum": "∑", "frac12": "½", "frac34": "¾", "sup2": "²",
    "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
    "alpha": "α", "beta": "β", "sigma": "σ", "mu": "μ", "Delta": "Δ",
  ]

  /// Takes `&amp;`, `&#38;` or `&#x26;` as its character; nil, and nothing taken, for anything else.
  mutating func takeEntity() -> String? {
    let start = position
    position += 1
    let isNumber = peek == "#"
    if isNumber { position += 1 }
    let isHexadecimal = isNumber && (peek == "x" || peek == "X")
    if isHexadecimal { position += 1 }
    let name = take { MarkdownScanner.isLetterOrDigit($0) }
    if peek == ";", !name.isEmpty, name.utf8.count <= 8 {
      position += 1
      if !isNumber, let text = MarkdownScanner.named[name] { return text }
      if isNumber, name.utf8.count <= (isHexadecimal ? 6 : 7),
        let value = UInt32(name, radix: isHexadecimal ? 16 : 10)
      {
        return Unicode.Scalar(value).map { value == 0 ? "\u{FFFD}" : String($0) } ?? "\u{FFFD}"
      }
    }
    position = start
    return nil
  }

  /// Takes `<https://…>` or `<a@b.c>` as its address; nil, and nothing taken, for anything else.
  mutating func takeAutolink() -> String? {
    let start = position
    position += 1
    let address = take { $0.value > 32 && $0 != "<" && $0 != ">" }
    if peek == ">", isAddress(address) || isMail(address) {
      position += 1
      return address
    }
    position = start
    return nil
  }

  private func isAddress(_ text: String) -> Bool {
    guard let colon = text.unicodeScalars.firstIndex(of: ":") else { return false }
    let scheme = text.unicodeScalars[..<colon]
    return (2...32).contains(scheme.count) && (scheme.first?.properties.isAlphabetic ?? false)
      && scheme.allSatisfy {
        MarkdownScanner.isLetterOrDigit($0) || "+.-".unicodeScalars.contains($0)
      }
  }

  private func isMail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let isName = parts[0].unicodeScalars.allSatisfy {
      MarkdownScanner.isLetterOrDigit($0) || ".!#$%&'*+/=?^_`{|}~-".unicodeScalars.contains($0)
    }
    let isHost = parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      (1...63).contains($0.utf8.count) && !$0.hasPrefix("-") && !$0.hasSuffix("-")
        && $0.unicodeScalars.allSatisfy { MarkdownScanner.isLetterOrDigit($0) || $0 == "-" }
    }
    return isName && isHost
  }

  // Links

  /// Takes `(place "title")`; nil, and nothing taken, for anything else.
  mutating func takeLinkTarget() -> Markdown.Target? {
    let start = position
    position += 1
    takeSpace()
    let destination = peek == ")" ? "" : takeDestination()
    if let destination {
      let hadSpace = takeSpace()
      let title = hadSpace ? takeTitle() : nil
      takeSpace()
      if peek == ")" {
        position += 1
        return Markdown.Target(destination: destination, title: title)
      }
    }
    position = start
    return nil
  }

  /// Takes `[name]: place "title"` with the end of its line; nil, and nothing taken, for anything
  /// else.
  mutating func takeDefinition() -> (key: String, target: Markdown.Target)? {
    let start = position
    guard peek == "[", let label = takeLabel(), label.contains(where: { !$0.isWhitespace }),
      peek == ":"
    else {
      position = start
      return nil
    }
    position += 1
    takeSpace()
    guard peek != nil, let destination = takeDestination() else {
      position = start
      return nil
    }
    let end = position
    var title = takeSpace() ? takeTitle() : nil
    if title != nil, !takeLineEnd() {
      // The title has more behind it, so that it is the text of the next line, if it is on one.
      title = nil
      position = end
    } else if title == nil {
      position = end
    }
    guard title != nil || takeLineEnd() else {
      position = start
      return nil
    }
    return (Markdown.key(of: label), Markdown.Target(destination: destination, title: title))
  }

  /// Takes `[name]` without brackets in it; nil, and nothing taken, for anything else.
  mutating func takeLabel() -> String? {
    let start = position
    position += 1
    while let scalar = peek, position - start <= MarkdownScanner.longestLabel + 1 {
      switch scalar {
      case "]":
        position += 1
        return text(start + 1, position - 1)
      case "[":
        position = start
        return nil
      case "\\": position += 2
      default: position += 1
      }
    }
    position = start
    return nil
  }

  private mutating func takeDestination() -> String? {
    let start = position
    if peek == "<" {
      position += 1
      while let scalar = peek, scalar != "\n", scalar != "<",
        position - start < MarkdownScanner.longestPart
      {
        if scalar == ">" {
          position += 1
          return MarkdownInlines.unescaped(text(start + 1, position - 1))
        }
        position += scalar == "\\" ? 2 : 1
      }
      position = start
      return nil
    }
    var depth = 0
    while let scalar = peek, scalar.value > 32, scalar.value != 127,
      position - start < MarkdownScanner.longestPart
    {
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      if depth < 0 || depth > 32 { break }
      let escapes =
        scalar == "\\"
        && self.scalar(at: position + 1).map(MarkdownScanner.isASCIIPunctuation)
          ?? false
      position += escapes ? 2 : 1
    }
    guard depth <= 0, position > start else {
      position = start
      return nil
    }
    return MarkdownInlines.unescaped(text(start, min(position, scalars.count)))
  }

  private mutating func takeTitle() -> String? {
    let start = position
    let ends: [Unicode.Scalar: Unicode.Scalar] = ["\"": "\"", "'": "'", "(": ")"]
    guard let end = peek.flatMap({ ends[$0] }) else { return nil }
    position += 1
    while let scalar = peek, position - start < MarkdownScanner.longestPart {
      if scalar == end {
        position += 1
        return MarkdownInlines.unescaped(text(start + 1, position - 1))
      }
      if scalar == "(", end == ")" { break }
      position += scalar == "\\" ? 2 : 1
    }
    position = start
    return nil
  }

  /// Takes blanks and at most one line break; false where there are none.
  @discardableResult
  private mutating func takeSpace() -> Bool {
    let start = position
    var hasBreak = false
    while let scalar = peek, scalar == " " || scalar == "\t" || (scalar == "\n" && !hasBreak) {
      hasBreak = hasBreak || scalar == "\n"
      position += 1
    }
    return position > start
  }

  /// Takes blanks up to the end of the line; false, and nothing taken, where there is more.
  private mutating func takeLineEnd() -> Bool {
    let start = position
    while let scalar = peek, scalar == " " || scalar == "\t" { position += 1 }
    guard let scalar = peek else { return true }
    if scalar == "\n" {
      position += 1
      return true
    }
    position = start
    return false
  }
}
