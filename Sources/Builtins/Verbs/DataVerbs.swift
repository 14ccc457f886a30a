import Language
import MarketData
import TimeSeries

/// Verbs that bring data in, look at it and take it out.
enum DataVerbs {
  static let verbs: [Verb] = [
    Verb(
      "load",
      "Reads bars or a table from a CSV file, gzipped or not, or a model from a JSON file.",
      usage: "load \"bars.csv\"",
      examples: []
    ) { call in try load(call) },
    Verb(
      "export",
      "Writes a frame or a series to a CSV file, a model or a record to a JSON file.",
      usage: "export es to \"es.csv\"",
      prepositions: ["to"]
    ) { call in try export(call) },
    Verb(
      "show",
      "Shows a value whole.",
      usage: "show es",
      takesInput: true
    ) { call in try show(call) },
    Verb(
      "head",
      "The first rows of a frame.",
      usage: "es | head 5",
      mostOperands: 2,
      takesInput: true
    ) { call in
      try rows(call) { count, total in 0..<min(count, total) }
    },
    Verb(
      "tail",
      "The last rows of a frame.",
      usage: "es | tail 5",
      mostOperands: 2,
      takesInput: true
    ) { call in
      try rows(call) { count, total in max(0, total - count)..<total }
    },
    Verb(
      "describe",
      "Count, mean, spread and quantiles of each column.",
      usage: "describe es",
      takesInput: true
    ) { call in
      let (frame, _) = try call.frameInput()
      return Outcome(.object(DescriptionValue(frame)), isShown: true)
    },
    Verb(
      "use",
      "Brings the columns of a frame into scope for the session.",
      usage: "use es"
    ) { call in
      let (frame, name) = try call.frame(try call.requiredOperand())
      return Outcome(effect: .use(frame, name: name))
    },
  ]

  private static func load(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    guard case .text(let path) = try call.evaluator.evaluate(operand) else { throw call.misused }
    if call.isChecking, let value = call.context.files.promised(path) { return Outcome(value) }
    if path.hasSuffix(".json") { return try loadModel(path, operand, call) }
    do {
      if call.isChecking { return Outcome(.frame(try CSVReader.readHeader(path: path))) }
      let file = try CSVReader.read(path: path)
      for notice in file.notices { call.context.notes.add("\(path): \(notice)") }
      call.context.files.add(
        FileLog.Entry(
          path: path,
          rows: file.frame.count,
          span: file.frame.clock.spanText,
          sha256: file.sha256
        )
      )
      return Outcome(.frame(file.frame))
    } catch {
      throw call.located(error, operand.range)
    }
  }

  private static func loadModel(
    _ path: String,
    _ operand: Expression,
    _ call: CommandCall
  ) throws -> Outcome {
    do {
      let model = try ModelFile.read(path)
      if !call.isChecking {
        call.context.files.add(
          FileLog.Entry(
            path: path,
            rows: model.rowCount,
            span: "up to \(model.known.label)",
            sha256: try Fingerprint.sha256(ofFile: path)
          )
        )
      }
      return Outcome(.object(model))
    } catch let error as any Explainable {
      throw call.located(error, operand.range)
    }
  }

  private static func export(_ call: CommandCall) throws -> Outcome {
    let value = try call.evaluator.evaluate(try call.requiredOperand())
    let target = try call.required("to")
    guard case .text(let path) = try call.evaluator.evaluate(target) else { throw call.misused }
    guard let text = try exported(value, as: path) else {
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a frame, a series, a model or, to a .json file, a record",
        what: "what is exported"
      )
    }
    do {
      _ = try OutputFile.allowed(path)
      if call.isChecking {
        call.context.files.promise(path, value)
      } else {
        try OutputFile.write(Array(text().utf8), to: path)
      }
    } catch {
      throw call.located(error, target.range)
    }
    return Outcome()
  }

  /// Returns what makes the text of a file from a value: JSON where the path says so, else CSV; nil
  /// for a value that has no such form.
  private static func exported(_ value: Value, as path: String) throws -> (() -> String)? {
    if let model = value.object as? ModelValue {
      let text = try ModelFile.text(of: model) ?? ""
      return { text }
    }
    if path.hasSuffix(".json"), let json = JSONText.text(of: value) { return { json + "\n" } }
    let series = value.asSeries.map {
      Frame(clock: $0.clock, columns: [Frame.Column(name: "value", series: $0)])
    }
    return (value.asFrame ?? series).map { frame in { CSVWriter.text(frame) } }
  }

  private static func show(_ call: CommandCall) throws -> Outcome {
    if let input = call.input { return Outcome(input, isShown: true) }
    return Outcome(try call.evaluator.evaluate(try call.requiredOperand()), isShown: true)
  }

  private static func rows(
    _ call: CommandCall,
    _ choose: (Int, Int) -> Range<Int>
  ) throws -> Outcome {
    let operands = call.command.operands
    let count = try call.wholeNumber(
      call.input == nil ? operands.dropFirst().first : operands.first
    )
    let value = try call.input ?? call.evaluator.evaluate(call.requiredOperand())
    if let list = value.object as? any RowList {
      return Outcome(.object(list.kept(choose(count, list.count))), isShown: true)
    }
    if let series = value.asSeries {
      let range = choose(count, series.count)
      return Outcome(
        .series(series.cut(to: range, clock: series.clock.cut(to: range))),
        isShown: true
      )
    }
    let (frame, _) = try call.frameInput()
    return Outcome(.object(ExcerptValue(frame, rows: choose(count, frame.count))), isShown: true)
  }
}

extension CommandCall {
  /// Returns a count of rows, 5 where none was typed.
  fileprivate func wholeNumber(_ expression: Expression?) throws -> Int {
    guard let expression else { return 5 }
    let parameter = Parameter.whole("rows", in: 0...1_000_000, "")
    let value = try evaluator.evaluate(expression)
    do {
      return try parameter.read(
        Reader(evaluator: evaluator, description: parameter.description, value: value)
      )
    } catch let problem as Problem {
      throw located(problem, expression.range)
    }
  }
}
