/// An error that can say, for a person: what is wrong, why, and what to type instead.
public protocol Explainable: Error {
  var explanation: Explanation { get }
}

/// The words of an error: a stable code, one sentence, at most one note and at most one repair.
public struct Explanation: Hashable, Sendable {
  /// `E0xx` syntax, `E1xx` names, `E2xx` time, `E3xx` types, `E4xx` data, `E5xx` numeric,
  /// `E6xx` files, network and other programs.
  public let code: String
  public let sentence: String
  public let note: String?
  public let repair: String?

  public init(_ code: String, _ sentence: String, note: String? = nil, repair: String? = nil) {
    self.code = code
    self.sentence = sentence
    self.note = note
    self.repair = repair
  }
}

/// An error at its place in a source.
public struct Diagnostic: Error, Sendable {
  public let explanation: Explanation
  public let source: Source
  public let range: SourceRange

  public init(
    _ explanation: Explanation,
    in source: Source,
    at range: SourceRange
  ) {
    self.explanation = explanation
    self.source = source
    self.range = range
  }

  public var code: String { explanation.code }
}

extension Diagnostic {
  /// The text for a person: code and sentence, the place, the line with carets, note and repair.
  ///
  /// A long line is shown around its caret only, and control characters as dots.
  public var rendered: String { styled.plain }

  /// The same text with its roles; it has several lines.
  public var styled: StyledLine { styled(columns: 100) }

  /// The same with the source as far as it fits `columns`.
  public func styled(columns: Int) -> StyledLine {
    var lines: [StyledLine] = ["\("error[\(code)]", .error) \(readable(explanation.sentence))"]
    let (number, start) = source.line(at: range.lower)
    if let file = source.file {
      lines.append("  \("\(file):\(number):\(range.lower - start + 1)", .faint)")
    }
    let line = source.bytes[start...].prefix {
      $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
    }
    if !line.isEmpty {
      let (shown, carets) = excerpt(Array(line), start: start, width: max(20, columns - 4))
      lines.append("  \(shown)")
      let inline = explanation.note == nil ? explanation.repair.map(readable) : nil
      lines.append("  \(carets, .error)\(inline == nil ? "" : "  ")\(inline ?? "", .repair)")
    }
    if let note = explanation.note {
      lines.append("  \(readable(note))")
      if let repair = explanation.repair { lines.append("  \(readable(repair), .repair)") }
    } else if line.isEmpty, let repair = explanation.repair {
      lines.append("  \(repair, .repair)")
    }
    return lines.joined(separator: "\n")
  }

  /// Returns the part of a line that holds the range, and the carets that stand under it.
  private func excerpt(
    _ line: [UInt8],
    start: Int,
    width: Int
  ) -> (line: String, carets: String) {
    let low = max(0, min(range.lower - start, line.count))
    let high = max(low, min(range.upper - start, line.count))
    let from = low > width * 2 / 3 ? low - width / 3 : 0
    let to = min(line.count, from + width)
    let before = readable(line[from..<low])
    let marked = readable(line[low..<max(low, min(high, to))])
    let after = readable(line[max(low, min(high, to))..<max(to, low)])
    let lead = from > 0 ? "…" : ""
    let carets = String(repeating: "^", count: max(1, marked.count))
    return (
      lead + before + marked + after + (to < line.count ? "…" : ""),
      String(repeating: " ", count: lead.count + before.count) + carets
    )
  }

  /// The longest sentence that is shown whole: a name in it may be as long as a file.
  private static let longestSentence = 400

  private func readable(_ sentence: String) -> String {
    let shown = sentence.prefix(Diagnostic.longestSentence)
    return readable(Array(shown.utf8)[...]) + (shown.count < sentence.count ? "…" : "")
  }

  /// Returns bytes as text without characters that would act on the terminal, or turn the line.
  private func readable(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      String(decoding: bytes, as: UTF8.self).map { character in
        character.unicodeScalars.contains { $0.isControl } ? "·" : character
      }
    )
  }
}

extension Unicode.Scalar {
  /// Whether the character is a control character, or one that changes the direction of the text.
  fileprivate var isControl: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
