/// A notebook: a header, prose, and cells of code with what they printed.
///
/// Three marks at the start of a line have a meaning: `---` for the header, `%%` for a cell, `>>`
/// for what was recorded. A file without any `%%` is one program.
public struct Document: Sendable, Hashable {
  public var header: Header?
  /// The prose before the first mark; empty in a program.
  public var preamble: [String]
  public var sections: [Section]
  /// Whether the file begins with `#!`.
  var shebang: String?

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
    /// The number of the first of these lines in the file, from 1.
    public var firstLine: Int
    /// The recorded lines that follow, with their marks.
    public var recorded: [Recorded]
    /// The mark as it stood; nil for a program without marks.
    public var mark: String?

    public var code: String { lines.joined(separator: "\n") }
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
  /// The keys and values in order; a value of several lines, such as the data, holds them all.
  public var entries: [(key: String, values: [String])]

  public init(_ entries: [(key: String, values: [String])] = []) {
    self.entries = entries
  }

  public static func == (a: Header, b: Header) -> Bool {
    a.entries.map(\.key) == b.entries.map(\.key)
      && a.entries.map(\.values) == b.entries.map(\.values)
  }

  public func hash(into hasher: inout Hasher) {
    for entry in entries { hasher.combine(entry.values) }
  }

  /// The value of a key that has one line; nil where it is missing.
  public subscript(key: String) -> String? {
    get { entries.first { $0.key == key }?.values.first }
    set { setValues(newValue.map { [$0] }, for: key) }
  }

  /// The order in which the keys are written.
  private static let order = [
    "mmb", "language", "title", "seed", "holdout", "data", "engine", "verified",
  ]

  /// Sets the lines of a key, in the fixed order of keys; nil removes it.
  public mutating func setValues(_ values: [String]?, for key: String) {
    entries.removeAll { $0.key == key }
    guard let values else { return }
    let rank = Header.order.firstIndex(of: key) ?? Header.order.count
    let place = entries.firstIndex {
      (Header.order.firstIndex(of: $0.key) ?? Header.order.count) > rank
    }
    entries.insert((key, values), at: place ?? entries.count)
  }

  /// The data files that were read when the notebook was recorded.
  public var files: [RecordedFile] {
    (entries.first { $0.key == "data" }?.values ?? []).compactMap(RecordedFile.init)
  }

  /// The seed of all random streams; nil where the header has none.
  public var seed: UInt64? { self["seed"].flatMap { UInt64($0) } }
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

  /// Reads `path  rows=5031  span=a..b  file=sha256:…`.
  init?(line: String) {
    let fields = line.split(separator: "  ").map { $0.drop { $0 == " " } }
    guard let path = fields.first else { return nil }
    var facts: [String: String] = [:]
    for field in fields.dropFirst() {
      let parts = field.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { facts[String(parts[0])] = String(parts[1]) }
    }
    guard let hash = facts["file"], hash.hasPrefix("sha256:") else { return nil }
    self.init(
      path: String(path),
      rows: facts["rows"].flatMap { Int($0) } ?? 0,
      span: facts["span"] ?? "",
      sha256: String(hash.dropFirst(7))
    )
  }

  var line: String { "\(path)  rows=\(rows)  span=\(span)  file=sha256:\(sha256)" }
}
