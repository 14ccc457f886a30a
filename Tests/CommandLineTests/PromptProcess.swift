import Foundation
import TestSupport
import Testing

/// `mamba` at a terminal of its own; the test types and looks at the screen.
final class PromptProcess {
  private(set) var screen: Screen
  private let master: Int32
  private let process: pid_t
  private let home: TemporaryFolder
  private let folder: TemporaryFolder
  private var entered = 0
  private var ending: Int32?
  /// Whether something did not come in time, after which nothing is waited for.
  private var isStuck = false

  init(
    in folder: TemporaryFolder,
    columns: Int = 88,
    rows: Int = 40,
    environment changes: [String: String] = [:],
    home: TemporaryFolder? = nil,
    program: [String] = [Mamba.path]
  ) throws {
    screen = Screen(columns: columns, rows: rows)
    self.folder = folder
    self.home = try home ?? TemporaryFolder()
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var ends: (master: Int32, worker: Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&ends.master, &ends.worker, &name, nil, &size) == 0 else {
      throw POSIXError(.ENXIO)
    }
    defer { close(ends.worker) }
    master = ends.master
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    var environment = Mamba.environment(self.home)
    environment["TERM"] = "xterm"
    environment.merge(changes) { $1 }
    process = try PromptProcess.spawn(
      name,
      in: folder.url.path(),
      environment,
      program: program
    )
  }

  /// Starts the program as the leader of a session, whose terminal is the first that it opens.
  static func spawn(
    _ terminal: [CChar],
    in folder: String,
    _ environment: [String: String],
    program: [String] = [Mamba.path]
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let startsSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, startsSession)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
    variables.append(nil)
    defer { variables.forEach { free($0) } }
    let words = ["env", "-C", folder] + program
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let failure = Mamba.withSignals {
      posix_spawn(&process, "/usr/bin/env", &actions, &attributes, &arguments, &variables)
    }
    guard failure == 0 else { throw POSIXError(.init(rawValue: failure) ?? .ENOENT) }
    return process
  }

  deinit {
    if ending == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    close(master)
  }

  /// Everything that was shown so far, the rows that have left at the top first.
  var shown: String { (screen.scrolled + screen.text).joined(separator: "\n") }

  /// Types keys once the editor reads.
  func type(_ keys: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let reads = waits { _ in screen.settings > entered }
    #expect(reads, "no prompt comes:\n\(shown)", sourceLocation: sourceLocation)
    send(keys)
  }

  /// Types a line and Enter, and waits for the next prompt.
  func enter(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) {
    start(line, sourceLocation: sourceLocation)
    let reads = waits { _ in screen.settings > entered }
    #expect(reads, "no prompt comes after \(line):\n\(shown)", sourceLocation: sourceLocation)
  }

  /// Types a line and Enter, and does not wait.
  func start(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) {
    type(line + "\r", sourceLocation: sourceLocation)
    entered += 1
  }

  /// Presses Ctrl-C where the editor reads, which drops the line and gives a new prompt.
  func interrupt() {
    send("\u{03}")
    entered += 1
  }

  /// Sends bytes at once, as Ctrl-C is.
  func send(_ keys: String) {
    var bytes = Array(keys.utf8)[...]
    _ = waits { _ in
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) }
      return bytes.isEmpty
    }
  }

  /// Changes the size of the window, as an emulator does.
  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    screen.resize(columns: columns, rows: rows)
  }

  /// Whether the terminal shows what is typed by itself, as it does for a shell.
  var echoes: Bool {
    var settings = termios()
    tcgetattr(master, &settings)
    return settings.c_lflag & UInt32(ECHO) != 0
  }

  /// Looks until the screen is as wanted; false where that does not come in time.
  func shows(_ isWanted: (Screen) -> Bool) -> Bool { waits(isWanted) }

  /// Waits for the end of the process, and returns its exit code; nil where it does not end.
  func code() -> Int32? {
    _ = waits { _ in
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        ending = status & 0x7F == 0 ? (status >> 8) & 0xFF : -1 - (status & 0x7F)
      }
      return ending != nil
    }
    return ending
  }

  private func waits(_ isDone: (Screen) -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(isStuck ? 0 : 30)
    while !isDone(screen) {
      guard ContinuousClock.now < deadline else {
        isStuck = true
        return false
      }
      var state = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&state, 1, 10) > 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: 65_536)
      let count = read(master, &bytes, bytes.count)
      if count > 0 { screen.feed(bytes[..<count]) } else { usleep(1000) }
    }
    return true
  }
}
