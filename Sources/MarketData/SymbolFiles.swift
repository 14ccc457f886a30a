internal import Glibc

/// The files of a pattern such as `stocks/*.csv`, one for each symbol.
public struct SymbolFiles: Sendable {
  /// The paths with the symbols that they are named after, in the order of the bytes of the paths.
  public let files: [(path: String, symbol: String)]
  /// What was decided and a user may want to know, such as a symbol whose name was taken.
  public let notices: [String]

  /// The most files that make a panel.
  private static let mostFiles = 10_000

  /// Finds the files; a symbol that would be called like one of `reserved` gets the ending `_2`.
  public init(matching pattern: String, reserved: Set<String> = []) throws(DataError) {
    // In the order of bytes, which no setting of the machine changes.
    let paths = try SymbolFiles.paths(matching: pattern).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var taken = reserved
    // How often each name was asked for, so that ten thousand alike are quickly named.
    var copies: [String: Int] = [:]
    var notices: [String] = []
    files = paths.enumerated().map { number, path in
      let plain = SymbolFiles.symbol(of: path)
      let base = plain.isEmpty ? "s\(number + 1)" : plain
      var symbol = base
      var copy = 1
      while !taken.insert(symbol).inserted {
        copy = copies[base, default: 1] + 1
        copies[base] = copy
        symbol = "\(base)_\(copy)"
      }
      if copy > 1 { notices.append("\(path) is called `\(symbol)`") }
      return (path, symbol)
    }
    self.notices = notices
  }

  /// Returns the letters and digits of ASCII in the name of a file up to its first ending, with `_` for
  /// what stands between them, and `s` before a leading digit.
  static func symbol(of path: String) -> String {
    var name = path.split(separator: "/").last ?? ""
    if SampleData.holds(path) { name = path.dropFirst(SampleData.prefix.count) }
    for ending in [".gz", ".csv", ".tsv", ".txt"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
    }
    var symbol = ""
    for character in name {
      if character.isASCII, character.isLetter || character.isNumber {
        if symbol.isEmpty, character.isNumber { symbol = "s" }
        symbol.append(character)
      } else if !symbol.isEmpty, symbol.last != "_" {
        symbol.append("_")
      }
    }
    if symbol.last == "_" { symbol.removeLast() }
    return symbol
  }

  /// Returns the paths of a pattern in the order of their bytes; none where there are very many.
  public static func names(matching pattern: String) -> [String] {
    let paths = (try? paths(matching: pattern)) ?? []
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func paths(matching pattern: String) throws(DataError) -> [String] {
    if SampleData.holds(pattern) {
      let paths = SampleData.paths(matching: pattern)
      guard !paths.isEmpty else { throw .noSample(path: pattern) }
      return paths
    }
    var found = glob_t()
    defer { globfree(&found) }
    switch glob(pattern, GLOB_NOSORT, nil, &found) {
    case 0: break
    case GLOB_NOMATCH: throw .noMatch(pattern: pattern)
    default: throw .notReadable(path: pattern, reason: "its folders cannot be searched")
    }
    guard found.gl_pathc <= mostFiles else {
      throw .tooManyFiles(pattern: pattern, limit: mostFiles)
    }
    return (0..<Int(found.gl_pathc)).compactMap { number in
      found.gl_pathv[number].map { String(cString: $0) }
    }
  }
}
