internal import Foundation
internal import Language
internal import Plotting

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
    let terminal = TerminalKind(of: STDOUT_FILENO, environment: environment)
    guard Terminal.inputIsTerminal, terminal.isTerminal, !terminal.isDumb else {
      command = nil
      return
    }
    if let wanted = environment["PAGER"] {
      command = wanted.allSatisfy(\.isWhitespace) ? nil : wanted
    } else {
      let less = ProgramFolders(path: environment["PATH"]).path(of: "less")
      command = less.map { "'\($0.replacing("'", with: #"'\''"#))' -FRX" }
    }
  }

  /// Whether lines take more rows than the window has, by the columns of their characters.
  static func isLong(_ lines: [StyledLine], in size: TerminalKind.Size) -> Bool {
    guard size.isTold else { return false }
    let taken = lines.reduce(0) { sum, line in
      let texts = line.plain.split(separator: "\n", omittingEmptySubsequences: false)
      return sum
        + texts.reduce(0) { rows, text in
          let columns = TerminalLine(String(text)).columns
          return rows + max(1, (columns + size.columns - 1) / size.columns)
        }
    }
    return taken >= size.rows
  }

  /// Shows a text; false where there is no pager, or one that has failed.
  ///
  /// It has failed where it ends with a code other than 0, as nobody can know how much it has shown:
  /// a text that stands there twice is better than one that nobody sees. Ctrl-C and a part of it that
  /// reads no further (`SIGPIPE`) are ways to leave it, as is code 0 before the end of the text.
  func show(_ text: String) -> Bool {
    guard let command, let pipe = ProgramPipe() else { return false }
    let modes = TerminalModes()
    return Pager.whileIgnoring([SIGINT, SIGQUIT, SIGPIPE]) {
      let process = Pager.start(command, reading: pipe.reading)
      close(pipe.reading)
      if process != nil { Pager.write(text, to: pipe.writing) }
      close(pipe.writing)
      guard let process else { return false }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      modes?.restore()
      return Pager.isWell(status)
    }
  }

  /// Whether a status is that of a pager which was left, and has not failed.
  private static func isWell(_ status: Int32) -> Bool {
    let (signal, code) = (status & 0x7F, (status >> 8) & 0xFF)
    // The shell tells by a code above 128 that a signal has ended what it ran.
    let ends = [SIGINT, SIGPIPE]
    return signal == 0 ? code == 0 || ends.contains(code - 128) : ends.contains(signal)
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

  private static func start(_ command: String, reading input: Int32) -> pid_t? {
    // Has `less` show colours and UTF-8 where nobody has said what it is to show.
    let usual = ["LESS": "FRX", "LESSCHARSET": "utf-8"]
    return ProgramStart(
      path: "/bin/sh",
      arguments: ["-c", command],
      environment: usual.merging(ProcessInfo.processInfo.environment) { $1 },
      input: input,
      sharesOutput: true
    ).run()
  }

  /// Writes a text as far as it is read, as whoever leaves the pager has seen enough.
  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
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
