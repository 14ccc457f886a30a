internal import TimeSeries

/// One parameter of a builtin: what a person reads of it, and how its argument becomes a Swift value.
///
/// The type, the default and the type that the builtin's body takes are one generic argument, so
/// that they cannot disagree.
public struct Parameter<Input: Sendable>: Sendable {
  public let description: ParameterDescription
  public let read: @Sendable (Reader) throws -> Input

  public init(
    _ description: ParameterDescription,
    read: @escaping @Sendable (Reader) throws -> Input
  ) {
    self.description = description
    self.read = read
  }
}

/// What help, completion and the reference pages say of a parameter.
public struct ParameterDescription: Sendable, Hashable {
  public let name: String
  /// The type, as a person says it: "a series", "a whole number".
  public let type: String
  /// The default as it would be typed; nil where an argument is needed.
  public let fallback: String?
  public let summary: String
  /// The words that may be given, where the parameter takes words.
  public let words: [String]
  /// The numbers that may be given, such as `1 to 10,000`; nil where all may.
  public let range: String?
  /// Whether the argument must be given by name.
  public let isNamedOnly: Bool

  public init(
    _ name: String,
    type: String,
    fallback: String? = nil,
    summary: String,
    words: [String] = [],
    range: String? = nil,
    isNamedOnly: Bool = false
  ) {
    self.name = name
    self.type = type
    self.fallback = fallback
    self.summary = summary
    self.words = words
    self.range = range
    self.isNamedOnly = isNamedOnly
  }
}

/// The argument of one parameter, ready to be evaluated where the call stands.
public struct Reader {
  public let evaluator: Evaluator
  public let description: ParameterDescription
  let given: Given?
  let inputs: Inputs
  /// The argument that a function goes over, where it goes over one.
  private let subject: Given?

  /// Creates a reader of a value that is already known.
  public init(evaluator: Evaluator, description: ParameterDescription, value: Value) {
    self.evaluator = evaluator
    self.description = description
    (given, inputs, subject) = (.value(value, SourceRange(0, 0)), Inputs(), nil)
  }

  init(
    evaluator: Evaluator,
    description: ParameterDescription,
    given: Given?,
    inputs: Inputs,
    subject: Given? = nil
  ) {
    self.evaluator = evaluator
    self.description = description
    self.given = given
    self.inputs = inputs
    self.subject = subject
  }

  /// The argument's value; nil where none was given.
  public func value() throws -> Value? {
    guard let value = try given?.value(in: evaluator) else { return nil }
    inputs.note(value)
    // What chose a text goes with the result, not with the text.
    return value.plain
  }

  /// The word that was given, which is looked up in the parameter's own list first; nil without.
  func word() throws -> String? {
    if case .expression(let expression)? = given, case .name(let word) = expression.kind {
      return word
    }
    guard let value = try value() else { return nil }
    guard case .text(let text) = value else { throw wrong(value, "one of its words") }
    return text
  }

  /// Returns the error for a value of another type.
  public func wrong(_ value: Value, _ wanted: String) -> any Error {
    let what = "`\(description.name)`"
    guard let repair = repair(of: value, wanted) else {
      return located(Problem.wrongType(found: value.typeName, wanted: wanted, what: what))
    }
    return located(
      Problem.mistyped(found: value.typeName, wanted: wanted, what: what, repair: repair)
    )
  }

  /// The argument as it was typed; nil where it came through a pipe.
  private var text: String? { given.flatMap { evaluator.text(of: $0) } }

  /// Returns what is meant most often by a value of another type.
  private func repair(of value: Value, _ wanted: String) -> String? {
    guard !inputs.function.isEmpty else { return nil }
    switch (wanted, value) {
    case ("a series", .number):
      guard description.name == "values", let text else { return nil }
      return "write `\(inputs.function)(close, \(text))`"
    case ("a series", .text(let name)):
      return "columns stand without quotes: `\(name.lowercased())`"
    case ("a series", .frame):
      return text.map { "name one of its columns, as in `\($0).close`" }
    case ("a whole number", .series):
      let function = inputs.function
      return subject == nil
        ? "leave the series out: `\(function)` takes the bars of the frame in scope"
        : "a window is as long in all rows: `if volume > 0 then \(function)(close, 10) else \(function)(close, 20)`"
    default: return nil
    }
  }

  /// Returns the error for a negative number of rows, where the function looks back or ahead.
  func negativeShift(_ number: Int) -> Problem? {
    guard number < 0, let subject, let x = evaluator.text(of: subject) else { return nil }
    let count = number == .min ? Int.max : -number
    let repair: String
    switch inputs.function {
    case "lag":
      repair =
        "write `ahead(\(x), \(count))`: targets may know what comes later, features and rules may not"
    case "ahead": repair = "write `lag(\(x), \(count))`"
    case "ret":
      repair =
        "write `ahead(\(x), \(count)) / \(x) - 1`: targets may know it, features and rules may not"
    case "diff":
      repair =
        "write `ahead(\(x), \(count)) - \(x)`: targets may know it, features and rules may not"
    default: return nil
    }
    return .negativeShift(function: inputs.function, value: String(number), repair: repair)
  }

  /// Returns `problem` at the place of the argument.
  public func located(_ problem: some Explainable) -> any Error {
    guard case .expression(let expression)? = given else { return problem }
    let range = expression.range
    return Diagnostic(problem.explanation, in: evaluator.source, at: range)
  }
}

/// An argument that its function evaluates itself, where the columns of another frame can be named.
public struct ScopedArgument: Sendable {
  private let evaluator: Evaluator
  private let given: Given?

  fileprivate init(_ reader: Reader) {
    (evaluator, given) = (reader.evaluator, reader.given)
  }

  /// Returns the argument's value where the columns of `frame` are in scope; nil where none was given.
  public func value(in frame: FrameScope) throws -> Value? {
    try given?.value(in: evaluator.inScope(frame))
  }

  /// A part of the argument that was computed for the frame in scope alone; nil where there is none.
  ///
  /// Such are a definition of the block, a column on its clock that has a name of the session, and the
  /// whole argument where it came through a pipe.
  public var fixedPart: String? {
    guard case .expression(let expression)? = given else { return "what is piped" }
    guard let scope = evaluator.frameInScope else { return nil }
    let environment = evaluator.environment
    return expression.names.sorted().first { name in
      if !environment.locals.contains(name) {
        if scope.own[name] != nil { return true }
        if scope.frame[name] != nil { return false }
      }
      let value = name == "_" ? environment.last : environment[name]
      return value?.asSeries?.clock.isSame(as: scope.frame.clock) ?? false
    }.map { "`\($0)`" }
  }
}

extension Parameter where Input == ScopedArgument {
  /// An expression of the columns of another frame.
  public static func scoped(_ name: String, _ summary: String) -> Parameter {
    Parameter(ParameterDescription(name, type: "an expression", summary: summary)) {
      ScopedArgument($0)
    }
  }
}

extension Evaluator {
  /// Returns an argument as it was typed; nil where it came through a pipe.
  fileprivate func text(of given: Given) -> String? {
    guard case .expression(let expression) = given else { return nil }
    return text(expression)
  }
}

/// An argument before it is read: an expression, or a value that came through a pipe.
enum Given: Sendable {
  case expression(Expression)
  case value(Value, SourceRange)

  var range: SourceRange {
    switch self {
    case .expression(let expression): expression.range
    case .value(_, let range): range
    }
  }

  func value(in evaluator: Evaluator) throws -> Value {
    switch self {
    case .expression(let expression): try evaluator.evaluate(expression)
    case .value(let value, _): value
    }
  }
}
