internal import Builtins
public import Language
public import Plotting
internal import TimeSeries

/// Runs cells one after the other, and turns what they give into text and records.
///
/// The prompt, a file and the command line run through the same session, so that a line means the
/// same in each.
public struct Session: Sendable {
  public var evaluator: Evaluator
  /// Draws the figures that cells make; nil where none are to be drawn.
  public var drawing: FigureDrawing?
  /// The width that text for a person is laid out for; what is recorded does not depend on it.
  public var width = TextTable.recordedWidth
  /// The window in which figures are shown too; nil where they only go into files.
  public var window: TerminalFigure.Look?
  /// The seed that a `seed` statement does not change, such as that of `--seed`; nil without one.
  var fixedSeed: UInt64?
  /// The seed of the first random number: that of a `seed` statement where it is the first of all.
  private(set) var firstSeed: UInt64
  private(set) var hasBegun = false

  public init(registry: Registry, context: RunContext, drawing: FigureDrawing? = FigureDrawing()) {
    evaluator = Evaluator(registry: registry, context: context)
    evaluator.context.importedFile = ImportedNotebook.read
    self.drawing = drawing
    firstSeed = context.seed
  }

  /// Has the session begun with a seed, where it has not begun.
  mutating func begin(seed: UInt64) {
    if !hasBegun { (firstSeed, hasBegun) = (seed, true) }
  }

  /// Has the next statement be the first.
  mutating func forgetBeginning() { hasBegun = false }

  /// What a cell gave.
  public struct CellResult: Sendable {
    public let slug: String
    /// The lines for a person, in order; a line that tells of a binding is quiet.
    public var output: [OutputLine] = []
    /// What `--record` keeps, in order.
    public var recorded: [Recorded] = []
    /// Fingerprints of the cell's values, in the order of their `>>=` records.
    var fingerprints: [Fingerprinted] = []
    /// How far the last statement is finished, where it was stopped; nil for all of it.
    public var partial: PartialResult?
    /// What the cache has done for the cell; it is told and never recorded.
    public var cacheUse = CacheUse()
    /// The error that ended the cell.
    public var error: Diagnostic?
    public var figures: [String] = []
    /// The value of the last statement that has one, for `_3`.
    public var value: Value?
    /// Where that value comes from.
    public var origin: Origin?
    /// The names that each `import` has bound, by the number of its statement.
    public var imported: [Int: [String]] = [:]
    /// The numbers of the statements that gave a value to `_`, in order.
    var shown: [Int] = []
    /// The first lines that told of bindings, of which each is dropped where its value is shown.
    fileprivate var bindings: Set<StyledLine> = []
    /// The number of the statement that gave `value`.
    var last: Int?

    init(slug: String) { self.slug = slug }
  }

  public struct OutputLine: Sendable, Hashable {
    /// The line as a terminal shows it.
    public let line: StyledLine
    /// Whether it tells of a binding, which batch runs do not print.
    public let isQuiet: Bool
    /// The files of the figure that the line tells of; nil where it tells of none.
    public internal(set) var figure: [String]?
    /// Whether it is a part of a figure that is drawn for one window.
    public internal(set) var isDrawn = false

    /// The line without its roles.
    public var text: String { line.plain }

    init(_ line: StyledLine, isQuiet: Bool = false, figure: [String]? = nil) {
      (self.line, self.isQuiet, self.figure) = (line, isQuiet, figure)
    }
  }

  /// A value beside the text of its fingerprint, to be compared with tolerance.
  enum Fingerprinted: Sendable {
    case exact(String)
    case sketch(ColumnSketch, name: String)
  }

  /// Runs the statements of a cell up to the first error.
  public mutating func run(_ code: String, slug: String) -> CellResult {
    run(Source(code), slug: slug)
  }

  /// Runs a program from bytes, which need not be UTF-8.
  public mutating func run(bytes: [UInt8], slug: String) -> CellResult {
    run(Source(bytes: bytes), slug: slug)
  }

  mutating func run(_ source: Source, slug: String, called title: String? = nil) -> CellResult {
    var result = CellResult(slug: slug)
    do {
      let statements = try Parser.statements(of: source, grammar: evaluator.registry.grammar)
      evaluator.context.begin(cell: slug, called: title)
      for (number, statement) in statements.enumerated() {
        evaluator.context.statement = number
        try run(statement, into: &result)
        if result.partial != nil { break }
      }
    } catch let error as Diagnostic {
      result.error = error
    } catch {
      let explanation = Explanation("E000", "\(error)")
      result.error = Diagnostic(explanation, in: source, at: SourceRange(0, 0))
    }
    reportNotes(into: &result)
    result.cacheUse = evaluator.context.cacheTally.take()
    return result
  }

  private mutating func run(_ statement: Statement, into result: inout CellResult) throws {
    let outcome = try evaluator.run(statement)
    defer { reportNotes(into: &result) }
    if let fixedSeed { evaluator.context.seed = fixedSeed }
    if !hasBegun { firstSeed = evaluator.context.seed }
    hasBegun = true
    result.partial = outcome.partial
    if case .importing(let functions, let path)? = outcome.effect {
      report(functions, from: path, into: &result)
    }
    guard let value = outcome.value else { return }
    (result.value, result.origin) = (value, outcome.origin)
    result.last = evaluator.context.statement
    if case .expression = statement.kind { result.shown.append(evaluator.context.statement) }
    guard !evaluator.isChecking else { return }
    if case .object(let object) = value, let figure = object as? FigureValue {
      try draw(figure, statement, into: &result)
      return
    }
    let name = statement.firstName ?? statement.shownName
    let text = Layout(of: value.presentation(name: name), width: width)
    if statement.firstName != nil, !outcome.isShown {
      guard value.isSummarised else { return }
      result.report(text.summary, isQuiet: true)
    } else {
      result.forget(text.summary)
      result.report(text)
    }
    if let name { record(value, name, isLoaded: statement.isLoad, into: &result) }
  }

  /// Tells which functions an import has brought.
  private func report(
    _ functions: [ImportedFunction],
    from path: String,
    into result: inout CellResult
  ) {
    result.imported[evaluator.context.statement] = functions.map(\.name)
    guard !evaluator.isChecking else { return }
    let signatures = functions.map(\.signature).joined(separator: ", ")
    result.report(Layout(of: .line("\(path)  \(signatures)"), width: width), isQuiet: true)
  }

  private func reportNotes(into result: inout CellResult) {
    for note in evaluator.context.notes.take() {
      result.report(Layout(of: .line("\("note:", .warning) \(note)"), width: width))
    }
  }

  /// The lines of a text, laid out for a person's window and for the record.
  fileprivate struct Layout {
    var seen: [StyledLine]
    var recorded: [String]

    init(of presentation: Presentation, width: Int) {
      let usual = TextTable.lines(of: presentation)
      recorded = usual.map(\.plain)
      seen =
        width == TextTable.recordedWidth
        ? usual : TextTable.lines(of: presentation, width: width)
      let first = Presentation(Array(presentation.blocks.prefix(1)))
      heads = (
        TextTable.lines(of: first, width: width).count, TextTable.lines(of: first).count
      )
    }

    /// How many lines the first block takes, in the window and in the record.
    private let heads: (seen: Int, recorded: Int)

    /// The first block alone.
    var summary: Layout {
      var summary = self
      summary.seen = Array(seen.prefix(heads.seen))
      summary.recorded = Array(recorded.prefix(heads.recorded))
      return summary
    }
  }

  /// Records the fingerprint of a value that has a name, and its named numbers.
  private func record(
    _ value: Value,
    _ name: String,
    isLoaded: Bool,
    into result: inout CellResult
  ) {
    let fingerprint: Fingerprinted?
    switch value {
    case .frame(let frame) where isLoaded: fingerprint = .exact(ExactFingerprint.text(frame))
    case .frame(let frame): fingerprint = .sketch(ColumnSketch(frame, name: name), name: name)
    case .object(let object):
      if let frame = object.frame {
        fingerprint = .sketch(ColumnSketch(frame, name: name), name: name)
      } else {
        fingerprint = object.series.map { .sketch(ColumnSketch($0.values, name: name), name: name) }
      }
      for number in object.namedNumbers {
        let text =
          "\(name).\(number.name) \(NumberText.short(number.value)) ±\(NumberText.short(number.tolerance))"
        result.recorded.append(Recorded(.number, text))
      }
    default:
      fingerprint = value.asSeries.map { .sketch(ColumnSketch($0.values, name: name), name: name) }
    }
    guard let fingerprint else { return }
    let line = Recorded(.fingerprint, "\(name) \(fingerprint.text)")
    guard !result.recorded.contains(line) else { return }
    result.fingerprints.append(fingerprint)
    result.recorded.append(line)
  }

  private func draw(
    _ figure: FigureValue,
    _ statement: Statement,
    into result: inout CellResult
  ) throws {
    guard let drawing else { return }
    let base = figure.path ?? drawing.base(for: result.slug, number: result.figures.count)
    do {
      let drawn = try drawing.draw(figure, base: base, by: evaluator.context.writing)
      result.figures += drawn.files
      if let window, drawing.writesFiles {
        let look = window.share(for: figure.figure)
        result.output += try TerminalFigure.lines(of: figure.figure, look).map(OutputLine.init)
      }
      result.output.append(
        OutputLine("figure \(drawn.files.joined(separator: " "))", figure: drawn.files)
      )
      result.recorded.append(
        Recorded(.figure, "figure \(base) data=\(drawn.dataHash) spec=\(drawn.specHash)")
      )
    } catch let error as any Explainable {
      throw Diagnostic(error.explanation, in: statement.source, at: statement.range)
    }
  }
}

extension Session.OutputLine {
  /// Creates a line of a figure that is drawn with characters.
  fileprivate init(_ line: TerminalLine) {
    self.init(StyledLine(line.runs.map { StyledLine.Span($0.text, $0.role.style) }))
    isDrawn = true
  }
}

extension TerminalLine.Role {
  /// How the part is shown.
  fileprivate var style: StyledLine.Role? {
    switch self {
    case .plain: nil
    case .title: .header
    case .faint: .faint
    case .series(let number): .series(number)
    case .rise: .gain
    case .fall: .loss
    }
  }
}

extension Session.CellResult {
  fileprivate mutating func report(_ text: Session.Layout, isQuiet: Bool = false) {
    output += text.seen.map { Session.OutputLine($0, isQuiet: isQuiet) }
    if isQuiet { bindings.formUnion(text.seen.prefix(1)) }
    recorded += text.recorded.map { Recorded(.text, $0) }
  }

  /// Drops the line that told of a binding, where the value is now shown whole.
  fileprivate mutating func forget(_ summary: Session.Layout) {
    guard let first = summary.seen.first, bindings.contains(first),
      let place = output.firstIndex(of: Session.OutputLine(first, isQuiet: true)),
      output[place...].prefix(summary.seen.count).map(\.line) == summary.seen
    else { return }
    output.removeSubrange(place..<(place + summary.seen.count))
    let kept = summary.recorded.map { Recorded(.text, $0) }
    if let place = recorded.indices.first(where: { recorded[$0...].starts(with: kept) }) {
      recorded.removeSubrange(place..<(place + kept.count))
    }
  }
}

extension Session.Fingerprinted {
  var text: String {
    switch self {
    case .exact(let text): text
    case .sketch(let sketch, _): sketch.text
    }
  }
}

extension Value {
  /// Whether a binding of the value is worth a line in the notebook.
  fileprivate var isSummarised: Bool {
    switch self {
    case .series, .frame, .object: true
    default: false
    }
  }
}

extension Statement {
  /// The name of the value that a bare expression shows, such as `bt`; nil for any other.
  fileprivate var shownName: String? {
    guard case .expression(let expression) = kind else { return nil }
    switch expression.kind {
    case .name(let name): return name
    case .command(let command) where command.verb.text == "show":
      if case .name(let name)? = command.operands.first?.kind { return name }
      return nil
    default: return nil
    }
  }

  /// Whether the statement reads a file as it stands.
  fileprivate var isLoad: Bool {
    guard case .bind(_, let expression) = kind, case .command(let command) = expression.kind else {
      return false
    }
    return command.verb.text == "load"
  }
}
