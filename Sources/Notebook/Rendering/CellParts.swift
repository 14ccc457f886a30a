internal import Language

/// What a cell shows, parted by how a reader meets it.
struct CellParts {
  enum Output {
    /// Lines that were seen one below the other.
    case text([String])
    case figure(RecordedFigure)
    case error(code: String)
  }

  private(set) var outputs: [Output] = []
  /// The lines by which a run is compared, as they stand in the file.
  private(set) var record: [String] = []
  private(set) var volatile: [String] = []

  init(_ recorded: [Recorded]) {
    for line in recorded {
      switch line.kind {
      case .text: add(line.text)
      case .figure:
        outputs.append(.figure(RecordedFigure(line.text)))
        record.append(line.line)
      case .error: outputs.append(.error(code: line.text))
      case .fingerprint, .number: record.append(line.line)
      case .volatile: volatile.append(line.text)
      }
    }
  }

  private mutating func add(_ text: String) {
    if case .text(let lines)? = outputs.last {
      outputs[outputs.count - 1] = .text(lines + [text])
    } else {
      outputs.append(.text([text]))
    }
  }

  /// What an error code is about, in its first sentence; nil for an unknown one.
  static func meaning(of code: String) -> String? {
    ErrorGuide.entries.first { $0.code == code }.map { entry in
      entry.text.firstRange(of: ". ").map { entry.text[..<$0.lowerBound] + "." } ?? entry.text
    }
  }
}

extension Document.Section {
  /// What the mark hides: `hide=code`, `hide=output`, or both with a comma.
  func hides(_ part: String) -> Bool {
    (attributes["hide"] ?? "").split { $0 == "," || $0 == "|" }.contains(part[...])
  }

  /// The attributes that say how the cell runs, as they stand on the mark.
  var settings: [String] {
    let others = attributes.filter { !["skip", "hide", "expect"].contains($0.key) }
    return others.keys.sorted().map { key in
      others[key].flatMap { $0.isEmpty ? nil : "\(key)=\($0)" } ?? key
    }
  }

  /// The code without blank lines around it.
  var trimmedCode: String {
    let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
    return lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
      .joined(separator: "\n")
  }

  /// The figures' captions, from `title` of the statements that draw them; none where they cannot be
  /// told apart.
  func captions(_ grammar: Grammar) -> [String] {
    let figures = recorded.count { $0.kind == .figure }
    guard figures > 0,
      let statements = try? Parser.statements(of: Source(code), grammar: grammar)
    else { return [] }
    let plots = statements.map(\.text).filter { $0.hasPrefix("plot ") }
    guard plots.count == figures else { return [] }
    return plots.map { text in
      text.firstMatch(of: /title\s*=\s*"((?:[^"\\]|\\.)*)"/).map {
        String($0.1).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
      } ?? ""
    }
  }
}
