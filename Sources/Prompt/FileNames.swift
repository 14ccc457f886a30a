internal import Foundation

/// Names of files, for completion.
enum FileNames {
  /// Returns the paths that begin with `path`; a folder ends with a slash.
  ///
  /// - Parameters:
  ///   - path: The path as far as it is typed.
  ///   - endings: The endings of the files that are wanted; nil for all of them.
  ///   - foldersOnly: Whether files are left out.
  /// - Returns: The paths in order.
  static func completing(
    _ path: String,
    endings: [String]? = nil,
    foldersOnly: Bool = false
  ) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let start = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let place = folder.isEmpty ? "." : folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { $0.hasPrefix(start) && ($0.hasPrefix(".") == start.hasPrefix(".")) }
      .sorted()
      .compactMap { name in
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(
          atPath: place + "/" + name,
          isDirectory: &isFolder
        )
        if exists, isFolder.boolValue { return folder + name + "/" }
        guard !foldersOnly, endings.map({ $0.contains { name.hasSuffix($0) } }) ?? true else {
          return nil
        }
        return folder + name
      }
  }
}
