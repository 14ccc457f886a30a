import Language
import TimeSeries

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
