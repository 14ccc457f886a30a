/// Reads what stands inside a paragraph of Markdown: emphasis, code, links, breaks and escapes.
///
/// The method is that of the CommonMark specification: signs that may open or close emphasis are
/// kept aside, and are matched when the text, or the link around them, is complete.
struct MarkdownInlines {
  /// A `[` or `![` whose `]` has not come yet.
  private struct Bracket {
    let isImage: Bool
    let piece: Int
    /// The place of the text after it.
    let start: Int
    /// The last sign of emphasis before it; -1 for none.
    let delimiter: Int
    var hasBracketAfter = false
  }

  var scanner: MarkdownScanner
  private let targets: [String: Markdown.Target]
  private var emphasis = MarkdownEmphasis()
  private var pieces: [String] = []
  private var brackets: [Bracket] = []
  /// Of the brackets, the first ones may no longer become links, as they hold one.
  private var closedBrackets = 0
  /// The last run of backticks of each length.
  private var lastBackticks: [Int: Int] = [:]

  init(_ text: String, targets: [String: Markdown.Target]) {
    scanner = MarkdownScanner(text)
    self.targets = targets
    lastBackticks = scanner.lastRuns(of: "`")
  }

  mutating func html() -> String {
    while let scalar = scanner.peek { read(scalar) }
    emphasis.match(above: -1)
    emphasis.write(into: &pieces)
    return pieces.joined()
  }

  private mutating func read(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\\": readEscape()
    case "`": readCode()
    case "*", "_": readEmphasis(scalar)
    case "[": readBracket(isImage: false)
    case "!":
      scanner.position += 1
      if scanner.peek == "[" { readBracket(isImage: true) } else { pieces.append("!") }
    case "]": readLinkEnd()
    case "<": readAutolink()
    case "&":
      pieces.append(HTMLText.escaped(scanner.takeEntity() ?? scanner.take(1)))
    case " ", "\n": readBlanks()
    default:
      let text = scanner.take { !"\\`*_[]!<& \n".unicodeScalars.contains($0) }
      pieces.append(HTMLText.escaped(text))
    }
  }

  private mutating func readEscape() {
    scanner.position += 1
    if scanner.peek == "\n" {
      pieces.append("<br />")
    } else if let next = scanner.peek, MarkdownScanner.isASCIIPunctuation(next) {
      pieces.append(HTMLText.escaped(scanner.take(1)))
    } else {
      pieces.append("\\")
    }
  }

  private mutating func readCode() {
    let ticks = scanner.take { $0 == "`" }
    let length = ticks.unicodeScalars.count
    let start = scanner.position
    guard let end = endOfCode(length) else { return pieces.append(ticks) }
    var code = scanner.text(start, end).replacing("\n", with: " ")
    if code.hasPrefix(" "), code.hasSuffix(" "), code.contains(where: { $0 != " " }) {
      code = String(code.dropFirst().dropLast())
    }
    pieces.append("<code>\(HTMLText.escaped(code))</code>")
    scanner.position = end + length
  }

  /// Returns where a run of exactly `length` backticks begins; nil where there is none.
  private func endOfCode(_ length: Int) -> Int? {
    guard let last = lastBackticks[length], last >= scanner.position else { return nil }
    var place = scanner.position
    while place <= last {
      let run = scanner.run(of: "`", at: place)
      if run == length { return place }
      place += max(1, run)
    }
    return nil
  }

  private mutating func readEmphasis(_ sign: Unicode.Scalar) {
    let before = scanner.scalar(at: scanner.position - 1) ?? "\n"
    let count = scanner.run(of: sign, at: scanner.position)
    scanner.position += count
    let after = scanner.peek ?? "\n"
    emphasis.add(sign, count: count, between: before, and: after, piece: pieces.count)
    pieces.append("")
  }

  private mutating func readBlanks() {
    let blanks = scanner.take { $0 == " " }
    guard scanner.peek == "\n" else {
      if scanner.peek != nil { pieces.append(blanks) }
      return
    }
    pieces.append(blanks.utf8.count >= 2 ? "<br />\n" : "\n")
    scanner.position += 1
    _ = scanner.take { $0 == " " || $0 == "\t" }
  }

  private mutating func readAutolink() {
    guard let address = scanner.takeAutolink() else {
      scanner.position += 1
      return pieces.append("&lt;")
    }
    let isMail = !address.contains(":")
    let text = HTMLText.escaped(address)
    let link = MarkdownLink(destination: isMail ? "mailto:" + address : address, title: nil)
    pieces.append(link.opening + text + link.closing)
  }

  // Links

  private mutating func readBracket(isImage: Bool) {
    scanner.position += 1
    if let last = brackets.indices.last { brackets[last].hasBracketAfter = true }
    brackets.append(
      Bracket(
        isImage: isImage,
        piece: pieces.count,
        start: scanner.position,
        delimiter: emphasis.last
      )
    )
    pieces.append(isImage ? "![" : "[")
  }

  private mutating func readLinkEnd() {
    scanner.position += 1
    guard let bracket = brackets.popLast() else { return pieces.append("]") }
    let isOpen = bracket.isImage || brackets.count >= closedBrackets
    guard isOpen, let target = target(of: bracket) else {
      closedBrackets = min(closedBrackets, brackets.count)
      return pieces.append("]")
    }
    emphasis.match(above: bracket.delimiter)
    if bracket.isImage {
      // Nothing is loaded by a page, so that a picture is its description.
      pieces[bracket.piece] = "<span class=\"image\">"
      pieces.append("</span>")
    } else {
      let link = MarkdownLink(destination: target.destination, title: target.title)
      pieces[bracket.piece] = link.opening
      pieces.append(link.closing)
      closedBrackets = brackets.count
    }
    closedBrackets = min(closedBrackets, brackets.count)
  }

  /// Returns where the link leads whose `]` has just been read, and takes what says so.
  private mutating func target(of bracket: Bracket) -> Markdown.Target? {
    let end = scanner.position - 1
    if scanner.peek == "(", let target = scanner.takeLinkTarget() { return target }
    let start = scanner.position
    if scanner.peek == "[", let label = scanner.takeLabel() {
      let name = label.isEmpty ? scanner.text(bracket.start, end) : label
      if let target = targets[Markdown.key(of: name)] { return target }
      scanner.position = start
      return nil
    }
    guard !bracket.hasBracketAfter, end - bracket.start <= MarkdownScanner.longestLabel
    else { return nil }
    return targets[Markdown.key(of: scanner.text(bracket.start, end))]
  }
}

extension MarkdownInlines {
  /// Returns the text without backslashes before punctuation, and with entities read.
  static func unescaped(_ text: String) -> String {
    var scanner = MarkdownScanner(text)
    var plain = ""
    while let scalar = scanner.peek {
      if scalar == "\\", let next = scanner.scalar(at: scanner.position + 1),
        MarkdownScanner.isASCIIPunctuation(next)
      {
        scanner.position += 1
        plain += scanner.take(1)
      } else if scalar == "&", let entity = scanner.takeEntity() {
        plain += entity
      } else {
        plain += scanner.take(1)
      }
    }
    return plain
  }

  /// Returns the definitions such as `[name]: place "title"` at the start of a paragraph, and the
  /// text after them.
  static func definitions(
    in text: String
  ) -> (found: [(key: String, target: Markdown.Target)], rest: String) {
    var scanner = MarkdownScanner(text)
    var found: [(key: String, target: Markdown.Target)] = []
    while let definition = scanner.takeDefinition() { found.append(definition) }
    return (found, scanner.rest)
  }
}
