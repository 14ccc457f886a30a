internal import Foundation

/// What a terminal is: by the variables that tell of it, and by the window behind a descriptor.
public struct TerminalKind: Sendable {
  /// Standard output's.
  static let output = TerminalKind(of: STDOUT_FILENO)
  /// Standard error's.
  static let errors = TerminalKind(of: STDERR_FILENO)

  /// The columns and rows of a window.
  public struct Size: Sendable, Equatable {
    public let columns: Int
    public let rows: Int
    /// Whether the window has told both.
    public let isTold: Bool
  }

  /// The value of `TERM`; empty for none.
  public let name: String
  /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty; nil for none.
  public let locale: String?
  private let descriptor: Int32

  /// Takes what the variables say of the terminal of a descriptor; -1 stands for no terminal.
  public init(of descriptor: Int32, environment: [String: String]) {
    self.descriptor = descriptor
    name = environment["TERM"] ?? ""
    locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
  }

  private init(of descriptor: Int32) {
    self.init(of: descriptor, environment: ProcessInfo.processInfo.environment)
  }

  /// Whether the descriptor is a terminal at all.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether it has neither colours nor a cursor that moves: `TERM` is empty or `dumb`.
  public var isDumb: Bool { ["", "dumb"].contains(name) }

  /// Whether it is the console of the system or an old terminal, which lack most of Unicode.
  public var isConsole: Bool { name == "linux" || name.hasPrefix("vt") }

  /// Whether characters beyond ASCII are shown: the locale is one of UTF-8 or none is set, as in
  /// containers and services, and it is no console.
  public var isUTF8: Bool {
    guard !isConsole else { return false }
    guard let form = locale?.uppercased() else { return true }
    return form.contains("UTF-8") || form.contains("UTF8")
  }

  /// The size of the window as it is now.
  ///
  /// What a terminal does not tell counts as 80 columns and 24 rows, those of old ones. What is no
  /// terminal has 100 columns and no end of rows.
  public var size: Size {
    var told = winsize()
    let isWindow = ioctl(descriptor, UInt(TIOCGWINSZ), &told) == 0
    guard isWindow else { return Size(columns: 100, rows: .max, isTold: false) }
    let (columns, rows) = (Int(told.ws_col), Int(told.ws_row))
    return Size(
      columns: columns > 0 ? columns : 80,
      rows: rows > 0 ? rows : 24,
      isTold: columns > 0 && rows > 0
    )
  }
}
