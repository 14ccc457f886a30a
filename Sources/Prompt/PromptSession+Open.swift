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
