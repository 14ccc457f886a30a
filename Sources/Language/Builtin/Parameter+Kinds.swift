public import TimeSeries

extension Parameter where Input == [Double] {
  /// A series.
  public static func series(_ name: String, _ summary: String) -> Parameter {
    Parameter(ParameterDescription(name, type: "a series", summary: summary)) { reader in
      guard let value = try reader.value() else { return [] }
      guard let series = value.asSeries else { throw reader.wrong(value, "a series") }
      return series.values
    }
  }
}

extension Parameter where Input == Value {
  /// A value of any type.
  public static func value(
    _ name: String,
    type: String = "a value",
    _ summary: String
  ) -> Parameter {
    Parameter(ParameterDescription(name, type: type, summary: summary)) { reader in
      try reader.value() ?? .number(.nan)
    }
  }
}

extension Parameter where Input == Int {
  /// A whole number, or that many bars.
  public static func whole(
    _ name: String,
    default fallback: Int? = nil,
    in range: ClosedRange<Int>,
    _ summary: String
  ) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a whole number",
      fallback: fallback.map(String.init),
      summary: summary,
      range: ParameterDescription.text(of: range)
    )
    return Parameter(description) { reader in
      guard let value = try reader.value() else { return fallback ?? range.lowerBound }
      return try reader.whole(value, in: range)
    }
  }
}

extension Parameter where Input == Int? {
  /// A whole number that may be left out.
  public static func optionalWhole(
    _ name: String,
    in range: ClosedRange<Int>,
    _ summary: String
  ) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a whole number",
      fallback: "none",
      summary: summary,
      range: ParameterDescription.text(of: range)
    )
    return Parameter(description) { reader in
      try reader.value().map { try reader.whole($0, in: range) }
    }
  }
}

extension Parameter where Input == Double {
  /// A number.
  public static func number(
    _ name: String,
    default fallback: Double? = nil,
    in range: ClosedRange<Double> = -Double
      .greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
    _ summary: String
  ) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a number",
      fallback: fallback.map { NumberText.short($0) },
      summary: summary,
      range: ParameterDescription.text(of: range)
    )
    return Parameter(description) { reader in
      guard let value = try reader.value() else { return fallback ?? .nan }
      return try reader.number(value, in: range)
    }
  }
}

extension Parameter where Input == Bool {
  /// True or false.
  public static func truth(
    _ name: String,
    default fallback: Bool,
    _ summary: String
  ) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "true or false",
      fallback: String(fallback),
      summary: summary
    )
    return Parameter(description) { reader in
      guard let value = try reader.value() else { return fallback }
      if case .number(let scalar) = value, scalar.kind == .boolean, reader.isUnknown(scalar) {
        return fallback
      }
      guard case .number(let scalar) = value, let truth = scalar.truth, scalar.kind == .boolean
      else { throw reader.wrong(value, "true or false") }
      return truth
    }
  }
}

extension Parameter where Input == String {
  /// One of a list of words, which need no quotes.
  public static func word(
    _ name: String,
    _ words: [String],
    default fallback: String? = nil,
    _ summary: String
  ) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a word",
      fallback: fallback,
      summary: summary,
      words: words
    )
    return Parameter(description) { reader in
      guard let word = try reader.word() else { return fallback ?? words.first ?? "" }
      guard words.contains(word) else {
        throw reader.located(Problem.unknownWord(word, option: name, allowed: words))
      }
      return word
    }
  }
}

extension Parameter where Input == String? {
  /// A text that may be left out.
  public static func optionalText(_ name: String, _ summary: String) -> Parameter {
    let description = ParameterDescription(name, type: "a text", fallback: "none", summary: summary)
    return Parameter(description) { reader in
      guard let value = try reader.value() else { return nil }
      guard case .text(let text) = value else { throw reader.wrong(value, "a text") }
      return text
    }
  }
}

extension Parameter where Input == Bars {
  /// The price columns of the frame in scope, or of the frame that `of=` names.
  public static var bars: Parameter {
    let description = ParameterDescription(
      "of",
      type: "a frame",
      fallback: "the frame in scope",
      summary: "the frame whose open, high, low and close are taken",
      isNamedOnly: true
    )
    return Parameter(description) { reader in
      let function = reader.functionName
      let frame: Frame
      switch try reader.value() {
      case .frame(let given)?: frame = given
      case let other?: throw reader.wrong(other, "a frame")
      case nil:
        guard let scope = reader.evaluator.frameInScope else {
          throw Problem.noFrame(wanted: "`\(function)`")
        }
        frame = scope.frame
      }
      let bars = try Bars.required(of: frame, for: function)
      for name in Bars.columnNames + ["volume"] {
        if let series = frame[name] { reader.noteInput(series) }
      }
      return bars
    }
  }
}

extension Bars {
  /// Returns the bars of a frame, or says which of their columns it lacks.
  public static func required(of frame: Frame, for function: String) throws -> Bars {
    guard let bars = Bars(frame) else {
      throw Problem.missingColumns(columnNames.filter { frame[$0] == nil }, function: function)
    }
    return bars
  }
}

extension Reader {
  /// Records that a column takes part in the result, although it is no argument.
  public func noteInput(_ series: Series) { inputs.note(series) }

  /// The name of the function that is called.
  public var functionName: String { inputs.function }

  /// Whether a number comes from rows that a check does not have, so that any may turn up.
  public func isUnknown(_ scalar: Scalar) -> Bool { evaluator.isChecking && scalar.isFromData }

  /// Returns a whole number from a number or a number of bars.
  public func whole(_ value: Value, in range: ClosedRange<Int>) throws -> Int {
    let what = "`\(description.name)`"
    let number: Int
    switch value {
    case .bars(let count): number = count
    case .number(let scalar) where scalar.kind != .boolean:
      if isUnknown(scalar) { return range.lowerBound }
      guard let whole = Int(exactly: scalar.value) else {
        throw located(
          Problem.notAWholeNumber(what: what, value: NumberText.short(scalar.value))
        )
      }
      number = whole
    default: throw wrong(value, "a whole number")
    }
    guard range.contains(number) else {
      if let problem = negativeShift(number) { throw located(problem) }
      throw located(
        Problem.outsideRange(
          what: what,
          value: String(number),
          range: ParameterDescription.text(of: range)
        )
      )
    }
    return number
  }

  /// Returns a number that is not missing.
  public func number(_ value: Value, in range: ClosedRange<Double>) throws -> Double {
    guard case .number(let scalar) = value, scalar.kind != .boolean else {
      throw wrong(value, "a number")
    }
    if isUnknown(scalar) { return range.lowerBound }
    guard range.contains(scalar.value) else {
      throw located(
        Problem.outsideRange(
          what: "`\(description.name)`",
          value: NumberText.short(scalar.value),
          range:
            "\(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
        )
      )
    }
    return scalar.value
  }
}

extension ParameterDescription {
  /// Returns a range of whole numbers in words.
  public static func text(of range: ClosedRange<Int>) -> String {
    "\(NumberText.count(range.lowerBound)) to \(NumberText.count(range.upperBound))"
  }

  /// Returns a range of numbers in words; nil where all numbers are in it.
  public static func text(of range: ClosedRange<Double>) -> String? {
    guard range.upperBound < .greatestFiniteMagnitude else { return nil }
    let ends = [range.lowerBound, range.upperBound].map { end in
      Int(exactly: end).map { NumberText.count($0) } ?? NumberText.short(end)
    }
    return ends.joined(separator: " to ")
  }
}
