extension Expression {
  /// The expressions directly inside, those of blocks and stages too.
  public var parts: [Expression] {
    switch kind {
    case .negated(let x), .not(let x), .field(let x, _): [x]
    case .binary(_, let x, let y), .at(let x, let y): [x, y]
    case .range(let lower, let upper, _, let step): [lower, upper, step].compactMap { $0 }
    case .conditional(let x, let y, let z): [x, y, z]
    case .function(let parameters, let body): parameters.compactMap(\.fallback) + [body]
    case .call(let callee, let arguments): [callee] + arguments.map(\.value)
    case .subscripted(let x, let indexes): [x] + indexes
    case .list(let items): items
    case .record(let fields): fields.map(\.value)
    case .pipeline(let first, let stages): [first] + stages.flatMap(\.parts)
    case .command(let command): command.parts
    case .number, .boolean, .missing, .text, .duration, .bars, .ticks, .instant, .timeOfDay, .last,
      .name:
      []
    }
  }

  /// Every name in the expression, with `_` where it takes a last value.
  public var names: Set<String> {
    switch kind {
    case .name(let name): [name]
    case .last: ["_"]
    default: parts.reduce(into: []) { $0.formUnion($1.names) }
    }
  }
}

extension Expression {
  /// Every `_` and `_3` in the expression, nil for the first.
  var lastValues: [Int?] {
    if case .last(let cell) = kind { [cell] } else { parts.flatMap(\.lastValues) }
  }

  /// The names in the expression that none of its own parameters gives a meaning.
  private var freeNames: Set<String> {
    switch kind {
    case .name(let name): [name]
    case .function(let parameters, let body): Expression.freeNames(of: parameters, body)
    default: parts.reduce(into: []) { $0.formUnion($1.freeNames) }
    }
  }

  /// Returns the names that a function reads from around it; a default value sees the parameters
  /// before its own.
  static func freeNames(of parameters: [FunctionParameter], _ body: Expression) -> Set<String> {
    var (free, own) = (Set<String>(), Set<String>())
    for parameter in parameters {
      free.formUnion(parameter.fallback?.freeNames.subtracting(own) ?? [])
      own.insert(parameter.name.text)
    }
    return free.union(body.freeNames.subtracting(own))
  }
}

extension Expression {
  /// Whether anything in the expression is called, which may read what the text does not name.
  var isCalling: Bool {
    switch kind {
    case .call, .command, .pipeline: true
    default: parts.contains(where: \.isCalling)
    }
  }
}

extension Statement.Kind {
  /// The expressions of the statement.
  var expressions: [Expression] {
    switch self {
    case .bind(_, let expression), .expression(let expression): [expression]
    case .function(_, let parameters, let body): parameters.compactMap(\.fallback) + [body]
    case .meta: []
    }
  }
}

/// What a text may read: the names in it, and the columns in scope.
struct Reads: Sendable {
  let names: Set<String>
  /// Whether something is called, which may read columns that the text does not name.
  let isCalling: Bool

  init(of expressions: [Expression]) {
    names = expressions.reduce(into: []) { $0.formUnion($1.names) }
    isCalling = expressions.contains(where: \.isCalling)
  }
}

extension Stage {
  var parts: [Expression] {
    switch self {
    case .command(let command): command.parts
    case .call(let callee, let arguments, _): [callee] + arguments.map(\.value)
    }
  }
}

extension Command {
  /// Every name in what the command acts on, its options and its block.
  public var names: Set<String> {
    parts.reduce(into: []) { $0.formUnion($1.names) }
  }

  var parts: [Expression] {
    operands + axes.map(\.values) + clauses.flatMap(\.operands) + options.map(\.value)
      + (block?.parts ?? [])
  }
}

extension Block {
  fileprivate var parts: [Expression] {
    items.flatMap { item -> [Expression] in
      switch item {
      case .rule(let rule):
        [rule.value, rule.condition].compactMap { $0 } + rule.options.map(\.value)
      case .statement(let statement): statement.kind.expressions
      }
    }
  }
}
