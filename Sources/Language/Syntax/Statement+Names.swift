extension Statement {
  /// The path of the notebook whose functions the statement brings; nil for any other statement.
  public var importedPath: String? {
    guard case .text(let path)? = kind.importing?.operands.first?.kind else { return nil }
    return path
  }

  /// Returns the names that the statement has bound where it gave `outcome`: an `import` binds those
  /// of all functions that it brings.
  public func boundNames(_ outcome: Outcome) -> [String] {
    switch outcome.effect {
    case .importing(let functions, _)?: functions.map(\.name)
    case .rebind(let name, _)?: typedNames + [name]
    default: typedNames
    }
  }

  /// The names that stand before its `=`.
  public var typedNames: [String] {
    switch kind {
    case .bind(let names, _): names.map(\.text)
    case .function(let name, _, _): [name.text]
    case .expression, .meta: []
    }
  }

  /// Whether the statement is the definition of a function.
  var isFunction: Bool {
    switch kind {
    case .function: true
    case .bind(let names, let expression):
      if case .function = expression.kind { names.count == 1 } else { false }
    case .expression, .meta: false
    }
  }

  /// The names that the statement takes from those above it.
  var outerNames: Set<String> {
    let names = kind.expressions.outerNames
    guard case .function(_, let parameters, _) = kind else { return names }
    return names.subtracting(parameters.map(\.name.text))
  }
}

extension Statement.Kind {
  /// The `import` that the statement is; nil for any other.
  var importing: Command? {
    guard case .expression(let expression) = self, case .command(let command) = expression.kind,
      command.verb.text == "import"
    else { return nil }
    return command
  }
}

extension Expression {
  /// The names in the expression that it does not bind itself, as parameters, axes and blocks do.
  var outerNames: Set<String> {
    switch kind {
    case .name(let name): [name]
    case .function(let parameters, _): parts.outerNames.subtracting(parameters.map(\.name.text))
    case .command(let command): command.outerNames
    case .pipeline(let first, let stages):
      stages.reduce(into: first.outerNames) { $0.formUnion($1.outerNames) }
    default: parts.outerNames
    }
  }
}

extension [Expression] {
  fileprivate var outerNames: Set<String> { reduce(into: []) { $0.formUnion($1.outerNames) } }
}

extension Stage {
  fileprivate var outerNames: Set<String> {
    if case .command(let command) = self { command.outerNames } else { parts.outerNames }
  }
}

extension Command {
  fileprivate var outerNames: Set<String> {
    let own = (block?.items ?? []).flatMap { item in
      if case .statement(let statement) = item { statement.typedNames } else { [String]() }
    }
    return parts.outerNames.subtracting(axes.map(\.name.text) + own)
  }
}
