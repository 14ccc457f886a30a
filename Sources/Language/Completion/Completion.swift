/// The words that may stand at the end of a text that is being typed.
public struct Completion: Sendable {
  /// What a word is, in the order in which a list has them.
  public enum Kind: String, Sendable, CaseIterable {
    case choice = "values"
    case option = "options"
    case preposition = "then"
    case rule = "rules"
    case verb = "verbs"
    case kind = "kinds"
    case field = "fields"
    case name = "names"
    case column = "columns"
    case keyword = "words"
    case function = "functions"
  }

  public struct Word: Sendable, Hashable {
    /// The word with what follows it anyway, such as a parenthesis.
    public let text: String
    public let kind: Kind
    /// What it is, in a few words.
    public let summary: String
  }

  /// A text in quotes that is not ended.
  public struct OpenText: Sendable, Hashable {
    /// Where it starts, behind the quote, in bytes.
    public let start: Int
    /// The verb, or the option, that it belongs to.
    public let owner: String?
  }

  /// Where the word starts that is being typed, in bytes.
  public let start: Int
  public let words: [Word]
  /// The text in which the end stands; nil where it stands in none.
  public let openText: OpenText?

  /// Finds the words for the end of `text` in a session.
  ///
  /// - Parameters:
  ///   - text: What stands before the cursor.
  ///   - evaluator: The session with its names.
  ///   - describeField: Returns what a field of a value is, in a few words.
  public init(
    of text: String,
    in evaluator: Evaluator,
    describeField: (String, Value) -> String? = { _, _ in nil }
  ) {
    let bytes = Array(text.utf8)
    let registry = evaluator.registry
    switch Completion.ending(of: bytes) {
    case .comment:
      (start, words, openText) = (bytes.count, [], nil)
    case .text(let quote):
      let place = TypingPlace(Completion.tokens(bytes[..<(quote - 1)]), registry: registry)
      let command = place.level.command
      let owner = place.level.option ?? command.map { $0.clause ?? $0.verb.name }
      (start, words, openText) = (quote, [], OpenText(start: quote, owner: owner))
    case .word(let place):
      let word = String(decoding: bytes[place...], as: UTF8.self)
      let isNumber = word.first?.isNumber ?? false
      let before = bytes[..<place]
      let candidates =
        isNumber
        ? []
        : Completion.candidates(before, isEmpty: word.isEmpty, evaluator, describeField)
      (start, words, openText) = (place, Completion.fitting(word, candidates), nil)
    }
  }

  /// Whether a byte may be part of a name.
  public static func isWordByte(_ byte: UInt8) -> Bool { Lexer.isWordByte(byte) }

  private enum Ending {
    case comment
    /// In a text that starts here, behind its quote.
    case text(Int)
    /// In a word that starts here; at the end of the bytes where none has begun.
    case word(Int)
  }

  private static func ending(of bytes: [UInt8]) -> Ending {
    var quote: Int?
    var isComment = false
    var place = 0
    while place < bytes.count {
      switch Unicode.Scalar(bytes[place]) {
      case "\n": (quote, isComment) = (nil, false)
      case "\\" where quote != nil: place += 1
      case "\"" where !isComment: quote = quote == nil ? place + 1 : nil
      case "#" where quote == nil: isComment = true
      default: break
      }
      place += 1
    }
    if let quote { return .text(quote) }
    guard !isComment else { return .comment }
    let word = bytes.reversed().prefix(while: Lexer.isWordByte)
    return .word(bytes.count - word.count)
  }

  private static func tokens(_ bytes: ArraySlice<UInt8>) -> [Token] {
    Lexer.readableTokens(of: Source(String(decoding: bytes, as: UTF8.self)))
  }

  /// Returns the words that begin with `word`; where none does, those that have it within.
  private static func fitting(_ word: String, _ words: [Word]) -> [Word] {
    var seen: Set<String> = []
    let distinct = words.filter { seen.insert($0.text).inserted }
    guard !word.isEmpty else { return distinct }
    let exact = distinct.filter { $0.text.hasPrefix(word) }
    guard exact.isEmpty else { return exact }
    let lowered = word.lowercased()
    let folded = distinct.filter { $0.text.lowercased().hasPrefix(lowered) }
    guard folded.isEmpty, word.count > 1 else { return folded }
    return distinct.filter { $0.text.contains(lowered) }
  }

  private static func candidates(
    _ before: ArraySlice<UInt8>,
    isEmpty: Bool,
    _ evaluator: Evaluator,
    _ describeField: (String, Value) -> String?
  ) -> [Word] {
    let tokens = tokens(before)
    if before.last == UInt8(ascii: ".") {
      return fields(tokens.dropLast(), evaluator, describeField)
    }
    let place = TypingPlace(tokens, registry: evaluator.registry)
    var words = CompletionWords(evaluator, place).all
    // All of the functions at once say nothing, where there is something else.
    if isEmpty, words.contains(where: { $0.kind != .function }) {
      words.removeAll { $0.kind == .function }
    }
    let order = Dictionary(uniqueKeysWithValues: zip(Kind.allCases, 0...))
    return words.enumerated().sorted { a, b in
      let (first, second) = (order[a.element.kind] ?? 0, order[b.element.kind] ?? 0)
      if first != second { return first < second }
      // Options, rules and values have an order of their own.
      let isNamed = [.function, .name, .verb].contains(a.element.kind)
      return isNamed ? a.element.text < b.element.text : a.offset < b.offset
    }.map(\.element)
  }

  /// Returns the fields of the value that `tokens` end with, such as `bt` or `es.close`.
  private static func fields(
    _ tokens: ArraySlice<Token>,
    _ evaluator: Evaluator,
    _ describe: (String, Value) -> String?
  ) -> [Word] {
    var path: [String] = []
    var rest = tokens.last?.kind == .end ? tokens.dropLast() : tokens
    if rest.last?.kind == .symbol(.dot) { rest = rest.dropLast() }
    while case .name(let name)? = rest.last?.kind {
      path.insert(name, at: 0)
      rest = rest.dropLast()
      guard rest.last?.kind == .symbol(.dot) else { break }
      rest = rest.dropLast()
    }
    guard let first = path.first else { return [] }
    var value = evaluator.environment[first]
    for field in path.dropFirst() {
      value = value.flatMap { Evaluator.fields(of: $0, field).value }
    }
    guard let value else { return [] }
    let isFrame = value.asFrame != nil
    return Evaluator.fields(of: value, "").names.map { name in
      Word(text: name, kind: .field, summary: describe(name, value) ?? (isFrame ? "column" : ""))
    }
  }
}
