internal import Foundation
internal import Language
internal import Notebook

extension PromptSession {
  /// Shows a picture in a window of its own: the last figure, that of a name or a cell, or a file.
  func openFigure(_ text: some StringProtocol) -> Bool {
    let word = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .trimmingPrefix("\"")
    let name = String(word.last == "\"" ? word.dropLast() : word)
    guard let path = picture(name) else { return false }
    guard let file = PictureFile(path) else {
      Terminal.complain(
        "\(path) is no picture or page below the folder in which mamba was started"
      )
      return false
    }
    switch PictureOpener().open(file) {
    case .opened(let program): Terminal.remark("\(path) is opened by \(program)")
    case .noDisplay: Terminal.remark("there is no display here; the figure is \(file.path)")
    case .noProgram(let advice):
      Terminal.remark("nothing here opens pictures; \(advice). The figure is \(file.path)")
    case .failed(let program):
      Terminal.complain("\(program) has failed; the figure is \(file.path)")
      return false
    }
    return true
  }

  /// Returns the path that is meant, and says where there is none.
  private func picture(_ name: String) -> String? {
    let cells = workbook.cells
    let drawn = cells.filter { $0.result?.figures.isEmpty == false }
    let cell: Workbook.Cell?
    if name.isEmpty {
      cell = drawn.last
      if cell == nil { Terminal.complain("no figure was drawn so far; `plot close` draws one") }
    } else if let number = Int(name) {
      cell = drawn.first { $0.number == number }
      if cell == nil { Terminal.complain("cell \(number) has no figure") }
    } else {
      cell = drawn.last { $0.slug == name || $0.names.contains(name) }
      guard cell != nil else { return name }
    }
    return cell?.result?.figures.last { !$0.hasSuffix(".gp") && !$0.hasSuffix(".png") }
      ?? cell?.result?.figures.first
  }
}

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

  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

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
  /// The folders of PATH from which programs are run: absolute, and not below the working directory,
  /// where what lies may have come with a notebook.
  private let folders: [String]

  init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
    let here = PictureFile.real(".") ?? "/"
    folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
      .filter { $0.hasPrefix("/") }
      .filter { folder in
        guard let real = PictureFile.real(folder) else { return false }
        return real != here && (here == "/" || !real.hasPrefix(here + "/"))
      }
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
    guard let program = names.lazy.compactMap(path).first else {
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

  private func path(of program: String) -> String? {
    let paths = program.hasPrefix("/") ? [program] : folders.map { "\($0)/\(program)" }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program in a session of its own, so that Ctrl-C and the end of the terminal leave it alone;
  /// false where it fails at once.
  private func run(_ program: String, _ file: String) -> Bool {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let startsSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, startsSession)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var variables = environment
    variables["PATH"] = folders.joined(separator: ":")
    let arguments: [String] = [program, file]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var process = pid_t()
    guard posix_spawn(&process, program, &actions, &attributes, &words, &settings) == 0 else {
      return false
    }
    for _ in 0..<20 {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process { return status == 0 }
      usleep(25_000)
    }
    let opened = process
    Thread.detachNewThread {
      var status: Int32 = 0
      waitpid(opened, &status, 0)
    }
    return true
  }
}
