internal import Language

/// The cells of a session at the prompt, which can be saved as a notebook.
public struct Transcript: Sendable {
  struct Cell: Sendable {
    let number: Int
    var code: String
    let result: Session.CellResult
    /// Whether the cell has read a file or made a trial that none before it had.
    let leavesTraces: Bool
    /// Names that statements without one have got, by the number of the statement.
    var names: [Int: String] = [:]
  }

  private var cells: [Cell] = []
  /// Whether a cell that was not kept has left a trace in what later cells printed: the number of
  /// trials, or a file in the header.
  private var hasStrayTraces = false

  public init() {}

  /// Adds a cell that ran; one that ended in an error is not kept.
  public mutating func add(
    _ code: String,
    number: Int,
    _ result: Session.CellResult,
    leavesTraces: Bool = false
  ) {
    guard result.error == nil else {
      hasStrayTraces = hasStrayTraces || leavesTraces
      return
    }
    cells.append(Cell(number: number, code: code, result: result, leavesTraces: leavesTraces))
  }

  /// Forgets the last cell.
  public mutating func removeLast() {
    guard let last = cells.popLast() else { return }
    hasStrayTraces = hasStrayTraces || last.leavesTraces
  }

  /// The kept cells with their numbers.
  public var listing: [(number: Int, code: String)] { cells.map { ($0.number, $0.code) } }

  /// Returns the notebook of a session, with what its cells gave.
  ///
  /// `_` and `_3` are replaced by names, which the cells that they mean are given. Where that, or a
  /// cell that was not kept, changes what a run prints, the notebook is run once more; an error of
  /// that run is thrown.
  public func notebook(of session: Session, by recorder: Recorder) throws -> Document {
    let named = named(in: session)
    let document = document(named, in: session)
    guard hasStrayTraces || named.map(\.code) != cells.map(\.code) else {
      return document.recorded(cells.map(\.result), in: session, by: recorder)
    }
    let context = session.evaluator.context
    var options = NotebookRun.Options()
    options.workers = context.workers
    options.progress = context.progress
    options.drawing = session.drawing?.withoutFiles
    var run = try NotebookRun(
      document,
      file: nil,
      registry: session.evaluator.registry,
      options: options
    )
    let results = run.run()
    if let error = results.compactMap(\.error).first { throw error }
    return run.recorded(results, by: recorder)
  }

  /// Returns the notebook of a session without what its cells gave.
  public func document(of session: Session) -> Document {
    document(named(in: session), in: session)
  }

  private func named(in session: Session) -> [Cell] {
    var names = ValueNames(cells, session)
    return names.cells()
  }

  private func document(_ cells: [Cell], in session: Session) -> Document {
    var document = Document(
      sections: cells.map { cell in
        let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
        var section = Document.Section(kind: .code, lines: lines.map(String.init) + [""])
        section.slug = cell.result.slug
        section.mark = "%% \(cell.result.slug)"
        return section
      }
    )
    var header = Header()
    header["seed"] = String(session.firstSeed)
    document.header = header
    return document
  }
}
