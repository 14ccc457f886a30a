import Language
import MarketData
import Numerics
import TimeSeries

/// Verbs that bring data in, look at it and take it out.
enum DataVerbs {
  static let verbs: [Verb] = [
    Verb(
      "load",
      "Reads bars or a table from a CSV file, gzipped or not, a panel from several, or a model from a JSON file.",
      usage: "load \"bars.csv\"",
      options: [reach.description, holdout, symbol.description, dates.description],
      isSource: true,
      examples: [
        Example(
          "load \"datasets/*-daily.csv\", symbol=file",
          prints:
            "panel @1d  3 symbols × 8,611 rows  1986-01-02 → 2019-01-03\n  symbol        rows       first        last  missing\n  sp500_daily  5,031  1999-01-04  2018-12-31    3,580\n  vix_daily    1,259  2014-01-03  2019-01-03    7,352\n  wti_daily    8,321  1986-01-02  2019-01-03      290"
        )
      ]
    ) { call in try load(call) },
    Verb(
      "export",
      "Writes a frame or a series to a CSV file, a model or a record to a JSON file.",
      usage: "export es to \"es.csv\"",
      prepositions: ["to"],
      isSource: true
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

  private static let reach = Parameter.word(
    "reach",
    ["known", "unknown"],
    default: "known",
    "unknown for columns that were computed elsewhere, which need `assume`"
  )
  private static let symbol = Parameter.word(
    "symbol",
    ["none", "file"],
    default: "none",
    "file for a panel of all files whose path fits a pattern such as `stocks/*.csv`, each a symbol"
  )
  private static let dates = Parameter.word(
    "dates",
    ["month_first", "day_first"],
    default: "month_first",
    "which comes first in dates such as 1/2/2024, where the file does not tell"
  )
  private static let holdout = ParameterDescription(
    "holdout",
    type: "a range of dates",
    fallback: "that of the header",
    summary: "rows from its start on are left out until `unseal`"
  )

  /// Returns a frame as it may be seen: without the rows that are held out, and with what is known of
  /// its columns.
  private static func seen(_ frame: Frame, from path: String, _ call: CommandCall) throws -> Frame {
    let frame = try known(frame, from: path, call)
    let end = try seenCount(of: frame, call)
    guard end < frame.count else { return frame }
    call.context.notes.add(
      "\(path): \(NumberText.counted(frame.count - end, "row")) from \(frame.clock.label(end)) on \(frame.count - end == 1 ? "is" : "are") held out, until `unseal`"
    )
    return frame.cut(to: 0..<end)
  }

  /// Returns a frame with what is known of its columns.
  static func known(_ frame: Frame, from path: String, _ call: CommandCall) throws -> Frame {
    guard try call.option(reach) == "unknown" else { return frame }
    return frame.knowing { Knowledge.imported(from: path).marked($0.marks) }
  }

  /// Returns how many rows come before those that are held out.
  static func seenCount(of frame: Frame, _ call: CommandCall) throws -> Int {
    try setHoldout(call)
    call.context.reads(.seal)
    guard let start = call.context.seal.start else { return frame.count }
    guard frame.clock.times != nil else { throw Problem.clockHasNoTimes("a holdout") }
    return frame.clock.row(atOrAfter: start)
  }

  private static func setHoldout(_ call: CommandCall) throws {
    guard let option = call.command.options.first(where: { $0.name?.text == "holdout" }) else {
      return
    }
    guard case .range(let range) = try call.evaluator.evaluate(option.value),
      case .instant(let start)? = range.lower
    else {
      throw call.located(
        Problem.wrongType(
          found: "another value",
          wanted: "a range of dates with a start, such as 2023-01-01..",
          what: "`holdout`"
        ),
        option.value.range
      )
    }
    guard call.context.seal.reason == nil else {
      throw call.located(HonestyError.alreadyUnsealed, option.value.range)
    }
    call.context.reads(.loads)
    call.context.reads(.seal)
    if !call.isChecking, !call.context.seal.isSet, !call.context.files.data.isEmpty {
      call.context.notes.add("what was loaded before keeps the rows that are held out from here on")
    }
    call.context.seal.set(from: start)
    call.context.writes(.seal)
  }

  private static func load(_ call: CommandCall) throws -> Outcome {
    let operand = try call.requiredOperand()
    guard case .text(let path) = try call.evaluator.evaluate(operand) else { throw call.misused }
    if call.isChecking, let value = promised(at: path, call) {
      return Outcome(try value.asFrame.map { .frame(try seen($0, from: path, call)) } ?? value)
    }
    if try call.option(symbol) == "file" { return try loadPanel(path, operand, call) }
    if path.hasSuffix(".json"), !SampleData.holds(path) {
      return try loadModel(path, operand, call)
    }
    do {
      let dayFirst = try call.option(dates) == "day_first"
      return Outcome(.frame(try seen(try table(path, dayFirst: dayFirst, call), from: path, call)))
    } catch DataError.notFound(let path) where path.contains("*") {
      throw call.located(LoadError.severalFiles(path), operand.range)
    } catch DataError.notFound(let path) {
      throw call.located(LoadError.missing(path), operand.range)
    } catch let error as DataError {
      throw call.located(error, operand.range)
    }
  }

  /// Returns the table in a file, in a check without its rows.
  static func table(
    _ path: String,
    dayFirst: Bool = false,
    _ call: CommandCall
  ) throws(DataError) -> Frame {
    let isOwn = promised(at: path, call) != nil
    let known = isOwn ? nil : call.context.contents[path]
    if call.isChecking {
      return try CSVReader.readHeader(path: path, bytes: known, dayFirst: dayFirst)
    }
    let bytes = if let known { known } else { try DataBytes.read(path: path, room: 2) }
    let file = try CSVReader.read(bytes: bytes, path: path, dayFirst: dayFirst)
    for notice in file.notices { call.context.notes.add("\(path): \(notice)") }
    if !isOwn {
      call.context.read(
        FileLog.Entry(
          path: path,
          rows: file.frame.count,
          span: file.frame.clock.spanText,
          sha256: file.sha256
        )
      )
    }
    return file.frame
  }

  /// Returns what the run has written to the file itself, so that it is no data of the notebook.
  private static func promised(at path: String, _ call: CommandCall) -> Value? {
    guard let place = try? OutputFile.place(of: path, by: call.context.writing) else { return nil }
    call.context.reads(.file(place))
    return call.context.files.promised(place)
  }

  private static func loadModel(
    _ path: String,
    _ operand: Expression,
    _ call: CommandCall
  ) throws -> Outcome {
    do {
      let isOwn = promised(at: path, call) != nil
      let bytes = try ModelFile.bytes(of: path, isOwn ? nil : call.context.contents)
      let model = try ModelFile.read(path, bytes)
      if !call.isChecking, !isOwn {
        call.context.read(
          FileLog.Entry(
            path: path,
            rows: model.rowCount,
            span: "up to \(model.known.label)",
            sha256: Fingerprint.sha256(bytes)
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
    if let note = (value.object as? FeatureSet)?.stagesText { call.context.notes.add(note) }
    do {
      let place = try OutputFile.place(of: path, by: call.context.writing)
      let text = try exported(value, as: path, call)
      promised(by: value, at: path).map { call.context.files.promise(place, $0) }
      call.context.writes(.file(place))
      if !call.isChecking {
        try OutputFile.write(Array(try text().utf8), to: path, by: call.context.writing)
      }
    } catch let error as OutputError {
      throw call.located(error, target.range)
    }
    return Outcome()
  }

  /// What a number takes in a file, and once more as bytes.
  private static let bytesOfCell = 48

  /// Returns what makes the text of a file from a value: of a model and of records JSON, of columns
  /// CSV.
  private static func exported(
    _ value: Value,
    as path: String,
    _ call: CommandCall
  ) throws -> () throws -> String {
    let isJSON = path.hasSuffix(".json")
    if let model = value.object as? ModelValue {
      guard isJSON else { throw ExportError.wrongEnding("a model", ".json") }
      let text = try ModelFile.text(of: model) ?? ""
      return { text }
    }
    if let frame = columns(of: value) {
      // A stranger's columns are no script, nor anything else that a program takes orders from.
      guard path.hasSuffix(".csv") || path.hasSuffix(".txt") else {
        throw ExportError.wrongEnding(value.typeName, ".csv")
      }
      return {
        let cells = frame.count.multipliedReportingOverflow(by: frame.columns.count + 1)
        let bytes = cells.partialValue.multipliedReportingOverflow(by: bytesOfCell)
        guard !cells.overflow, !bytes.overflow, Memory.hasRoom(for: bytes.partialValue) else {
          throw Problem.noMemory
        }
        return CSVWriter.text(frame)
      }
    }
    guard let json = try JSONText.text(of: value) else {
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a frame, a series, a model, a record or a list",
        what: "what is exported"
      )
    }
    guard isJSON else { throw ExportError.wrongEnding(value.typeName, ".json") }
    return { json + "\n" }
  }

  /// Returns the columns of a value that go into a file; nil where it has none.
  private static func columns(of value: Value) -> Frame? {
    if let frame = value.asFrame {
      return Frame(clock: frame.clock, columns: frame.columns, isComputed: value.isComputed)
    }
    return value.asSeries.map {
      Frame(clock: $0.clock, columns: [Frame.Column(name: "value", series: $0)])
    }
  }

  /// Returns what `load` will find in the file of a value: a model, or columns of which no more is
  /// known than their headers say; nil for a file that it does not read.
  private static func promised(by value: Value, at path: String) -> Value? {
    if value.object is ModelValue { return value }
    return columns(of: value).map { .frame($0.promised(at: path)) }
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
    let (count, known) = try call.wholeNumber(
      call.input == nil ? operands.dropFirst().first : operands.first
    )
    let value = try call.input ?? call.evaluator.evaluate(call.requiredOperand())
    let chosen: Value
    if let list = value.object as? any RowList {
      chosen = .object(list.kept(choose(count, list.count)))
    } else if let series = value.asSeries {
      let range = choose(count, series.count)
      chosen = .series(series.cut(to: range, clock: series.clock.cut(to: range)))
    } else {
      let (frame, _) = try call.frameInput()
      let isComputed = value.isComputed
      let rows = choose(count, frame.count)
      try checkShown(rows.count, of: frame)
      chosen = .object(ExcerptValue(frame, rows: rows, isComputed: isComputed))
    }
    let step = call.evaluator.source.phrase(call.command.range)
    return Outcome(chosen.knowing(known, step: step), isShown: true)
  }
}

extension DataVerbs {
  /// The most cells that are shown at once.
  private static let mostShown = 5_000_000

  /// Refuses more cells than can be laid out.
  private static func checkShown(_ rows: Int, of frame: Frame) throws(Problem) {
    let cells = rows.multipliedReportingOverflow(by: frame.columns.count + 1)
    guard !cells.overflow, cells.partialValue <= mostShown else {
      throw .tooMuch(
        what: "the number of cells in this table",
        count: NumberText.count(cells.partialValue),
        limit: NumberText.count(mostShown)
      )
    }
  }
}

extension CommandCall {
  /// Returns a count of rows, 5 where none was typed, and what it knows.
  fileprivate func wholeNumber(_ expression: Expression?) throws -> (Int, Knowledge) {
    guard let expression else { return (5, .constant) }
    let parameter = Parameter.whole("rows", in: 0...1_000_000, "")
    let value = try evaluator.evaluate(expression)
    do {
      let count = try parameter.read(
        Reader(evaluator: evaluator, description: parameter.description, value: value)
      )
      return (count, value.knowledge)
    } catch let problem as Problem {
      throw located(problem, expression.range)
    }
  }
}

/// Why nothing was loaded.
enum LoadError: Error, Explainable {
  /// The path is a pattern of several files.
  case severalFiles(String)
  case missing(String)

  var explanation: Explanation {
    switch self {
    case .missing(let path):
      Explanation("E601", "there is no file \(path)", repair: LoadError.repair(of: path))
    case .severalFiles(let path):
      Explanation(
        "E601",
        "there is no file \(path)",
        repair: "several files make a panel: `load \"\(path)\", symbol=file`"
      )
    }
  }
}

extension LoadError {
  /// Returns a file of nearly this path, or one of this name in a folder; of an address what is meant.
  private static func repair(of path: String) -> String {
    if path.contains("://") || path.hasPrefix("yahoo:") || path.hasPrefix("binance:") {
      return "this version reads files only: save the bars as a CSV file and load that"
    }
    let place = path.lastIndex(of: "/")
    let folder = place.map { String(path[...$0]) } ?? ""
    let name = place.map { String(path[path.index(after: $0)...]) } ?? path
    let beside = SymbolFiles.names(matching: folder + "*")
    let near =
      beside.first { $0.lowercased() == path.lowercased() || $0 == path + ".csv" }
      ?? Suggestion.nearest(to: name, in: beside.map { String($0.dropFirst(folder.count)) })
      .map { folder + $0 }
      ?? (folder.isEmpty ? SymbolFiles.names(matching: "*/" + name).first : nil)
    return near.map { "did you mean \"\($0)\"?" }
      ?? "paths start at the folder in which mamba was started"
  }
}

/// Why a value was not written to a file.
enum ExportError: Error, Equatable {
  /// A value of this type goes to files with this ending.
  case wrongEnding(String, String)
}

extension ExportError: Explainable {
  var explanation: Explanation {
    switch self {
    case .wrongEnding(let type, let ending):
      Explanation("E612", "\(type) is not written to such a file", repair: "end it in \(ending)")
    }
  }
}
