/// How the cells of a notebook differ from those that its header lists.
struct CellChanges: Sendable {
  enum Kind: Sendable, Hashable {
    case code, added, removed, skipped
    /// It stands elsewhere among the others.
    case moved
  }

  struct Change: Sendable, Hashable {
    let cell: String
    let kind: Kind
    /// The change in a sentence about the cell.
    let sentence: String
  }

  /// In the order of the notebook; a removed cell stands behind the one that it was recorded behind.
  private(set) var changes: [Change] = []
  /// Whether the header lists the cells, so that a change would be seen.
  let isKnown: Bool

  init(_ document: Document) {
    guard let recorded = RecordedCells(document.header)?.cells else {
      isKnown = false
      return
    }
    isKnown = true
    let sections = document.cells
    // A program without marks has one cell, whatever its name is by now.
    if sections.count == 1, sections[0].mark == nil, recorded.count == 1 {
      if sections[0].codeHash != recorded[0].hash { add(.code, sections[0].slug ?? "") }
      return
    }
    compare(sections, recorded)
  }

  func kinds(of cell: String) -> [Kind] { changes.filter { $0.cell == cell }.map(\.kind) }

  private mutating func compare(_ sections: [Document.Section], _ recorded: [RecordedCells.Cell]) {
    let slugs = sections.map { $0.slug ?? "" }
    let present = Set(slugs)
    let places = Dictionary(
      recorded.enumerated().map { ($0.element.slug, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    let common = slugs.filter { places[$0] != nil }
    let kept = Set(
      SequenceComparison.longestRise(common.map { places[$0] ?? 0 }).map { common[$0] }
    )
    let count = recorded.count
    var gone: [String: [String]] = [:]
    var last = ""
    for cell in recorded {
      if present.contains(cell.slug) {
        last = cell.slug
      } else {
        gone[last, default: []].append(cell.slug)
      }
    }
    func tellRemoved(after slug: String) {
      for removed in gone[slug] ?? [] {
        add(
          .removed,
          removed,
          "it was removed: the header lists \(count) cells, and `\(removed)` is not in the notebook"
        )
      }
    }
    tellRemoved(after: "")
    for (number, section) in sections.enumerated() {
      let slug = slugs[number]
      if let place = places[slug] {
        if section.isSkipped { add(.skipped, slug) }
        if section.codeHash != recorded[place].hash { add(.code, slug) }
        if !kept.contains(slug) {
          let before = place > 0 ? "behind `\(recorded[place - 1].slug)`" : "first"
          let now = number > 0 ? "behind `\(slugs[number - 1])`" : "first"
          add(
            .moved,
            slug,
            "the cells stand in another order: it was recorded \(before), and stands \(now)"
          )
        }
      } else if !section.isSkipped {
        add(.added, slug)
      }
      tellRemoved(after: slug)
    }
  }

  private mutating func add(_ kind: Kind, _ cell: String, _ sentence: String? = nil) {
    let plain =
      switch kind {
      case .code: "it was changed since it was recorded"
      case .added: "it was added since the notebook was recorded"
      case .skipped: "it was recorded, and is skipped now"
      case .moved: "it stands elsewhere"
      case .removed: "it was removed"
      }
    changes.append(Change(cell: cell, kind: kind, sentence: sentence ?? plain))
  }
}
