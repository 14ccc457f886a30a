import Language

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
      ParameterDescription(
        name,
        type: "a whole number",
        fallback: fallback,
        summary: summary,
        range: ParameterDescription.text(of: range)
      )
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
    Parameter(
      ParameterDescription(
        name,
        type: "a number",
        fallback: fallback,
        summary: summary,
        range: ParameterDescription.text(of: range)
      )
    ) { reader in
      try reader.value().map { try reader.number($0, in: range) }
    }
  }
}
