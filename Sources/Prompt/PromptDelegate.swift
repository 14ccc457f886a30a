internal import Builtins
internal import Foundation
internal import Language
internal import Notebook
internal import TimeSeries

/// Answers the line editor from the session: completion, colour, suggestion.
final class PromptDelegate: LineEditorDelegate {
  private unowned let session: PromptSession
  private(set) var history: History

  init(_ session: PromptSession) {
    self.session = session
    history = History(path: History.usualPath(environment: ProcessInfo.processInfo.environment))
  }

  /// Gives the editor the lines of earlier sessions.
  func load(into editor: LineEditor) {
    for entry in history.entries { editor.addHistory(entry.text, ofOthers: true) }
  }

  /// Gives the editor what sessions beside this one have entered meanwhile.
  func loadOthers(into editor: LineEditor) {
    for entry in history.takeOthers() { editor.addHistory(entry.text, ofOthers: true) }
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
    let rewritten = session.rewritten(text)
    if rewritten.hasPrefix(":help"), !text.contains("\n") { return true }
    let words = text.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    return Parser.isComplete(words.count > 2 && words[0] == ":edit" ? String(words[2]) : text)
  }

  func suggestion(for line: String) -> String? {
    if line.isEmpty, ColourPolicy.output.isOn { return session.tourSuggestion }
    // Without colour a suggestion could not be told from what is typed.
    let suggests = session.settings.suggests && ColourPolicy.output.isOn
    return suggests && line.utf8.count >= 2 ? history.suggestion(for: line) : nil
  }

  func highlighted(_ line: String) -> String {
    guard session.settings.hasColours, ColourPolicy.output.isOn else { return line }
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
    let text = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    if text.hasPrefix("help ") {
      let found = PromptCommand.completions(of: ":" + text, in: session)
      return Completions(start: found.start - 1, candidates: found.candidates)
    }
    if text.hasPrefix(":") { return PromptCommand.completions(of: text, in: session) }
    let completion = completion(of: text)
    if let quoted = completion.openText { return paths(text, quoted) }
    return Completions(
      start: completion.start,
      candidates: completion.words.map {
        Completions.Candidate($0.text, hint: $0.summary, group: $0.kind.rawValue)
      }
    )
  }

  private func completion(of text: String) -> Completion {
    Completion(of: text, in: session.session.evaluator, describeField: FieldGuide.summary(of:in:))
  }

  /// Returns the files, and the folders, that fit a text in quotes.
  private func paths(_ text: String, _ quoted: Completion.OpenText) -> Completions {
    let path = String(decoding: text.utf8.dropFirst(quoted.start), as: UTF8.self)
    let endings = quoted.owner.flatMap { PromptDelegate.endings[$0] }
    let samples = quoted.owner == "load" ? Library.samples.filter { $0.hasPrefix(path) } : []
    let found = FileNames.completing(path, endings: endings) + samples
    return Completions(
      start: quoted.start,
      candidates: found.map { Completions.Candidate($0 + ($0.hasSuffix("/") ? "" : "\"")) }
    )
  }

  /// The files that a verb reads, by their endings.
  private static let endings = [
    "load": [".csv", ".csv.gz", ".tsv", ".tsv.gz", ".json"], "import": [".mmb"],
  ]

  // Help

  func help(line: String, cursor: Int) -> [String]? {
    let bytes = Array(line.utf8)
    var (start, end) = (cursor, cursor)
    while start > 0, PromptDelegate.isPartOfTopic(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, PromptDelegate.isPartOfTopic(bytes[end]) { end += 1 }
    if start == end {
      // Behind `ema(`, help is about `ema`.
      start = cursor
      while start > 0, !PromptDelegate.isPartOfTopic(bytes[start - 1]) { start -= 1 }
      end = start
      while start > 0, PromptDelegate.isPartOfTopic(bytes[start - 1]) { start -= 1 }
    }
    guard start < end else { return PromptKeys.lines }
    return session.help(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  private static func isPartOfTopic(_ byte: UInt8) -> Bool {
    Completion.isWordByte(byte) || byte == UInt8(ascii: ".")
  }
}
