public import Language

/// Names for cells: the first name that a cell binds, with a number where that is taken.
///
/// Nothing is ever renumbered, as a cell's random streams belong to its name.
public struct Slugs: Sendable {
  private var taken: Set<String>
  private let grammar: Grammar

  public init(taken: [String] = [], grammar: Grammar) {
    self.taken = Set(taken)
    self.grammar = grammar
  }

  /// Returns a name that no cell has yet, and takes it.
  public mutating func next(for code: String) -> String {
    let statements = try? Parser.statements(of: Source(code), grammar: grammar)
    let base = statements?.lazy.compactMap(\.firstName).first ?? "cell"
    var slug = base
    var number = 2
    while !taken.insert(slug).inserted {
      slug = "\(base)-\(number)"
      number += 1
    }
    return slug
  }
}
