public import Language
internal import MarketData
public import Numerics
internal import TimeSeries

/// Runs a notebook from its first cell to its last.
public struct NotebookRun: Sendable {
  public struct Options: Sendable {
    public var workers = Workers.single
    /// The seed of all streams; nil for that of the header.
    public var seed: UInt64?
    /// Values for `input` statements, as code, by name.
    public var inputs: [String: String] = [:]
    /// The names of the first and last cell to run, empty for the beginning and the end; nil for
    /// all.
    public var cells: (first: String, last: String)?
    /// The bytes of files that were read before.
    public var contents = FileContents()
    public var drawing: FigureDrawing? = FigureDrawing()
    public var mode = RunContext.Mode.run
    /// Folders that the notebook may write below, beside the working directory.
    public var writableFolders: [String] = []
    /// Where results are kept; nil where everything is computed afresh.
    public var cache: (any ResultCache)?
    public var progress: @Sendable (Progress) -> Bool = { _ in true }

    public init() {}
  }

  public private(set) var document: Document
  public let file: String?
  let registry: Registry
  let options: Options
  var session: Session

  public init(_ document: Document, file: String?, registry: Registry, options: Options) throws {
    self.document = document
    self.file = file
    self.registry = registry
    self.options = options
    try NotebookRun.checkSize(of: document, file)
    if options.mode == .run, let flaw = document.flaws.first { throw flaw.diagnostic(in: file) }
    var context = RunContext(
      mode: options.mode,
      workers: options.workers,
      seed: options.seed ?? document.header?.seed ?? 42,
      progress: options.progress
    )
    context.contents = options.contents
    context.writing = WriteAccess(folders: options.writableFolders, keeping: file)
    if let holdout = document.header?.holdout {
      context.seal = Seal(from: try NotebookRun.start(of: holdout, registry))
    }
    for (name, text) in options.inputs {
      let source = Source(text)
      context.inputs[name] = OutsideInput(
        expression: try Parser.expression(of: source, grammar: registry.grammar),
        source: source
      )
    }
    session = Session(registry: registry, context: context, drawing: options.drawing)
    session.fixedSeed = options.seed
    self.document.nameCells(registry.grammar)
    try checkNames()
  }

  /// The most cells of a notebook.
  private static let mostCells = 50_000

  /// Refuses a notebook that would only be read for minutes.
  private static func checkSize(of document: Document, _ file: String?) throws(Diagnostic) {
    let cells = document.cells.count
    let bytes = document.cells.reduce(0) { sum, cell in
      cell.lines.reduce(sum) { $0 + $1.utf8.count + 1 }
    }
    guard cells > mostCells || bytes > Parser.longest else { return }
    let problem = Problem.tooMuch(
      what: "the number of cells",
      count: NumberText.count(cells),
      limit: NumberText.count(mostCells)
    )
    let explanation = cells > mostCells ? problem.explanation : Parser.tooLong(bytes)
    throw Diagnostic(explanation, in: Source("", file: file), at: SourceRange(0, 0))
  }

  /// Returns the start of the rows that a header holds out.
  private static func start(of holdout: String, _ registry: Registry) throws -> Instant {
    let source = Source(holdout, file: "the header's holdout")
    let expression = try Parser.expression(of: source, grammar: registry.grammar)
    let value = try Evaluator(registry: registry, context: RunContext(mode: .check))
      .evaluate(OutsideInput(expression: expression, source: source))
    guard case .range(let range) = value, case .instant(let start)? = range.lower else {
      let problem = Problem.wrongType(
        found: value.typeName,
        wanted: "a range of dates with a start, such as 2023-01-01..",
        what: "`holdout`"
      )
      throw Diagnostic(problem.explanation, in: source, at: expression.range)
    }
    return start
  }

  /// The names and values after the last cell that ran.
  public var evaluator: Evaluator { session.evaluator }

  /// Returns the notebook with what a run gave: recorded lines and header.
  public func recorded(_ results: [Session.CellResult], by recorder: Recorder) -> Document {
    document.recorded(results, in: session, by: recorder)
  }

  /// Throws where the options name a cell or a parameter that the notebook does not have.
  private func checkNames() throws {
    let cells = document.cells.compactMap(\.slug)
    if let (first, last) = options.cells {
      let places = try [first, last].filter { !$0.isEmpty }.map { name in
        guard let place = cells.firstIndex(of: name) else {
          throw unknown("cell", name, among: cells)
        }
        return place
      }
      guard places == places.sorted() else {
        let explanation = Explanation("E305", "the cell `\(last)` stands above `\(first)`")
        throw Diagnostic(explanation, in: Source(""), at: SourceRange(0, 0))
      }
    }
    guard !options.inputs.isEmpty else { return }
    let inputs = inputNames
    for name in options.inputs.keys.sorted() where !inputs.contains(name) {
      throw unknown("parameter", name, among: inputs)
    }
  }

  /// The names that statements with `input` bind.
  private var inputNames: [String] {
    document.cells.flatMap { cell -> [String] in
      let statements = try? Parser.statements(of: Source(cell.code), grammar: registry.grammar)
      return (statements ?? []).filter { $0.text.contains("input") }.compactMap(\.firstName)
    }
  }

  private func unknown(_ kind: String, _ name: String, among names: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: name, in: names)
    let explanation = Explanation(
      "E102",
      "no \(kind) of the notebook is called `\(name)`",
      repair: near.map { "did you mean `\($0)`?" }
        ?? (kind == "parameter" ? "a parameter is written `\(name) = input 20`" : nil)
    )
    return Diagnostic(explanation, in: Source(""), at: SourceRange(0, 0))
  }

  /// Runs the cells in order up to the first error that no cell expects.
  ///
  /// A figure that cannot be drawn is reported, and the other cells run on.
  ///
  /// - Parameters:
  ///   - before: Called before each cell.
  ///   - each: Called after each cell with the section and its result.
  /// - Returns: The results, the last of which may hold the error that ended the run.
  public mutating func run(
    before: (Document.Section) -> Void = { _ in },
    each: (Document.Section, Session.CellResult) -> Void = { _, _ in }
  ) -> [Session.CellResult] {
    var results: [Session.CellResult] = []
    for section in chosenCells where !section.isSkipped {
      before(section)
      let result = run(section)
      results.append(result)
      each(section, result)
      if let error = result.error, !error.isDrawingFailure { break }
    }
    return results
  }

  /// The cells that the options name, skipped ones too.
  var chosenCells: ArraySlice<Document.Section> {
    let cells = document.cells
    guard let (first, last) = options.cells else { return cells[...] }
    let start = cells.firstIndex { $0.slug == first } ?? 0
    let end = cells.firstIndex { $0.slug == last } ?? cells.count - 1
    return start <= end ? cells[start...end] : []
  }

  /// Runs one cell, which settles the error that it may have to end in.
  mutating func run(_ section: Document.Section) -> Session.CellResult {
    session.evaluator.context.cache = section.isCached ? options.cache : nil
    session.evaluator.context.pinsResults = section.attributes["cache"] == "keep"
    let source = Source(section.spacedCode, file: file, firstLine: section.firstLine)
    var result = session.run(source, slug: section.slug ?? "")
    // A check cannot find what depends on the data.
    if section.expectsError, result.error != nil || options.mode == .run {
      result.settleExpectedError(in: source)
    }
    return result
  }
}

extension Session.CellResult {
  /// Records the error that the cell was to end in, or makes its absence an error.
  mutating func settleExpectedError(in source: Source) {
    if let error {
      output += TextTable.parts(of: error.styled).filter { !$0.spans.isEmpty }
        .map { Session.OutputLine($0) }
      recorded.append(Recorded(.error, error.code))
      self.error = nil
    } else {
      let explanation = Explanation(
        "E504",
        "this cell was expected to end in an error, and did not",
        repair: "remove `expect=error` from its mark"
      )
      error = Diagnostic(explanation, in: source, at: SourceRange(0, source.bytes.count))
    }
  }
}

extension Diagnostic {
  /// Whether a figure could not be drawn, which does not keep the other cells from running.
  public var isDrawingFailure: Bool { code == "E620" }
}
