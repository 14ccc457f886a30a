internal import Glibc

/// Why something is not, or no longer, kept in the folder of the project.
public enum ProjectFolderError: Error, Hashable, Sendable {
  /// A folder is a link, which may lead anywhere.
  case isLink(String)
  /// The system refused a file or folder, with this number.
  case refused(String, errno: Int32)
  /// The file system has no locks, by which what is in use is told from what was left.
  case noLocks
  /// Another process has it.
  case inUse(String)
  /// It is not there any more.
  case removed(String)

  /// The reason, to be put behind a colon.
  public var reason: String {
    switch self {
    case .isLink(let path): "\(path) is a link"
    case .refused(let path, let number): "\(path): \(String(cString: strerror(number)))"
    case .noLocks: "the file system of \(ProjectFolder.name) has no locks"
    case .inUse(let name): "\(name) is in use by another window"
    case .removed(let name): "\(name) was removed"
    }
  }
}
