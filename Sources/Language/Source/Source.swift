/// A text of the language and where it came from.
public final class Source: Sendable {
  /// The file, or nil for a line typed at the prompt or given on the command line.
  public let file: String?
  /// The number of the first line in its file, from 1.
  public let firstLine: Int
  public let bytes: [UInt8]

  public init(_ text: String, file: String? = nil, firstLine: Int = 1) {
    bytes = Array(text.utf8)
    self.file = file
    self.firstLine = firstLine
  }

  /// Creates a source from bytes that need not be UTF-8; the lexer says where they are not.
  public init(bytes: [UInt8], file: String? = nil, firstLine: Int = 1) {
    self.bytes = bytes
    self.file = file
    self.firstLine = firstLine
  }

  /// Returns the text of `range`; bytes that are not UTF-8 appear as replacement characters.
  public func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.clamped(to: bytes.count)], as: UTF8.self)
  }

  /// Returns the line, from 1 in its file, and the byte offset of its first character.
  public func line(at offset: Int) -> (number: Int, start: Int) {
    let before = bytes.prefix(max(0, min(offset, bytes.count)))
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (firstLine + before.count { $0 == UInt8(ascii: "\n") }, start)
  }
}

/// A stretch of a source, in byte offsets.
public struct SourceRange: Hashable, Sendable {
  public let lower: Int
  public let upper: Int

  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// Returns the range from the start of this to the end of `other`.
  public func through(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }

  func clamped(to count: Int) -> Range<Int> {
    let low = max(0, min(lower, count))
    return low..<max(low, min(upper, count))
  }
}
