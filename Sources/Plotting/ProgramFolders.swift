internal import Foundation

/// The folders in which other programs are looked for: the one rule for everything that is run.
///
/// They are those of a `PATH` that are absolute and do not lie below the working directory, links
/// followed: what lies there may have come with a notebook. Where the working directory is the root,
/// only the root itself is left out. A program is a plain file that may be executed.
public struct ProgramFolders: Sendable {
  /// The folders in their order.
  public let paths: [String]

  /// Takes those folders of a `PATH` from which programs are run; nil stands for the usual ones.
  public init(path: String?, workingDirectory: String = ".") {
    let here = ProgramFolders.real(workingDirectory) ?? "/"
    paths = (path ?? "/usr/bin:/bin").split(separator: ":").map(String.init).filter { folder in
      guard folder.hasPrefix("/"), let real = ProgramFolders.real(folder) else { return false }
      return real != here && (here == "/" || !real.hasPrefix(here + "/"))
    }
  }

  /// The folders as a `PATH` for what is run.
  public var path: String { paths.joined(separator: ":") }

  /// Returns the path of a program; nil where no folder has it.
  ///
  /// A name with a slash is a path already, and is looked for nowhere else.
  public func path(of program: String) -> String? {
    let candidates = program.contains("/") ? [program] : paths.map { "\($0)/\(program)" }
    return candidates.first(where: ProgramFolders.isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
