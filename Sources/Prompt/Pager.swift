internal import Foundation
internal import Language

/// Shows text that is longer than the screen, a screen at a time.
///
/// The program is that of `PAGER`, which is the person's own and may have options, else `less` where it
/// is installed; an empty `PAGER` asks for none. It is for a person at a terminal only: where the input
/// or the output is none, or it cannot move its cursor (`TERM=dumb`), the text is printed.
///
/// It runs while no line is being edited, in the group of this process, and the terminal is set again
/// as it was found. Ctrl-C is for the pager alone.
struct Pager {
  /// The command, for the shell; nil for none.
  private let command: String?

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let terminal = environment["TERM"] ?? ""
    guard Terminal.inputIsTerminal, Terminal.outputIsTerminal, !terminal.isEmpty, terminal != "dumb"
    else {
      command = nil
      return
    }
    if let wanted = environment["PAGER"] {
      command = wanted.allSatisfy(\.isWhitespace) ? nil : wanted
    } else {
      command = Pager.isInstalled("less", environment["PATH"] ?? "") ? "less -FRX" : nil
    }
  }

  private static func isInstalled(_ program: String, _ path: String) -> Bool {
    path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  /// Whether lines take more rows than the window has.
  static func isLong(_ lines: [StyledLine]) -> Bool {
    let (columns, rows) = (max(1, Terminal.width), Terminal.height)
    let taken = lines.reduce(0) { sum, line in
      let texts = line.plain.split(separator: "\n", omittingEmptySubsequences: false)
      return sum + texts.reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
    }
    return taken >= rows
  }

  /// Shows a text; false where there is no pager, or none that can be run.
  func show(_ text: String) -> Bool {
    guard let command else { return false }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    let modes = TerminalModes()
    return Pager.whileIgnoring([SIGINT, SIGQUIT, SIGPIPE]) {
      let process = Pager.start(command, reading: ends[0])
      close(ends[0])
      if process != nil { Pager.write(text, to: ends[1]) }
      close(ends[1])
      guard let process else { return false }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      modes?.restore()
      // The shell says so where there is no such program.
      let isMissing = status & 0x7F == 0 && [126, 127].contains((status >> 8) & 0xFF)
      return !isMissing
    }
  }

  /// Runs `body` with signals that are somebody else's.
  private static func whileIgnoring<Result>(_ signals: [Int32], _ body: () -> Result) -> Result {
    var ignoring = sigaction()
    ignoring.__sigaction_handler.sa_handler = SIG_IGN
    let before = signals.map { signal in
      var action = sigaction()
      sigaction(signal, &ignoring, &action)
      return action
    }
    defer {
      for (signal, action) in zip(signals, before) {
        var action = action
        sigaction(signal, &action, nil)
      }
    }
    return body()
  }

  /// Starts `sh -c command` with its input from a descriptor, and every signal as usual.
  private static func start(_ command: String, reading input: Int32) -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, usual) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&usual)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    )
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    if input != 0 { posix_spawn_file_actions_addclose(&actions, input) }
    let words: [String] = ["sh", "-c", command]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var variables: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { variables.forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, &variables)
    return failure == 0 ? process : nil
  }

  /// The variables of this process, with those that have `less` show colours and UTF-8 where nobody
  /// has said what it is to show.
  private static var variables: [String] {
    let usual = ["LESS": "FRX", "LESSCHARSET": "utf-8"]
    return usual.merging(ProcessInfo.processInfo.environment) { $1 }.map { "\($0)=\($1)" }
  }

  /// Writes a text as far as it is read: whoever leaves the pager has seen enough.
  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// How the terminal of standard input takes what is typed.
private struct TerminalModes {
  private var modes = termios()

  /// Reads the modes; nil where there are none.
  init?() {
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
  }

  /// Sets them again.
  func restore() {
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }
}
