internal import Language

/// An entry as a line of JSON, by hand: a history of 10,000 lines is read at every start.
extension History.Entry {
  var json: String {
    "{\"t\":\(time),\"ok\":\(succeeded),\"s\":\(JSONString.quoted(text))}"
  }

  /// Reads a line; nil unless it is an object of plain values, among them those of an entry.
  ///
  /// Other members are passed over.
  init?(json: ArraySlice<UInt8>) {
    var line = Scanner(bytes: json)
    var time: Int64?
    var succeeded: Bool?
    var text: String?
    guard line.take("{") else { return nil }
    repeat {
      guard let name = line.string(), line.take(":") else { return nil }
      if let string = line.string() {
        if name == "s" { text = string }
      } else {
        guard let word = line.word() else { return nil }
        if name == "t" { time = Int64(word) }
        if name == "ok" { succeeded = Bool(word) }
      }
    } while line.take(",")
    guard line.take("}"), line.isAtEnd, let time, let succeeded, let text else { return nil }
    self.init(time: time, succeeded: succeeded, text: text)
  }
}

/// Takes the parts of a flat JSON object one by one.
private struct Scanner {
  private var bytes: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool {
    bytes.allSatisfy(Self.isBlank)
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    bytes = bytes.drop(while: Self.isBlank)
    guard bytes.first == UInt8(ascii: character) else { return false }
    bytes.removeFirst()
    return true
  }

  /// Takes a number, `true`, `false` or `null`.
  mutating func word() -> String? {
    bytes = bytes.drop(while: Self.isBlank)
    let word = bytes.prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), 0x45].contains(byte)
      }
    }
    bytes = bytes.dropFirst(word.count)
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  mutating func string() -> String? {
    guard take("\"") else { return nil }
    // Hardly a text has an escape in it, and 10,000 lines are read at every start.
    if let end = bytes.firstIndex(where: {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20
    }),
      bytes[end] == UInt8(ascii: "\"")
    {
      defer { bytes = bytes[(end + 1)...] }
      return String(validating: bytes[..<end], as: UTF8.self)
    }
    var text: [UInt8] = []
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += Array(String(scalar).utf8)
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  /// Takes what follows a backslash.
  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = bytes.popFirst() else { return nil }
    switch Unicode.Scalar(byte) {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "\"", "\\", "/": return Unicode.Scalar(byte)
    case "u":
      guard let unit = codeUnit() else { return nil }
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
      guard bytes.popFirst() == UInt8(ascii: "\\"), bytes.popFirst() == UInt8(ascii: "u"),
        let trail = codeUnit(), UTF16.isTrailSurrogate(trail)
      else { return nil }
      return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    default: return nil
    }
  }

  private mutating func codeUnit() -> UInt16? {
    let digits = bytes.prefix(4)
    guard digits.count == 4 else { return nil }
    bytes = bytes.dropFirst(4)
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
