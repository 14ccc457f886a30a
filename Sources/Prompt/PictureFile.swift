internal import Foundation

/// A picture or a page below the working directory.
struct PictureFile {
  /// The path from the root of all files, without links.
  let path: String

  /// What is shown and not run, as other kinds of files may be.
  private static let endings = ["svg", "png", "pdf", "html"]

  /// Finds a file; nil where it is none of these, or lies elsewhere.
  init?(_ path: String) {
    guard let folder = PictureFile.real("."), let file = PictureFile.real(path),
      file.hasPrefix(folder == "/" ? "/" : folder + "/")
    else { return nil }
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      PictureFile.endings.contains(where: { file.lowercased().hasSuffix("." + $0) })
    else { return nil }
    self.path = file
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
