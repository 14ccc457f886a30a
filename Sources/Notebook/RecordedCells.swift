internal import Crypto
internal import Language
internal import MarketData

/// The cells that were run when a notebook was recorded, in order, each with the hash of its code.
///
/// They stand in the header with a line each, so that two people who add cells at different places
/// can merge their files. Without them a cell that was removed or moved would not be missed, nor one
/// be seen whose code was changed and whose output was not.
struct RecordedCells: Sendable {
  struct Cell: Hashable, Sendable {
    let slug: String
    let hash: String
  }

  let cells: [Cell]

  /// Creates the list of the cells of a notebook that ran.
  init(of document: Document, ran: Set<String>) {
    cells = document.cells.compactMap { section in
      section.slug.flatMap { ran.contains($0) ? Cell(slug: $0, hash: section.codeHash) : nil }
    }
  }

  /// Creates the list that a header holds; nil where it holds none.
  init?(_ header: Header?) {
    guard let lines = header?.values(of: "cells"), !lines.isEmpty else { return nil }
    cells = lines.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      return words.first.map { Cell(slug: $0, hash: words.count > 1 ? words[1] : "") }
    }
  }

  var lines: [String] { cells.map { "\($0.slug)  \($0.hash)" } }
}

extension Document.Section {
  /// The first 12 digits of the SHA-256 of the words of the code: comments and layout do not count.
  var codeHash: String {
    let words = Parser.words(of: code)?.map(\.text) ?? [String(code[...].trimmingBlanks)]
    let bytes = Array(words.joined(separator: "\0").utf8)
    return String(Array(SHA256.hash(data: bytes)).hexadecimal.prefix(12))
  }
}

/// What a notebook was recorded with beside its code and its data, and a person may change.
struct Conditions: Hashable, Sendable {
  let seed: String?
  let holdout: String?

  init(seed: UInt64, holdout: String?) {
    self.seed = String(seed)
    self.holdout = holdout.map { $0.filter { $0 != " " } }
  }

  /// Reads `seed=42 holdout=2024-01-01..`; nil where a header does not have the line.
  init?(_ header: Header?) {
    guard let line = header?["conditions"] else { return nil }
    let facts = Dictionary(
      line.split(separator: " ").compactMap { word -> (Substring, String)? in
        let (key, value) = CellAttribute.parts(of: word)
        return value.map { (key, String($0)) }
      },
      uniquingKeysWith: { $1 }
    )
    (seed, holdout) = (facts["seed"], facts["holdout"])
  }

  var text: String {
    "seed=\(seed ?? "")" + (holdout.map { " holdout=\($0)" } ?? "")
  }
}
