internal import Language

extension Document {
  /// Returns the notebook with a name for every cell: its first bound name, where its mark does not
  /// name it or names it as another cell above.
  ///
  /// A name that is taken gets a number, and nothing is ever renumbered.
  func withNames(_ grammar: Grammar) -> Document {
    var document = self
    var slugs = Slugs(taken: sections.compactMap(\.slug), grammar: grammar)
    var seen: Set<String> = []
    for place in sections.indices where sections[place].kind == .code {
      let slug =
        sections[place].slug.map { seen.contains($0) ? slugs.next(like: $0) : $0 }
        ?? slugs.next(for: sections[place].code)
      document.sections[place].slug = slug
      seen.insert(slug)
    }
    return document
  }
}
