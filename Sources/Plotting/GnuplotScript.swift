internal import TimeSeries

/// Figures as scripts of gnuplot 5.4 and later.
public enum GnuplotScript {
  /// Returns the script of a figure, with its data inline.
  ///
  /// `gnuplot eq.gp` draws `eq.svg` beside the script, from whatever folder; `gnuplot -c eq.gp png`
  /// draws `eq.png`, and a further argument is the name of the picture. The text depends on the
  /// figure alone.
  public static func text(for figure: Figure) throws(PlotError) -> String {
    try figure.check()
    let scale = HorizontalScale(figure)
    var series = 0
    var contents = figure.panels.map { PanelContent($0, scale: scale, series: &series) }
    shareRanges(&contents)
    let layout = Layout(figure, contents: contents)
    var writer = ScriptWriter(height: layout.height)
    addHead(layout, to: &writer)
    if contents.contains(where: { $0.places == .times }) {
      writer.add("# Horizontal places are \(scale.unit).")
    }
    for (i, content) in contents.enumerated() {
      writer.add("")
      writer.add("unset label; unset arrow; unset object")
      if i == 0 { addTitle(layout, to: &writer) }
      PanelScript(content: content, place: layout.places[i], scale: scale).add(to: &writer)
    }
    writer.add("")
    writer.add("unset multiplot")
    writer.add("unset output")
    return writer.lines.joined(separator: "\n") + "\n"
  }

  /// Gives the panels on times one range, and the panels on numbers one.
  private static func shareRanges(_ contents: inout [PanelContent]) {
    for kind in [PanelContent.Places.times, .numbers] {
      let ranges = contents.filter { $0.places == kind }.compactMap(\.xRange)
      guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max()
      else { continue }
      for i in contents.indices where contents[i].places == kind {
        contents[i].xRange = low...high
      }
    }
  }

  private static func addHead(_ layout: Layout, to writer: inout ScriptWriter) {
    let (width, height) = (Int(Layout.width), Int(layout.height))
    // A point is 1/72 inch, a pixel of the svg 1/96, so that the same size needs a smaller scale.
    let look = "rounded background rgb 'white' font 'Arial,15' noenhanced"
    let inches = (Layout.width / 120, layout.height / 120)
    let size = "\(GnuplotText.rounded(inches.0))in,\(GnuplotText.rounded(inches.1))in"
    let head = """
      # gnuplot FILE.gp          draws FILE.svg
      # gnuplot -c FILE.gp png   draws FILE.png; also svg and pdf, and then the name of the picture
      reset
      set encoding utf8
      set decimalsign '.'
      format = ARGC > 0 ? ARG1 : 'svg'
      target = ARGC > 1 ? ARG2 : ARG0[1:strlen(ARG0)-3].'.'.format
      if (format eq 'png') {
        set terminal pngcairo size \(2 * width),\(2 * height) fontscale 1.5 linewidth 2 pointscale 2 \
      \(look)
      } else { if (format eq 'pdf') {
        set terminal pdfcairo size \(size) fontscale 0.45 linewidth 0.6 pointscale 0.6 \(look)
      } else {
        set terminal svg size \(width),\(height) \(look)
      } }
      set output target
      set multiplot
      unset key
      unset colorbox
      unset cbtics
      set palette defined (\(Palette.definition))
      """
    writer.add(head)
  }

  private static func addTitle(_ layout: Layout, to writer: inout ScriptWriter) {
    var y = 14 + 13.0
    for line in layout.titleLines {
      writer.text(line, x: Layout.margin, y: y, size: Layout.titleSize, colour: Palette.ink)
      y += 26
    }
    y -= 2
    for line in layout.subtitleLines {
      writer.text(line, x: Layout.margin, y: y, size: Layout.textSize)
      y += 20
    }
  }
}

extension Figure {
  /// Finds what keeps the figure from being drawn.
  func check() throws(PlotError) {
    guard !panels.isEmpty else { throw PlotError.emptyFigure(.noPanels) }
    for (i, panel) in panels.enumerated() {
      precondition(panel.layers.allSatisfy(\.isConsistent), "columns of one length")
      let alone = panel.layers.contains {
        switch $0 {
        case .bars, .heatmap: true
        default: false
        }
      }
      guard !alone || panel.layers.count == 1 else { throw PlotError.mixedLayers(panel: i) }
      let kinds = Set(panel.layers.compactMap(\.standsOnTimes))
      guard kinds.count < 2 else { throw PlotError.mixedAxes(panel: i) }
      let references = Set(panel.references.compactMap(\.standsOnTimes))
      guard references.isSubset(of: kinds) || kinds.isEmpty && references.count < 2
      else { throw PlotError.mixedAxes(panel: i) }
    }
    guard panels.contains(where: { $0.layers.contains(where: \.hasValues) })
    else { throw PlotError.emptyFigure(.noValues) }
  }
}

extension Layer {
  /// Whether the horizontal axis is one of time; nil where it has names.
  fileprivate var standsOnTimes: Bool? {
    switch self {
    case .bars, .histogram: false
    case .heatmap: nil
    default: if case .times = axis { true } else { false }
    }
  }
}

extension ReferenceLine {
  var isHorizontal: Bool { standsOnTimes == nil }

  fileprivate var standsOnTimes: Bool? {
    switch position {
    case .value: nil
    case .time: true
    case .number: false
    }
  }
}

extension PanelContent {
  init(_ panel: Panel, scale: HorizontalScale, series: inout Int) {
    switch panel.layers.first {
    case .bars(let labels, let values, let label):
      self.init(bars: labels, values: values, label: label, panel: panel, series: &series)
    case .heatmap(let x, let y, let values, let valueLabel, let best):
      self.init(
        heatmap: x,
        y,
        values: values,
        valueLabel: valueLabel,
        best: best,
        panel: panel
      )
    default: self.init(layers: panel, scale: scale, series: &series)
    }
  }
}
