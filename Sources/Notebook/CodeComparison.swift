internal import Language

/// Compares the code of a cell with what it was, by its words.
struct CodeComparison {
  private let before: String
  private let after: String
  private let grammar: Grammar

  init(_ before: String, _ after: String, _ grammar: Grammar) {
    (self.before, self.after, self.grammar) = (before, after, grammar)
  }

  /// Returns the changed parameters and constants, or where more has changed the changed lines.
  func changes(at place: NotebookDifference.Change.Place) -> [NotebookDifference.Change] {
    guard let old = Parser.words(of: before), let new = Parser.words(of: after) else {
      return lines(at: place)
    }
    guard old != new else { return [] }
    let isSameShape =
      old.count == new.count
      && zip(old, new).allSatisfy {
        $0 == $1 || ($0.kind == .constant && $1.kind == .constant)
      }
    guard isSameShape else {
      return parameters(old, new, at: place) + lines(at: place)
    }
    return new.indices.filter { old[$0] != new[$0] }.map { number in
      let (name, isInput) = CodeComparison.name(of: number, in: new)
      return NotebookDifference.Change(
        place: place,
        kind: isInput ? .parameter : .constant,
        name: name,
        before: old[number].text,
        after: new[number].text
      )
    }
  }

  /// Returns the `input` statements whose value has changed.
  private func parameters(
    _ old: [CodeWord],
    _ new: [CodeWord],
    at place: NotebookDifference.Change.Place
  ) -> [NotebookDifference.Change] {
    let earlier = inputs(old)
    return inputs(new).compactMap { name, value in
      guard let before = earlier.first(where: { $0.name == name })?.value, before != value else {
        return nil
      }
      return NotebookDifference.Change(
        place: place,
        kind: .parameter,
        name: name,
        before: before,
        after: value
      )
    }
  }

  private func inputs(_ words: [CodeWord]) -> [(name: String, value: String)] {
    words.indices.dropFirst(3).compactMap { place in
      guard words[place].kind == .constant, words[place - 1].text == "input",
        words[place - 2].text == "="
      else { return nil }
      return (words[place - 3].text, words[place].text)
    }
  }

  /// Returns what a constant is called: the parameter or the option that it is the value of, or the
  /// function or the verb that it is given to.
  static func name(of place: Int, in words: [CodeWord]) -> (name: String, isInput: Bool) {
    func word(_ distance: Int) -> CodeWord? {
      place >= distance ? words[place - distance] : nil
    }
    if word(1)?.text == "input", word(2)?.text == "=", let name = word(3)?.text {
      return (name, true)
    }
    // A sign belongs to the number that follows it.
    let skip = word(1)?.text == "-" ? 1 : 0
    if word(1 + skip)?.text == "=", let name = word(2 + skip)?.text { return (name, false) }
    var depth = 0
    var fallback: String?
    for number in stride(from: place - 1, through: 0, by: -1) {
      let word = words[number]
      if word.kind == .separator { break }
      if word.text == ")" { depth += 1 }
      if word.text == "(" {
        if depth == 0, number > 0, words[number - 1].kind == .name {
          return ("in \(words[number - 1].text)(…)", false)
        }
        depth = max(0, depth - 1)
      }
      if word.kind == .name, fallback == nil { fallback = word.text }
    }
    return (fallback.map { "behind \($0)" } ?? "constant", false)
  }

  /// Returns the lines that differ in more than comments and blanks.
  private func lines(
    at place: NotebookDifference.Change.Place
  ) -> [NotebookDifference.Change] {
    let (old, new) = (texts(before), texts(after))
    let keys = (old.map(\.key), new.map(\.key))
    var shown: [String: String] = [:]
    for line in old + new { shown[line.key] = shown[line.key] ?? line.text }
    return SequenceComparison.differences(keys.0, keys.1).map { before, after in
      NotebookDifference.Change(
        place: place,
        kind: .code,
        before: before.flatMap { shown[$0] },
        after: after.flatMap { shown[$0] }
      )
    }
  }

  /// Returns the lines with words, each with the words by which it is compared.
  private func texts(_ code: String) -> [(key: String, text: String)] {
    code.split(separator: "\n").compactMap { line in
      let text = String(line.trimmingBlanks)
      guard let words = Parser.words(of: text) else { return (text, text) }
      return words.isEmpty ? nil : (words.map(\.text).joined(separator: "\0"), text)
    }
  }
}
