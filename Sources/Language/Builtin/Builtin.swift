public import TimeSeries

/// A function of the language, as a value: from it come the checker's signature, named arguments,
/// help, completion, suggestions, the reference page and the test of its examples.
public struct Builtin: Sendable {
  public let name: String
  public let summary: String
  public let parameters: [ParameterDescription]
  /// The page of the reference that it stands on; set by the registry.
  public internal(set) var group = ""
  /// Which rows of its inputs a row of the result takes, in words.
  public let reach: String
  public let examples: [Example]
  /// Whether what it gives comes from outside the program, as random bars do, or is too dear to be
  /// made twice: where a statement is run again in another world, it is not called.
  public let isSource: Bool
  let body: @Sendable (Call) throws -> Value

  public init(
    _ name: String,
    _ summary: String,
    parameters: [ParameterDescription],
    reach: String = "",
    examples: [Example] = [],
    isSource: Bool = false,
    body: @escaping @Sendable (Call) throws -> Value
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.reach = reach
    self.examples = examples
    self.isSource = isSource
    self.body = body
  }

  /// The call as a person would type it: `ema(values, span=20)`.
  public var signature: String {
    let list = parameters.filter { !$0.isNamedOnly }.map { parameter in
      parameter.fallback.map { "\(parameter.name)=\($0)" } ?? parameter.name
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }
}

/// A call of a builtin, with its arguments still to be read.
public struct Call {
  public let evaluator: Evaluator
  public let name: String
  /// The text of the call, which names it on the path of a look-ahead.
  public let text: String
  public let range: SourceRange
  public let inputs: Inputs
  let given: [String: Given]

  /// Whether a number comes from rows that a check does not have, so that any may turn up.
  public func isUnknown(_ scalar: Scalar) -> Bool {
    evaluator.isChecking && scalar.isFromData
  }

  /// Reads the argument of one parameter.
  public func read<Input>(_ parameter: Parameter<Input>) throws -> Input {
    try parameter.read(
      Reader(
        evaluator: evaluator,
        description: parameter.description,
        given: given[parameter.description.name],
        inputs: inputs,
        subject: given["values"]
      )
    )
  }
}

/// Which rows of its inputs a function takes, given its arguments.
public struct Offsets<each Input>: Sendable {
  let offsets: @Sendable (repeat each Input) -> Reach
  let text: String

  /// Rows found from the arguments, said in words for the reference.
  public static func rows(
    _ text: String,
    _ offsets: @escaping @Sendable (repeat each Input) -> Reach
  ) -> Offsets {
    Offsets(offsets: offsets, text: text)
  }

  /// A trailing window, its own row included.
  public static func trailing(
    _ span: @escaping @Sendable (repeat each Input) -> Int
  ) -> Offsets {
    Offsets(
      offsets: { (values: repeat each Input) in Reach(1 - span(repeat each values), 0) },
      text: "the window that ends at its own row"
    )
  }

  /// Its own row only.
  public static var pointwise: Offsets {
    Offsets(offsets: { (_: repeat each Input) in .present }, text: "its own row")
  }

  /// All rows up to its own.
  public static var past: Offsets {
    Offsets(offsets: { (_: repeat each Input) in .past }, text: "all rows up to its own")
  }
}
