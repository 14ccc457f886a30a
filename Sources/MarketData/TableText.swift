internal import Glibc

/// The text of a table: UTF-8 without zero bytes that ends with a line break.
///
/// The last byte is a line feed always, so that a loop which stops at line breaks need not ask
/// whether the text goes on.
struct TableText: Sendable {
  let bytes: [UInt8]
  /// Where the text begins, after the mark of UTF-8 that some programs write.
  let start: Int
  let path: String

  /// Creates the text of a file's bytes, unpacked where they are packed.
  ///
  /// Where `isPrefix` is set, they are the beginning of a file, and the text ends with the last
  /// whole line.
  init(file bytes: [UInt8], isPrefix: Bool = false, path: String) throws(DataError) {
    var bytes = bytes
    if Gzip.isPacked(bytes) { bytes = try Gzip.unpack(bytes, isPrefix: isPrefix, path: path) }
    // Before the cut, as a file of zeros may have no line feed to cut at.
    if let zero = TableText.firstZero(in: bytes) {
      throw .binary(path: path, line: TableText.line(at: zero, in: bytes))
    }
    if isPrefix { bytes.removeSubrange(((bytes.lastIndex(of: .lineFeed) ?? -1) + 1)...) }
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes.count > start else { throw .empty(path: path) }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let offset = error.byteOffsets.lowerBound
      throw .notUTF8(path: path, line: TableText.line(at: offset, in: bytes))
    }
    if bytes.last != .lineFeed { bytes.append(.lineFeed) }
    self.bytes = bytes
    self.path = path
  }

  /// Whether a page for a browser begins at `start`, as sites send one in place of a file.
  func isPage(from start: Int) -> Bool {
    let head = String(decoding: bytes[start...].prefix(15), as: UTF8.self).lowercased()
    return ["<!doctype", "<html", "<?xml", "<head"].contains { head.hasPrefix($0) }
  }

  /// Returns the number of the line that holds the byte at `offset`, from 1.
  func line(at offset: Int) -> Int {
    TableText.line(at: offset, in: bytes)
  }

  /// Returns a part of the text, shortened where it is long.
  func excerpt(_ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return text.count > 60 ? text.prefix(60) + "…" : text
  }

  /// Returns where the first zero byte stands, by the C library, which looks at many at once.
  private static func firstZero(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return memchr(base, 0, buffer.count).map { UnsafeRawPointer($0) - base }
    }
  }

  private static func line(at offset: Int, in bytes: [UInt8]) -> Int {
    1
      + (0..<offset).count {
        bytes[$0] == .lineFeed || (bytes[$0] == .carriageReturn && bytes[$0 + 1] != .lineFeed)
      }
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
  static let blank = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let point = UInt8(ascii: ".")

  var isLineBreak: Bool { self == .lineFeed || self == .carriageReturn }

  /// The value of a decimal digit; above 9 for every other character.
  var digit: UInt8 { self &- UInt8(ascii: "0") }

  /// The lower-case form of an ASCII letter, and some other character for any other.
  var lowercased: UInt8 { self | 0x20 }
}
