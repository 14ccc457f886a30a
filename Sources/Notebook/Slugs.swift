public import Language

/// Names for cells: the first name that a cell binds, with a number where that is taken.
///
/// Nothing is ever renumbered, as a cell's random streams belong to its name.
public struct Slugs: Sendable {
  private var taken: Set<String>
  /// How often each name was asked for, so that a thousand cells alike are quickly named.
  private var numbers: [String: Int] = [:]
  let grammar: Grammar

  public init(taken: [String] = [], grammar: Grammar) {
    self.taken = Document.Section.reservedNames.union(taken)
    self.grammar = grammar
  }

  /// Whether a text may name a cell: a letter or `_`, then letters, digits, `_` and `-`.
  static func isName(_ text: Substring) -> Bool {
    text.utf8.enumerated().allSatisfy { place, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): place > 0
      default: false
      }
    }
  }

  /// Returns a name that no cell has yet, and takes it.
  public mutating func next(for code: String) -> String {
    next(like: Slugs.firstName(of: code, grammar) ?? "cell")
  }

  /// Returns a name that no cell has yet for a line that is typed, and takes it.
  ///
  /// A figure without a name is called after what it shows, as its files are. Cells of a file keep the
  /// names that they always had, since their random streams and figures are recorded by them.
  mutating func next(forTyped code: String) -> String {
    next(like: Slugs.typedName(of: code, grammar) ?? "cell")
  }

  /// Returns the first name that a cell binds; nil where it binds none.
  static func firstName(of code: String, _ grammar: Grammar) -> String? {
    let statements = try? Parser.statements(of: Source(code), grammar: grammar)
    return statements?.lazy.compactMap(\.firstName).first
  }

  /// Returns `name`, or where it is taken the name with the first number that is free.
  mutating func next(like name: String) -> String {
    var slug = name
    while !taken.insert(slug).inserted {
      let number = numbers[name, default: 1] + 1
      numbers[name] = number
      slug = "\(name)-\(number)"
    }
    return slug
  }
}

extension Document {
  /// Names every cell by its first bound name, where its mark does not name it or names it as
  /// another cell above.
  ///
  /// A name that is taken gets a number, and nothing is ever renumbered.
  mutating func nameCells(_ grammar: Grammar) {
    var slugs = Slugs(taken: sections.compactMap(\.slug), grammar: grammar)
    var seen: Set<String> = []
    for place in sections.indices where sections[place].kind == .code {
      let slug =
        sections[place].slug.map { seen.contains($0) ? slugs.next(like: $0) : $0 }
        ?? slugs.next(for: sections[place].code)
      sections[place].slug = slug
      seen.insert(slug)
    }
  }
}
