/// The words and signs of the language as editors need them, from the tables of lexer and parser.
public enum Vocabulary {
  /// Reserved words that are values.
  public static let constants = Parser.literals.keys.sorted()

  /// Reserved words that are no values.
  public static let keywords = Token.reserved.subtracting(constants).sorted()

  /// Words that join further operands to a command.
  public static let prepositions = Grammar.prepositions.sorted()

  /// The rules of a strategy, some of two words.
  public static let rules = Rule.Act.allCases.map(\.rawValue)

  /// What may stand after a number, the longer before those that they begin with.
  public static let units = byLength(Token.Unit.allCases.map(\.rawValue))

  /// The signs that compute, compare, bind or join, the longer before those that they begin with.
  public static let operators = {
    let signs = Token.Symbol.allCases.filter { !brackets.contains($0) }.map(\.rawValue)
    return byLength(signs)
  }()

  private static let brackets: Set<Token.Symbol> = [
    .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace,
    .comma, .dot, .colon,
  ]

  /// Returns the words, the longer before those that they begin with.
  public static func byLength(_ words: [String]) -> [String] {
    words.sorted { a, b in
      if a.count != b.count { return a.count > b.count }
      return a < b
    }
  }
}
