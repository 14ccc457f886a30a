/// Reads the blocks of a Markdown text, one line after the other.
///
/// The method is that of the CommonMark specification: a line first continues what is open, then may
/// begin something new, and what is left of it is text.
struct MarkdownBlocks {
  /// How deep quotes and lists may stand in each other; what is deeper is text.
  private static let deepest = 32

  private let root = MarkdownNode(.document)
  private var targets: [String: Markdown.Target] = [:]
  /// What is open, outermost first.
  private var open: [MarkdownNode]

  init() { open = [root] }

  /// Closes what is open and returns the whole.
  mutating func finish() -> ([Markdown.Block], [String: Markdown.Target]) {
    close(to: 1)
    return (root.blocks, targets)
  }

  mutating func add(_ text: String) {
    var line = MarkdownLine(text)
    var depth = 1
    while depth < open.count, continues(open[depth], &line) { depth += 1 }
    if depth < open.count, line.indent < 4, line.closes(open[depth]) { return close(to: depth) }
    var isAllClosed = depth == open.count
    while !open[depth - 1].kind.isLeaf, let start = start(of: &line, in: open[depth - 1]) {
      close(to: depth)
      begin(start)
      isAllClosed = true
      depth = open.count
      if start.takesWholeLine { return noteBlank(false) }
    }
    // A paragraph goes on without the marks of the quotes and items around it.
    if !isAllClosed, !line.isBlank, tip.kind == .paragraph {
      tip.lines.append(line.trimmed)
    } else {
      close(to: depth)
      noteBlank(line.isBlank)
      addText(line)
    }
  }

  private var tip: MarkdownNode { open[open.count - 1] }

  /// Whether a block stays open; its mark is taken from the line.
  private func continues(_ node: MarkdownNode, _ line: inout MarkdownLine) -> Bool {
    switch node.kind {
    case .document, .list: return true
    case .quote: return line.takeQuoteMark()
    case .item(let width):
      if line.isBlank { return !node.children.isEmpty }
      return line.take(width)
    case .paragraph, .table: return !line.isBlank
    case .indentedCode: return line.take(4) || (line.isBlank && line.takeIndent())
    case .fencedCode(let fence):
      if line.indent < 4, line.closes(node) { return false }
      return line.take(min(fence.indent, line.indent))
    case .heading, .rule: return false
    }
  }

  /// What begins on a line.
  private enum Start {
    case block(MarkdownNode.Kind)
    /// A block whose text the paragraph that is open turns out to be.
    case instead(MarkdownNode.Kind, lines: [String])
    case heading(level: Int, text: String)
    case item(MarkdownLine.Marker, width: Int)

    var takesWholeLine: Bool {
      switch self {
      case .instead, .heading: true
      case .block(let kind):
        switch kind {
        case .fencedCode, .rule: true
        default: false
        }
      case .item: false
      }
    }
  }

  /// Returns what begins on the line in `parent`, and takes its mark.
  private mutating func start(of line: inout MarkdownLine, in parent: MarkdownNode) -> Start? {
    guard !line.isBlank else { return nil }
    guard line.indent < 4 else {
      return tip.kind != .paragraph && line.take(4) ? .block(.indentedCode) : nil
    }
    let isShallow = open.count < MarkdownBlocks.deepest
    if isShallow, line.takeQuoteMark() { return .block(.quote) }
    if let (level, text) = line.heading { return .heading(level: level, text: text) }
    if let fence = line.fence { return .block(.fencedCode(fence)) }
    if parent.kind == .paragraph, let start = instead(of: parent, line) { return start }
    if line.isRule { return .block(.rule) }
    guard isShallow,
      let (marker, width) = line.takeListMark(interrupting: parent.kind == .paragraph)
    else { return nil }
    return .item(marker, width: width)
  }

  /// Returns the heading or table that a paragraph turns out to be by the line below it.
  private mutating func instead(of paragraph: MarkdownNode, _ line: MarkdownLine) -> Start? {
    if let level = line.underline {
      takeTargets(from: paragraph)
      return paragraph.lines.isEmpty ? nil : .instead(.heading(level), lines: paragraph.lines)
    }
    guard paragraph.lines.count == 1, let alignments = line.alignments else { return nil }
    let header = MarkdownLine.cells(of: paragraph.lines[0])
    guard header.count == alignments.count else { return nil }
    return .instead(.table(alignments), lines: paragraph.lines)
  }

  private mutating func begin(_ start: Start) {
    switch start {
    case .block(let kind): append(MarkdownNode(kind))
    case .heading(let level, let text): append(MarkdownNode(.heading(level), lines: [text]))
    case .instead(let kind, let lines):
      open.removeLast()
      tip.children.removeLast()
      append(MarkdownNode(kind, lines: lines))
    case .item(let marker, let width):
      if case .list(let old) = tip.kind, old.isSameKind(as: marker) {
      } else {
        append(MarkdownNode(.list(marker)))
      }
      append(MarkdownNode(.item(width: width)))
    }
  }

  private mutating func append(_ node: MarkdownNode) {
    while !tip.kind.holds(node.kind) { close(to: open.count - 1) }
    tip.children.append(node)
    open.append(node)
  }

  private mutating func addText(_ line: MarkdownLine) {
    switch tip.kind {
    case .paragraph, .table: tip.lines.append(line.trimmed)
    case .indentedCode, .fencedCode: tip.lines.append(line.rest)
    case .document, .quote, .list, .item, .heading, .rule:
      if !line.isBlank { append(MarkdownNode(.paragraph, lines: [line.trimmed])) }
    }
  }

  /// Notes whether a blank line ends what is open, which parts the items of a list.
  private func noteBlank(_ isBlank: Bool) {
    if isBlank { tip.children.last?.endsInBlank = true }
    let counts: Bool
    switch tip.kind {
    case .quote, .fencedCode: counts = false
    case .item: counts = !tip.children.isEmpty
    default: counts = true
    }
    for node in open { node.endsInBlank = isBlank && counts }
  }

  /// Closes what is open beyond the first `count`.
  private mutating func close(to count: Int) {
    while open.count > count {
      let node = open.removeLast()
      if node.kind == .paragraph { takeTargets(from: node) }
    }
  }

  /// Takes the definitions of references from the start of a paragraph.
  private mutating func takeTargets(from paragraph: MarkdownNode) {
    guard paragraph.lines.first?.hasPrefix("[") ?? false else { return }
    let (found, rest) = MarkdownInlines.definitions(in: paragraph.lines.joined(separator: "\n"))
    for (key, target) in found where targets[key] == nil { targets[key] = target }
    if !found.isEmpty { paragraph.lines = rest.isEmpty ? [] : [rest] }
  }
}
