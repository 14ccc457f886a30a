public import Language

/// Names for cells: the first name that a cell binds, with a number where that is taken.
///
/// Nothing is ever renumbered, as a cell's random streams belong to its name.
public struct Slugs: Sendable {
  private var taken: Set<String>
  /// How often each name was asked for, so that a thousand cells alike are quickly named.
  private var numbers: [String: Int] = [:]
  private let grammar: Grammar

  public init(taken: [String] = [], grammar: Grammar) {
    self.taken = Document.Section.reservedNames.union(taken)
    self.grammar = grammar
  }

  /// Returns a name that no cell has yet, and takes it.
  public mutating func next(for code: String) -> String {
    next(like: Slugs.firstName(of: code, grammar) ?? "cell")
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
