/// The way back through earlier texts, that the up key takes and a search.
struct Recall {
  /// The texts in the order in which they are recalled, the last one first: what other sessions
  /// entered, and behind it what this one did.
  private var texts: [String] = []
  /// How many of them are from other sessions.
  private var others = 0
  private var typed = ""
  private var position = 0
  private var shown: String?
  private(set) var search: Search?

  /// A search while it goes on: each key narrows it, or goes on to older texts.
  struct Search {
    /// What the texts have to contain; capitals count where it has any.
    fileprivate(set) var pattern: String
    /// The text that it has found, as a place among all; nil where there is none.
    fileprivate(set) var found: Int?
    /// Whether something older was asked for that there is not.
    fileprivate(set) var isAtEnd = false
    /// Whether no text has the pattern.
    fileprivate(set) var isMissing = false
    /// The line before the search.
    fileprivate let before: String
  }

  mutating func append(_ text: String) {
    if texts.last != text { texts.append(text) }
  }

  /// Adds a text of another session, so that the next step back is still to one's own last.
  mutating func append(ofOthers text: String) {
    texts.insert(text, at: others)
    others += 1
  }

  /// Forgets where the last walk was.
  mutating func restart() {
    (shown, search) = (nil, nil)
  }

  /// Returns what stands in place of `line` one step earlier (-1) or later (1); nil at the ends.
  ///
  /// A step goes to the next text that begins with what was typed before the first one.
  mutating func step(from line: String, direction: Int) -> String? {
    search = nil
    if shown != line { (typed, position) = (line, texts.count) }
    var next = position + direction
    while texts.indices.contains(next) {
      if texts[next].utf8.starts(with: typed.utf8), texts[next] != line {
        (position, shown) = (next, texts[next])
        return shown
      }
      next += direction
    }
    guard direction > 0, position < texts.count else { return nil }
    (position, shown) = (texts.count, typed)
    return typed
  }

  /// Begins a search for what stands in the line; returns the text that takes its place.
  mutating func beginSearch(from line: String) -> String? {
    search = Search(pattern: line, before: line)
    return find(before: texts.count)
  }

  /// Goes on to the next older text that differs from the one shown.
  mutating func searchOlder() -> String? {
    let found = search?.found
    return find(before: found ?? texts.count, otherThan: found.map { texts[$0] })
  }

  /// Narrows the search by a character, or takes the last one back where that is nil.
  mutating func searchFor(_ character: Unicode.Scalar?) -> String? {
    guard let before = search?.before else { return nil }
    if let character {
      search?.pattern.unicodeScalars.append(character)
      // The text that is shown may fit still, and what came after it where none before it does.
      let found = search?.found
      return find(before: found.map { $0 + 1 } ?? texts.count)
        ?? (found == nil ? nil : find(before: texts.count))
    }
    _ = search?.pattern.popLast()
    search?.found = nil
    return find(before: texts.count) ?? before
  }

  /// Ends the search; returns the line before it where it is `cancelled`.
  ///
  /// The up key goes on from what was found.
  mutating func endSearch(cancelled: Bool) -> String? {
    defer { search = nil }
    guard !cancelled else { return search?.before }
    if let found = search?.found { (typed, position, shown) = ("", found, texts[found]) }
    return nil
  }

  private mutating func find(before end: Int, otherThan shown: String? = nil) -> String? {
    guard let text = search?.pattern, !text.isEmpty else { return nil }
    let pattern = SearchPattern(text)
    let place = texts[..<end].lastIndex { $0 != shown && pattern.isIn($0) }
    search?.isAtEnd = place == nil
    search?.isMissing = place == nil && end == texts.count
    guard let place else { return nil }
    search?.found = place
    return texts[place]
  }
}

/// A text that others are to contain; without capitals in it, theirs do not count.
struct SearchPattern {
  private let bytes: [UInt8]
  private let hasCapitals: Bool

  init(_ text: String) {
    bytes = Array(text.utf8)
    hasCapitals = text.contains(where: \.isUppercase)
  }

  func isIn(_ text: String) -> Bool { range(in: text) != nil }

  /// Returns where it stands first, in bytes; nil where it does not.
  func range(in text: String) -> Range<Int>? {
    var text = text
    return text.withUTF8 { text in
      guard !bytes.isEmpty, text.count >= bytes.count else { return nil }
      for start in 0...(text.count - bytes.count)
      where bytes.indices.allSatisfy({ folded(text[start + $0]) == bytes[$0] }) {
        return start..<(start + bytes.count)
      }
      return nil
    }
  }

  private func folded(_ byte: UInt8) -> UInt8 {
    !hasCapitals && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension Recall.Search {
  /// What stands in grey behind the line.
  var remark: String {
    if pattern.isEmpty {
      return "  search: type a part of an earlier line, Ctrl-R for an older one"
    }
    let ending = isMissing ? ", found nowhere" : isAtEnd ? ", no older one" : ""
    return "  search: \(pattern)\(ending)"
  }

  /// Returns the line with what was found of the pattern in reverse.
  func marked(_ line: String) -> String {
    guard let range = SearchPattern(pattern).range(in: line) else { return line }
    let bytes = Array(line.utf8)
    func text(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
    return text(bytes[..<range.lowerBound]) + "\u{1B}[7m" + text(bytes[range]) + "\u{1B}[0m"
      + text(bytes[range.upperBound...])
  }
}
