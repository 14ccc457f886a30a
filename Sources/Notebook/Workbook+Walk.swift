internal import Language

extension Workbook {
  /// A walk through the cells from the first to the last, which finds out what has to run.
  struct Walk {
    var state: State
    var standing: Standing
    var report = Report()
    /// Whether cells run where they have to; otherwise they are only marked.
    var runs: Bool
    /// What stale cells make, of which nobody knows yet whether it changes.
    private var unsure: Set<Resource> = []
    /// What has been made of that, in a way that may change while the value does not.
    private var remade: Set<Resource> = []

    init(_ state: State, from start: Standing, runs: Bool) {
      (self.state, standing, self.runs) = (state, start, runs)
      self.state.stale = []
    }

    /// Returns what has to be done with a cell.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - mark: What tells the trials that the cell has to have seen from others; nil where any will
    ///     do.
    /// - Returns: Whether it runs, or what of it is put right.
    func need(of cell: Cell, mark: Int?) -> Standing.Need {
      let need = standing.need(of: cell, isScopeSure: !unsure.contains(.scope))
      guard let run = cell.run else { return .run }
      if run.reads.keys.contains(where: unsure.contains) { return .run }
      if run.rerunsOrigins, isMadeAnew(run) { return .run }
      if let mark, run.readsTrials, run.trialsMark != mark { return .run }
      return need
    }

    private func isMadeAnew(_ run: Run) -> Bool { run.isMade(of: unsure) || run.isMade(of: remade) }

    /// Notes that a cell need not run.
    mutating func keep(_ cell: inout Cell, linking: Bool) {
      if !cell.isFresh, runs { report.reused.append(cell.number) }
      cell.state = .fresh
      if linking, let run = cell.run { cell.run = standing.linked(run) }
    }

    /// Goes on below a cell.
    mutating func pass(_ cell: Cell, at place: Int) {
      state.cells[place] = cell
      let made = Set(cell.run?.writes.map(\.resource) ?? [])
      if cell.isFresh, let run = cell.run {
        if isMadeAnew(run) { remade.formUnion(made) } else { remade.subtract(made) }
        unsure.subtract(made)
        standing.apply(run)
        return
      }
      state.stale.append(cell.number)
      let checked = standing.checking(cell)
      if let error = checked.result.error { report.problems.append((cell.number, error)) }
      if !cell.hasFailed, let run = cell.run { standing.apply(run) }
      if checked.result.error == nil { standing.take(checked) }
      unsure.formUnion(made.union(checked.writes))
    }

    /// The cells as they are at the end.
    var end: State {
      var state = state
      state.standing = standing
      return state
    }
  }
}

extension Workbook.Run {
  /// Whether any of some resources has a part in how it came about.
  fileprivate func isMade(of resources: Set<Resource>) -> Bool {
    !resources.isEmpty
      && (reads.keys.contains(where: resources.contains)
        || mentions.keys.contains(where: resources.contains))
  }
}
