internal import Glibc

/// Reads lines from a pipe, a file, or a terminal that cannot be edited on.
struct PlainReader {
  private let descriptor: Int32
  private var bytes: [UInt8] = []
  private var isAtEnd = false

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  enum Line: Equatable {
    case line(String)
    case endOfInput
    case failed(Int32)
  }

  /// Returns the next line without its end, which the last one may lack.
  ///
  /// Bytes that are no UTF-8 are dropped.
  mutating func next() -> Line {
    var searched = 0
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { bytes.removeSubrange(...end) }
        return .line(Self.text(bytes[..<end]))
      }
      searched = bytes.count
      if isAtEnd {
        defer { bytes = [] }
        return bytes.isEmpty ? .endOfInput : .line(Self.text(bytes[...]))
      }
      if let failure = fill() { return .failed(failure) }
    }
  }

  /// Reads more; returns errno where that fails.
  private mutating func fill() -> Int32? {
    var count = 0
    let more = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
      count = read(descriptor, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    guard count >= 0 else { return errno }
    isAtEnd = more.isEmpty
    bytes += more
    return nil
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    if let text = String(validating: line, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(decoded(line)))
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    var decoder = UTF8()
    var source = bytes.makeIterator()
    var scalars: [Unicode.Scalar] = []
    while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .error: continue
      case .emptyInput: return scalars
      }
    }
  }
}
