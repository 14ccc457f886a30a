import Language
import TimeSeries

extension Parameter where Input == Value? {
  /// A value of any type that may be left out.
  static func optionalValue(_ name: String, type: String, _ summary: String) -> Parameter {
    Parameter(ParameterDescription(name, type: type, fallback: "none", summary: summary)) {
      try $0.value()
    }
  }
}

extension Parameter where Input == Int? {
  /// A whole number that may be left out; `fallback` says what holds then.
  static func optionalWhole(
    _ name: String,
    in range: ClosedRange<Int>,
    fallback: String,
    _ summary: String
  ) -> Parameter {
    Parameter(
      ParameterDescription(name, type: "a whole number", fallback: fallback, summary: summary)
    ) { reader in
      try reader.value().map { try reader.whole($0, in: range) }
    }
  }
}

extension Parameter where Input == Double? {
  /// A number that may be left out; `fallback` says what holds then.
  static func optionalNumber(
    _ name: String,
    in range: ClosedRange<Double>,
    fallback: String,
    _ summary: String
  ) -> Parameter {
    Parameter(ParameterDescription(name, type: "a number", fallback: fallback, summary: summary)) {
      reader in
      try reader.value().map { try reader.number($0, in: range) }
    }
  }
}

extension Parameter where Input == Bars {
  /// The price columns and the volume of the frame in scope.
  static var barsWithVolume: Parameter {
    Parameter(Parameter.bars.description) { reader in
      let bars = try Parameter.bars.read(reader)
      guard bars.volume != nil else {
        throw Problem.missingColumns(["volume"], function: reader.functionName)
      }
      return bars
    }
  }
}

extension Parameter where Input == Frame {
  /// The frame in scope, or the one that `of=` names, which has the columns of bars.
  static var barsFrame: Parameter {
    Parameter(Parameter<Bars>.bars.description) { reader in
      _ = try Parameter<Bars>.bars.read(reader)
      // Read once more for what its columns know.
      let frame = try reader.value()?.asFrame ?? reader.evaluator.frameInScope?.frame
      return frame ?? Frame(clock: Clock(count: 0), columns: [])
    }
  }

  /// A frame, or what stands for one.
  static func frame(_ name: String, _ summary: String) -> Parameter {
    Parameter(ParameterDescription(name, type: "another frame", summary: summary)) { reader in
      guard let value = try reader.value() else {
        throw Problem.missingArgument(name, of: reader.functionName)
      }
      guard let frame = value.asFrame else { throw reader.wrong(value, "a frame") }
      return frame
    }
  }
}

extension Parameter where Input == Series {
  /// A series with all that it knows.
  static func column(_ name: String, _ summary: String) -> Parameter {
    Parameter(ParameterDescription(name, type: "a series", summary: summary)) { reader in
      guard let value = try reader.value() else {
        throw Problem.missingArgument(name, of: reader.functionName)
      }
      guard let series = value.asSeries else { throw reader.wrong(value, "a series") }
      return series
    }
  }
}

extension Parameter where Input == Splitter.Length {
  /// How far away a row is: rows, or a length of time.
  static func distance(
    _ name: String,
    default fallback: Int? = nil,
    in range: ClosedRange<Int>,
    _ summary: String
  ) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a whole number, or a duration",
      fallback: fallback.map(String.init),
      summary: summary
    )
    return Parameter(description) { reader in
      switch try reader.value() {
      case .duration(let period)? where period.isPositive: return .time(period)
      case .duration?: throw reader.wrong(.duration(Period()), "longer than nothing")
      case let value?: return .rows(try reader.whole(value, in: range))
      case nil: return .rows(fallback ?? range.lowerBound)
      }
    }
  }
}

extension Parameter where Input == Period? {
  /// A duration that may be left out.
  static func optionalDuration(_ name: String, _ summary: String) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a duration",
      fallback: "none",
      summary: summary
    )
    return Parameter(description) { reader in
      switch try reader.value() {
      case .duration(let period)? where period.isPositive: return period
      case let other?: throw reader.wrong(other, "a duration, such as 3d")
      case nil: return nil
      }
    }
  }
}

extension Parameter where Input == [Double] {
  /// A series of truth values.
  static func condition(_ name: String, _ summary: String) -> Parameter {
    Parameter(ParameterDescription(name, type: "a true or false series", summary: summary)) {
      reader in
      guard let value = try reader.value() else { return [] }
      guard let series = value.asSeries, series.kind == .boolean else {
        throw reader.wrong(value, "a series of truth values")
      }
      return series.values
    }
  }

  /// The column `close` of the frame in scope, or of the frame that `of=` names.
  static var close: Parameter {
    let description = ParameterDescription(
      "of",
      type: "a frame",
      fallback: "the frame in scope",
      summary: "the frame whose close is taken",
      isNamedOnly: true
    )
    return Parameter(description) { reader in
      let given = try reader.value()
      guard let frame = given?.asFrame ?? reader.evaluator.frameInScope?.frame else {
        throw given.map { reader.wrong($0, "a frame") }
          ?? Problem.noFrame(wanted: "`\(reader.functionName)`")
      }
      guard let series = frame["close"] else {
        throw Problem.missingColumns(["close"], function: reader.functionName)
      }
      reader.noteInput(series)
      return series.values
    }
  }

  /// A series, or a number that stands for a level all along.
  static func level(_ name: String, _ summary: String) -> Parameter {
    Parameter(ParameterDescription(name, type: "a number or a series", summary: summary)) {
      reader in
      guard let value = try reader.value() else { return [] }
      if case .number(let scalar) = value { return [scalar.value] }
      guard let series = value.asSeries else { throw reader.wrong(value, "a series or a number") }
      return series.values
    }
  }
}

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
