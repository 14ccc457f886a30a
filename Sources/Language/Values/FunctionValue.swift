/// A function that the user wrote, with the names that it saw above it.
public final class FunctionValue: Sendable {
  public let name: String?
  public let parameters: [FunctionParameter]
  public let body: Expression
  public let source: Source
  let environment: Environment
  /// How deeply values are nested in those that it keeps.
  let nesting: Int

  /// Creates a function, which keeps those values that its own text names.
  init(
    name: String?,
    parameters: [FunctionParameter],
    body: Expression,
    source: Source,
    environment: Environment
  ) throws(Problem) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.source = source
    let expressions = parameters.compactMap(\.fallback) + [body]
    self.environment = environment.keeping(expressions.reduce(into: []) { $0.formUnion($1.names) })
    nesting = try Value.nesting(of: self.environment.all)
  }

  /// Creates `function` with the values that it keeps cut to no rows.
  private init(emptying function: FunctionValue) {
    (name, parameters, body) = (function.name, function.parameters, function.body)
    (source, nesting) = (function.source, function.nesting)
    environment = function.environment.emptied()
  }

  /// Creates `function` with other values of the names that it keeps.
  init(_ function: FunctionValue, in environment: Environment) {
    (name, parameters, body) = (function.name, function.parameters, function.body)
    (source, nesting, self.environment) = (function.source, function.nesting, environment)
  }

  /// The function on values without rows, as a check has it.
  var emptied: FunctionValue { FunctionValue(emptying: self) }

  /// How many levels of expressions a call adds.
  var depth: Int {
    1 + parameters.compactMap(\.fallback?.depth).reduce(body.depth) { max($0, $1) }
  }
}
