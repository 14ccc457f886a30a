internal import Glibc

/// `.mamba` below the working directory, where a session keeps what is of use to later ones.
///
/// A link in its place is refused wherever it leads, so that nothing is written outside the working
/// directory. A folder that is made gets a `.gitignore`, as what it holds belongs to no repository.
enum ProjectFolder {
  static let name = ".mamba"

  /// Opens a folder in it; nil where there is none and none is to be made.
  static func open(
    _ part: String,
    below directory: String,
    making: Bool
  ) throws(ProjectFolderError) -> OpenFile? {
    guard let root = OpenFile(Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else {
      throw .refused(directory, errno: errno)
    }
    guard let (project, isNew) = try step(name, in: root, shown: name, making: making) else {
      return nil
    }
    if isNew { writeIgnore(in: project) }
    return try step(part, in: project, shown: "\(name)/\(part)", making: making)?.folder
  }

  private static func step(
    _ part: String,
    in parent: OpenFile,
    shown path: String,
    making: Bool
  ) throws(ProjectFolderError) -> (folder: OpenFile, isNew: Bool)? {
    let isNew = making && mkdirat(parent.number, part, 0o777) == 0
    if making, !isNew, errno != EEXIST { throw .refused(path, errno: errno) }
    if isNew { fsync(parent.number) }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    if let folder = OpenFile(openat(parent.number, part, flags)) { return (folder, isNew) }
    let reason = errno
    if reason == ENOENT, !making { return nil }
    var facts = stat()
    let isLink =
      fstatat(parent.number, part, &facts, AT_SYMLINK_NOFOLLOW) == 0
      && facts.st_mode & S_IFMT == S_IFLNK
    throw isLink ? .isLink(path) : .refused(path, errno: reason)
  }

  /// Keeps the folder out of git; where that fails, git shows it, and nothing else is lost.
  private static func writeIgnore(in folder: OpenFile) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    guard let file = OpenFile(openat(folder.number, ".gitignore", flags, 0o666)) else { return }
    file.append(Array("*\n".utf8), at: 0)
  }
}
