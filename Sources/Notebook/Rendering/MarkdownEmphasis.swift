/// The signs of a text that may open or close emphasis, and which of them belong together.
///
/// The matching is the one of the CommonMark specification, "process emphasis".
struct MarkdownEmphasis {
  private struct Delimiter {
    let sign: Unicode.Scalar
    let piece: Int
    /// How many signs the run had.
    let length: Int
    let canOpen: Bool
    let canClose: Bool
    /// How many signs are not used yet.
    var count: Int
    /// The tags that the run has become: those that it closes, and those that it opens, innermost
    /// first.
    var closed: [String] = []
    var opened: [String] = []
    /// The neighbours that are not settled yet; -1 for none.
    var previous: Int
    var next = -1
  }

  private var delimiters: [Delimiter] = []
  /// The last run that is not settled; -1 for none.
  private(set) var last = -1

  /// Adds a run of signs that stands between two characters.
  mutating func add(
    _ sign: Unicode.Scalar,
    count: Int,
    between before: Unicode.Scalar,
    and after: Unicode.Scalar,
    piece: Int
  ) {
    let (spaceBefore, spaceAfter) = (isSpace(before), isSpace(after))
    let (markBefore, markAfter) = (isPunctuation(before), isPunctuation(after))
    let isLeft = !spaceAfter && (!markAfter || spaceBefore || markBefore)
    let isRight = !spaceBefore && (!markBefore || spaceAfter || markAfter)
    let isWord = sign == "_"
    let place = delimiters.count
    delimiters.append(
      Delimiter(
        sign: sign,
        piece: piece,
        length: count,
        canOpen: isLeft && (!isWord || !isRight || markBefore),
        canClose: isRight && (!isWord || !isLeft || markAfter),
        count: count,
        previous: last
      )
    )
    if last >= 0 { delimiters[last].next = place }
    last = place
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n", "\u{0C}", "\r": true
    default: scalar.properties.generalCategory == .spaceSeparator
    }
  }

  private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      true
    default: false
    }
  }

  /// Matches the runs that came after `bottom`, and settles them.
  mutating func match(above bottom: Int) {
    /// Below which run no opener stands for a kind of closer.
    var bottoms: [Int: Int] = [:]
    var closer = first(above: bottom)
    while closer >= 0 {
      guard delimiters[closer].canClose else {
        closer = delimiters[closer].next
        continue
      }
      let kind = kind(of: closer)
      let opener = opener(for: closer, above: max(bottom, bottoms[kind] ?? -1))
      if opener >= 0 {
        join(opener, closer)
        if delimiters[closer].count > 0 { continue }
        let next = delimiters[closer].next
        settle(closer)
        closer = next
      } else {
        bottoms[kind] = delimiters[closer].previous
        let next = delimiters[closer].next
        if !delimiters[closer].canOpen { settle(closer) }
        closer = next
      }
    }
    while last > bottom { settle(last) }
  }

  private func first(above bottom: Int) -> Int {
    var place = last > bottom ? last : -1
    while place >= 0, delimiters[place].previous > bottom { place = delimiters[place].previous }
    return place
  }

  private func kind(of place: Int) -> Int {
    let closer = delimiters[place]
    return (closer.sign == "_" ? 6 : 0) + (closer.canOpen ? 3 : 0) + closer.length % 3
  }

  private func opener(for place: Int, above bottom: Int) -> Int {
    let closer = delimiters[place]
    var candidate = closer.previous
    while candidate > bottom {
      let opener = delimiters[candidate]
      let isOdd =
        (closer.canOpen || opener.canClose) && closer.length % 3 != 0
        && (opener.length + closer.length) % 3 == 0
      if opener.sign == closer.sign, opener.canOpen, !isOdd { return candidate }
      candidate = opener.previous
    }
    return -1
  }

  private mutating func join(_ opener: Int, _ closer: Int) {
    let isStrong = delimiters[opener].count >= 2 && delimiters[closer].count >= 2
    delimiters[opener].count -= isStrong ? 2 : 1
    delimiters[closer].count -= isStrong ? 2 : 1
    delimiters[opener].opened.append(isStrong ? "<strong>" : "<em>")
    delimiters[closer].closed.append(isStrong ? "</strong>" : "</em>")
    delimiters[opener].next = closer
    delimiters[closer].previous = opener
    if delimiters[opener].count == 0 { settle(opener) }
  }

  private mutating func settle(_ place: Int) {
    let (previous, next) = (delimiters[place].previous, delimiters[place].next)
    if previous >= 0 { delimiters[previous].next = next }
    if next >= 0 { delimiters[next].previous = previous } else { last = previous }
  }

  /// Writes the tags, and the signs that none came of, in their places.
  func write(into pieces: inout [String]) {
    for delimiter in delimiters {
      let rest = String(repeating: String(delimiter.sign), count: delimiter.count)
      pieces[delimiter.piece] =
        delimiter.closed.joined() + rest + delimiter.opened.reversed().joined()
    }
  }
}
