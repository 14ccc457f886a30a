/// Returns the lines that differ between two texts, with one line around them, as `diff -u1` has
/// them; empty where nothing differs.
func unifiedDifference(_ expected: [String], _ found: [String]) -> String {
  let changes = found.difference(from: expected)
  var removed: Set<Int> = []
  var added: Set<Int> = []
  for change in changes {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): added.insert(offset)
    }
  }
  var lines: [(text: String, isChange: Bool)] = []
  var (old, new) = (0, 0)
  while old < expected.count || new < found.count {
    if removed.contains(old) {
      lines.append(("-" + expected[old], true))
      old += 1
    } else if added.contains(new) {
      lines.append(("+" + found[new], true))
      new += 1
    } else {
      lines.append((" " + expected[old], false))
      (old, new) = (old + 1, new + 1)
    }
  }
  return lines.indices.filter { place in
    (max(0, place - 1)...min(lines.count - 1, place + 1)).contains { lines[$0].isChange }
  }.map { lines[$0].text }.joined(separator: "\n")
}
