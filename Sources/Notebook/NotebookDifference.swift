public import Language

/// What is different about two notebooks, in what they say and not in how they are written.
///
/// Cells are compared by their names and by the words of their code, recorded numbers by their
/// tolerances; comments, layout and the order of the header's keys do not count.
public struct NotebookDifference: Sendable {
  /// One difference.
  struct Change: Sendable, Hashable {
    enum Place: Sendable, Hashable {
      case header, prose
      case cell(String)
    }

    enum Kind: String, Sendable {
      case fact, prose
      case added, removed, moved, renamed
      case attribute, parameter, constant, code
      case text, number, fingerprint, figure, error, recorded
    }

    let place: Place
    let kind: Kind
    /// What has changed, such as a parameter; empty where the place says it.
    var name = ""
    var before: String?
    var after: String?
    /// What more there is to say, such as the tolerance of a number.
    var note: String?
  }

  private(set) var changes: [Change] = []
  private let grammar: Grammar

  /// Whether the notebooks say the same.
  public var isEmpty: Bool { changes.isEmpty }

  public init(from before: Document, to after: Document, grammar: Grammar) {
    self.grammar = grammar
    var (before, after) = (before, after)
    before.nameCells(grammar)
    after.nameCells(grammar)
    compareHeaders(before, after)
    compareProse(before, after)
    let isRecorded = [before, after].map { document in
      document.cells.contains { !$0.recorded.isEmpty }
    }
    if isRecorded[0] != isRecorded[1] {
      let words = isRecorded.map { $0 ? "there" : "none" }
      changes.append(
        Change(
          place: .header,
          kind: .recorded,
          name: "recorded lines",
          before: words[0],
          after: words[1]
        )
      )
    }
    compareCells(before, after, recorded: isRecorded == [true, true])
  }

  // Header and prose

  /// What a header says of the program and the run that wrote it.
  private static let ownKeys: Set<String> = [
    "mmb", "data", "engine", "verified", "cells", "",
  ]

  private mutating func compareHeaders(_ before: Document, _ after: Document) {
    let entries = (before.header?.entries ?? []) + (after.header?.entries ?? [])
    var seen = NotebookDifference.ownKeys
    for key in entries.map(\.key) where seen.insert(key).inserted {
      let values = [before, after].map { document in
        document.header?.entries.first { $0.key == key }?.values.joined(separator: " ")
      }
      addFact(key, values[0], values[1])
    }
    compareFiles(before.header?.files ?? [], after.header?.files ?? [])
    addFact("trials", trials(before), trials(after))
  }

  private mutating func addFact(_ name: String, _ before: String?, _ after: String?) {
    guard before != after else { return }
    changes.append(
      Change(place: .header, kind: .fact, name: name, before: before, after: after)
    )
  }

  private func trials(_ document: Document) -> String? {
    let words = document.header?["verified"]?.split(separator: " ") ?? []
    return words.first { $0.hasPrefix("trials=") }.map { String($0.dropFirst(7)) }
  }

  private mutating func compareFiles(_ before: [RecordedFile], _ after: [RecordedFile]) {
    func facts(_ file: RecordedFile?) -> String? {
      file.map { "rows=\($0.rows) span=\($0.span) sha256:\($0.sha256.prefix(12))" }
    }
    var seen: Set<String> = []
    for path in (before + after).map(\.path) where seen.insert(path).inserted {
      let (old, new) = (before.first { $0.path == path }, after.first { $0.path == path })
      if old != new { addFact("data \(path)", facts(old), facts(new)) }
    }
  }

  private mutating func compareProse(_ before: Document, _ after: Document) {
    let lines = [before, after].map { document in
      (document.preamble + document.sections.filter { $0.kind == .prose }.flatMap(\.lines))
        .map { String($0[...].trimmingBlanks) }.filter { !$0.isEmpty }
    }
    addLines(lines[0], lines[1], at: .prose, .prose)
  }

  private mutating func addLines(
    _ before: [String],
    _ after: [String],
    at place: Change.Place,
    _ kind: Change.Kind
  ) {
    for (old, new) in SequenceComparison.differences(before, after) {
      changes.append(Change(place: place, kind: kind, before: old, after: new))
    }
  }

  // Cells

  private mutating func compareCells(_ before: Document, _ after: Document, recorded: Bool) {
    let old = Dictionary(before.cells.map { ($0.slug ?? "", $0) }, uniquingKeysWith: { $1 })
    let new = Set(after.cells.compactMap(\.slug))
    let oldSlugs = before.cells.compactMap(\.slug)
    var renamed = renames(before.cells.filter { !new.contains($0.slug ?? "") }, after, old)
    let pairs = after.cells.map { $0.slug ?? "" }.map { old[$0] == nil ? renamed[$0] : $0 }
    for slug in oldSlugs where !new.contains(slug) && !renamed.values.contains(slug) {
      addWhole(old[slug], .removed)
    }
    let places = Dictionary(
      oldSlugs.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    let common = pairs.compactMap(\.self)
    let kept = Set(
      SequenceComparison.longestRise(common.map { places[$0] ?? 0 }).map { common[$0] }
    )
    for (number, cell) in after.cells.enumerated() {
      let slug = cell.slug ?? ""
      guard let earlier = pairs[number], let section = old[earlier] else {
        addWhole(cell, .added)
        continue
      }
      let place = Change.Place.cell(slug)
      if renamed.removeValue(forKey: slug) != nil {
        changes.append(Change(place: place, kind: .renamed, before: earlier, after: slug))
      }
      if !kept.contains(earlier) {
        let positions = [
          neighbour(earlier, oldSlugs), neighbour(slug, after.cells.compactMap(\.slug)),
        ]
        changes.append(
          Change(place: place, kind: .moved, before: positions[0], after: positions[1])
        )
      }
      compareAttributes(section, cell)
      changes += CodeComparison(section.code, cell.code, grammar).changes(at: place)
      if recorded { changes += RecordComparison(section, cell).changes(at: place) }
    }
  }

  private func neighbour(_ slug: String, _ slugs: [String]) -> String {
    let place = slugs.firstIndex(of: slug) ?? 0
    return place == 0 ? "first" : "behind `\(slugs[place - 1])`"
  }

  /// Returns the old name of each new cell whose code a cell had that is gone.
  private func renames(
    _ gone: [Document.Section],
    _ after: Document,
    _ old: [String: Document.Section]
  ) -> [String: String] {
    var left = Dictionary(
      gone.map { ($0.codeHash, $0.slug ?? "") },
      uniquingKeysWith: { first, _ in first }
    )
    guard !left.isEmpty else { return [:] }
    var renamed: [String: String] = [:]
    for cell in after.cells where old[cell.slug ?? ""] == nil {
      if let earlier = left.removeValue(forKey: cell.codeHash) {
        renamed[cell.slug ?? ""] = earlier
      }
    }
    return renamed
  }

  private mutating func addWhole(_ cell: Document.Section?, _ kind: Change.Kind) {
    guard let cell else { return }
    let code = cell.lines.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    changes.append(
      Change(
        place: .cell(cell.slug ?? ""),
        kind: kind,
        before: kind == .removed ? code : nil,
        after: kind == .added ? code : nil
      )
    )
  }

  private mutating func compareAttributes(_ before: Document.Section, _ after: Document.Section) {
    func text(_ value: String?) -> String? { value.map { $0.isEmpty ? "set" : $0 } }
    let keys = Set(before.attributes.keys).union(after.attributes.keys).sorted()
    for key in keys where before.attributes[key] != after.attributes[key] {
      changes.append(
        Change(
          place: .cell(after.slug ?? ""),
          kind: .attribute,
          name: key,
          before: text(before.attributes[key]),
          after: text(after.attributes[key])
        )
      )
    }
  }
}
