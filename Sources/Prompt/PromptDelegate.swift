internal import Foundation
internal import Language
internal import Notebook
internal import TimeSeries

/// Answers the line editor from the session: completion, colour, suggestion.
final class PromptDelegate: LineEditorDelegate {
  private unowned let session: PromptSession
  private var history: History

  init(_ session: PromptSession) {
    self.session = session
    history = History(path: History.usualPath(environment: ProcessInfo.processInfo.environment))
  }

  /// Gives the editor the lines of earlier sessions.
  func load(into editor: LineEditor) {
    for entry in history.entries { editor.addHistory(entry.text) }
  }

  func remember(_ text: String, succeeded: Bool) {
    let now = Int64(Date().timeIntervalSince1970)
    history.append(History.Entry(time: now, succeeded: succeeded, text: text))
  }

  func prompt() -> String { ColourPolicy.output.coloured(session.promptText, "36") }

  func rightPrompt() -> String {
    ColourPolicy.output.coloured(session.rightText, "90")
  }

  func isComplete(_ text: String) -> Bool {
    let words = text.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    return Parser.isComplete(words.count > 2 && words[0] == ":edit" ? String(words[2]) : text)
  }

  func suggestion(for line: String) -> String? {
    // Without colour a suggestion could not be told from what is typed.
    line.count >= 2 && ColourPolicy.output.isOn ? history.suggestion(for: line) : nil
  }

  func highlighted(_ line: String) -> String {
    guard ColourPolicy.output.isOn else { return line }
    let bytes = Array(line.utf8)
    var coloured = ""
    var position = 0
    for (range, kind) in Parser.classes(of: line, registry: session.registry) {
      coloured += String(decoding: bytes[position..<range.lower], as: UTF8.self)
      coloured += "\u{1B}[\(PromptDelegate.colour(kind))m"
      coloured += String(decoding: bytes[range.lower..<range.upper], as: UTF8.self) + "\u{1B}[0m"
      position = range.upper
    }
    return coloured + String(decoding: bytes[position...], as: UTF8.self)
  }

  private static func colour(_ kind: TokenClass) -> Int {
    switch kind {
    case .verb: 35
    case .keyword: 34
    case .function: 36
    case .number: 33
    case .text: 32
    }
  }

  // Completion

  func completions(line: String, cursor: Int) -> Completions {
    let bytes = Array(line.utf8.prefix(cursor))
    if let words = PromptCommand.completions(bytes) { return words }
    if let quote = openQuote(bytes) { return paths(bytes, after: quote) }
    var start = bytes.count
    while start > 0, isWordByte(bytes[start - 1]) { start -= 1 }
    let word = String(decoding: bytes[start...], as: UTF8.self)
    let before = start > 0 ? bytes[start - 1] : 0
    if before == UInt8(ascii: ":"), start == 1 {
      return Completions(
        start: start,
        candidates: matching(word, PromptCommand.all.map { ($0.name, $0.summary) })
      )
    }
    if before == UInt8(ascii: ".") {
      return Completions(
        start: start,
        candidates: matching(word, fields(bytes[..<(start - 1)]).map { ($0, nil) })
      )
    }
    return Completions(start: start, candidates: matching(word, words(before: bytes[..<start])))
  }

  /// The names that may stand at a place: verbs where a command may begin, columns, names of the
  /// session, functions with their parenthesis, and the options of the line's verb.
  private func words(before: ArraySlice<UInt8>) -> [(String, String?)] {
    let registry = session.registry
    let evaluator = session.session.evaluator
    let text = String(decoding: before, as: UTF8.self)
    let trimmed = text.reversed().drop { $0 == " " }
    let beginsCommand = trimmed.first.map { "\n;=|({".contains($0) } ?? true
    var words: [(String, String?)] = []
    if beginsCommand { words += registry.orderedVerbs.map { ($0.name + " ", $0.summary) } }
    if let scope = evaluator.frameInScope {
      words += scope.frame.columns.map { ($0.name, "column of \(scope.name)") }
    }
    words += evaluator.environment.values.map { name, value -> (String, String?) in
      guard case .function(let function) = value else { return (name, value.typeName) }
      return (name + "(", function.comment.first ?? function.signature(as: name))
    }
    words += registry.functions.values.map { ($0.name + "(", $0.summary) }
    if let verb = verb(of: text) {
      let kinds = verb.kinds.filter { text.contains(" \($0.name) ") }
      let options = verb.options + (kinds.isEmpty ? verb.kinds : kinds).flatMap(\.options)
      words += options.map { ($0.name + "=", $0.summary) }
      words += verb.kinds.map { ($0.name + " ", $0.summary) }
      words += verb.clauseWords.compactMap { form in
        form.name.split(separator: " ").last.map { ($0.prefix { $0 != "(" } + "(", form.summary) }
      }
    }
    return words
  }

  /// The verb that the line's last command begins with.
  private func verb(of text: String) -> Verb? {
    let tail = text.split(whereSeparator: { "\n;=|({".contains($0) }).last ?? ""
    let first = text.split(whereSeparator: { "\n;|({".contains($0) }).last ?? ""
    let candidates = [tail, first].flatMap { $0.split(separator: " ").prefix(3) }
    return candidates.lazy.compactMap { self.session.registry.verbs[String($0)] }.first
  }

  private func fields(_ before: ArraySlice<UInt8>) -> [String] {
    let name = String(
      decoding: before.reversed().prefix { isWordByte($0) }.reversed(),
      as: UTF8.self
    )
    guard let value = session.session.evaluator.environment[name] else { return [] }
    return Evaluator.fields(of: value, "").names
  }

  private func matching(
    _ word: String,
    _ words: [(text: String, hint: String?)]
  ) -> [Completions.Candidate] {
    var seen: Set<String> = []
    return words.filter { $0.text.hasPrefix(word) && seen.insert($0.text).inserted }
      .sorted { $0.text < $1.text }
      .map { Completions.Candidate($0.text, hint: $0.hint) }
  }

  /// Returns the place after the quote that is open at the end; nil where none is.
  private func openQuote(_ bytes: [UInt8]) -> Int? {
    var open: Int?
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\"") {
      open = open == nil ? place + 1 : nil
    }
    return open
  }

  private func paths(_ bytes: [UInt8], after quote: Int) -> Completions {
    let path = String(decoding: bytes[quote...], as: UTF8.self)
    let candidates = FileNames.completing(path).map { Completions.Candidate($0) }
    return Completions(start: quote, candidates: candidates)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte < 128 && Character(UnicodeScalar(byte)).isLetter)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
