internal import Foundation

/// Paths as a file names its neighbours.
enum RelativePath {
  /// Returns the path of a file below `folder` as seen from the folder of `output`.
  static func from(_ output: String, to path: String, below folder: String) -> String {
    let start = parts(of: URL(filePath: output).deletingLastPathComponent())
    let root = URL(filePath: folder, directoryHint: .isDirectory)
    let end = parts(of: path.hasPrefix("/") ? URL(filePath: path) : root.appending(path: path))
    let shared = zip(start, end).prefix { $0 == $1 }.count
    let up = [String](repeating: "..", count: start.count - shared)
    return (up + end.dropFirst(shared)).joined(separator: "/")
  }

  private static func parts(of place: URL) -> [String] {
    place.standardizedFileURL.path(percentEncoded: false).split(separator: "/").map(String.init)
  }

  /// Returns the path as an address, in which nothing but names and slashes stands for itself.
  static func encoded(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-_./~".utf8.contains(byte)
      if isPlain { return String(Unicode.Scalar(byte)) }
      return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
