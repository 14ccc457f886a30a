internal import Language

/// What a cell reads and what it gives, by names.
struct CellNames: Sendable {
  private(set) var given: Set<String> = []
  /// The names that it takes from outside, those of functions and columns too.
  private(set) var read: Set<String> = []
  /// Whether it brings the columns of a frame into scope.
  private(set) var bringsColumns = false

  init(_ code: String, _ grammar: Grammar) {
    guard let statements = try? Parser.statements(of: Source(code), grammar: grammar) else {
      guess(code)
      return
    }
    for statement in statements {
      read.formUnion(statement.readNames.subtracting(given))
      switch statement.kind {
      case .bind(let names, _): given.formUnion(names.map(\.text))
      case .function(let name, _, _): given.insert(name.text)
      case .expression(let expression):
        if case .command(let command) = expression.kind, command.verb.text == "use" {
          bringsColumns = true
        }
      case .meta: break
      }
    }
  }

  /// Takes for given what stands before `=`, as the text cannot be parsed.
  private mutating func guess(_ code: String) {
    for match in code.matches(of: /([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[^=]/) {
      given.insert(String(match.1))
    }
    bringsColumns = code.split(separator: "\n").contains { $0.hasPrefix("use ") }
  }

  /// Whether the cell may read the columns in scope, where the cells above give `known`.
  func readsColumns(beside known: Set<String>, _ registry: Registry) -> Bool {
    read.contains { name in
      !known.contains(name) || registry.functions[name] != nil
    }
  }
}
