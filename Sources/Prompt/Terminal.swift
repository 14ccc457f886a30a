internal import Foundation
internal import Language

/// The program's standard output and standard error.
public enum Terminal {
  /// Writes a line to standard output.
  public static func print(_ line: String) {
    write(line, to: FileHandle.standardOutput)
  }

  /// Writes a line to standard error.
  public static func complain(_ line: String) {
    write(line, to: FileHandle.standardError)
  }

  /// Writes without a newline; a reader that has gone away is no error.
  static func show(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// What a program prints may be a stranger's text, and none of it is a command to the terminal,
  /// nor to one on which a file of it is shown later.
  private static func write(_ line: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data((line.harmless + "\n").utf8))
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The columns of the window; 100 where standard output is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }
}
