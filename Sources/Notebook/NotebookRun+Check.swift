public import Language

extension NotebookRun {
  /// Returns what a check finds wrong: each line that cannot be read, and the first error of each
  /// cell.
  ///
  /// A cell that needs what a wrong one would have given has no error of its own.
  public mutating func errors() -> [Diagnostic] {
    let flaws = document.flaws.map { $0.diagnostic(in: file) }
    // Nothing is to be learned from half a file, or from one of another version.
    guard !flaws.contains(where: { ["E018", "E019"].contains($0.code) }),
      document.header != nil || !flaws.contains(where: { $0.code == "E016" })
    else { return flaws }
    var errors = flaws
    var lost = LostNames()
    for section in chosenCells where !section.isSkipped {
      let names = CellNames(section.code, registry.grammar)
      guard !lost.concern(names, registry) else {
        lost.lose(names)
        continue
      }
      if let error = run(section).error {
        errors.append(error)
        lost.lose(names)
      } else {
        lost.find(names)
      }
    }
    return errors
  }
}

/// The names that wrong cells would have given.
private struct LostNames {
  private var names: Set<String> = []
  private var known: Set<String> = []
  private var columnsAreLost = false

  /// Whether a cell needs what was lost.
  func concern(_ cell: CellNames, _ registry: Registry) -> Bool {
    !names.isDisjoint(with: cell.read)
      || (columnsAreLost && cell.readsColumns(beside: known, registry))
  }

  mutating func lose(_ cell: CellNames) {
    names.formUnion(cell.given)
    if cell.bringsColumns { columnsAreLost = true }
  }

  mutating func find(_ cell: CellNames) {
    names.subtract(cell.given)
    known.formUnion(cell.given)
    if cell.bringsColumns { columnsAreLost = false }
  }
}
