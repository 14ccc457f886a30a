import Language
import Numerics
import TimeSeries

/// Functions of each value alone.
enum Mathematics {
  static let functions: [Builtin] = [
    .pointwise(
      "log",
      "Natural logarithm.",
      undefined: "log of a number that is not positive",
      examples: [Example("log(1)", prints: "0")]
    ) { $0 > 0 ? Elementary.log($0) : .nan },
    .pointwise(
      "exp",
      "e to the power of x.",
      examples: [Example("exp(0)", prints: "1")]
    ) { Elementary.exp($0) },
    .pointwise(
      "sqrt",
      "Square root.",
      undefined: "square root of a negative number",
      examples: [Example("sqrt(9)", prints: "3")]
    ) { $0.squareRoot() },
    .pointwise(
      "abs",
      "Distance from zero.",
      examples: [Example("abs(-2.5)", prints: "2.5")]
    ) { $0.magnitude },
    .pointwise(
      "sign",
      "-1 below zero, 0 at zero, 1 above.",
      examples: [Example("sign(-3)", prints: "-1")]
    ) { $0.isNaN ? .nan : $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
    .pointwise(
      "sin",
      "Sine of an angle in radians.",
      examples: [Example("sin(0)", prints: "0")]
    ) { Elementary.sin($0) },
    .pointwise(
      "cos",
      "Cosine of an angle in radians.",
      examples: [Example("cos(0)", prints: "1")]
    ) { Elementary.cos($0) },
    .pointwise(
      "floor",
      "The largest whole number that is not above x.",
      examples: [Example("floor(-1.5)", prints: "-2")]
    ) { $0.rounded(.down) },
    .pointwise(
      "round",
      "The nearest whole number; halves go away from zero.",
      examples: [Example("round(2.5)", prints: "3")]
    ) { $0.rounded(.toNearestOrAwayFromZero) },
    pairwise("pmax", "The larger of two values, row by row.", "2") { max($0, $1) },
    pairwise("pmin", "The smaller of two values, row by row.", "1") { min($0, $1) },
    .function(
      "series",
      "A series of the given numbers, on rows that have numbers only.",
      .value("values", type: "a list of numbers", "the values in order"),
      examples: [Example("series([1, na, 3])", prints: "1 na 3")]
    ) { call, values in try series(of: values, call) },
    .function(
      "isna",
      "Whether a value is missing.",
      .value("x", type: "a number or a series", "what is looked at"),
      reach: "its own row",
      examples: [Example("isna(series([1, na]))", prints: "false true")]
    ) { call, x in
      guard let series = x.asSeries else {
        guard case .number(let scalar) = x else { return .truth(false) }
        return .number(Scalar(scalar.value.isNaN, knowledge: scalar.knowledge))
      }
      let values: [Double] = series.values.map { $0.isNaN ? 1 : 0 }
      // What is missing in the warm-up is known to be missing.
      let result = call.series(values, series.clock, kind: .boolean, offsets: .present)
      return .series(result.with(warmUp: 0))
    },
  ]

  /// A function of two numbers or series; missing where either is.
  private static func pairwise(
    _ name: String,
    _ summary: String,
    _ printed: String,
    _ kernel: @escaping @Sendable (Double, Double) -> Double
  ) -> Builtin {
    .function(
      name,
      summary,
      .value("a", type: "a number or a series", "one side"),
      .value("b", type: "a number or a series", "the other side"),
      reach: "its own row",
      examples: [Example("\(name)(1, 2)", prints: printed)]
    ) { call, a, b in
      try call.combined(a, b) { $0.isNaN || $1.isNaN ? .nan : kernel($0, $1) }
    }
  }

  /// A series of numbers from some rows knows those rows, wherever it puts them.
  private static func series(of values: Value, _ call: Call) throws -> Value {
    guard case .list(let items) = values else {
      throw Problem.wrongType(
        found: values.typeName,
        wanted: "a list of numbers",
        what: "`values`"
      )
    }
    let numbers = try items.map { item -> Double in
      guard case .number(let scalar) = item, scalar.kind != .boolean else {
        throw Problem.wrongType(found: item.typeName, wanted: "a number", what: "each of `values`")
      }
      return scalar.value
    }
    let knowledge = items.map { item -> Knowledge in
      if case .number(let scalar) = item { scalar.knowledge } else { .constant }
    }
    let series = Series(
      numbers,
      clock: Clock(count: numbers.count),
      knowledge: .derived(from: [.present] + knowledge, step: call.text)
    )
    return .series(call.evaluator.isChecking ? series.emptied() : series)
  }
}
