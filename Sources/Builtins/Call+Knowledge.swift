import Language
import TimeSeries

extension Call {
  /// Returns what a value computed from this call's inputs knows.
  func knowledge(offsets: Reach) -> Knowledge {
    .derived(from: inputs.knowledge, offsets: offsets, step: text)
  }

  /// Returns what a figure of all rows of this call's inputs knows, such as the mean of a column.
  func figureKnowledge() -> Knowledge {
    .derived(
      from: inputs.series.map { $0.figureKnowledge(step: text) }
        + inputs.knowledge.filter {
          $0.reach.isConstant
        },
      step: text
    )
  }

  /// Returns a whole number from a value.
  func whole(_ value: Value, named name: String, in range: ClosedRange<Int>) throws -> Int {
    let parameter = Parameter.whole(name, in: range, "")
    return try parameter.read(
      Reader(evaluator: evaluator, description: parameter.description, value: value)
    )
  }

  /// Returns `kernel` of two numbers or series, row by row.
  func combined(
    _ a: Value,
    _ b: Value,
    _ kernel: (Double, Double) -> Double
  ) throws -> Value {
    switch (a.asSeries, b.asSeries) {
    case (let x?, let y?):
      let clock = try inputs.commonClock(of: name)
      return .series(series(zip(x.values, y.values).map(kernel), clock, offsets: .present))
    case (let x?, nil):
      let number = try self.number(b)
      return .series(series(x.values.map { kernel($0, number) }, x.clock, offsets: .present))
    case (nil, let y?):
      let number = try self.number(a)
      return .series(series(y.values.map { kernel(number, $0) }, y.clock, offsets: .present))
    case (nil, nil):
      return .number(
        Scalar(kernel(try number(a), try number(b)), knowledge: knowledge(offsets: .present))
      )
    }
  }

  private func number(_ value: Value) throws -> Double {
    guard case .number(let scalar) = value, scalar.kind != .boolean else {
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a number or a series",
        what: "an argument of `\(name)`"
      )
    }
    return scalar.value
  }
}
