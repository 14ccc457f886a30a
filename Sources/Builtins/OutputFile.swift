import Foundation
import Language

/// Writes files below the working directory only: a notebook may come from a stranger.
enum OutputFile {
  /// Writes `bytes` to `path`, whose folder is made where it is missing.
  static func write(
    _ bytes: [UInt8],
    to path: String,
    at range: SourceRange,
    in call: CommandCall
  ) throws {
    do {
      try write(bytes, to: path)
    } catch {
      throw call.located(error, range)
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let file = try allowed(path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file, options: .atomic)
    } catch {
      throw .cannotWrite(path)
    }
  }

  /// Returns the place that `path` names, which must lie below the working directory once symbolic
  /// links are followed.
  static func allowed(_ path: String) throws(OutputError) -> URL {
    let root = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
    let file = URL(filePath: path, relativeTo: root).standardizedFileURL.resolvingSymlinksInPath()
    let folder = file.deletingLastPathComponent().resolvingSymlinksInPath()
    let isBelow = (folder.path() + "/").hasPrefix(root.path() + (root.path().hasSuffix("/") ? "" : "/"))
    guard isBelow, !path.isEmpty, !path.utf8.contains(0) else { throw .outside(path) }
    return file
  }
}

/// Why a file was not written.
enum OutputError: Error, Equatable {
  case outside(String)
  case cannotWrite(String)
}
