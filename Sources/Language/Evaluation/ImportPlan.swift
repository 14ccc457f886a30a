/// Which statements of a notebook an import evaluates.
///
/// Those that define functions, and the constants that they name, whichever stand above them. Nothing
/// else is: neither what runs a verb nor what takes data or random numbers from outside.
struct ImportPlan {
  enum Role {
    case function, constant
    case imports([ImportedFunction])
    /// What an import does not evaluate.
    case result
  }

  struct Item {
    let statement: Statement
    let role: Role
    /// The statements above that the names in this one mean.
    let needs: [(name: String, place: Int)]
    /// Whether the statement, or a function that it names, runs a verb or a source.
    let reachesOut: Bool
  }

  private let registry: Registry
  private(set) var items: [Item] = []
  /// The statement that has bound each name last.
  private var owners: [String: Int] = [:]

  init(_ registry: Registry) { self.registry = registry }

  /// Adds the next statement; of an `import` with what it brings.
  mutating func add(_ statement: Statement, importing functions: [ImportedFunction]? = nil) {
    let needs = statement.outerNames.sorted().compactMap { name in
      owners[name].map { (name: name, place: $0) }
    }
    let reachesOut =
      statement.kind.expressions.contains { $0.reachesOut(registry) }
      || needs.contains { runsOutside($0.name, at: $0.place) }
    let role: Role
    if let functions {
      role = .imports(functions)
    } else if statement.isFunction {
      role = .function
    } else if case .bind = statement.kind, !reachesOut {
      role = .constant
    } else {
      role = .result
    }
    for name in functions?.map(\.name) ?? statement.typedNames { owners[name] = items.count }
    items.append(Item(statement: statement, role: role, needs: needs, reachesOut: reachesOut))
  }

  private func runsOutside(_ name: String, at place: Int) -> Bool {
    guard case .imports(let functions) = items[place].role else { return items[place].reachesOut }
    return functions.last { $0.name == name }?.reachesOut ?? false
  }

  /// The functions of the notebook with their statements: a name that means something else in the
  /// end is none.
  var functions: [(name: String, place: Int)] {
    items.indices.flatMap { place -> [(name: String, place: Int)] in
      guard case .function = items[place].role else { return [] }
      return items[place].statement.typedNames.filter { owners[$0] == place }.map { ($0, place) }
    }
  }

  /// Returns the statements to evaluate, in order; throws where a function needs any other.
  func needed() throws(Diagnostic) -> [Item] {
    var (wanted, rest) = (Set<Int>(), functions.map(\.place))
    while let place = rest.popLast() {
      guard wanted.insert(place).inserted else { continue }
      for (name, need) in items[place].needs {
        if case .result = items[need].role {
          throw refusal(of: name, at: need, by: items[place].statement)
        }
        rest.append(need)
      }
    }
    return wanted.sorted().map { items[$0] }
  }

  private func refusal(of name: String, at place: Int, by user: Statement) -> Diagnostic {
    let problem = Problem.importUsesResult(function: user.typedNames.first ?? "", name: name)
    let statement = items[place].statement
    return Diagnostic(problem.explanation, in: statement.source, at: statement.range)
  }
}

extension Expression {
  /// Whether a verb or a source of data or random numbers stands anywhere in the expression.
  fileprivate func reachesOut(_ registry: Registry) -> Bool {
    switch kind {
    case .command: return true
    case .pipeline(_, let stages):
      let runs = stages.contains { stage in
        switch stage {
        case .command: true
        case .call(let callee, _, _): callee.isSource(registry)
        }
      }
      if runs { return true }
    case .call(let callee, _):
      if callee.isSource(registry) { return true }
    default: break
    }
    return parts.contains { $0.reachesOut(registry) }
  }

  private func isSource(_ registry: Registry) -> Bool {
    guard case .name(let name) = kind else { return false }
    return registry.functions[name]?.isSource ?? false
  }
}
