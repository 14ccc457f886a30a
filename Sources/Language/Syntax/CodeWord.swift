/// A word of a program as it was typed, for those who compare programs.
public struct CodeWord: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A number, a text, a date, a duration: what can be changed without another meaning.
    case constant
    case name, sign
    /// The end of a statement.
    case separator
  }

  public let kind: Kind
  public let text: String
}

extension Parser {
  /// Returns the words of a text without its comments and its layout; nil where it cannot be read.
  ///
  /// Two texts of the same words are the same program.
  public static func words(of text: String) -> [CodeWord]? {
    let source = Source(text)
    guard let tokens = try? Lexer.tokens(of: source) else { return nil }
    var words: [CodeWord] = []
    for token in tokens {
      switch token.kind {
      case .end: break
      case .separator:
        // At the edge of a block a separator is layout.
        if let last = words.last, last.kind != .separator, last.text != "{" {
          words.append(CodeWord(kind: .separator, text: "\n"))
        }
      case .symbol(let symbol):
        if symbol == .closeBrace, words.last?.kind == .separator { words.removeLast() }
        words.append(CodeWord(kind: .sign, text: symbol.rawValue))
      case .name, .last:
        words.append(CodeWord(kind: .name, text: source.text(token.range)))
      case .number, .text, .duration, .bars, .ticks, .instant, .timeOfDay:
        words.append(CodeWord(kind: .constant, text: source.text(token.range)))
      }
    }
    if words.last?.kind == .separator { words.removeLast() }
    return words
  }
}

extension Statement {
  /// The names that the statement reads, those of functions too, with `_` for a last value.
  public var readNames: Set<String> { reads.names }
}

extension Source {
  /// Returns the text of `range` on one line: without comments, each stretch of blanks as one.
  ///
  /// What is named after its own text so keeps its name when only the layout changes.
  public func phrase(_ range: SourceRange) -> String {
    let text = text(range)
    guard text.contains(where: { $0 == "\n" || $0 == "\t" }) || text.contains("  ") else {
      return text
    }
    var words: [UInt8] = []
    var isText = false
    var isComment = false
    var previous: UInt8 = 0
    for byte in text.utf8 {
      defer { previous = previous == UInt8(ascii: "\\") && isText ? 0 : byte }
      if byte == UInt8(ascii: "\n") { (isText, isComment) = (false, false) }
      if isComment { continue }
      if byte == UInt8(ascii: "\""), previous != UInt8(ascii: "\\") || !isText { isText.toggle() }
      if byte == UInt8(ascii: "#"), !isText {
        isComment = true
        continue
      }
      let isBlank = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n")].contains(byte)
      guard isBlank, !isText else {
        words.append(byte)
        continue
      }
      if words.last != UInt8(ascii: " ") { words.append(UInt8(ascii: " ")) }
    }
    return String(decoding: words, as: UTF8.self)
  }
}
