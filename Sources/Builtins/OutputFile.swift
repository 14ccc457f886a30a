import Foundation
import Language
import MarketData

/// Writes files below the working directory only: a notebook may come from a stranger.
///
/// Nothing is written through a link, which may lead anywhere, nor onto what is no plain file, nor
/// below a name that begins with a dot: other programs take their orders from such files, as git does
/// from `.git/hooks`.
enum OutputFile {
  /// Writes `bytes` to `path`, whose folder is made where it is missing.
  static func write(
    _ bytes: [UInt8],
    to path: String,
    by access: WriteAccess
  ) throws(OutputError) {
    let file = try allowed(path, by: access)
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

  /// Returns the place that `path` names, by which two paths to one file are the same.
  static func place(of path: String, by access: WriteAccess) throws(OutputError) -> String {
    try allowed(path, by: access).path(percentEncoded: false)
  }

  /// Returns the place of a file that may be written.
  ///
  /// - Parameters:
  ///   - path: A path that begins at the working directory, or at the root of all files.
  ///   - access: What may be written beside what lies below the working directory.
  /// - Returns: The place, at which there is a plain file or nothing.
  /// - Throws: `OutputError` for any other place.
  static func allowed(
    _ path: String,
    by access: WriteAccess = WriteAccess()
  ) throws(OutputError) -> URL {
    guard !SampleData.holds(path) else { throw .sample(path) }
    let place = try OutputPlace(of: path, from: ".", below: access.folders)
    if let name = place.names.first(where: { $0.hasPrefix(".") }) { throw .hidden(path, name) }
    guard place.kind != .other, place.kind != .folder else { throw .notAFile(path) }
    if let kept = access.kept, OutputPlace.real(kept) == place.path { throw .kept(path) }
    return URL(filePath: place.path)
  }
}

/// Where a path leads that something is to be written to.
private struct OutputPlace {
  enum Kind {
    case nothing, file, folder
    /// A device, a pipe, a socket.
    case other
  }

  /// The path from the root of all files, without any link.
  private(set) var path: String
  /// What stands there.
  private(set) var kind = Kind.folder
  /// The names below the folder that it may lie in.
  private(set) var names: [String] = []

  /// Goes along a path, name by name.
  ///
  /// Links on the way to a folder that may be written below are followed, and none from there on.
  init(of path: String, from start: String, below folders: [String] = []) throws(OutputError) {
    let roots = ([start] + folders).compactMap(OutputPlace.real)
    guard !path.isEmpty, let first = path.hasPrefix("/") ? "/" : roots.first,
      !roots.isEmpty, !path.utf8.contains(0)
    else { throw .outside(path) }
    guard !path.unicodeScalars.contains(where: \.isInvisible) else { throw .strangeName(path) }
    self.path = first
    let parts = path.split(separator: "/").filter { $0 != "." }
    for (number, name) in parts.enumerated() {
      guard kind == .folder || kind == .nothing else { throw .cannotWrite(path) }
      let isInside = roots.contains { OutputPlace.holds($0, self.path) }
      let followsLinks = !isInside && number < parts.count - 1
      try follow(String(name), followsLinks: followsLinks, of: path)
    }
    let root = roots.filter { $0 != self.path && OutputPlace.holds($0, self.path) }
      .max { $0.utf8.count < $1.utf8.count }
    guard let root else { throw .outside(path) }
    names = self.path.dropFirst(root.count).split(separator: "/").map(String.init)
  }

  private mutating func follow(
    _ name: String,
    followsLinks: Bool,
    of path: String
  ) throws(OutputError) {
    guard name != ".." else {
      self.path = String(self.path[..<(self.path.lastIndex(of: "/") ?? self.path.startIndex)])
      if self.path.isEmpty { self.path = "/" }
      kind = OutputPlace.kind(of: self.path) ?? .other
      return
    }
    let next = self.path == "/" ? "/" + name : self.path + "/" + name
    guard let found = OutputPlace.kind(of: next) else {
      guard followsLinks else { throw .link(path, name) }
      guard let real = OutputPlace.real(next) else { throw .outside(path) }
      (self.path, kind) = (real, OutputPlace.kind(of: real) ?? .other)
      return
    }
    (self.path, kind) = (next, found)
  }

  /// Whether `path` is `folder` or lies below it.
  private static func holds(_ folder: String, _ path: String) -> Bool {
    folder == "/" || path == folder || path.hasPrefix(folder + "/")
  }

  /// Returns what stands at a path; nil for a link.
  private static func kind(of path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return nil
    default: return .other
    }
  }

  /// Returns the path with every link followed; nil where there is no such file.
  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// Why a file was not written.
enum OutputError: Error, Equatable {
  case outside(String)
  case cannotWrite(String)
  /// The path is one of data that the program carries.
  case sample(String)
  /// What stands there is no plain file.
  case notAFile(String)
  /// A part of the path is a link.
  case link(String, String)
  /// A part of the path begins with a dot.
  case hidden(String, String)
  /// The file is the notebook that runs.
  case kept(String)
  /// The path has a character that is not seen.
  case strangeName(String)

  /// The same of the path that was asked for, where it is not the very path that was looked at.
  func naming(_ path: String) -> OutputError {
    switch self {
    case .outside: .outside(path)
    case .cannotWrite: .cannotWrite(path)
    case .sample: .sample(path)
    case .notAFile: .notAFile(path)
    case .link(_, let link): .link(path, link)
    case .hidden(_, let name): .hidden(path, name)
    case .kept: .kept(path)
    case .strangeName: .strangeName(path)
    }
  }
}
