public import Language
internal import MarketData
public import Numerics

/// Runs a notebook from its first cell to its last.
public struct NotebookRun: Sendable {
  public struct Options: Sendable {
    public var workers = Workers.single
    /// The seed of all streams; nil for that of the header.
    public var seed: UInt64?
    /// Values for `input` statements, as code, by name.
    public var inputs: [String: String] = [:]
    /// The names of the first and last cell to run; nil for all.
    public var cells: (first: String, last: String)?
    public var drawing: FigureDrawing? = FigureDrawing()
    public var mode = RunContext.Mode.run
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
    var context = RunContext(
      mode: options.mode,
      workers: options.workers,
      seed: options.seed ?? document.header?.seed ?? 42,
      progress: options.progress
    )
    for (name, text) in options.inputs.sorted(by: { $0.key < $1.key }) {
      let source = Source(text)
      context.inputs[name] = OutsideInput(
        expression: try Parser.expression(of: source, grammar: registry.grammar),
        source: source
      )
    }
    session = Session(registry: registry, context: context, drawing: options.drawing)
  }

  /// The names and values after the last cell that ran.
  public var evaluator: Evaluator { session.evaluator }

  /// Names every cell by its first bound name, where its mark does not name it.
  ///
  /// A name that is taken gets a number, and nothing is ever renumbered.
  private mutating func nameCells() {
    var slugs = Slugs(taken: document.sections.compactMap(\.slug), grammar: registry.grammar)
    for place in document.sections.indices where document.sections[place].kind == .code {
      guard document.sections[place].slug == nil else { continue }
      document.sections[place].slug = slugs.next(for: document.sections[place].code)
    }
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
    nameCells()
    var results: [Session.CellResult] = []
    var isInside = options.cells == nil
    for section in document.cells where !section.isSkipped {
      let slug = section.slug ?? ""
      if slug == options.cells?.first { isInside = true }
      guard isInside else { continue }
      var result = session.run(section.code, slug: slug, file: file, firstLine: section.firstLine)
      if section.expectsError { result.settleExpectedError(in: section, file: file) }
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
  mutating func settleExpectedError(in section: Document.Section, file: String?) {
    if let error {
      output += error.rendered.split(separator: "\n").map {
        Session.OutputLine(text: String($0), isQuiet: false)
      }
      recorded.append(Recorded(.error, error.code))
      self.error = nil
    } else {
      let source = Source(section.code, file: file, firstLine: section.firstLine)
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
