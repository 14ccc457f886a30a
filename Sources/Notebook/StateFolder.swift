internal import Builtins
internal import Foundation

/// The folder `.mamba` below the working directory, in which a program keeps what it can do without.
enum StateFolder {
  static let name = ".mamba"

  /// Returns the place of a folder below the working directory `root`; nil where a link leads to it,
  /// as that may lead outside.
  static func place(of path: String, in root: String) -> URL? {
    try? OutputFile.stateFolder(path, in: root)
  }

  /// Makes a folder below `.mamba` in `root`, with what keeps it out of version control; false where
  /// it cannot.
  static func make(_ folder: URL, in root: String) -> Bool {
    let files = FileManager.default
    if files.fileExists(atPath: folder.path(percentEncoded: false)) { return true }
    guard (try? files.createDirectory(at: folder, withIntermediateDirectories: true)) != nil,
      let state = place(of: name, in: root)
    else { return false }
    let ignored = state.appending(path: ".gitignore")
    if !files.fileExists(atPath: ignored.path(percentEncoded: false)) {
      try? Data("*\n".utf8).write(to: ignored, options: .atomic)
    }
    return true
  }
}
