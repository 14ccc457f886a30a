/// What is left of a line of Markdown once the marks before it are taken.
struct MarkdownLine {
  /// The sign before an item of a list.
  struct Marker: Equatable {
    let sign: Unicode.Scalar
    /// The number before the sign; nil for `-`, `+` and `*`.
    let number: Int?

    func isSameKind(as other: Marker) -> Bool {
      sign == other.sign && (number == nil) == (other.number == nil)
    }
  }

  /// The line that opens a stretch of code.
  struct Fence: Equatable {
    let sign: Unicode.Scalar
    let length: Int
    let indent: Int
    let info: String
  }

  private var scalars: ArraySlice<Unicode.Scalar>

  /// Reads a line, in whose marks each tab goes on to the next multiple of four columns.
  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var isMark = true
    for scalar in text.unicodeScalars {
      if isMark, scalar == "\t" {
        scalars += [Unicode.Scalar](repeating: " ", count: 4 - scalars.count % 4)
      } else {
        isMark = isMark && " >-+*.)0123456789".unicodeScalars.contains(scalar)
        scalars.append(scalar)
      }
    }
    self.scalars = scalars[...]
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func text(trimming scalars: ArraySlice<Unicode.Scalar>) -> String {
    text(scalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  var isBlank: Bool { scalars.allSatisfy(MarkdownLine.isBlank) }
  /// The blanks at the start.
  var indent: Int { scalars.prefix { $0 == " " }.count }
  /// The text without the blanks before it.
  var trimmed: String { MarkdownLine.text(scalars.drop(while: MarkdownLine.isBlank)) }
  /// The text with its blanks.
  var rest: String { MarkdownLine.text(scalars) }

  /// The line from its first character that is no blank.
  private var content: ArraySlice<Unicode.Scalar> { scalars.drop { $0 == " " } }

  // Marks that are taken

  /// Takes blanks; false, and none taken, where there are fewer.
  mutating func take(_ blanks: Int) -> Bool {
    guard indent >= blanks else { return false }
    scalars = scalars.dropFirst(blanks)
    return true
  }

  /// Takes all blanks at the start.
  mutating func takeIndent() -> Bool { take(indent) }

  /// Takes `>` and the blank after it.
  mutating func takeQuoteMark() -> Bool {
    guard indent < 4, content.first == ">" else { return false }
    scalars = content.dropFirst()
    if scalars.first == " " { scalars.removeFirst() }
    return true
  }

  /// Takes the sign of an item, and returns how far in the lines of the item stand.
  ///
  /// Only an item with text, and with the number 1 where it has one, may interrupt a paragraph.
  mutating func takeListMark(interrupting: Bool) -> (Marker, width: Int)? {
    let lead = indent
    let digits = content.prefix { ("0"..."9").contains($0) }
    let after = content.dropFirst(digits.count)
    guard lead < 4, let sign = after.first, digits.count <= 9 else { return nil }
    guard (digits.isEmpty ? "-+*" : ".)").unicodeScalars.contains(sign) else { return nil }
    let rest = after.dropFirst()
    guard rest.first.map(MarkdownLine.isBlank) ?? true else { return nil }
    let number = digits.isEmpty ? nil : Int(MarkdownLine.text(digits))
    let isEmpty = rest.allSatisfy(MarkdownLine.isBlank)
    if interrupting, isEmpty || (number ?? 1) != 1 { return nil }
    let blanks = rest.prefix { $0 == " " }.count
    let taken = isEmpty ? min(1, blanks) : blanks > 4 ? 1 : blanks
    scalars = rest.dropFirst(taken)
    return (Marker(sign: sign, number: number), lead + digits.count + 1 + (isEmpty ? 1 : taken))
  }

  // What the line is

  /// The level and the text of a heading such as `## Text`.
  var heading: (level: Int, text: String)? {
    let signs = content.prefix { $0 == "#" }.count
    let rest = content.dropFirst(signs)
    guard (1...6).contains(signs), rest.first.map(MarkdownLine.isBlank) ?? true else { return nil }
    let text = rest.reversed().drop(while: MarkdownLine.isBlank)
    let open = text.drop { $0 == "#" }
    let isClosed = open.first.map(MarkdownLine.isBlank) ?? true
    return (signs, MarkdownLine.text(trimming: Array((isClosed ? open : text).reversed())[...]))
  }

  /// The level of the heading that the line makes of the text above it.
  var underline: Int? {
    guard let sign = content.first, sign == "=" || sign == "-" else { return nil }
    let rest = content.drop { $0 == sign }
    return rest.allSatisfy(MarkdownLine.isBlank) ? (sign == "=" ? 1 : 2) : nil
  }

  var isRule: Bool {
    guard let sign = content.first, "*-_".unicodeScalars.contains(sign) else { return false }
    let signs = content.filter { !MarkdownLine.isBlank($0) }
    return signs.count >= 3 && signs.allSatisfy { $0 == sign }
  }

  var fence: Fence? {
    guard let sign = content.first, sign == "`" || sign == "~" else { return nil }
    let length = content.prefix { $0 == sign }.count
    let info = content.dropFirst(length)
    guard length >= 3, sign == "~" || !info.contains("`") else { return nil }
    let text = MarkdownLine.text(trimming: info)
    return Fence(sign: sign, length: length, indent: indent, info: text)
  }

  /// Whether the line ends the code that a fence has opened.
  func closes(_ node: MarkdownNode) -> Bool {
    guard case .fencedCode(let fence) = node.kind else { return false }
    let length = content.prefix { $0 == fence.sign }.count
    return length >= fence.length && content.dropFirst(length).allSatisfy(MarkdownLine.isBlank)
  }

  /// The alignments of a table, where the line is the one below its header.
  var alignments: [Markdown.Table.Alignment?]? {
    guard content.contains("|"), content.allSatisfy({ "|:- \t".unicodeScalars.contains($0) })
    else { return nil }
    var alignments: [Markdown.Table.Alignment?] = []
    for cell in MarkdownLine.cells(of: MarkdownLine.text(content)) {
      let dashes = cell.drop { $0 == ":" }.reversed().drop { $0 == ":" }
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == "-" }), cell.count - dashes.count <= 2
      else { return nil }
      switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(nil)
      }
    }
    return alignments
  }

  /// Returns the cells of a row of a table, between bars that no backslash stands before.
  static func cells(of row: String) -> [String] {
    var cells: [ArraySlice<Unicode.Scalar>] = [[]]
    var isEscaped = false
    for scalar in text(trimming: Array(row.unicodeScalars)[...]).unicodeScalars {
      if scalar == "|", !isEscaped {
        cells.append([])
      } else {
        if scalar == "|", isEscaped { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    if cells.count > 1, cells.first?.allSatisfy(isBlank) ?? false { cells.removeFirst() }
    if cells.count > 1, cells.last?.allSatisfy(isBlank) ?? false { cells.removeLast() }
    return cells.map { text(trimming: $0) }
  }
}
