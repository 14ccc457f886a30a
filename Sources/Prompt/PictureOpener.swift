internal import Foundation
internal import Plotting

/// Opens pictures by the program that the desktop has for them.
struct PictureOpener {
  enum Ending {
    case opened(String)
    case noDisplay
    /// There is no program; what helps.
    case noProgram(String)
    case failed(String)
  }

  private let environment: [String: String]
  private let folders: ProgramFolders

  init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
    folders = ProgramFolders(path: environment["PATH"])
  }

  func open(_ file: PictureFile) -> Ending {
    #if os(macOS)
      let (names, hasDisplay) = (["/usr/bin/open"], true)
    #else
      let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains {
        !(environment[$0] ?? "").isEmpty
      }
      // A browser that somebody has set may reach a display that this machine has not.
      let names = (hasDisplay ? ["xdg-open"] : []) + browsers
    #endif
    guard let program = names.lazy.compactMap(folders.path(of:)).first else {
      guard hasDisplay else { return .noDisplay }
      return .noProgram("install xdg-utils, or set $BROWSER")
    }
    let name = program.split(separator: "/").last.map(String.init) ?? program
    return run(program, file.path) ? .opened(name) : .failed(name)
  }

  /// The programs of `$BROWSER`; one with arguments of its own is left out.
  private var browsers: [String] {
    (environment["BROWSER"] ?? "").split(separator: ":").map(String.init)
      .filter { !$0.contains(" ") && ($0.hasPrefix("/") || !$0.contains("/")) }
  }

  /// Runs a program in a session of its own, so that Ctrl-C and the end of the terminal leave it alone;
  /// false where it fails at once.
  private func run(_ program: String, _ file: String) -> Bool {
    let start = ProgramStart(
      path: program,
      arguments: [file],
      environment: environment.merging(["PATH": folders.path]) { $1 },
      group: .session
    )
    guard let process = start.run() else { return false }
    for _ in 0..<20 {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process { return status == 0 }
      usleep(25_000)
    }
    Thread.detachNewThread {
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    return true
  }
}
