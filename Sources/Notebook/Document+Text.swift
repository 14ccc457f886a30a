extension Document {
  /// Reads a notebook from its text.
  ///
  /// Any text is one: what has no mark is prose or code.
  public init(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.hasSuffix("\r") ? line.dropLast() : line)
    }
    if lines.last == "" { lines.removeLast() }
    var reader = Reader(lines: lines)
    self = reader.document()
  }

  /// The text of the file.
  public var text: String {
    var lines: [String] = shebang.map { [$0] } ?? []
    if let header { lines += ["---"] + header.lines + ["---"] }
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
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Reader {
    let lines: [String]
    var position = 0

    init(lines: [String]) { self.lines = lines }

    mutating func document() -> Document {
      var document = Document()
      if let first = lines.first, first.hasPrefix("#!") {
        document.shebang = first
        position = 1
      }
      document.header = header()
      let hasMarks = lines.contains { $0.hasPrefix("%%") }
      if hasMarks {
        while position < lines.count, !lines[position].hasPrefix("%%") {
          document.preamble.append(lines[position])
          position += 1
        }
        while position < lines.count { document.sections.append(section()) }
      } else if position < lines.count {
        document.sections = [body(of: Section(kind: .code, lines: []))]
      }
      return document
    }

    /// Reads the lines between `---` and `---`; nil, and nothing consumed, without both.
    private mutating func header() -> Header? {
      guard position < lines.count, lines[position] == "---",
        let end = lines[(position + 1)...].firstIndex(of: "---")
      else { return nil }
      var header = Header()
      for line in lines[(position + 1)..<end] {
        if line.hasPrefix("  "), !header.entries.isEmpty {
          header.entries[header.entries.count - 1].values.append(String(line.dropFirst(2)))
        } else if let colon = line.firstIndex(of: ":") {
          let value = line[line.index(after: colon)...].drop { $0 == " " }
          header.entries.append((String(line[..<colon]), value.isEmpty ? [] : [String(value)]))
        }
      }
      position = end + 1
      return header
    }

    private mutating func section() -> Section {
      let mark = lines[position]
      var words = mark.dropFirst(2).split(separator: " ").map(String.init)[...]
      position += 1
      var section = Section(kind: .code, lines: [])
      section.mark = mark
      if let first = words.first, !first.contains("="), !Section.flags.contains(first) {
        words.removeFirst()
        if first == "text" { section.kind = .prose } else { section.slug = first }
      }
      for word in words {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        section.attributes[parts[0]] = parts.count > 1 ? parts[1] : ""
      }
      return body(of: section)
    }

    private mutating func body(of section: Section) -> Section {
      var section = section
      section.firstLine = position + 1
      while position < lines.count, !lines[position].hasPrefix("%%") {
        if section.kind == .code, let recorded = Recorded(line: lines[position]) {
          section.recorded.append(recorded)
        } else {
          section.lines.append(lines[position])
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

  init(kind: Kind, lines: [String]) {
    self.init(
      kind: kind,
      slug: nil,
      attributes: [:],
      lines: lines,
      firstLine: 1,
      recorded: [],
      mark: nil
    )
  }

  /// Whether the cell is left out of runs.
  public var isSkipped: Bool { attributes["skip"] != nil }

  /// Whether the cell has to end in an error.
  public var expectsError: Bool { attributes["expect"] == "error" }

  /// The mark as it is written: as it stood, with the slug that the cell has got since.
  var markLine: String? {
    guard let mark else { return nil }
    guard kind == .code, let slug, !mark.dropFirst(2).split(separator: " ").contains(slug[...])
    else { return mark }
    let rest = mark.dropFirst(2).split(separator: " ")
    return (["%%", slug[...]] + rest).joined(separator: " ")
  }
}

extension Header {
  var lines: [String] {
    entries.flatMap { entry -> [String] in
      guard entry.key == "data" || entry.values.count > 1 else {
        return ["\(entry.key): \(entry.values.first ?? "")"]
      }
      return ["\(entry.key):"] + entry.values.map { "  \($0)" }
    }
  }
}
