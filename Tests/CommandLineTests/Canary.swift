import Foundation
import TestSupport

/// A working directory beside files that a stranger's notebook has to leave alone.
struct Canary {
  /// `work` is the working directory; `home`, `tmp` and `beside` are what lies around it.
  let folder: TemporaryFolder
  /// A variable of every process that is started here, by which one that stays is found.
  private let token = "CANARY_\(UUID().uuidString.replacing("-", with: ""))"
  private let outside: [String: String]

  /// Creates the folders; `prepare` adds what the notebook comes with.
  init(_ prepare: (TemporaryFolder) throws -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    try folder.write(Study.bars, to: "work/data/bars.csv")
    try folder.write("alias ls=ls\n", to: "home/.bashrc")
    try folder.write("a key", to: "home/.ssh/id")
    try folder.write("set title 'mine'\n", to: "home/.gnuplot")
    try folder.write("somebody else's", to: "tmp/theirs")
    try folder.write("date,close\n2020-01-01,1\n", to: "beside/leaf.csv")
    try folder.write("", to: "beside/open/empty")
    try prepare(folder)
    outside = try Canary.tree(of: folder).filter { !$0.key.hasPrefix("work/") }
  }

  /// Runs the program in the working directory; one that hangs is ended, with -10.
  func run(
    _ arguments: [String],
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Mamba.Ended {
    var variables = [
      "HOME": folder.path("home"), "TMPDIR": folder.path("tmp"), token: "1",
    ]
    variables.merge(environment) { $1 }
    return try Mamba.Running(
      arguments,
      in: folder,
      input: input,
      below: "work",
      environment: variables
    ).ended(limit: 100)
  }

  /// What lies around the working directory and is not as it was.
  func changes() throws -> [String] {
    let now = try Canary.tree(of: folder).filter { !$0.key.hasPrefix("work/") }
    return Set(now.keys).union(outside.keys).filter { now[$0] != outside[$0] }.sorted()
  }

  /// The working directory, every path with what stands there.
  func work() throws -> [String: String] {
    try Canary.tree(of: folder).filter { $0.key.hasPrefix("work/") }
  }

  /// Whether a process that was started here still runs a second later.
  func leftProcess() -> Bool {
    for _ in 0..<20 {
      if !hasProcess { return false }
      usleep(50_000)
    }
    return hasProcess
  }

  private var hasProcess: Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { Int($0) != nil }.contains { process in
      let variables = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
      return variables.range(of: Data(token.utf8)) != nil
    }
  }

  /// Returns every path below a folder with its kind, and with the bytes of a file or the end of a
  /// link.
  private static func tree(of folder: TemporaryFolder) throws -> [String: String] {
    var tree: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path("")) {
      var status = stat()
      guard lstat(folder.path(path), &status) == 0 else { continue }
      var text = "\(status.st_mode)"
      switch status.st_mode & S_IFMT {
      case S_IFREG where status.st_size < 1 << 20: text += try folder.read(path)
      case S_IFREG: text += " \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
      case S_IFLNK:
        text += try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(path))
      default: break
      }
      tree[path] = text
    }
    return tree
  }
}
