import Foundation
import Plotting

/// What the tests of real pictures need.
enum Rendering {
  /// Whether gnuplot is installed.
  static let isPossible = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }
}

/// A new folder, which goes with its last user.
final class TemporaryFolder: Sendable {
  /// The path, which ends in a slash.
  let path: String

  init() {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: UUID().uuidString,
      directoryHint: .isDirectory
    )
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path()
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// Returns the texts between the tags of a document whose tags are balanced and whose characters
/// and references are those of XML; nil for any other.
func wellFormedTexts(_ document: String) -> [String]? {
  var open: [Substring] = []
  var texts: [String] = []
  var rest = document[...]
  while let start = rest.firstIndex(of: "<") {
    guard let text = unescaped(rest[..<start]) else { return nil }
    if !text.allSatisfy(\.isWhitespace) { texts.append(text) }
    rest = rest[start...]
    let pairs = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
    if let (_, end) = pairs.first(where: { rest.hasPrefix($0.0) }) {
      guard let close = rest.range(of: end) else { return nil }
      rest = rest[close.upperBound...]
      continue
    }
    guard let close = rest.firstIndex(of: ">") else { return nil }
    let tag = rest[rest.index(after: start)..<close]
    rest = rest[rest.index(after: close)...]
    guard !tag.contains("<") else { return nil }
    let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
    if tag.hasPrefix("/") {
      guard open.popLast() == tag.dropFirst() else { return nil }
    } else if !tag.hasSuffix("/") {
      open.append(name)
    }
  }
  return open.isEmpty && rest.allSatisfy(\.isWhitespace) ? texts : nil
}

private func unescaped(_ text: Substring) -> String? {
  let isLegal = text.unicodeScalars.allSatisfy {
    $0.value >= 0x20 && $0.value & 0xFFFE != 0xFFFE || "\t\n\r".unicodeScalars.contains($0)
  }
  guard isLegal else { return nil }
  var result = ""
  var rest = text
  while let start = rest.firstIndex(of: "&") {
    guard let end = rest[start...].firstIndex(of: ";") else { return nil }
    let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&apos;": "'"]
    guard let character = entities[String(rest[start...end])] else { return nil }
    result += rest[..<start] + character
    rest = rest[rest.index(after: end)...]
  }
  return result + rest
}
