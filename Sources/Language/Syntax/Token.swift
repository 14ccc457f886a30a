internal import TimeSeries

/// A word of the language with its place.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    case name(String)
    case number(Double)
    case text(String)
    /// A length of time, such as `5d`.
    case duration(Period)
    /// A count of bars, such as `20b`.
    case bars(Int)
    /// A count of ticks, such as `0.4ticks`.
    case ticks(Double)
    case instant(Instant)
    /// A time of day, in nanoseconds since midnight.
    case timeOfDay(Int64)
    /// `_` for the last value, `_3` for the value of cell 3.
    case last(Int?)
    case symbol(Symbol)
    /// A newline or semicolon that ends a statement.
    case separator
    case end
  }

  enum Symbol: String, Hashable, Sendable, CaseIterable {
    case rangeHalfOpen = "..<"
    case range = ".."
    case arrow = "->"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case power = "^"
    case assign = "="
    case pipe = "|"
    case comma = ","
    case dot = "."
    case at = "@"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case colon = ":"
  }

  /// What may stand after a number, without a blank.
  enum Unit: String, CaseIterable {
    case percent = "%"
    case basisPoints = "bp"
    case ticks, tick
    case bars = "b"
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "m"
    case hours = "h"
    case days = "d"
    case weeks = "w"
    case months = "mo"
    case quarters = "q"
    case years = "y"
  }

  let kind: Kind
  let range: SourceRange

  /// Words that are never names, as they would make the grammar ambiguous.
  static let reserved: Set<String> = [
    "and", "or", "not", "mod", "if", "then", "else", "in", "when", "step", "fn", "true", "false",
    "na",
  ]

  /// The reserved words after which something must follow.
  private static let unfinished = reserved.subtracting(["true", "false", "na", "fn"])

  /// Whether a statement cannot end here, so that a newline after it means nothing.
  var expectsMore: Bool {
    switch kind {
    case .symbol(let symbol):
      switch symbol {
      case .closeParenthesis, .closeBracket, .closeBrace, .openBrace, .dot, .range, .rangeHalfOpen:
        false
      default: true
      }
    case .name(let word): Token.unfinished.contains(word)
    default: false
    }
  }
}
