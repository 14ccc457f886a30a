/// A statement of a cell, as the random streams know it: by the name that it binds.
///
/// A statement without a name is known by its number among those without. So a line that is added to
/// a cell, moved or taken away leaves the random numbers of the others as they were.
struct StatementSite: Sendable, Hashable {
  private(set) var text = ""
  /// The statement in whose block this one stands, with a mark at its end; empty outside of blocks.
  private var outer = ""
  /// How many statements have bound each name so far.
  private var counts: [String: Int] = [:]

  /// Goes on to a statement that binds `name`, or none.
  mutating func next(_ name: String?) {
    let name = name ?? "_"
    let count = counts[name, default: 0] + 1
    counts[name] = count
    text = outer + name + (count == 1 ? "" : "-\(count)")
  }

  /// The same place without what only the statements after it need: who keeps one for each statement
  /// would else keep the names of all those before it, each time.
  var kept: StatementSite {
    var kept = self
    kept.counts = [:]
    return kept
  }

  /// The place before the first statement of a block that stands in this statement.
  var inside: StatementSite {
    var inside = StatementSite()
    inside.outer = text + "/"
    inside.text = inside.outer
    return inside
  }
}
