internal import TimeSeries

/// Draws a panel with its axes.
struct TerminalAxes {
  let plot: TerminalPlot
  let look: TerminalFigure.Look
  let scale: HorizontalScale
  /// The columns of the labels of the vertical axis.
  let gutter: Int

  /// The columns that labels of horizontal lines take beside the plot.
  private var roomBeside: Int {
    guard look.columns >= 50 else { return 0 }
    let labels = plot.panel.references.filter(\.isHorizontal).compactMap(\.label)
    let widest = labels.map { TerminalText.columns(of: TerminalText.cleaned($0)) }.max() ?? 0
    return widest == 0 ? 0 : min(14, widest) + 1
  }

  func lines(rows: Int, showsNames: Bool) -> [TerminalLine] {
    let width = max(4, look.columns - gutter - 2 - roomBeside)
    let below = showsNames ? self.below(width: width) : []
    let header = plot.header
    let height = max(1, rows - header.count - below.count)
    let canvas = plot.canvas(
      width: width,
      height: height,
      isColoured: look.isColoured,
      scale: scale
    )
    let labels = Dictionary(
      plot.yTicks(rows: height).map { ($0.row, $0.label) },
      uniquingKeysWith: { first, _ in first }
    )
    let beside = labelsBeside(height: height)
    let drawn = (0..<height).map { row -> TerminalLine in
      let label = TerminalText.cut(labels[row] ?? "", to: gutter)
      let mark = labels[row] == nil ? " │" : " ┤"
      var line = TerminalLine(TerminalText.right(label, gutter) + mark, .faint)
      line.append(canvas.line(row))
      if let text = beside[row] { line.append(" " + text, .faint) }
      return line
    }
    return header + drawn + below
  }

  /// Returns the labels of the horizontal lines by their rows, none in the row of another.
  private func labelsBeside(height: Int) -> [Int: String] {
    guard roomBeside > 0, let y = plot.yRange else { return [:] }
    let rows = DotScale(x: 0...1, y: y, columns: 2, rows: 4 * height)
    var labels: [Int: String] = [:]
    for reference in plot.panel.references {
      guard case .value(let value) = reference.position, let label = reference.label else {
        continue
      }
      let row = rows.row(value) / 4
      let near = [row, row + 1, row - 1].first { labels[$0] == nil && (0..<height).contains($0) }
      guard let near else { continue }
      labels[near] = TerminalText.cut(TerminalText.cleaned(label), to: roomBeside - 1)
    }
    return labels
  }

  // The horizontal axis

  /// Returns the axis, its names and its label.
  private func below(width: Int) -> [TerminalLine] {
    let marks = marks(width: width)
    var rule = [Character](repeating: "─", count: width)
    for mark in marks { rule[mark.column] = "┬" }
    let indent = TerminalText.blanks(gutter + 2)
    var lines = [TerminalLine(TerminalText.blanks(gutter + 1) + "└" + String(rule), .faint)]
    let names = NameRow(marks.map { ($0.column, $0.names) }, width: width)
    lines += names.lines.map { TerminalLine(indent + $0, .faint) }
    if let label = plot.panel.xLabel {
      let text = TerminalText.cut(TerminalText.cleaned(label), to: width)
      lines.append(TerminalLine(indent + TerminalText.centred(text, width), .faint))
    }
    return lines
  }

  private typealias Mark = (column: Int, names: [String])

  private func marks(width: Int) -> [Mark] {
    guard let range = plot.xRange else { return [] }
    let dots = DotScale(x: range, y: 0...1, columns: 2 * width, rows: 4)
    let ticks: [Tick]
    if plot.places == .times {
      ticks = scale.ticks(in: range, count: max(2, width / 9))
    } else {
      let format = plot.panel.xFormat
      ticks = NumberTicks.ticks(in: range, count: max(2, width / 10), format: format)
    }
    return ticks.filter { range.contains($0.position) }.map { tick in
      let column = dots.column(tick.position) / 2
      guard !tick.context.isEmpty else { return (column, [tick.label]) }
      // The date of a time of day stands below it, the year of a month behind it.
      return (column, isDated ? [tick.label, tick.context] : ["\(tick.label) \(tick.context)"])
    }
  }

  private var isDated: Bool { plot.places == .times && !scale.isDaily }
}

/// Names below the marks of an axis, none touching another.
struct NameRow {
  private(set) var lines: [String] = []

  /// Sets names in the middle of their columns; of two that touch, the one with more to say stays.
  init(_ marks: [(column: Int, names: [String])], width: Int) {
    for row in 0..<(marks.map(\.names.count).max() ?? 0) {
      var kept: [(start: Int, text: String, weight: Int)] = []
      for mark in marks where row < mark.names.count {
        let text = mark.names[row]
        let size = TerminalText.columns(of: text)
        guard size <= width else { continue }
        let start = max(0, min(width - size, mark.column - size / 2))
        if let last = kept.last, start < last.start + TerminalText.columns(of: last.text) + 2 {
          guard size > last.weight else { continue }
          kept.removeLast()
          if let last = kept.last, start < last.start + TerminalText.columns(of: last.text) + 2 {
            continue
          }
        }
        kept.append((start, text, size))
      }
      lines.append(kept.reduce("") { TerminalText.left($0, $1.start) + $1.text })
    }
  }
}
