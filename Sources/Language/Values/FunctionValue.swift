/// A function that the user wrote, with the names that it saw above it.
public final class FunctionValue: Sendable {
  public let name: String?
  public let parameters: [FunctionParameter]
  public let body: Expression
  public let source: Source
  /// Where in its source the definition begins.
  let start: Int
  let environment: Environment
  /// How deeply values are nested in those that it keeps.
  let nesting: Int

  /// Creates a function, which keeps those values that its own text names.
  init(
    name: String?,
    start: Int,
    parameters: [FunctionParameter],
    body: Expression,
    source: Source,
    environment: Environment
  ) throws(Problem) {
    (self.name, self.start) = (name, start)
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
    (source, start, nesting) = (function.source, function.start, function.nesting)
    environment = function.environment.emptied()
  }

  /// Creates `function` with other values of the names that it keeps.
  init(_ function: FunctionValue, in environment: Environment) {
    (name, parameters, body) = (function.name, function.parameters, function.body)
    (source, start, nesting) = (function.source, function.start, function.nesting)
    self.environment = environment
  }

  /// The function on values without rows, as a check has it.
  var emptied: FunctionValue { FunctionValue(emptying: self) }

  /// How many levels of expressions a call adds.
  var depth: Int {
    1 + parameters.compactMap(\.fallback?.depth).reduce(body.depth) { max($0, $1) }
  }
}

extension FunctionValue {
  /// Returns how the function is called where it has the name `name`: `scaled(x, by=10)`.
  public func signature(as name: String) -> String {
    let list = parameters.map { parameter in
      parameter.name.text
        + (parameter.fallback.map { "=" + source.text($0.range) } ?? "")
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }

  /// The line of its source that the definition begins on.
  public var line: Int { source.line(at: start).number }

  /// The comment lines right above the definition, without their marks.
  public var comment: [String] {
    let lines = source.text(SourceRange(0, source.line(at: start).start))
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.reversed().map { $0.drop { $0 == " " || $0 == "\t" } }
      .prefix { $0.hasPrefix("#") }.reversed()
      .map { line in
        String(line.drop { $0 == "#" }.drop { $0 == " " })
      }
  }
}
