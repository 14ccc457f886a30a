/// A block while it is being read.
final class MarkdownNode {
  enum Kind: Equatable {
    case document, quote, paragraph, indentedCode, rule
    case list(MarkdownLine.Marker)
    case item(width: Int)
    case heading(Int)
    case fencedCode(MarkdownLine.Fence)
    case table([Markdown.Table.Alignment?])

    /// Whether nothing but text can begin in the block.
    var isLeaf: Bool {
      switch self {
      case .indentedCode, .fencedCode, .heading, .rule: true
      default: false
      }
    }

    func holds(_ kind: Kind) -> Bool {
      switch self {
      case .document, .quote, .item: if case .item = kind { false } else { true }
      case .list: if case .item = kind { true } else { false }
      default: false
      }
    }
  }

  let kind: Kind
  var children: [MarkdownNode] = []
  /// The lines of a leaf; of a table its header and its rows.
  var lines: [String]
  var endsInBlank = false

  init(_ kind: Kind, lines: [String] = []) {
    (self.kind, self.lines) = (kind, lines)
  }

  /// The children as they are shown.
  var blocks: [Markdown.Block] { children.compactMap(\.block) }

  private var block: Markdown.Block? {
    let text = lines.joined(separator: "\n")
    switch kind {
    case .document, .item: return nil
    case .paragraph: return text.isEmpty ? nil : .paragraph(text: text)
    case .heading(let level): return .heading(level: level, text: text)
    case .rule: return .rule
    case .quote: return .quote(blocks)
    case .indentedCode:
      let kept = lines.reversed().drop { $0.allSatisfy { $0 == " " || $0 == "\t" } }.reversed()
      return .code(info: "", text: kept.map { $0 + "\n" }.joined())
    case .fencedCode(let fence):
      return .code(info: fence.info, text: lines.map { $0 + "\n" }.joined())
    case .list(let marker):
      let items = children.map(\.blocks)
      return .list(Markdown.List(start: marker.number, isTight: isTight, items: items))
    case .table(let alignments):
      let rows = lines.map { line -> [String] in
        let cells = Array(MarkdownLine.cells(of: line).prefix(alignments.count))
        return cells + [String](repeating: "", count: alignments.count - cells.count)
      }
      guard let header = rows.first else { return nil }
      let table = Markdown.Table(
        alignments: alignments,
        header: header,
        rows: Array(rows.dropFirst())
      )
      return .table(table)
    }
  }

  /// Whether no blank line stands between the items of a list, nor between the blocks of one.
  private var isTight: Bool {
    for (place, item) in children.enumerated() {
      let isLast = place == children.count - 1
      if !isLast, item.endsAfterBlank { return false }
      for (inner, block) in item.children.enumerated() {
        let isEnd = isLast && inner == item.children.count - 1
        if !isEnd, block.endsAfterBlank { return false }
      }
    }
    return true
  }

  /// Whether a blank line follows the block or the last one in it.
  private var endsAfterBlank: Bool {
    if endsInBlank { return true }
    switch kind {
    case .list, .item: return children.last?.endsAfterBlank ?? false
    default: return false
    }
  }
}
