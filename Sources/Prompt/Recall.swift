/// The way back through earlier texts that the up key takes.
///
/// A step goes to the next text that begins with what was typed before the first one.
struct Recall {
  private var texts: [String] = []
  private var typed = ""
  private var position = 0
  private var shown: String?

  mutating func append(_ text: String) {
    if texts.last != text { texts.append(text) }
  }

  /// Forgets where the last walk was.
  mutating func restart() {
    shown = nil
  }

  /// Returns what stands in place of `line` one step earlier (-1) or later (1); nil at the ends.
  mutating func step(from line: String, direction: Int) -> String? {
    if shown != line { (typed, position) = (line, texts.count) }
    var next = position + direction
    while texts.indices.contains(next) {
      if texts[next].hasPrefix(typed), texts[next] != line {
        (position, shown) = (next, texts[next])
        return shown
      }
      next += direction
    }
    guard direction > 0, position < texts.count else { return nil }
    (position, shown) = (texts.count, typed)
    return typed
  }
}
