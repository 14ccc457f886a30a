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
    let terminal = TerminalKind.output
    guard terminal.isTerminal, !terminal.isDumb else { return nil }
    let size = terminal.size
    return TerminalFigure.Look(
      columns: size.columns,
      rows: size.rows,
      isColoured: ColourPolicy.output.isOn,
      isASCII: !terminal.isUTF8
    )
  }
}
