public import TimeSeries

extension Builtin {
  /// A function that gives one column on the clock of its inputs.
  public static func column<each Input: Sendable>(
    _ name: String,
    _ summary: String,
    _ parameters: repeat Parameter<each Input>,
    kind: Series.Kind = .number,
    reach: Offsets<repeat each Input>,
    warmUp: @escaping @Sendable (repeat each Input) -> Int = { (_: repeat each Input) in 0 },
    examples: [Example] = [],
    body: @escaping @Sendable (repeat each Input) throws -> [Double]
  ) -> Builtin {
    let parameters = (repeat each parameters)
    return Builtin(
      name,
      summary,
      parameters: descriptions(repeat each parameters),
      reach: reach.text,
      examples: examples
    ) { call in
      let inputs = (repeat try call.read(each parameters))
      let clock = try call.inputs.commonClock(of: name)
      let values = try body(repeat each inputs)
      call.noteShortage(of: warmUp(repeat each inputs), clock)
      return .series(
        call.series(
          values,
          clock,
          kind: kind,
          offsets: reach.offsets(repeat each inputs),
          warmUp: warmUp(repeat each inputs)
        )
      )
    }
  }

  /// A function that gives several columns on the clock of its inputs, as a record; each has a
  /// warm-up of its own.
  public static func columns<each Input: Sendable>(
    _ name: String,
    _ summary: String,
    _ parameters: repeat Parameter<each Input>,
    outputs: [String],
    reach: Offsets<repeat each Input>,
    warmUp: @escaping @Sendable (repeat each Input) -> [Int],
    examples: [Example] = [],
    body: @escaping @Sendable (repeat each Input) throws -> [[Double]]
  ) -> Builtin {
    let parameters = (repeat each parameters)
    return Builtin(
      name,
      summary + " Gives " + outputs.map { "`.\($0)`" }.joined(separator: ", ") + ".",
      parameters: descriptions(repeat each parameters),
      reach: reach.text,
      examples: examples
    ) { call in
      let inputs = (repeat try call.read(each parameters))
      let clock = try call.inputs.commonClock(of: name)
      let offsets = reach.offsets(repeat each inputs)
      let warmUps = warmUp(repeat each inputs)
      let columns = try body(repeat each inputs)
      return .record(
        Record(
          outputs.indices.map { place in
            let series = call.series(
              columns[place],
              clock,
              offsets: offsets,
              warmUp: warmUps[place]
            )
            return (outputs[place], .series(series))
          }
        )
      )
    }
  }

  /// A function that gives a frame on the clock of its inputs, in which each column has a reach, a
  /// warm-up and a kind of its own.
  public static func frame<each Input: Sendable>(
    _ name: String,
    _ summary: String,
    _ parameters: repeat Parameter<each Input>,
    columns: [FrameColumn],
    reach: String,
    examples: [Example] = [],
    body: @escaping @Sendable (repeat each Input) throws -> [[Double]]
  ) -> Builtin {
    let parameters = (repeat each parameters)
    return Builtin(
      name,
      summary,
      parameters: descriptions(repeat each parameters),
      reach: reach,
      examples: examples
    ) { call in
      let inputs = (repeat try call.read(each parameters))
      return .frame(try call.frame(columns, of: try body(repeat each inputs)))
    }
  }

  /// A function of each value alone: of a number it gives a number, of a series a series.
  ///
  /// Where a value is there and the result is not, the rows are counted under `undefined`.
  public static func pointwise(
    _ name: String,
    _ summary: String,
    undefined: String? = nil,
    examples: [Example] = [],
    body: @escaping @Sendable (Double) -> Double
  ) -> Builtin {
    let x = Parameter.value("x", type: "a number or a series", "what it is taken of")
    return Builtin(
      name,
      summary,
      parameters: [x.description],
      reach: Offsets<Double>.pointwise.text,
      examples: examples
    ) { call in
      let value = try call.read(x)
      guard let operand = Operand(value), operand.kind != .boolean else {
        throw Problem.wrongType(found: value.typeName, wanted: "a number or a series", what: "`x`")
      }
      let result = operand.mapped(kind: .number, body)
      if let undefined, let results = Operand(result) {
        let rows = (0..<operand.count).count { !operand[$0].isNaN && results[$0].isNaN }
        if rows > 0 { call.evaluator.context.notes.count(undefined, rows: rows) }
      }
      return result
    }
  }

  /// A function with a body that reads its arguments itself.
  public static func function<each Input: Sendable>(
    _ name: String,
    _ summary: String,
    _ parameters: repeat Parameter<each Input>,
    reach: String = "",
    examples: [Example] = [],
    isSource: Bool = false,
    body: @escaping @Sendable (Call, repeat each Input) throws -> Value
  ) -> Builtin {
    let parameters = (repeat each parameters)
    return Builtin(
      name,
      summary,
      parameters: descriptions(repeat each parameters),
      reach: reach,
      examples: examples,
      isSource: isSource
    ) { call in
      let inputs = (repeat try call.read(each parameters))
      return try body(call, repeat each inputs)
    }
  }

  private static func descriptions<each Input>(
    _ parameters: repeat Parameter<each Input>
  ) -> [ParameterDescription] {
    var descriptions: [ParameterDescription] = []
    for parameter in repeat each parameters { descriptions.append(parameter.description) }
    return descriptions
  }
}

/// A column of the frame that a function gives: which rows of the inputs it takes, and how many it
/// lacks at the start.
public struct FrameColumn: Sendable {
  public let name: String
  public let kind: Series.Kind
  public let offsets: Reach
  public let warmUp: Int

  public init(_ name: String, kind: Series.Kind = .number, offsets: Reach, warmUp: Int = 0) {
    (self.name, self.kind, self.offsets, self.warmUp) = (name, kind, offsets, warmUp)
  }
}

extension Call {
  /// Returns a frame on the clock of this call's inputs, with the values of each column.
  public func frame(_ columns: [FrameColumn], of values: [[Double]]) throws -> Frame {
    let clock = try inputs.commonClock(of: name)
    return Frame(
      clock: clock,
      columns: zip(columns, values).map { column, values in
        let series = series(
          values,
          clock,
          kind: column.kind,
          offsets: column.offsets,
          warmUp: column.warmUp
        )
        return Frame.Column(name: column.name, series: series)
      }
    )
  }

  /// Returns a series of this call's inputs, with the reach and the warm-up that follow from them.
  public func series(
    _ values: [Double],
    _ clock: Clock,
    kind: Series.Kind = .number,
    offsets: Reach,
    warmUp: Int = 0
  ) -> Series {
    Series(
      values,
      clock: clock,
      kind: kind,
      knowledge: .derived(from: inputs.knowledge, offsets: offsets, step: text),
      warmUp: min(clock.count, inputs.warmUp + max(0, warmUp)),
      stated: Series.statedTimes(of: inputs.series, through: offsets)
    )
  }

  /// Tells of a warm-up that takes all rows: every value is missing then.
  ///
  /// What comes of values that are all missing is told of these.
  fileprivate func noteShortage(of own: Int, _ clock: Clock) {
    let warmUp = inputs.warmUp + max(0, own)
    guard inputs.warmUp < clock.count, !evaluator.isChecking, !evaluator.context.isReplaying,
      clock.count > 0,
      warmUp >= clock.count, warmUp < Reach.unbounded
    else { return }
    evaluator.context.notes.add(
      "`\(text)` needs \(NumberText.count(warmUp + 1)) rows, and there are \(NumberText.count(clock.count)): every value is missing"
    )
  }
}
