import Foundation
import Language

/// Writes files below the working directory only: a notebook may come from a stranger.
enum OutputFile {
  /// Writes `bytes` to `path`, whose folder is made where it is missing.
  static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let file = try allowed(path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(bytes).write(to: file, options: .atomic)
    } catch {
      throw .cannotWrite(path)
    }
  }

  /// Returns the place that `path` names with every link followed, by which two paths to one file are
  /// the same.
  static func place(of path: String) throws(OutputError) -> String {
    try allowed(path).path(percentEncoded: false)
  }

  /// Returns the place that `path` names, which must lie below the working directory once symbolic
  /// links are followed.
  static func allowed(_ path: String) throws(OutputError) -> URL {
    guard !path.isEmpty, !path.utf8.contains(0), let root = real(".") else { throw .outside(path) }
    // What does not exist yet cannot be a link: the nearest folder above that exists decides.
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    var missing: [String] = []
    let start = path.hasPrefix("/") ? "/" : "./"
    while let last = parts.last, real(start + parts.joined(separator: "/")) == nil {
      missing.insert(last, at: 0)
      parts.removeLast()
    }
    guard !missing.contains(".."), let base = real(start + parts.joined(separator: "/")),
      base == root || base.hasPrefix(root == "/" ? root : root + "/")
    else { throw .outside(path) }
    return URL(filePath: ([base] + missing).joined(separator: "/"))
  }

  /// Returns the path with every link followed; nil where there is no such file.
  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// Why a file was not written.
enum OutputError: Error, Equatable {
  case outside(String)
  case cannotWrite(String)
}
