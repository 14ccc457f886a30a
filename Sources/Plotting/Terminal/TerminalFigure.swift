internal import TimeSeries

/// Figures drawn with characters, for a terminal.
///
/// Lines are dots of braille, of which eight make a character. Of the values in one column of dots the
/// least and the greatest are seen, so that a spike of one row is there among any number of them.
public enum TerminalFigure {
  /// The window that a figure is drawn for.
  public struct Look: Sendable, Hashable {
    /// The width, at least 20.
    public let columns: Int
    /// The most lines, at least 6; a picture of few names takes fewer.
    public let rows: Int
    /// Whether colours tell lines apart; without, their dashes do.
    public let isColoured: Bool
    /// Whether only the characters of ASCII can be shown.
    public let isASCII: Bool

    public init(columns: Int, rows: Int, isColoured: Bool = false, isASCII: Bool = false) {
      (self.columns, self.rows) = (max(20, min(columns, 500)), max(6, min(rows, 200)))
      (self.isColoured, self.isASCII) = (isColoured, isASCII)
    }

    /// Returns the part of a window that a figure is to take: two fifths of its height, for several
    /// panels half, and never less than a panel needs to be read.
    public func share(for figure: Figure) -> Look {
      let lines = figure.panels.count > 1 ? rows / 2 : rows * 2 / 5
      return Look(
        columns: columns,
        rows: max(11, lines),
        isColoured: isColoured,
        isASCII: isASCII
      )
    }
  }

  /// The columns that the labels of a vertical axis and the axis take at most.
  static let widestGutter = 13

  /// Returns the lines of a figure, none wider than the window.
  ///
  /// - Parameters:
  ///   - figure: The figure.
  ///   - look: The window and what it can show.
  /// - Returns: At most as many lines as the window allows.
  /// - Throws: `PlotError` where a picture of it cannot be drawn either.
  public static func lines(of figure: Figure, _ look: Look) throws(PlotError) -> [TerminalLine] {
    try figure.check()
    let scale = HorizontalScale(figure)
    var series = 0
    var blocks = figure.panels.map {
      TerminalBlock($0, scale: scale, look: look, series: &series)
    }
    shareRanges(&blocks)
    let head = heading(figure, look)
    let plan = TerminalPlan(blocks, rows: look.rows - head.count, scale: scale)
    var lines = head
    for place in plan.places {
      lines += place.block.lines(
        rows: place.rows,
        showsNames: place.showsNames,
        gutter: plan.gutter,
        look,
        scale
      )
    }
    if plan.places.count < blocks.count {
      let left = blocks.count - plan.places.count
      let text = left == 1 ? "1 panel more is" : "\(left) panels more are"
      lines.append(TerminalLine("… \(text) in the file", .faint))
    }
    return lines.map { line in
      let shown = line.cut(to: look.columns).trimmed
      return look.isASCII ? shown.map(TerminalASCII.text) : shown
    }
  }

  /// Returns the title and the smaller line, beside each other where there is room.
  private static func heading(_ figure: Figure, _ look: Look) -> [TerminalLine] {
    let title = TerminalText.cut(TerminalText.cleaned(figure.title), to: look.columns)
    let small = TerminalText.cut(TerminalText.cleaned(figure.subtitle ?? ""), to: look.columns)
    var line = TerminalLine(title, .title)
    if line.columns + 3 + TerminalText.columns(of: small) <= look.columns {
      line.append(title.isEmpty || small.isEmpty ? small : "   " + small, .faint)
      return line.runs.isEmpty ? [] : [line]
    }
    return look.rows < 9 ? [line] : [line, TerminalLine(small, .faint)]
  }

  /// Gives the panels on times one range, and the panels on numbers one.
  private static func shareRanges(_ blocks: inout [TerminalBlock]) {
    for kind in [PanelContent.Places.times, .numbers] {
      let ranges = blocks.filter { $0.plot?.places == kind }.compactMap(\.plot?.xRange)
      guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max()
      else { continue }
      for i in blocks.indices {
        guard case .plot(var plot) = blocks[i], plot.places == kind else { continue }
        plot.xRange = low...high
        blocks[i] = .plot(plot)
      }
    }
  }
}

/// A panel in one of the ways that panels are drawn with characters.
enum TerminalBlock {
  case plot(TerminalPlot)
  case bars(TerminalBars)
  case heatmap(TerminalHeatmap)

  init(_ panel: Panel, scale: HorizontalScale, look: TerminalFigure.Look, series: inout Int) {
    switch panel.layers.first {
    case .bars(let labels, let values, let label):
      self = .bars(
        TerminalBars(
          labels: labels,
          values: values,
          label: label,
          panel: panel,
          columns: look.columns,
          series: series
        )
      )
      series += 1
    case .heatmap(let x, let y, let values, let valueLabel, let best):
      self = .heatmap(
        TerminalHeatmap(
          x: x,
          y: y,
          values: values,
          valueLabel: valueLabel,
          best: best,
          panel: panel,
          columns: look.columns
        )
      )
    default: self = .plot(TerminalPlot(panel, scale: scale, look: look, series: &series))
    }
  }

  var plot: TerminalPlot? { if case .plot(let plot) = self { plot } else { nil } }
}

/// How the lines of a window are shared out among panels.
struct TerminalPlan {
  struct Place {
    let block: TerminalBlock
    /// How many lines the panel may take.
    var rows: Int
    /// Whether the horizontal axis has its names here, and not only below the next panel.
    let showsNames: Bool
  }

  private(set) var places: [Place] = []
  /// The columns of the labels of the vertical axes.
  private(set) var gutter = 0

  /// The least height of a panel without its texts.
  private static let leastHeight = 3

  /// Shares out `rows`; panels at the end that have no room are left out.
  init(_ blocks: [TerminalBlock], rows: Int, scale: HorizontalScale) {
    var count = blocks.count
    while count > 1, TerminalPlan.needed(blocks, count, scale) > rows { count -= 1 }
    let room = count < blocks.count ? rows - 1 : rows
    let shown = Array(blocks.prefix(count))
    let texts = shown.indices.map { TerminalPlan.texts(shown, $0, scale) }
    let heights = TerminalPlan.heights(of: shown, in: max(count, room - texts.reduce(0, +)))
    for (i, block) in shown.enumerated() {
      places.append(
        Place(
          block: block,
          rows: texts[i] + heights[i],
          showsNames: TerminalPlan.showsNames(shown, i)
        )
      )
      let labels = block.plot?.yTicks(rows: max(1, heights[i])).map(\.label) ?? []
      let widest = labels.map(TerminalText.columns).max() ?? 0
      gutter = min(TerminalFigure.widestGutter - 2, max(gutter, widest))
    }
  }

  /// Shares out what is left beside the texts by weight; what needs less leaves it to the others.
  private static func heights(of blocks: [TerminalBlock], in room: Int) -> [Int] {
    var heights = [Int](repeating: 0, count: blocks.count)
    var (rest, open) = (room, Array(blocks.indices))
    for (i, block) in blocks.enumerated() {
      guard let natural = block.naturalHeight, natural <= room / blocks.count else { continue }
      heights[i] = natural
      rest -= natural
      open.removeAll { $0 == i }
    }
    var weight = open.reduce(0) { $0 + blocks[$1].weight }
    for i in open {
      let share = Double(rest) * blocks[i].weight / weight
      let height = max(1, Int(exactly: share.rounded()) ?? 1)
      heights[i] = min(height, blocks[i].naturalHeight ?? height)
      (rest, weight) = (max(0, rest - heights[i]), weight - blocks[i].weight)
    }
    return heights
  }

  private static func needed(_ blocks: [TerminalBlock], _ count: Int, _ scale: HorizontalScale)
    -> Int
  {
    let shown = Array(blocks.prefix(count))
    return shown.indices.reduce(count < blocks.count ? 1 : 0) {
      $0 + texts(shown, $1, scale) + min(leastHeight, shown[$1].naturalHeight ?? leastHeight)
    }
  }

  /// Returns how many lines a panel takes beside what is drawn.
  private static func texts(_ blocks: [TerminalBlock], _ i: Int, _ scale: HorizontalScale) -> Int {
    switch blocks[i] {
    case .bars(let bars): return bars.header.count
    case .heatmap(let map): return map.header.count + (map.panel.xLabel == nil ? 1 : 2)
    case .plot(let plot):
      guard showsNames(blocks, i) else { return plot.header.count }
      let names = plot.places == .times && !scale.isDaily ? 2 : 1
      return plot.header.count + 1 + names + (plot.panel.xLabel == nil ? 0 : 1)
    }
  }

  private static func showsNames(_ blocks: [TerminalBlock], _ i: Int) -> Bool {
    guard let plot = blocks[i].plot else { return true }
    return i + 1 == blocks.count || plot.places != blocks[i + 1].plot?.places
      || plot.places == .ownNumbers
  }
}

extension TerminalBlock {
  fileprivate var weight: Double {
    let weight =
      switch self {
      case .plot(let plot): plot.panel.weight
      case .bars(let bars): bars.panel.weight
      case .heatmap(let map): map.panel.weight
      }
    return max(0.2, min(5, weight.isNaN ? 1 : weight))
  }

  /// How many lines show all there is; nil for a panel of any height.
  fileprivate var naturalHeight: Int? {
    switch self {
    case .plot: nil
    case .bars(let bars): max(1, bars.count)
    case .heatmap(let map): max(1, map.rowCount)
    }
  }

  fileprivate func lines(
    rows: Int,
    showsNames: Bool,
    gutter: Int,
    _ look: TerminalFigure.Look,
    _ scale: HorizontalScale
  ) -> [TerminalLine] {
    switch self {
    case .bars(let bars): bars.lines(rows: rows)
    case .heatmap(let map): map.lines(rows: rows)
    case .plot(let plot):
      TerminalAxes(plot: plot, look: look, scale: scale, gutter: gutter)
        .lines(rows: rows, showsNames: showsNames)
    }
  }
}
