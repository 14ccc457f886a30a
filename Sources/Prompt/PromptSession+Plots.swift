internal import Foundation
internal import Language
internal import Notebook
internal import Plotting

extension PromptSession {
  /// Has what is printed fit the window as it is now.
  func fitToWindow() {
    workbook.width = Terminal.width
    workbook.window = settings.showsPlots ? FigureWindow.look : nil
  }

  /// Shows what a cell gave, through a pager where that is long text.
  func show(_ output: [Session.OutputLine]) {
    if output.contains(where: \.isDrawn) {
      output.forEach(tell)
    } else {
      show(output.map(\.line))
    }
  }

  /// Shows a line that a cell gave; a figure is drawn for one window, and is not kept.
  func tell(_ line: Session.OutputLine) {
    if line.isDrawn { Terminal.remark(line.line) } else { Terminal.print(line.line) }
  }
}

/// The window in which figures are drawn.
enum FigureWindow {
  /// What the terminal can show; nil where there is none.
  static var look: TerminalFigure.Look? {
    guard Terminal.outputIsTerminal else { return nil }
    let environment = ProcessInfo.processInfo.environment
    let terminal = environment["TERM"] ?? ""
    guard terminal != "dumb", !terminal.isEmpty else { return nil }
    return TerminalFigure.Look(
      columns: Terminal.width,
      rows: rows,
      isColoured: ColourPolicy.output.isOn,
      isASCII: isASCII(terminal, environment)
    )
  }

  /// Whether the terminal shows ASCII alone: the console of Linux, or a locale that says so.
  static func isASCII(_ terminal: String, _ environment: [String: String]) -> Bool {
    if terminal == "linux" || terminal.hasPrefix("vt") { return true }
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale == "C" || locale == "POSIX"
  }

  /// The lines of the window; 24 where standard output is none.
  private static var rows: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
    return Int(size.ws_row)
  }
}
