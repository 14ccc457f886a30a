/// What a stretch of source is, for those who colour it.
public enum TokenClass: Sendable, Hashable {
  case verb, keyword, function, number, text
}

extension Parser {
  /// Returns the classes of the tokens of a text that have one; none where it cannot be read.
  public static func classes(
    of text: String,
    registry: Registry
  ) -> [(range: SourceRange, kind: TokenClass)] {
    classes(of: (try? Lexer.tokens(of: Source(text))) ?? [], registry)
  }

  /// Returns the classes of the tokens of a text as far as it can be read.
  public static func readableClasses(
    of text: String,
    registry: Registry
  ) -> [(range: SourceRange, kind: TokenClass)] {
    classes(of: Lexer.readableTokens(of: Source(text)), registry)
  }

  private static func classes(
    of tokens: [Token],
    _ registry: Registry
  ) -> [(range: SourceRange, kind: TokenClass)] {
    tokens.indices.compactMap { place in
      let token = tokens[place]
      let follows = place + 1 < tokens.count ? tokens[place + 1].kind : .end
      return kind(of: token.kind, before: follows, registry).map { (token.range, $0) }
    }
  }

  private static func kind(
    of token: Token.Kind,
    before next: Token.Kind,
    _ registry: Registry
  ) -> TokenClass? {
    switch token {
    case .number, .duration, .bars, .ticks, .instant, .timeOfDay: return .number
    case .text: return .text
    case .name(let word):
      if next == .symbol(.assign) { return nil }
      if Token.reserved.contains(word) || Grammar.prepositions.contains(word) { return .keyword }
      if next == .symbol(.openParenthesis), registry.functions[word] != nil { return .function }
      return registry.verbs[word] != nil ? .verb : nil
    case .last, .symbol, .separator, .end: return nil
    }
  }

  /// Returns the places of `_` and `_3` in a text, with the cell that each means.
  public static func lastValues(in text: String) -> [(range: SourceRange, cell: Int?)] {
    guard let tokens = try? Lexer.tokens(of: Source(text)) else { return [] }
    return tokens.compactMap { token in
      if case .last(let cell) = token.kind { (token.range, cell) } else { nil }
    }
  }
}
