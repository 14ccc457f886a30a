public import Language
public import Plotting

/// The cells of a session at the prompt, which can be changed after they have run.
///
/// A cell that was edited, and every one that reads what it makes, is stale until it runs again.
/// Once nothing is stale, each name has the value that a replay of the cells from the first to the
/// last gives it, bit for bit. Only what is read off the number of trials differs: whoever has tried
/// and taken back has tried.
public struct Workbook: Sendable {
  /// Something that was done, and can be taken back.
  public enum Deed: Sendable, Hashable {
    case add(Int)
    case edit(Int)
    case drop(Int)
    /// The cells that ran, in order.
    case run([Int])
  }

  /// All that a deed changes; states share what they have in common.
  struct State: Sendable {
    /// By their place, from 0.
    var cells = PersistentMap<Int, Cell>()
    var standing: Standing
    var nextNumber = 1
    /// The numbers of the cells that have to run, in order.
    var stale: [Int] = []

    var count: Int { cells.count }
  }

  /// Runs a cell on a copy of a session; gives nothing where a person has stopped it.
  public typealias Runner =
    @Sendable (
      _ session: Session,
      _ slug: String,
      _ cell: @escaping @Sendable (inout Session) -> Session.CellResult
    ) -> (result: Session.CellResult, session: Session)?

  /// How cells are run: here and now, unless somebody wants to stop them.
  public var runner: Runner = { session, _, cell in
    var session = session
    let result = cell(&session)
    return (result, session)
  }
  /// The width that text for a person is laid out for.
  public var width = TextTable.recordedWidth
  /// The window in which figures are shown too; nil where they only go into files.
  public var window: TerminalFigure.Look?
  var state: State
  private var past: [(before: State, deed: Deed)] = []
  private var future: [(after: State, deed: Deed)] = []
  private var slugs: Slugs
  /// What there is before the first cell.
  let start: Standing
  /// Which cell has written each file last, as it stands on the disk.
  var disk: [String: Stamp] = [:]
  /// Whether figures are drawn into files, or only known by their hashes.
  var drawsFiles = true
  /// Whether held-out rows have been seen, which no undoing changes.
  public private(set) var hasUnsealed = false

  public init(registry: Registry, context: RunContext, drawing: FigureDrawing? = FigureDrawing()) {
    start = Standing(Session(registry: registry, context: context, drawing: drawing))
    state = State(standing: start)
    slugs = Slugs(grammar: registry.grammar)
  }

  // What there is

  /// The session after the last cell.
  public var session: Session { state.standing.session }

  /// The number of the next cell.
  public var nextNumber: Int { state.nextNumber }

  /// The numbers of the cells that have to run before their values are those of the notebook.
  public var stale: [Int] { state.stale }

  /// The cells in order.
  public var cells: [Cell] { (0..<state.count).compactMap { state.cells[$0] } }

  /// Returns the cell of a number; nil where there is none.
  public func cell(_ number: Int) -> Cell? { place(of: number).flatMap { state.cells[$0] } }

  func place(of number: Int) -> Int? {
    // Numbers ascend.
    var (low, high) = (0, state.count)
    while low < high {
      let middle = (low + high) / 2
      if state.cells[middle].map({ $0.number < number }) ?? false {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return state.cells[low]?.number == number ? low : nil
  }

  /// The numbers of the cells that give each name a value, in order.
  public var versions: [String: [Int]] {
    cells.reduce(into: [:]) { versions, cell in
      for name in cell.names { versions[name, default: []].append(cell.number) }
    }
  }

  // What can be done

  /// Checks a line, runs it, and makes it the last cell; one that ends in an error is not kept.
  ///
  /// Whoever wants it to see the values of the notebook runs what is stale first.
  ///
  /// - Parameters:
  ///   - code: The text of the line.
  ///   - slug: The name of a line that was stopped and goes on; nil for a name of its own.
  /// - Returns: What it gives, or the error that it ended in.
  public mutating func enter(_ code: String, as slug: String? = nil) -> Session.CellResult {
    let draft = Cell(number: nextNumber, code: code, slug: slug ?? slugs.next(forTyped: code))
    let checked = state.standing.checking(draft)
    guard checked.result.error == nil else { return checked.result }
    bringFiles(checked.reads, for: state.standing, in: state)
    let run = run(draft, on: state.standing)
    guard run.result.error == nil else {
      noteFiles(of: run)
      return run.result
    }
    var new = state
    var cell = draft
    (cell.run, cell.state) = (run, .fresh)
    noteFiles(of: run)
    new.cells[new.count] = cell
    new.standing.apply(run)
    new.nextNumber += 1
    commit(new, .add(draft.number))
    return run.result
  }

  /// Takes the name that a line would have, for one that is not kept.
  public mutating func takeName(for code: String) -> String { slugs.next(forTyped: code) }

  /// What an edit leads to, before anything has run.
  public struct Marking: Sendable {
    /// The numbers of the cells that have to run.
    public let stale: [Int]
    /// What is wrong with cells below, as far as types tell.
    public let problems: [(cell: Int, error: Diagnostic)]
  }

  /// Gives a cell another text, and finds out what that means for those below; runs nothing.
  ///
  /// - Returns: What is stale now; nil where there is no such cell.
  /// - Throws: What is wrong with the text itself, which is not kept then.
  public mutating func edit(_ number: Int, to code: String) throws(Diagnostic) -> Marking? {
    guard let place = place(of: number), let old = state.cells[place] else { return nil }
    guard old.code != code else { return Marking(stale: stale, problems: []) }
    let grammar = start.session.evaluator.registry.grammar
    let keepsName =
      Slugs.typedName(of: old.code, grammar) == Slugs.typedName(of: code, grammar)
    let slug = keepsName ? old.slug : slugs.next(forTyped: code)
    var cell = old.with(code, slug: slug)
    cell.state = .stale
    if let error = standing(before: place).checking(cell).result.error { throw error }
    var new = state
    new.cells[place] = cell
    return mark(new, .edit(number))
  }

  /// Takes a cell away; returns what is stale then, and nil where there is no such cell.
  public mutating func drop(_ number: Int) -> Marking? {
    guard let place = place(of: number) else { return nil }
    var new = state
    for later in place..<state.count { new.cells[later] = state.cells[later + 1] }
    return mark(new, .drop(number))
  }

  private mutating func mark(_ new: State, _ deed: Deed) -> Marking {
    let (marked, report) = walked(new, runs: false)
    commit(marked, deed)
    return Marking(stale: marked.stale, problems: report.problems)
  }

  /// Runs what is stale from the first cell to the last, up to the first error.
  ///
  /// A cell is left out where what it reads has turned out to be what it was.
  ///
  /// - Parameters:
  ///   - first: The number of a cell from which on all run; nil for those that are stale.
  ///   - each: Called after each cell that ran, with what it gave.
  /// - Returns: What ran, and what did not have to.
  public mutating func run(
    from first: Int? = nil,
    each: (Cell, Session.CellResult) -> Void = { _, _ in }
  ) -> Report {
    guard first != nil || !stale.isEmpty else { return Report() }
    let (new, report) = walked(state, runs: true, from: first, each: each)
    commit(new, .run(report.ran + (report.failure.map { [$0.cell] } ?? [])))
    return report
  }

  /// Goes on with the cells that were stopped, and runs what depends on them.
  ///
  /// - Parameter each: Called after each cell that ran, with what it gave.
  /// - Returns: What ran.
  public mutating func resume(
    each: (Cell, Session.CellResult) -> Void = { _, _ in }
  ) -> Report {
    let (new, report) = walked(state, runs: true, finishes: true, each: each)
    commit(new, .run(report.ran + (report.failure.map { [$0.cell] } ?? [])))
    return report
  }

  /// The numbers of the cells of which only a part is finished.
  public var partial: [Int] { cells.filter { $0.result?.partial != nil }.map(\.number) }

  private mutating func commit(_ new: State, _ deed: Deed) {
    past.append((state, deed))
    future = []
    state = new
    noteUnsealing()
  }

  private mutating func noteUnsealing() {
    if session.evaluator.context.seal.reason != nil { hasUnsealed = true }
  }

  /// Takes back what was done last; trials that were looked at stay looked at.
  ///
  /// - Returns: What was taken back; nil where there is nothing.
  public mutating func undo() -> Deed? {
    guard let (before, deed) = past.popLast() else { return nil }
    future.append((state, deed))
    state = before
    return deed
  }

  /// Does again what was taken back last.
  public mutating func redo() -> Deed? {
    guard let (after, deed) = future.popLast() else { return nil }
    past.append((state, deed))
    state = after
    return deed
  }

  /// Returns what there is before the cell at a place.
  func standing(before place: Int) -> Standing {
    var standing = start
    for earlier in 0..<place {
      guard let cell = state.cells[earlier] else { continue }
      let checked = cell.isFresh ? nil : standing.checking(cell)
      if !cell.hasFailed, let run = cell.run { standing.apply(run) }
      if let checked, checked.result.error == nil { standing.take(checked) }
    }
    return standing
  }
}
