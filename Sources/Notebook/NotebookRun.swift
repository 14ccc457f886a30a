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
    /// The names of the first and last cell to run, the last one empty for the end; nil for all.
    public var cells: (first: String, last: String)?
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
  private let registry: Registry
  private let options: Options
  private var session: Session

  public init(_ document: Document, file: String?, registry: Registry, options: Options) throws {
    self.document = document
    self.file = file
    self.registry = registry
    self.options = options
    try NotebookRun.checkSize(of: document, file)
    var context = RunContext(
      mode: options.mode,
      workers: options.workers,
      seed: options.seed ?? document.header?.seed ?? 42,
      progress: options.progress
    )
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
    nameCells()
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

  /// Names every cell by its first bound name, where its mark does not name it or names it as
  /// another cell above.
  ///
  /// A name that is taken gets a number, and nothing is ever renumbered.
  private mutating func nameCells() {
    var slugs = Slugs(taken: document.sections.compactMap(\.slug), grammar: registry.grammar)
    var seen: Set<String> = []
    for place in document.sections.indices where document.sections[place].kind == .code {
      let slug =
        document.sections[place].slug.map { seen.contains($0) ? slugs.next(like: $0) : $0 }
        ?? slugs.next(for: document.sections[place].code)
      document.sections[place].slug = slug
      seen.insert(slug)
    }
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
    )
    return Diagnostic(explanation, in: Source(""), at: SourceRange(0, 0))
  }

  /// Runs the cells in order up to the first error that no cell expects.
  ///
  /// A figure that cannot be drawn is reported, and the other cells run on.
  ///
  /// - Parameter each: Called after each cell with the section and its result.
  /// - Returns: The results, the last of which may hold the error that ended the run.
  public mutating func run(
    each: (Document.Section, Session.CellResult) -> Void = { _, _ in }
  ) -> [Session.CellResult] {
    var results: [Session.CellResult] = []
    var isInside = options.cells == nil
    for section in document.cells where !section.isSkipped {
      let slug = section.slug ?? ""
      if slug == options.cells?.first { isInside = true }
      guard isInside else { continue }
      session.evaluator.context.cache = section.isCached ? options.cache : nil
      session.evaluator.context.pinsResults = section.attributes["cache"] == "keep"
      let source = Source(section.spacedCode, file: file, firstLine: section.firstLine)
      var result = session.run(source, slug: slug)
      // A check cannot find what depends on the data.
      if section.expectsError, result.error != nil || options.mode == .run {
        result.settleExpectedError(in: source)
      }
      results.append(result)
      each(section, result)
      if let error = result.error, !error.isDrawingFailure { break }
      if slug == options.cells?.last { break }
    }
    return results
  }
}

extension Session.CellResult {
  /// Records the error that the cell was to end in, or makes its absence an error.
  mutating func settleExpectedError(in source: Source) {
    if let error {
      output += error.rendered.split(separator: "\n").map {
        Session.OutputLine(text: String($0), isQuiet: false)
      }
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
