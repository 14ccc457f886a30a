/// A notebook: a header, prose, and cells of code with what they printed.
///
/// Three marks at the start of a line have a meaning: `---` for the header, `%%` for a cell, `>>`
/// for what was recorded. A file without any `%%` is one program.
public struct Document: Sendable, Hashable {
  public var header: Header?
  /// The prose before the first mark; empty in a program.
  public var preamble: [String]
  public var sections: [Section]
  /// What cannot be read as it was meant; the rest can, and a run refuses the whole.
  public internal(set) var flaws: [Flaw] = []
  /// The first line, where the file begins with `#!`.
  var shebang: String?

  /// The version of the format that is written, and the newest that is read.
  static let newestFormat = 1
  /// The version of the language that is run.
  static let language = 1

  public init(header: Header? = nil, preamble: [String] = [], sections: [Section] = []) {
    self.header = header
    self.preamble = preamble
    self.sections = sections
  }

  /// A stretch of the file that begins with a `%%` mark, or the whole program without one.
  public struct Section: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
      case code, prose
    }

    public var kind: Kind
    /// The name of the cell; nil where the mark has none and its code will give one.
    public var slug: String?
    public var attributes: [String: String]
    /// The lines of code or prose.
    public var lines: [String]
    /// The number of each of these lines in the file, from 1: recorded lines may stand between them.
    public var numbers: [Int]
    /// The recorded lines that follow, with their marks.
    public var recorded: [Recorded]
    /// The mark as it stood; nil for a program without marks.
    public var mark: String?

    public var code: String { lines.joined(separator: "\n") }

    /// The number of the first line in the file, from 1.
    var firstLine: Int { numbers.first ?? 1 }

    /// The code with a blank line for each recorded line between its own, so that every line is as
    /// far from the first as in the file.
    var spacedCode: String {
      var spaced: [String] = []
      for (line, number) in zip(lines, numbers) {
        let gap = number - firstLine - spaced.count
        spaced += [String](repeating: "", count: max(0, gap)) + [line]
      }
      return spaced.joined(separator: "\n")
    }
  }

  public var cells: [Section] { sections.filter { $0.kind == .code } }
}

/// A line that a run has recorded.
public struct Recorded: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A fingerprint of a value.
    case fingerprint = ">>="
    /// A named number with its tolerance.
    case number = ">>~"
    /// What is never compared, such as seconds.
    case volatile = ">>?"
    /// The code of an expected error.
    case error = ">>!"
    /// A figure, by the hashes of its data and of its description.
    case figure = ">>@"
    /// What the user saw.
    case text = ">>"
  }

  public let kind: Kind
  public let text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// Creates the record that a line of a file holds; nil where it holds none.
  init?(line: String) {
    guard let kind = Kind.allCases.first(where: { line.hasPrefix($0.rawValue) }) else { return nil }
    let rest = line.dropFirst(kind.rawValue.count)
    self.init(kind, String(rest.hasPrefix(" ") ? rest.dropFirst() : rest))
  }

  /// The line as it stands in a file.
  public var line: String { text.isEmpty ? kind.rawValue : "\(kind.rawValue) \(text)" }
}

/// What a notebook says of itself at the top.
public struct Header: Sendable, Hashable {
  /// A key with its value, which may have several lines, such as the data.
  public struct Entry: Sendable, Hashable {
    public let key: String
    public private(set) var values: [String]
    /// The lines as they stand in the file; one that is no key and value has an empty key.
    private(set) var lines: [String]

    init(key: String, values: [String], lines: [String]) {
      (self.key, self.values, self.lines) = (key, values, lines)
    }

    /// Adds a further value, with its line.
    mutating func add(_ value: String, _ line: String) {
      values.append(value)
      lines.append(line)
    }
  }

  public internal(set) var entries: [Entry] = []

  public init() {}

  /// The value of a key that has one line; nil where it is missing.
  public subscript(key: String) -> String? {
    get { entries.first { $0.key == key }?.values.first }
    set { setValues(newValue.map { [$0] }, for: key) }
  }

  /// The order in which the keys are written; any others follow as they came.
  static let order = [
    "mmb", "language", "title", "seed", "holdout", "unsealed", "data", "imports", "engine",
    "verified", "conditions", "cells",
  ]

  /// The keys whose values stand on lines of their own.
  static let lists: Set<String> = ["data", "imports", "cells"]

  private static func rank(_ entry: Entry) -> Int { order.firstIndex(of: entry.key) ?? order.count }

  /// Sets the lines of a key, in the fixed order of keys; nil removes it.
  public mutating func setValues(_ values: [String]?, for key: String) {
    entries.removeAll { $0.key == key }
    if let values {
      let isList = Header.lists.contains(key) || values.count > 1
      let lines =
        isList ? ["\(key):"] + values.map { "  \($0)" } : ["\(key): \(values.first ?? "")"]
      entries.append(Entry(key: key, values: values, lines: lines))
    }
    order()
  }

  /// Puts the keys into their fixed order.
  mutating func order() {
    // Sorting by place as well keeps the order of keys that have the same rank.
    entries = entries.enumerated()
      .sorted { (Header.rank($0.element), $0.offset) < (Header.rank($1.element), $1.offset) }
      .map(\.element)
  }

  /// The lines of a key; none where it is missing.
  func values(of key: String) -> [String] { entries.first { $0.key == key }?.values ?? [] }

  /// The version of the language that the notebook was written for; the newest where it does not say.
  var language: Int { self["language"].flatMap { Int($0) } ?? Document.language }

  /// The data files that were read when the notebook was recorded.
  public var files: [RecordedFile] {
    values(of: "data").map(RecordedFile.init)
  }

  /// The notebooks whose functions were imported when this one was recorded.
  public var imports: [RecordedImport] {
    values(of: "imports").map(RecordedImport.init)
  }

  /// The seed of all random streams; nil where the header has none.
  public var seed: UInt64? { self["seed"].flatMap { UInt64($0) } }

  /// The rows that are held out; nil where the header has none.
  public var holdout: String? { self["holdout"] }
}

/// A data file with its hash, as a header records it.
public struct RecordedFile: Sendable, Hashable {
  public let path: String
  public let rows: Int
  public let span: String
  public let sha256: String

  public init(path: String, rows: Int, span: String, sha256: String) {
    (self.path, self.rows, self.span, self.sha256) = (path, rows, span, sha256)
  }

  /// Reads `path  rows=5031  span=a..b  file=sha256:…`, where the path may hold blanks itself.
  ///
  /// A line that is not of this form is a file that no data can be, so that it does not go unseen.
  init(line: String) {
    // A longer line is that of no file, and to look for one in it would take long.
    guard line.utf8.count <= RecordedFile.longestLine,
      let facts = line.wholeMatch(of: /(.+?)  rows=([0-9]+)  span=(.*?)  file=sha256:(\S+).*/)
    else {
      self.init(path: line, rows: 0, span: "", sha256: "")
      return
    }
    self.init(
      path: String(facts.1),
      rows: Int(facts.2) ?? 0,
      span: String(facts.3),
      sha256: String(facts.4)
    )
  }

  /// As long as the longest path, and what is said of it.
  private static let longestLine = 4500

  var line: String { "\(path)  rows=\(rows)  span=\(span)  file=sha256:\(sha256)" }
}

/// A notebook whose functions were imported, with its hash, as a header records it.
public struct RecordedImport: Sendable, Hashable {
  public let path: String
  public let sha256: String

  public init(path: String, sha256: String) {
    (self.path, self.sha256) = (path, sha256)
  }

  /// Reads `lib/common.mmb  file=sha256:…`; a line of another form is a file that none can be.
  init(line: String) {
    guard let facts = line.wholeMatch(of: /(.+?)  file=sha256:(\S+).*/) else {
      self.init(path: line, sha256: "")
      return
    }
    self.init(path: String(facts.1), sha256: String(facts.2))
  }

  var line: String { "\(path)  file=sha256:\(sha256)" }
}
