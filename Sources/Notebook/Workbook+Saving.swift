public import Language

extension Workbook {
  /// Which cells of a session are saved.
  public enum Selection: Sendable, Hashable {
    case all
    /// The cells that the value of a name needs.
    case slice(String)
    /// The cells from a number on, with those that they need.
    case since(Int)
  }

  /// A session as a notebook.
  public struct Saved: Sendable {
    public let document: Document
    /// The cells that are left out as they failed or have not run.
    public let leftOut: [Int]
    /// How many trials the session has looked at that the notebook does not make.
    public let otherTrials: Int
    /// Why the notebook does not say what its cells print; nil where it does.
    public let error: Diagnostic?
  }

  /// Returns the session as a notebook, with what a run of it gives.
  ///
  /// `_` and `_3` are replaced by names, which the cells that they mean are given. A cell runs again
  /// only where that has changed its text, or where it looked at trials that the notebook does not
  /// make; the session stays as it is.
  ///
  /// - Throws: `SelectionError` where there is nothing of that name or number.
  public mutating func notebook(
    _ selection: Selection = .all,
    by recorder: Recorder
  ) throws(SelectionError) -> Saved {
    let kept = try kept(selection)
    let leftOut = cells.filter { !$0.isFresh }.map(\.number)
    var copy = self
    copy.drawsFiles = false
    copy.state = State(standing: start)
    for (place, cell) in named(kept).enumerated() { copy.state.cells[place] = cell }
    let ledger = start.session.evaluator.context.trials
    let trials = ledger.exchange(Trials())
    let (state, report) = copy.walked(copy.state, runs: true, finishes: true, countsAnew: true)
    disk = copy.disk
    restoreFiles(as: self.state.standing, in: self.state)
    copy.state = state
    // With the trials that the notebook makes, before those of the session are back.
    let document = copy.document(by: recorder, isRecorded: report.failure == nil)
    let ownTrials = ledger.trials.count
    ledger.add(trials)
    return Saved(
      document: document,
      leftOut: leftOut,
      otherTrials: ledger.trials.count - ownTrials,
      error: report.failure?.error
    )
  }

  private func document(by recorder: Recorder, isRecorded: Bool) -> Document {
    let cells = cells
    var document = Document(
      sections: cells.map { cell in
        let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
        var section = Document.Section(kind: .code, lines: lines.map(String.init) + [""])
        section.slug = cell.slug
        section.mark = "%% \(cell.slug)"
        return section
      }
    )
    var header = Header()
    header["seed"] = String(session.firstSeed)
    document.header = header
    guard isRecorded else { return document }
    var recorder = recorder
    for cell in cells { recorder.seconds[cell.slug] = cell.seconds }
    return document.recorded(cells.compactMap(\.result), in: session, by: recorder)
  }

  /// Returns cells with names in the place of `_` and `_3`.
  private func named(_ cells: [Cell]) -> [Cell] {
    var names = ValueNames(
      cells.map { cell in
        ValueNames.Cell(
          number: cell.number,
          code: cell.code,
          shown: cell.result?.shown ?? [],
          last: cell.result?.last,
          imported: cell.result?.imported ?? [:]
        )
      },
      in: session.evaluator.environment,
      grammar: session.evaluator.registry.grammar
    )
    return zip(cells, names.codes()).map { cell, code in
      guard code != cell.code else { return cell }
      var cell = cell.with(code, slug: cell.slug)
      cell.state = .stale
      return cell
    }
  }

  // What a notebook needs

  private func kept(_ selection: Selection) throws(SelectionError) -> [Cell] {
    let cells = cells.filter(\.isFresh)
    if case .all = selection { return cells }
    let (needs, last) = needs(of: cells)
    var kept: Set<Int> = []
    var rest: [Int] = []
    switch selection {
    case .all: break
    case .slice(let name):
      guard let place = last[.name(name)] else {
        throw .unknownName(name, among: cells.flatMap(\.names))
      }
      rest = [place]
    case .since(let number):
      rest = cells.indices.filter { cells[$0].number >= number }
      guard !rest.isEmpty else { throw .noCell(from: number) }
    }
    while let place = rest.popLast() {
      if kept.insert(place).inserted { rest += needs[place] }
    }
    // What is claimed of a value goes with it.
    for place in cells.indices where !needs[place].isEmpty && kept.isSuperset(of: needs[place]) {
      if isAssertion(cells[place].code) { kept.insert(place) }
    }
    return kept.sorted().map { cells[$0] }
  }

  /// Returns for each cell the places of those that it reads from, and which cell is the last to
  /// make each resource.
  private func needs(of cells: [Cell]) -> (needs: [[Int]], last: [Resource: Int]) {
    var last: [Resource: Int] = [:]
    var needs: [[Int]] = []
    for (place, cell) in cells.enumerated() {
      let reads = cell.run?.reads.keys.filter { $0 != .loads } ?? []
      needs.append(Set(reads.compactMap { last[$0] }).sorted())
      for write in cell.run?.writes ?? [] { last[write.resource] = place }
    }
    return (needs, last)
  }

  private func isAssertion(_ code: String) -> Bool {
    let grammar = session.evaluator.registry.grammar
    guard let statements = try? Parser.statements(of: Source(code), grammar: grammar) else {
      return false
    }
    return !statements.isEmpty
      && statements.allSatisfy { statement in
        guard case .expression(let expression) = statement.kind,
          case .command(let command) = expression.kind
        else { return false }
        return command.verb.text == "assert"
      }
  }
}

/// Why no cells could be chosen.
public enum SelectionError: Error, Explainable {
  case unknownName(String, among: [String])
  case noCell(from: Int)

  public var explanation: Explanation {
    switch self {
    case .unknownName(let name, let names):
      Explanation(
        "E102",
        "no cell gives a value to `\(name)`",
        repair: Suggestion.nearest(to: name, in: names).map { "did you mean `\($0)`?" }
      )
    case .noCell(let number):
      Explanation("E305", "there is no cell \(number) and none after it")
    }
  }
}
