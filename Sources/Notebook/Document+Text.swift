extension Document {
  /// Reads a notebook from its text.
  ///
  /// Any text is one: what has no mark is prose or code.
  public init(text: String) {
    // By bytes, as CR LF is one character.
    let ends = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var lines = ends.map { line in
      String(Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
    }
    if lines.last == "" { lines.removeLast() }
    if let first = lines.first, first.hasPrefix(Document.byteOrderMark) {
      lines[0] = String(first.dropFirst())
    }
    var reader = Reader(lines: lines)
    self = reader.document()
  }

  /// What some editors put before the first character of a file.
  private static let byteOrderMark = "\u{FEFF}"

  /// The text of the file.
  public var text: String {
    var lines: [String] = shebang.map { [$0] } ?? []
    if let header { lines += ["---"] + header.entries.flatMap(\.lines) + ["---"] }
    lines += preamble
    for section in sections {
      if let mark = section.markLine { lines.append(mark) }
      // Recorded lines follow the code at once; blank lines after it stay at the end.
      let body = section.lines.reversed().drop { $0.isEmpty }.reversed()
      let blanks = section.lines.count - body.count
      lines += body
      lines += section.recorded.map(\.line)
      lines += [String](repeating: "", count: blanks)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private struct Reader {
    let lines: [String]
    var position = 0
    var flaws: [Flaw] = []
    /// The names of the cells so far, with the lines of their marks.
    var slugs: [Substring: Int] = [:]

    init(lines: [String]) { self.lines = lines }

    mutating func document() -> Document {
      var document = Document()
      if let first = lines.first, first.hasPrefix("#!") {
        document.shebang = first
        position = 1
      }
      document.header = header()
      let hasMarks = lines[position...].contains { $0.hasPrefix("%%") }
      if hasMarks {
        while position < lines.count, !lines[position].hasPrefix("%%") {
          document.preamble.append(lines[position])
          position += 1
        }
        while position < lines.count { document.sections.append(section()) }
      } else if position < lines.count {
        document.sections = [body(of: Section(kind: .code, lines: []))]
      }
      let conflicts = Flaw.conflicts(in: lines)
      document.flaws = conflicts.isEmpty ? flaws : conflicts
      return document
    }

    /// Reads the lines between `---` and `---`; nil, and nothing consumed, without both.
    private mutating func header() -> Header? {
      guard position < lines.count, lines[position] == "---" else { return nil }
      guard let end = lines[(position + 1)...].firstIndex(of: "---") else {
        flaws.append(Flaw.unclosedHeader(line: position + 1))
        return nil
      }
      var header = Header()
      for line in lines[(position + 1)..<end] { header.add(line) }
      flaws += Flaw.all(inHeader: lines[(position + 1)..<end])
      position = end + 1
      return header
    }

    private mutating func section() -> Section {
      let mark = lines[position]
      flaws += Flaw.all(inMark: mark, line: position + 1, taken: &slugs)
      position += 1
      var section = Section(kind: .code, lines: [])
      section.mark = mark
      let name = Section.name(in: mark)
      if name == "text" { section.kind = .prose } else { section.slug = name.map(String.init) }
      for word in Section.words(of: mark).dropFirst(name == nil ? 0 : 1) {
        let (key, value) = CellAttribute.parts(of: word)
        section.attributes[String(key)] = String(value ?? "")
      }
      return body(of: section)
    }

    private mutating func body(of section: Section) -> Section {
      var section = section
      while position < lines.count, !lines[position].hasPrefix("%%") {
        if section.kind == .code, let recorded = Recorded(line: lines[position]) {
          section.recorded.append(recorded)
          flaws += Flaw.all(inRecorded: lines[position], line: position + 1)
        } else {
          section.lines.append(lines[position])
          section.numbers.append(position + 1)
        }
        position += 1
      }
      return section
    }
  }
}

extension Document.Section {
  /// Attributes of a mark that stand without a value.
  static let flags: Set<String> = ["skip"]

  /// Words that have a meaning of their own where a mark names its cell.
  static let reservedNames = flags.union(["text"])

  /// Returns the words of a mark up to a comment.
  static func words(of mark: String) -> [Substring] {
    let words = mark.dropFirst(2).split { $0 == " " || $0 == "\t" }
    return Array(words.prefix { !$0.hasPrefix("#") })
  }

  /// Returns the word of a mark that names the cell, or says that it is text; nil without one.
  static func name(in mark: String) -> Substring? {
    words(of: mark).first.flatMap { word in
      word.contains("=") || flags.contains(String(word)) ? nil : word
    }
  }

  init(kind: Kind, lines: [String]) {
    self.init(
      kind: kind,
      slug: nil,
      attributes: [:],
      lines: lines,
      numbers: Array(lines.indices.map { $0 + 1 }),
      recorded: [],
      mark: nil
    )
  }

  /// Whether the cell is left out of runs.
  public var isSkipped: Bool { attributes["skip"] != nil }

  /// Whether results of the cell may be kept and found again.
  public var isCached: Bool { attributes["cache"] != "off" }

  /// The seconds that the cell may take; nil for as many as it needs.
  var timeout: Double? { attributes["timeout"].flatMap(Deadline.seconds) }

  /// Whether anything was recorded of the cell that is compared.
  var tells: Bool { recorded.contains { $0.kind != .volatile } }

  /// Whether the cell has to end in an error.
  public var expectsError: Bool { attributes["expect"] == "error" }

  /// The mark as it is written: as it stood, with the slug that the cell has got since.
  var markLine: String? {
    guard let mark, kind == .code, let slug else { return mark }
    let name = Document.Section.name(in: mark)
    if name == slug[...] { return mark }
    let rest = name.map { mark[$0.endIndex...] } ?? mark.dropFirst(2)
    return "%% \(slug)" + (rest.first.map { $0 == " " || $0 == "\t" } ?? true ? "" : " ") + rest
  }
}

extension Header {
  /// Adds a line of a file: a key with its value, a further line of the value before it, or neither,
  /// which is kept as it stands.
  mutating func add(_ line: String) {
    if line.hasPrefix("  "), let last = entries.indices.last {
      entries[last].add(String(line.dropFirst(2)), line)
    } else if let colon = line.firstIndex(of: ":"), !line.hasPrefix(" ") {
      let value = line[line.index(after: colon)...].drop { $0 == " " }.trimmingBlanks
      let values = value.isEmpty ? [] : [String(value)]
      entries.append(Entry(key: String(line[..<colon]), values: values, lines: [line]))
    } else {
      entries.append(Entry(key: "", values: [], lines: [line]))
    }
  }
}
