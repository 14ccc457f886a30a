internal import TimeSeries

/// A panel on two axes as it is drawn with characters.
struct TerminalPlot {
  /// A layer with its places, thinned to what the columns can show.
  enum Part {
    case line(x: [Double], y: [Double], series: Int)
    case area(x: [Double], y: [Double], series: Int)
    case band(x: [Double], low: [Double], high: [Double], series: Int, depth: Int)
    case candles(Candles)
    case points(x: [Double], y: [Double], shape: PointShape, series: Int)
    case histogram(edges: [Double], counts: [Double], series: Int)
  }

  let panel: Panel
  let places: PanelContent.Places
  let parts: [Part]
  /// The label of the vertical axis and the legend.
  let header: [TerminalLine]
  /// What the layers need of the horizontal axis; nil where they have no values.
  var xRange: ClosedRange<Double>?
  let yRange: ClosedRange<Double>?

  /// Creates a panel for a window of so many columns; `series` counts the colours that are taken.
  init(_ panel: Panel, scale: HorizontalScale, look: TerminalFigure.Look, series: inout Int) {
    let onTimes = panel.layers.contains { if case .times = $0.axis { true } else { false } }
    let histogram = panel.layers.contains { if case .histogram = $0 { true } else { false } }
    var plotter = Plotter(panel, look: look, onTimes: onTimes, series: series)
    for layer in panel.layers { plotter.add(layer, x: layer.axis.map(scale.places) ?? []) }
    for reference in panel.references { plotter.add(reference, scale: scale) }
    series = plotter.series
    self.panel = panel
    places = onTimes ? .times : histogram ? .ownNumbers : .numbers
    parts = plotter.parts
    header = TerminalLegend.lines(
      panel.yLabel,
      plotter.legend,
      columns: look.columns,
      most: look.rows < 16 ? 1 : 2
    )
    xRange = plotter.x.range(margin: onTimes ? scale.margin : nil)
    yRange = plotter.y.range(margin: nil)
  }

  /// The rows of characters in which the marks of the vertical axis stand, ascending, one to a row.
  func yTicks(rows: Int) -> [(row: Int, label: String)] {
    guard let yRange, xRange != nil else { return [] }
    let scale = DotScale(x: 0...1, y: yRange, columns: 2, rows: 4 * rows)
    var found: [(row: Int, label: String, value: Double)] = []
    for count in [max(2, rows / 2), rows, 2 * rows, 4 * rows] {
      var taken: Set<Int> = []
      found = NumberTicks.ticks(in: yRange, count: count, format: panel.format)
        .filter { yRange.contains($0.position) }
        .map { (scale.row($0.position) / 4, $0.label, $0.position) }
        .filter { taken.insert($0.row).inserted }
      if found.count > 1 { break }
    }
    return TerminalPlot.shortened(found)
  }

  /// Returns marks whose labels are in thousands, millions or more where they are too long beside a
  /// plot: `4.0 bn` for 4,000,000,000.
  private static func shortened(_ ticks: [(row: Int, label: String, value: Double)])
    -> [(row: Int, label: String)]
  {
    let plain = ticks.map { ($0.row, $0.label) }
    let largest = ticks.map { abs($0.value) }.max() ?? 0
    guard ticks.contains(where: { TerminalText.columns(of: $0.label) > 9 }),
      let unit = [(1e12, "tn"), (1e9, "bn"), (1e6, "m")].first(where: { largest >= $0.0 }),
      largest < 1e15
    else { return plain }
    let numbers = ticks.map { $0.value / unit.0 }
    let decimals = (0...3).first { digits in
      numbers.allSatisfy { number in
        let scaled = number * [1, 10, 100, 1000][digits]
        return abs(scaled - scaled.rounded()) < 1e-6 * max(1, abs(scaled))
      }
    }
    return zip(ticks, numbers).map { tick, number in
      let text = NumberText.text(number, format: .plain, decimals: decimals ?? 3)
      return (tick.row, "\(text) \(unit.1)")
    }
  }
}

/// The least and the greatest of numbers.
struct Extent {
  private var bounds: (low: Double, high: Double)?
  var includesZero = false

  mutating func add(_ numbers: some Sequence<Double>) {
    var (low, high) = bounds ?? (.infinity, -.infinity)
    for number in numbers where number.isFinite {
      low = min(low, number)
      high = max(high, number)
    }
    bounds = low <= high ? (low, high) : nil
  }

  var isEmpty: Bool { bounds == nil }

  func range(margin: Double?) -> ClosedRange<Double>? {
    bounds.flatMap {
      AxisRange.around([$0.low, $0.high], padding: 0, includingZero: includesZero, margin: margin)
    }
  }
}

/// Puts the layers of a panel together.
private struct Plotter {
  private let panel: Panel
  private let look: TerminalFigure.Look
  private let onTimes: Bool
  private(set) var series: Int
  private(set) var parts: [TerminalPlot.Part] = []
  private(set) var legend: [TerminalLegend.Entry] = []
  private(set) var x = Extent()
  private(set) var y = Extent()
  /// How many lines the panel has so far, for their dashes.
  private var lines = 0

  init(_ panel: Panel, look: TerminalFigure.Look, onTimes: Bool, series: Int) {
    (self.panel, self.look, self.onTimes, self.series) = (panel, look, onTimes, series)
  }

  mutating func add(_ layer: Layer, x places: [Double]) {
    switch layer {
    case .line(_, let values, let label):
      cover(places, [values])
      parts.append(.line(x: places, y: values, series: series))
      let dash = DashPattern(look.isColoured ? 0 : lines)
      enter(dash.sample, .series(series), label, last: values)
      (series, lines) = (series + 1, lines + 1)
    case .area(_, let values, let label):
      cover(places, [values])
      y.includesZero = true
      parts.append(.area(x: places, y: values, series: series))
      enter("⣿", .series(series), label, last: values)
      series += 1
    case .band(_, let low, let high, let label, let depth):
      // A band has the colour of the line that comes next: the middle of the fan.
      cover(places, [low, high])
      parts.append(.band(x: places, low: low, high: high, series: series, depth: depth))
      enter(String(TerminalShade.band(depth)), .series(series), label, last: nil)
    case .candles(_, let open, let high, let low, let close, let label):
      let candles = Candles(x: places, open: open, high: high, low: low, close: close)
      addCandles(candles, label: label)
    case .points(_, let values, let label, let shape):
      cover(places, [values])
      parts.append(.points(x: places, y: values, shape: shape, series: series))
      let role = shape.role(series: series)
      enter(String(shape.scalar), role, label, last: nil)
      if shape != .entry && shape != .exit { series += 1 }
    case .histogram(let edges, let counts, let label):
      addHistogram(edges: edges, counts: counts, label: label)
    case .bars, .heatmap: break
    }
  }

  /// Widens the ranges by a reference line, but does not make a panel without values look full.
  mutating func add(_ reference: ReferenceLine, scale: HorizontalScale) {
    guard !x.isEmpty, !y.isEmpty else { return }
    switch reference.position {
    case .value(let value): y.add([value])
    case .time(let time): x.add([scale.place(time)])
    case .number(let number): x.add([number])
    }
  }

  private mutating func addCandles(_ candles: Candles, label: String?) {
    let (drawn, bars) = candles.joined(atMost: max(1, look.columns - TerminalFigure.widestGutter))
    let half = drawn.spacing / 2
    x.add(drawn.x.lazy.filter(\.isFinite).map { $0 - half })
    x.add(drawn.x.lazy.filter(\.isFinite).map { $0 + half })
    for column in [drawn.open, drawn.high, drawn.low, drawn.close] { y.add(column) }
    parts.append(.candles(drawn))
    let last = candles.close.last(where: \.isFinite).map { number($0, in: candles.close) }
    legend.append(.init("┃", .rise, "rises"))
    legend.append(.init("█", .fall, "falls"))
    let notes = [label, last, bars > 1 ? "\(bars) bars to a candle" : nil].compactMap { $0 }
    if !notes.isEmpty { legend.append(.init("", .plain, notes.joined(separator: "  "))) }
  }

  private mutating func addHistogram(edges: [Double], counts: [Double], label: String?) {
    let most = max(1, look.columns - TerminalFigure.widestGutter)
    let size = (counts.count + most - 1) / most
    var (edges, counts) = (edges, counts)
    if size > 1 {
      let starts = Array(stride(from: 0, to: counts.count, by: size))
      let ends = starts.map { min($0 + size, counts.count) }
      counts = zip(starts, ends).map { range in
        counts[range.0..<range.1].reduce(0) { $1.isFinite ? $0 + $1 : $0 }
      }
      edges = starts.map { edges[$0] } + edges.suffix(1)
    }
    x.add(edges)
    y.add(counts)
    y.includesZero = true
    parts.append(.histogram(edges: edges, counts: counts, series: series))
    let note = [label, size > 1 ? "\(size) bins to a column" : nil].compactMap { $0 }
    if !note.isEmpty { legend.append(.init("█", .series(series), note.joined(separator: ", "))) }
    series += 1
  }

  private mutating func cover(_ places: [Double], _ columns: [[Double]]) {
    x.add(places)
    for column in columns { y.add(column) }
  }

  /// Adds to the legend: of a line over time its last value too.
  private mutating func enter(
    _ symbol: String,
    _ role: TerminalLine.Role,
    _ label: String?,
    last values: [Double]?
  ) {
    let last = onTimes ? values?.last(where: \.isFinite).map { number($0, in: values ?? []) } : nil
    guard let label else {
      // The label of the axis names it.
      if let last, panel.yLabel != nil { legend.append(.init("", role, last)) }
      return
    }
    legend.append(.init(symbol, role, [label, last].compactMap { $0 }.joined(separator: "  ")))
  }

  private func number(_ value: Double, in values: [Double]) -> String {
    let decimals = NumberText.decimals(for: [value], format: panel.format)
    return NumberText.text(value, format: panel.format, decimals: decimals)
  }
}

extension PointShape {
  /// The character of a point.
  var scalar: Unicode.Scalar {
    switch self {
    case .dot: "•"
    case .ring: "○"
    case .cross: "×"
    case .up, .entry: "▲"
    case .down, .exit: "▼"
    }
  }

  func role(series: Int) -> TerminalLine.Role {
    switch self {
    case .entry: .rise
    case .exit: .fall
    default: .series(series)
    }
  }
}

/// Surfaces of different darkness.
enum TerminalShade {
  private static let all: [Unicode.Scalar] = ["░", "▒", "▓", "█"]

  /// The shade of a band of a fan.
  static func band(_ depth: Int) -> Unicode.Scalar { all[max(0, min(2, depth))] }

  /// How many shades a scale has.
  static var count: Int { all.count }

  /// The number of the shade of a share of the scale, 0 to 1.
  static func level(_ share: Double) -> Int {
    max(0, min(all.count - 1, Int(exactly: (share * Double(all.count)).rounded(.down)) ?? 0))
  }

  static func scalar(_ level: Int) -> Unicode.Scalar { all[level] }
}
