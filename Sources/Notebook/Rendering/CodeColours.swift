internal import Language

/// Code as markup in which the words have the classes of the language.
enum CodeColours {
  /// Returns the markup of code, which need not be a program.
  static func markup(_ code: String, registry: Registry) -> String {
    let bytes = Array(code.utf8)
    var markup = ""
    var position = 0
    for (range, kind) in Parser.readableClasses(of: code, registry: registry) {
      guard range.lower >= position, range.upper <= bytes.count else { continue }
      markup += between(bytes[position..<range.lower])
      let word = HTMLText.escaped(String(decoding: bytes[range.lower..<range.upper], as: UTF8.self))
      markup += "<span class=\"\(name(of: kind))\">\(word)</span>"
      position = range.upper
    }
    return markup + between(bytes[position...])
  }

  private static func name(of kind: TokenClass) -> String {
    switch kind {
    case .verb: "verb"
    case .keyword: "keyword"
    case .function: "function"
    case .number: "number"
    case .text: "text"
    }
  }

  /// Returns the markup of what stands between two words, in which comments are marked.
  private static func between(_ bytes: ArraySlice<UInt8>) -> String {
    var markup = ""
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "#")) {
      let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      markup += text(rest[..<start])
      markup += "<span class=\"comment\">\(text(rest[start..<end]))</span>"
      rest = rest[end...]
    }
    return markup + text(rest)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    HTMLText.escaped(String(decoding: bytes, as: UTF8.self))
  }
}
