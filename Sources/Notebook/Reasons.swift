internal import Language

/// Finds why a cell gives other values: which of its inputs did, and from which cell that came.
///
/// The cells are asked about one after the other, from the first.
struct Reasons {
  /// A cell that gave a name.
  private struct Giver {
    let cell: String
    /// What is different about it; nil where nothing is.
    let change: String?
  }

  private let registry: Registry
  private var givers: [String: Giver] = [:]
  private var known: Set<String> = []
  private var columns: Giver?

  init(registry: Registry) { self.registry = registry }

  /// Returns the first input of a cell that is another than before; nil where none is known to be.
  ///
  /// An altered cell is one whose own code was changed.
  mutating func reason(
    of section: Document.Section,
    differs: Bool,
    isAltered: Bool
  ) -> String? {
    let slug = section.slug ?? ""
    let names = CellNames(section.code, registry.grammar)
    let reason = input(of: names)
    // A number is not recorded, so that only its inputs can tell that it may be another.
    let change =
      differs
      ? "gives other values"
      : isAltered ? "was changed" : !section.tells && reason != nil ? "may have another value" : nil
    let giver = Giver(cell: slug, change: change)
    for name in names.given { givers[name] = giver }
    known.formUnion(names.given)
    if names.bringsColumns { columns = giver }
    return reason
  }

  private func input(of names: CellNames) -> String? {
    for name in names.read.sorted() {
      if let giver = givers[name], let change = giver.change {
        return "its input `\(name)` (cell `\(giver.cell)`) \(change)"
      }
    }
    if let columns, let change = columns.change,
      names.readsColumns(beside: known, registry)
    {
      let what = change == "gives other values" ? "give other values" : change
      return "the columns in scope (cell `\(columns.cell)`) \(what)"
    }
    return nil
  }

  /// What is said where nothing explains the difference.
  static func unknown(isKnown: Bool) -> String {
    isKnown
      ? "its code and its inputs are as recorded: the recorded lines were edited, or it does not give the same twice (`--twice` tells)"
      : "the header does not list the cells, so that it is not known what was changed"
  }
}
