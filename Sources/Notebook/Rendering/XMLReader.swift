/// An element of an XML text with what stands in it.
struct XMLElement {
  enum Child {
    case element(XMLElement)
    case text(String)
  }

  let name: String
  var attributes: [(name: String, value: String)]
  var children: [Child] = []
}

/// Reads the plain part of XML: elements, attributes, text and the five entities it has of itself.
///
/// It knows no other entities, so that none can grow or fetch anything, and refuses a text that
/// declares some.
struct XMLReader {
  enum Failure: Error, Hashable {
    case malformed(line: Int)
    case declaresEntities
    case tooDeep
  }

  private static let deepest = 64

  private let bytes: [UInt8]
  private var position = 0
  /// What is open, outermost first.
  private var open: [XMLElement] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Returns the outermost element of a text.
  static func root(of text: String) throws(Failure) -> XMLElement {
    var reader = XMLReader(Array(text.utf8))
    return try reader.read()
  }

  private mutating func read() throws(Failure) -> XMLElement {
    _ = skip("\u{FEFF}")
    while position < bytes.count {
      let text = try text(upTo: UInt8(ascii: "<"))
      if open.isEmpty {
        guard text.allSatisfy(\.isWhitespace) else { throw malformed }
      } else if !text.isEmpty {
        open[open.count - 1].children.append(.text(text))
      }
      if let root = try readMarkup() {
        try skipEnd()
        return root
      }
    }
    throw malformed
  }

  /// Reads one tag, comment or instruction; the outermost element once it is complete.
  private mutating func readMarkup() throws(Failure) -> XMLElement? {
    if skip("<!--") {
      try skip(through: "-->")
    } else if skip("<?") {
      try skip(through: "?>")
    } else if !open.isEmpty, skip("<![CDATA[") {
      let start = position
      try skip(through: "]]>")
      open[open.count - 1].children.append(.text(string(start, position - 3)))
    } else if open.isEmpty, skip("<!DOCTYPE") {
      try skipDocumentType()
    } else if skip("</") {
      let name = try name()
      skipBlanks()
      guard skip(">"), let last = open.popLast(), last.name == name else { throw malformed }
      return close(last)
    } else if skip("<") {
      return try readElement()
    } else {
      throw malformed
    }
    return nil
  }

  private mutating func close(_ element: XMLElement) -> XMLElement? {
    if open.isEmpty { return element }
    open[open.count - 1].children.append(.element(element))
    return nil
  }

  private mutating func readElement() throws(Failure) -> XMLElement? {
    var element = XMLElement(name: try name(), attributes: [])
    var seen: Set<String> = []
    while true {
      let hadBlank = skipBlanks()
      if skip("/>") { return close(element) }
      if skip(">") { break }
      guard hadBlank else { throw malformed }
      let name = try name()
      skipBlanks()
      guard skip("="), seen.insert(name).inserted else { throw malformed }
      skipBlanks()
      guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        throw malformed
      }
      position += 1
      let value = try text(upTo: quote)
      guard peek == quote else { throw malformed }
      position += 1
      element.attributes.append((name, value))
    }
    guard open.count < XMLReader.deepest else { throw .tooDeep }
    open.append(element)
    return nil
  }

  /// Skips the name of a document type, which may not declare anything.
  private mutating func skipDocumentType() throws(Failure) {
    while let byte = peek, byte != UInt8(ascii: ">") {
      if byte == UInt8(ascii: "[") { throw .declaresEntities }
      position += 1
    }
    guard skip(">") else { throw malformed }
  }

  /// Skips what may follow the outermost element.
  private mutating func skipEnd() throws(Failure) {
    while position < bytes.count {
      if skipBlanks() { continue }
      if skip("<!--") {
        try skip(through: "-->")
      } else if skip("<?") {
        try skip(through: "?>")
      } else {
        throw malformed
      }
    }
  }

  // Text

  /// Returns the text up to a sign or the end, with its entities read.
  private mutating func text(upTo sign: UInt8) throws(Failure) -> String {
    var text = ""
    var start = position
    while let byte = peek, byte != sign {
      if byte == UInt8(ascii: "&") {
        text += string(start, position)
        text += try entity()
        start = position
      } else {
        position += 1
      }
    }
    return text + string(start, position)
  }

  private mutating func entity() throws(Failure) -> String {
    let start = position + 1
    while let byte = peek, byte != UInt8(ascii: ";"), position - start < 12 { position += 1 }
    let name = string(start, position)
    guard skip(";") else { throw malformed }
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.hasPrefix("#") else { throw .declaresEntities }
    let digits = name.dropFirst()
    let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let scalar = value.flatMap({ Unicode.Scalar($0) }) else { throw malformed }
    return String(scalar)
  }

  private mutating func name() throws(Failure) -> String {
    let start = position
    while let byte = peek, !XMLReader.ends.contains(byte) { position += 1 }
    guard position > start else { throw malformed }
    return string(start, position)
  }

  /// The signs that end a name.
  private static let ends = Set(" \t\r\n/>=<\"'&!?".utf8)

  // Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func string(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func skip(_ sign: String) -> Bool {
    guard bytes[position...].starts(with: sign.utf8) else { return false }
    position += sign.utf8.count
    return true
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = position
    while let byte = peek, byte == 32 || (9...13).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func skip(through sign: String) throws(Failure) {
    while position < bytes.count {
      if skip(sign) { return }
      position += 1
    }
    throw malformed
  }

  private var malformed: Failure {
    .malformed(line: 1 + bytes.prefix(position).count { $0 == UInt8(ascii: "\n") })
  }
}
