internal import Foundation

/// Names of files, for completion.
enum FileNames {
  /// Returns the paths that begin with `path`; a folder ends with a slash.
  static func completing(_ path: String) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let start = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let place = folder.isEmpty ? "." : folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { $0.hasPrefix(start) && ($0.hasPrefix(".") == start.hasPrefix(".")) }
      .sorted()
      .map { name in
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(
          atPath: place + "/" + name,
          isDirectory: &isFolder
        )
        return folder + name + (exists && isFolder.boolValue ? "/" : "\"")
      }
  }
}
