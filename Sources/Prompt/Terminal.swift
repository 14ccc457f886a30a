internal import Foundation
public import Language
internal import Notebook
internal import Synchronization

/// The program's standard output and standard error.
public enum Terminal {
  /// What waits to be shown; nil where nothing has to wait.
  private static let held = Mutex<HeldOutput?>(nil)

  /// Writes a line to standard output.
  public static func print(_ line: String) { print(StyledLine(line)) }

  /// Writes a line to standard output, in colour where that is wanted.
  public static func print(_ line: StyledLine) { write(HeldOutput.Line(text: line)) }

  /// Writes a line to standard error.
  public static func complain(_ line: String) { complain(StyledLine(line)) }

  /// Writes a line to standard error, in colour where that is wanted.
  public static func complain(_ line: StyledLine) {
    write(HeldOutput.Line(text: line, isError: true))
  }

  /// Writes an error to standard error, laid out for the window.
  ///
  /// - Parameters:
  ///   - error: The error.
  ///   - cell: The number of the cell that has it; nil where that is known.
  static func complain(_ error: Diagnostic, in cell: Int? = nil) {
    let place = StyledLine(cell.map { "[\($0)] " } ?? "")
    let text = Presentation.line(place + error.styled(columns: width))
    TextTable.lines(of: text, width: width).forEach { complain($0) }
  }

  /// Writes a line to standard output that is never kept, as it is another at every run.
  static func remark(_ line: StyledLine) {
    write(HeldOutput.Line(text: line, isKept: false))
  }

  /// Writes lines to standard output, through a pager where they are longer than the window.
  ///
  /// They are kept as all that is printed is, and before they are shown; those that are another at every
  /// run (`isKept` false) are not.
  static func page(_ lines: [StyledLine], isKept: Bool = true) {
    let output = lines.map { HeldOutput.Line(text: $0, isKept: isKept) }
    guard Pager.isLong(lines, in: TerminalKind.output.size) else { return output.forEach(write) }
    showHeld()
    let isSilent = held.withLock { held in
      if isKept { held?.keepUnseen(lines.map(\.plain)) }
      return held?.isSilent ?? false
    }
    guard !isSilent else { return }
    let text = lines.map { ColourPolicy.output.shown($0.map(\.harmless)) + "\n" }.joined()
    if !Pager().show(text) { show(output) }
  }

  /// Begins to hold what is printed, until `release`: it is shown once `keep` has it.
  ///
  /// - Parameters:
  ///   - isSilent: whether nothing is shown at all.
  ///   - keep: takes lines before they are shown, on any thread.
  static func hold(isSilent: Bool = false, keep: @escaping @Sendable ([String]) -> Void) {
    held.withLock { $0 = HeldOutput(isSilent: isSilent, keep: keep) }
  }

  /// Shows what is held so far.
  static func showHeld() {
    held.withLock { $0?.show() }
  }

  /// Ends the holding: `end` takes what was not kept so far and everything that was, and then the rest
  /// is shown.
  static func release(_ end: (_ rest: [String], _ all: [String]) -> Void) {
    let output = held.withLock { held in
      defer { held = nil }
      return held
    }
    guard let output else { return }
    end(output.rest, output.all)
    output.showRest()
  }

  private static func write(_ line: HeldOutput.Line) {
    let isHeld = held.withLock { held in
      held?.append(line)
      return held != nil
    }
    if !isHeld { show([line]) }
  }

  /// Writes lines at once; a reader that has gone away is no error.
  static func show(_ lines: [HeldOutput.Line]) {
    var rest = lines[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isError == first.isError }
      // What a program prints may be a stranger's text, and none of it is a command to the terminal,
      // nor to one on which a file of it is shown later.
      let colours = first.isError ? ColourPolicy.errors : ColourPolicy.output
      let text = run.map { colours.shown($0.text.map(\.harmless)) + "\n" }.joined()
      let handle = first.isError ? FileHandle.standardError : FileHandle.standardOutput
      try? handle.write(contentsOf: Data(text.utf8))
      rest = rest.dropFirst(run.count)
    }
  }

  /// Writes without a newline; a reader that has gone away is no error.
  static func show(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  static var errorIsTerminal: Bool { TerminalKind.errors.isTerminal }
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var outputIsTerminal: Bool { TerminalKind.output.isTerminal }

  /// The columns of standard output's window, as `TerminalKind.size` says.
  static var width: Int { TerminalKind.output.size.columns }
}
