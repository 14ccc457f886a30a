extension Markdown {
  /// The text as markup, which is well-formed XML as well.
  public var html: String { html { _, _ in nil } }

  /// Returns the text as markup.
  ///
  /// - Parameter anchor: Gives the id of a heading from its level and its text, which is escaped
  ///   already; nil for none.
  /// - Returns: The markup, each block of which ends its line.
  func html(anchor: (_ level: Int, _ text: String) -> String?) -> String {
    var html = ""
    write(blocks, isTight: false, to: &html, anchor)
    return html
  }

  private typealias Anchor = (_ level: Int, _ text: String) -> String?

  private func write(
    _ blocks: [Block],
    isTight: Bool,
    to html: inout String,
    _ anchor: Anchor
  ) {
    for block in blocks {
      if case .paragraph(let text) = block, isTight {
        html += inline(text)
      } else {
        if !html.isEmpty, html.utf8.last != UInt8(ascii: "\n") { html += "\n" }
        write(block, to: &html, anchor)
      }
    }
  }

  private func write(_ block: Block, to html: inout String, _ anchor: Anchor) {
    switch block {
    case .heading(let level, let text):
      let content = inline(text)
      let id = anchor(level, HTMLText.withoutTags(content)).map { " id=\"\($0)\"" } ?? ""
      html += "<h\(level)\(id)>\(content)</h\(level)>\n"
    case .paragraph(let text): html += "<p>\(inline(text))</p>\n"
    case .code(let info, let text):
      let word = MarkdownInlines.unescaped(info).prefix { !$0.isWhitespace }
      let name = word.isEmpty ? "" : " class=\"language-\(HTMLText.escaped(word))\""
      html += "<pre><code\(name)>\(HTMLText.escaped(text))</code></pre>\n"
    case .quote(let blocks):
      html += "<blockquote>\n"
      write(blocks, isTight: false, to: &html, anchor)
      html += "</blockquote>\n"
    case .list(let list): write(list, to: &html, anchor)
    case .table(let table): write(table, to: &html)
    case .rule: html += "<hr />\n"
    }
  }

  private func write(_ list: List, to html: inout String, _ anchor: Anchor) {
    let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    let name = list.start == nil ? "ul" : "ol"
    html += "<\(name)\(start)>\n"
    for item in list.items {
      html += "<li>"
      write(item, isTight: list.isTight, to: &html, anchor)
      html += "</li>\n"
    }
    html += "</\(name)>\n"
  }

  private func write(_ table: Table, to html: inout String) {
    func row(_ cells: [String], _ name: String) -> String {
      let cells = zip(cells, table.alignments).map { cell, alignment in
        let place = alignment.map { " class=\"\($0.rawValue)\"" } ?? ""
        return "<\(name)\(place)>\(inline(cell))</\(name)>\n"
      }
      return "<tr>\n\(cells.joined())</tr>\n"
    }
    html += "<table>\n<thead>\n\(row(table.header, "th"))</thead>\n"
    if !table.rows.isEmpty {
      html += "<tbody>\n\(table.rows.map { row($0, "td") }.joined())</tbody>\n"
    }
    html += "</table>\n"
  }

  private func inline(_ text: String) -> String {
    var reader = MarkdownInlines(text, targets: targets)
    return reader.html()
  }
}
