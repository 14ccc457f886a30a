public import TimeSeries

/// A name in a source.
public struct Name: Hashable, Sendable {
  public let text: String
  public let range: SourceRange
}

/// An expression: something that has a value.
public struct Expression: Sendable {
  public indirect enum Kind: Sendable {
    case number(Double)
    case boolean(Bool)
    case missing
    case text(String)
    case duration(Period)
    case bars(Int)
    case ticks(Double)
    case instant(Instant)
    case timeOfDay(Int64)
    case last(Int?)
    case name(String)
    case negated(Expression)
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression)
    case range(lower: Expression?, upper: Expression?, isHalfOpen: Bool, step: Expression?)
    case conditional(Expression, then: Expression, else: Expression)
    case function(parameters: [FunctionParameter], body: Expression)
    case call(Expression, [Argument])
    case subscripted(Expression, [Expression])
    case field(Expression, Name)
    case at(Expression, Expression)
    case list([Expression])
    case record([Argument])
    case command(Command)
    case pipeline(Expression, [Stage])
  }

  public let kind: Kind
  public let range: SourceRange
  /// How deeply the tree below is nested, at least 1.
  let depth: Int
}

public enum BinaryOperator: String, Sendable, Hashable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "mod"
  case power = "^"
}

/// A value given to a function, by place or by name.
public struct Argument: Sendable {
  public let name: Name?
  public let value: Expression
}

/// A parameter of a function that the user wrote.
public struct FunctionParameter: Sendable {
  public let name: Name
  public let fallback: Expression?
}

/// A step of a pipeline, which takes the value before it.
public enum Stage: Sendable {
  case command(Command)
  /// A function by its name, with its further arguments.
  case call(Expression, [Argument], SourceRange)
}

/// A verb with what it acts on: `fit gbm to y on x over ..2021-12-31, trees=400`.
public struct Command: Sendable {
  public struct Clause: Sendable {
    public let preposition: Name
    public let operands: [Expression]
  }

  /// An axis of a sweep: `depth in [3, 4, 6]`.
  public struct Axis: Sendable {
    public let name: Name
    public let values: Expression
  }

  public let verb: Name
  public let operands: [Expression]
  public let axes: [Axis]
  public let clauses: [Clause]
  public let options: [Argument]
  public let block: Block?
  public let range: SourceRange
}

/// The definitions and rules between braces.
public struct Block: Sendable {
  public enum Item: Sendable {
    case statement(Statement)
    case rule(Rule)
  }

  public let items: [Item]
  public let range: SourceRange
}

/// A rule of a strategy: `enter long when close > ma, limit=close - atr(14)`.
public struct Rule: Sendable {
  public enum Act: String, Sendable, Hashable, CaseIterable {
    case enterLong = "enter long"
    case enterShort = "enter short"
    case exit, stop, take, hold

    /// The words with which a rule begins.
    static let words = Set(
      allCases.compactMap { $0.rawValue.split(separator: " ").first }.map(String.init)
    )
  }

  public let act: Act
  public let value: Expression?
  public let condition: Expression?
  public let options: [Argument]
  public let range: SourceRange
}

/// A line of a program.
public struct Statement: Sendable {
  public enum Kind: Sendable {
    case bind([Name], Expression)
    case function(Name, [FunctionParameter], Expression)
    case expression(Expression)
    /// A line of the session, such as `:help`, which is never recorded.
    case meta(String, String)
  }

  public let kind: Kind
  public let range: SourceRange
  public let source: Source
  let reads: Reads

  init(kind: Kind, range: SourceRange, source: Source) {
    (self.kind, self.range, self.source) = (kind, range, source)
    // A file is read by its path alone.
    reads = Reads(of: kind.importing == nil ? kind.expressions : [])
  }

  /// The text of the statement as it was typed.
  public var text: String { source.text(range) }

  /// The first name that the statement gives to a value; nil where it gives none.
  public var firstName: String? {
    switch kind {
    case .bind(let names, _): names.first?.text
    case .function(let name, _, _): name.text
    case .expression, .meta: nil
    }
  }
}
