public import Language

extension Document {
  /// A line that cannot be read as it was meant.
  public struct Flaw: Sendable, Hashable {
    /// The number of the line, from 1.
    let line: Int
    let text: String
    /// The bytes of the line that are meant.
    let range: SourceRange
    public let explanation: Explanation

    fileprivate init(_ explanation: Explanation, line: Int, text: String, part: Substring? = nil) {
      (self.explanation, self.line, self.text) = (explanation, line, text)
      let part = part ?? text[...]
      let start = text.utf8.distance(from: text.startIndex, to: part.startIndex)
      range = SourceRange(start, start + part.utf8.count)
    }

    /// Returns the error at its place in the file.
    public func diagnostic(in file: String?) -> Diagnostic {
      Diagnostic(explanation, in: Source(text, file: file, firstLine: line), at: range)
    }
  }
}

extension Document.Flaw {
  /// Returns what is wrong with a mark; `taken` holds the names of the marks above it.
  static func all(
    inMark mark: String,
    line: Int,
    taken: inout [Substring: Int]
  ) -> [Document.Flaw] {
    var flaws: [Document.Flaw] = []
    func add(_ explanation: Explanation, _ part: Substring) {
      flaws.append(Document.Flaw(explanation, line: line, text: mark, part: part))
    }
    let name = Document.Section.name(in: mark)
    if let name, name != "text" {
      if !Slugs.isName(name) {
        let repair = "a name begins with a letter and has letters, digits, `_` and `-`"
        add(Explanation("E015", "`\(name)` cannot be the name of a cell", repair: repair), name)
      }
      if let first = taken[name] {
        let sentence = "two cells are called `\(name)`: the first stands in line \(first)"
        let repair = "give one of them another name: its random numbers belong to it"
        add(Explanation("E015", sentence, repair: repair), name)
      } else {
        taken[name] = line
      }
    }
    var keys: Set<Substring> = []
    for word in Document.Section.words(of: mark).dropFirst(name == nil ? 0 : 1) {
      let key = CellAttribute.parts(of: word).key
      if let problem = CellAttribute.problem(with: word) {
        add(problem, word)
      } else if !keys.insert(key).inserted {
        add(Explanation("E014", "`\(key)` is given twice", repair: "remove one"), word)
      }
    }
    return flaws
  }

  /// Returns what is wrong with a line that begins as a recorded one does.
  static func all(inRecorded text: String, line: Int) -> [Document.Flaw] {
    let mark = text.prefix { $0 != " " }
    guard Recorded.Kind(rawValue: String(mark)) == nil else { return [] }
    let repair = "a recorded line begins with >> and a blank; the marks are >>= >>~ >>? >>! >>@"
    let sentence = "no recorded line begins with `\(mark.prefix(16))`"
    return [
      Document.Flaw(
        Explanation("E017", sentence, repair: repair),
        line: line,
        text: text,
        part: mark
      )
    ]
  }

  /// Returns the lines at which a merge begins that was not finished.
  static func conflicts(in lines: [String]) -> [Document.Flaw] {
    lines.enumerated().filter { $0.element.hasPrefix("<<<<<<<") }.map { number, text in
      let repair = "choose one of the versions down to `>>>>>>>`, and remove the marks"
      return Document.Flaw(
        Explanation("E018", "a merge was not finished here", repair: repair),
        line: number + 1,
        text: text
      )
    }
  }

  static func unclosedHeader(line: Int) -> Document.Flaw {
    let explanation = Explanation(
      "E016",
      "the header is not closed",
      repair: "end it with a line `---`"
    )
    return Document.Flaw(explanation, line: line, text: "---")
  }

  /// Returns what is wrong with the lines of a header, whose indices are those of the file.
  static func all(inHeader lines: ArraySlice<String>) -> [Document.Flaw] {
    var flaws: [Document.Flaw] = []
    var seen: Set<Substring> = []
    for (index, text) in zip(lines.indices, lines) where !text.hasPrefix(" ") {
      guard let colon = text.firstIndex(of: ":") else { continue }
      let key = text[..<colon]
      let value = text[colon...].dropFirst().drop { $0 == " " }
      var problem = Header.problem(of: String(key), String(value.trimmingBlanks))
      if !seen.insert(key).inserted {
        problem = Explanation("E016", "the header has `\(key)` twice", repair: "remove one")
      }
      if let problem {
        flaws.append(Document.Flaw(problem, line: index + 1, text: text))
      }
    }
    return flaws
  }
}

extension Header {
  /// Returns what is wrong with the value of a key; nil where nothing is, or where nothing is known.
  fileprivate static func problem(of key: String, _ value: String) -> Explanation? {
    switch key {
    case "mmb": version(key, value, newest: Document.newestFormat, what: "the format")
    case "language": version(key, value, newest: Document.language, what: "the language")
    case "seed" where UInt64(value) == nil:
      Explanation("E016", "the seed is a whole number, at least 0", repair: "write `seed: 42`")
    default: nil
    }
  }

  private static func version(
    _ key: String,
    _ value: String,
    newest: Int,
    what: String
  ) -> Explanation? {
    guard let number = Int(value), number >= 0 else {
      return Explanation("E016", "`\(key)` is a whole number", repair: "write `\(key): \(newest)`")
    }
    guard number > newest else { return nil }
    return Explanation(
      "E019",
      "the notebook is written in version \(number) of \(what), and this mamba knows up to \(newest)",
      repair: "update mamba"
    )
  }
}

extension Substring {
  /// The text without blanks at its end.
  var trimmingBlanks: Substring {
    var text = self
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
