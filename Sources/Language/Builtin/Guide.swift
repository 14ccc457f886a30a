/// What help says beside the registry: pages about the language itself, and examples of every page.
///
/// It is written as text, in which a person can add a page without any code:
///
///     # range .. ..<
///     The upper end belongs to it.
///         es[2018-12-27..2018-12-31].close
///         >> 2,488.83 2,485.74 2,506.85
///     see also: date
///
/// After `#` stand the names that the page answers to. Lines further in are code, and `>>` what it
/// prints: `>> …` stands for lines that are left out, and `…` at the end of a line for its rest.
public struct Guide: Sendable {
  /// A page: of its own where it has text, else what belongs to a function, a verb or a figure.
  public struct Page: Sendable {
    public let names: [String]
    /// What it says, a paragraph each.
    public fileprivate(set) var text: [String] = []
    /// Lines that are run one after the other in one session, after those that set it up.
    public fileprivate(set) var examples: [Example] = []
    /// The names of pages that lead on.
    public fileprivate(set) var related: [String] = []
    /// The lines that give the names which the examples use.
    public fileprivate(set) var setUp: [String] = []

    public var name: String { names.first ?? "" }
  }

  public let pages: [Page]
  private let places: [String: Int]

  public static let empty = Guide([], names: [])

  /// Reads pages.
  ///
  /// - Parameters:
  ///   - texts: The pages, in the form above.
  ///   - names: What examples may use, each with the line that gives it; a line uses those above it.
  public init(_ texts: [String], names: [(name: String, code: String)]) {
    var pages: [Page] = []
    for text in texts { pages += Guide.pages(in: text) }
    let lines = SetUp(names: names)
    self.pages = pages.map { page in
      var page = page
      page.setUp = lines.needed(by: page.examples.map(\.code))
      return page
    }
    var places: [String: Int] = [:]
    for (place, page) in pages.enumerated() {
      for name in page.names where places[name] == nil { places[name] = place }
    }
    self.places = places
  }

  /// The page that answers to a name; nil where none does.
  public subscript(name: String) -> Page? { places[name].map { pages[$0] } }

  private static func pages(in text: String) -> [Page] {
    var pages: [Page] = []
    var continues = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") {
        pages.append(Page(names: line.dropFirst(2).split(separator: " ").map(String.init)))
        continues = false
      } else if var page = pages.popLast() {
        page.read(line, continuing: continues)
        continues = !line.isEmpty && !line.hasPrefix("    ")
        pages.append(page)
      }
    }
    return pages
  }
}

extension Guide.Page {
  private static let relatedMark = "see also: "

  fileprivate mutating func read(_ line: Substring, continuing: Bool) {
    if line.hasPrefix("    >>") {
      guard let last = examples.popLast() else { return }
      let printed = line.count > 7 ? String(line.dropFirst(7)) : ""
      let all = last.prints.isEmpty ? printed : last.prints + "\n" + printed
      examples.append(Example(last.code, prints: all))
    } else if line.hasPrefix("    ") {
      examples.append(Example(String(line.dropFirst(4)), prints: ""))
    } else if line.hasPrefix(Self.relatedMark) {
      related = line.dropFirst(Self.relatedMark.count).split(separator: ",").map {
        String($0.drop { $0 == " " })
      }
    } else if !line.isEmpty {
      if continuing, let last = text.popLast() {
        text.append(last + " " + line)
      } else {
        text.append(String(line))
      }
    }
  }
}

/// The lines that give the names which examples use.
private struct SetUp {
  let names: [(name: String, code: String)]

  /// Returns the lines that some code needs, in order.
  func needed(by code: [String]) -> [String] {
    var wanted: Set<String> = []
    var given: Set<String> = []
    for line in code {
      wanted.formUnion(words(of: line).subtracting(given))
      if let name = boundName(of: line) { given.insert(String(name)) }
    }
    var lines: [String] = []
    for (name, line) in names.reversed() where wanted.contains(name) {
      lines.append(line)
      wanted.formUnion(words(of: line))
    }
    return lines.reversed()
  }

  /// The words of a line that may be names of the session: of `y = target on es` only `es` and `target`.
  private func words(of line: String) -> Set<String> {
    var words: Set<String> = []
    let text = boundName(of: line).map { line.dropFirst($0.count) } ?? line[...]
    for (place, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    where place % 2 == 0 {
      var word = ""
      var before: Character = " "
      for character in part + " " {
        if character.isLetter || character.isNumber || character == "_" {
          word.append(character)
        } else {
          if !word.isEmpty, before != "." { words.insert(word) }
          (word, before) = ("", character)
        }
      }
    }
    return words
  }

  /// The name that a line begins by giving; nil where it gives none.
  private func boundName(of line: String) -> Substring? {
    let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = line.dropFirst(name.count)
    return !name.isEmpty && rest.hasPrefix(" = ") ? name : nil
  }
}
