/// The everyday part of Markdown as markup for a page.
///
/// Headings, paragraphs, emphasis, code, lists, links, block quotes, rules and escapes as CommonMark
/// 0.31 has them, and tables as GitHub has them. Raw HTML is shown as the text that it is, a picture
/// by its description, and a link only where it leads to `http`, `https`, `mailto`, another file or a
/// place in the page.
public struct Markdown: Sendable {
  /// A part of the text; `text` still holds the signs of emphasis, links and code.
  indirect enum Block: Sendable {
    case heading(level: Int, text: String)
    case paragraph(text: String)
    case code(info: String, text: String)
    case quote([Block])
    case list(List)
    case table(Table)
    case rule
  }

  struct List: Sendable {
    /// The first number; nil for a list without numbers.
    let start: Int?
    /// Whether no blank line parts the items.
    let isTight: Bool
    let items: [[Block]]
  }

  struct Table: Sendable {
    enum Alignment: String, Sendable {
      case left, center, right
    }

    let alignments: [Alignment?]
    let header: [String]
    /// Each as long as the header.
    let rows: [[String]]
  }

  /// Where a reference such as `[name]` leads.
  struct Target: Sendable {
    let destination: String
    let title: String?
  }

  let blocks: [Block]
  let targets: [String: Target]

  public init(lines: [String]) {
    var reader = MarkdownBlocks()
    for line in lines { reader.add(line) }
    (blocks, targets) = reader.finish()
  }

  public init(_ text: String) {
    var lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    // The last line ends in a line break.
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    self.init(lines: lines.map(String.init))
  }

  /// The name of a reference as it is compared: without regard to case and blanks.
  static func key(of label: String) -> String {
    label.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
      .replacing("ß", with: "ss")
  }
}
