internal import Language

extension Document {
  /// The text of the file in its one layout, which a run gives the same from.
  ///
  /// The header's keys stand in their order, a mark's attributes in theirs, one blank line stands
  /// between cells, recorded lines directly after their code. No line ends in blanks, but for a line
  /// break of Markdown, and tabs are spaces outside of texts. The words of code, their spacing and
  /// the comments stay as they are.
  public var canonicalText: String {
    var document = self
    document.header?.layOut()
    let isBare = header == nil && shebang == nil
    document.preamble = Layout.prose(preamble, isFirst: isBare)
    if !document.preamble.isEmpty, !sections.isEmpty { document.preamble.append("") }
    for place in sections.indices {
      let section = sections[place]
      document.sections[place].mark = section.canonicalMark
      let isFirst = isBare && section.mark == nil
      var lines =
        section.kind == .prose
        ? Layout.prose(section.lines, isFirst: false)
        : Layout.code(section.lines, isFirst: isFirst)
      if place < sections.count - 1 { lines.append("") }
      document.sections[place].lines = lines
    }
    return document.text
  }

  /// The notebook without what runs have left in it: recorded lines, and what the header says of them.
  ///
  /// The hashes of the data stay, as they say which data the notebook is about.
  public var stripped: Document {
    var document = self
    for place in sections.indices { document.sections[place].recorded = [] }
    for key in ["engine", "verified", "conditions", "cells"] {
      document.header?.setValues(nil, for: key)
    }
    if document.header?.entries.isEmpty ?? false { document.header = nil }
    return document
  }
}

/// The layout of lines.
private enum Layout {
  /// The columns from one tab stop of prose to the next, as Markdown has them.
  private static let tabStop = 4

  /// Returns the lines of Markdown without blank lines at both ends.
  ///
  /// Where the first line would become the header or the `#!` of the file, a blank line stays above.
  static func prose(_ lines: [String], isFirst: Bool) -> [String] {
    var isFenced = false
    let laidOut = lines.enumerated().map { place, line -> String in
      if line.drop(while: { $0 == " " }).hasPrefix("```") { isFenced.toggle() }
      let text = isFenced ? line[...] : line.expandingTabs(to: tabStop)[...]
      let trimmed = text.trimmingBlanks
      let isBreak = text.hasSuffix("  ") && !trimmed.isEmpty && !isFenced
      let continues = lines.dropFirst(place + 1).first.map { !$0.allSatisfy(\.isWhitespace) }
      return String(trimmed) + (isBreak && continues ?? false ? "  " : "")
    }
    return framed(laidOut, isFirst: isFirst)
  }

  /// Returns the lines of code without blank lines at both ends; a text that cannot be read stays as
  /// it is, as nobody can say what in it is a text.
  static func code(_ lines: [String], isFirst: Bool) -> [String] {
    let laidOut = lines.map(line)
    let (before, after) = (lines.joined(separator: "\n"), laidOut.joined(separator: "\n"))
    guard let words = Parser.words(of: before), Parser.words(of: after) == words else {
      return framed(lines, isFirst: isFirst)
    }
    return framed(laidOut, isFirst: isFirst)
  }

  private static func framed(_ lines: [String], isFirst: Bool) -> [String] {
    let body = Array(lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    guard isFirst, let first = body.first, first == "---" || first.hasPrefix("#!") else {
      return body
    }
    return [""] + body
  }

  private static func isBlank(_ line: String) -> Bool {
    line.allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// Returns a line of code without blanks at its end, and with two spaces for each tab outside of
  /// texts.
  private static func line(_ line: String) -> String {
    guard line.contains("\t") else { return String(line[...].trimmingBlanks) }
    var laidOut: [UInt8] = []
    var isText = false
    var isEscaped = false
    var isComment = false
    for byte in line.utf8 {
      if isEscaped {
        isEscaped = false
      } else if isText, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\""), !isComment {
        isText.toggle()
      } else if byte == UInt8(ascii: "#"), !isText {
        isComment = true
      }
      if byte == UInt8(ascii: "\t"), !isText {
        laidOut += Array("  ".utf8)
      } else {
        laidOut.append(byte)
      }
    }
    return String(String(decoding: laidOut, as: UTF8.self)[...].trimmingBlanks)
  }
}

extension Document.Section {
  /// The mark with its name, its attributes in their order, and its comment.
  fileprivate var canonicalMark: String? {
    guard let mark else { return nil }
    let name = Document.Section.name(in: mark)
    let words = Document.Section.words(of: mark).dropFirst(name == nil ? 0 : 1)
    let order = CellAttribute.allCases.map(\.rawValue)
    let sorted = words.enumerated()
      .map { number, word in
        let key = String(CellAttribute.parts(of: word).key)
        return (order.firstIndex(of: key) ?? order.count, number, word)
      }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var line = "%%" + (name.map { " \($0)" } ?? "")
    if !sorted.isEmpty {
      line += (name == nil ? " " : "  ") + sorted.map { String($0.2) }.joined(separator: " ")
    }
    let all = mark.dropFirst(2).split { $0 == " " || $0 == "\t" }
    if let comment = all.first(where: { $0.hasPrefix("#") }) {
      line += "  " + mark[comment.startIndex...].trimmingBlanks
    }
    return line
  }
}

extension Header {
  /// Puts the keys into their order, each in one form.
  fileprivate mutating func layOut() {
    entries = entries.compactMap { entry in
      if entry.key.isEmpty {
        // At the edge, so that it belongs to no key that comes to stand above it.
        let lines = entry.lines.map(trimmed).filter { !$0.isEmpty }
        let laidOut = lines.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
        return lines.isEmpty ? nil : Entry(key: "", values: entry.values, lines: laidOut)
      }
      // A value beside the key makes as many lines as values.
      let hasInline = entry.lines.count == entry.values.count
      let values = entry.values.map(trimmed)
      let first = hasInline ? "\(entry.key): \(values.first ?? "")" : "\(entry.key):"
      let rest = values.dropFirst(hasInline ? 1 : 0).filter { !$0.isEmpty }.map { "  \($0)" }
      return Entry(key: entry.key, values: entry.values, lines: [first] + rest)
    }
    order()
  }

  private func trimmed(_ line: String) -> String {
    String(line.drop { $0 == " " || $0 == "\t" }.trimmingBlanks)
  }
}

extension String {
  /// Returns the text with spaces up to the next tab stop in place of each tab.
  fileprivate func expandingTabs(to stop: Int) -> String {
    guard contains("\t") else { return self }
    var expanded = ""
    var column = 0
    for character in self {
      if character == "\t" {
        let width = stop - column % stop
        expanded += String(repeating: " ", count: width)
        column += width
      } else {
        expanded.append(character)
        column += 1
      }
    }
    return expanded
  }
}
