internal import TimeSeries

extension PanelContent {
  /// About as many columns and rows as the plot has pixels.
  static let columns = 1100
  static let rows = 600

  /// Creates the content of a panel whose layers stand on times or numbers.
  ///
  /// `series` counts the colours that are taken; it goes on from panel to panel, so that no two
  /// lines of a figure look alike.
  init(layers panel: Panel, scale: HorizontalScale, series: inout Int) {
    let onTimes = panel.layers.contains { if case .times = $0.axis { true } else { false } }
    let histogram = panel.layers.contains { if case .histogram = $0 { true } else { false } }
    self.init(panel, places: onTimes ? .times : histogram ? .ownNumbers : .numbers)
    var bounds = Bounds()
    for layer in panel.layers {
      let x = layer.axis.map(scale.places) ?? []
      add(layer, x: x, series: &series, bounds: &bounds)
    }
    for reference in panel.references { bounds.add(reference, scale: scale) }
    xRange = bounds.x(margin: onTimes ? scale.margin : nil)
    yRange = bounds.y
  }

  private mutating func add(
    _ layer: Layer,
    x: [Double],
    series: inout Int,
    bounds: inout Bounds
  ) {
    bounds.add(x: x, columns: layer.columns)
    switch layer {
    case .line(_, let y, let label):
      addLine(x: x, y: y, series: series)
      enter(.line(colour: Palette.series(series), dash: Palette.dash(series)), label)
      series += 1
    case .area(_, let y, let label):
      bounds.includesZero = true
      addArea(x: x, y: y, colour: Palette.series(series))
      enter(.patch(colour: Palette.series(series), opacity: 0.4), label)
      series += 1
    case .band(_, let low, let high, let label, let depth):
      // A band has the colour of the line that comes next: the middle of the fan.
      let opacities = (0...max(0, min(5, depth))).map { 0.16 + 0.08 * Double($0) }
      let opacity = opacities.last ?? 0
      addBand(x: x, low: low, high: high, colour: Palette.series(series), opacity: opacity)
      // On the figure the outer bands shine through the inner.
      let seen = 1 - opacities.reduce(1) { $0 * (1 - $1) }
      enter(.patch(colour: Palette.series(series), opacity: seen), label)
    case .candles(_, let open, let high, let low, let close, let label):
      let candles = Candles(x: x, open: open, high: high, low: low, close: close)
      addCandles(candles, label: label, bounds: &bounds)
    case .points(_, let y, let label, let shape):
      let look = PointLook(shape, series: series)
      let kept = PixelReduction.points(
        x: x,
        y: y,
        columns: PanelContent.columns,
        rows: PanelContent.rows
      )
      add([kept.map { row(x[$0], y[$0]) }], "using 1:2 with points \(look.clause)")
      enter(.point(look), label)
      if shape != .entry && shape != .exit { series += 1 }
    case .histogram(let edges, let counts, let label):
      bounds.includesZero = true
      bounds.add(x: edges, columns: [])
      addHistogram(edges: edges, counts: counts, colour: Palette.series(series))
      enter(.patch(colour: Palette.series(series), opacity: 0.65), label)
      series += 1
    case .bars, .heatmap: break
    }
  }

  private mutating func addLine(x: [Double], y: [Double], series: Int) {
    let runs = PixelReduction.runs(x: x, y: y, columns: PanelContent.columns)
    let colour = Palette.series(series)
    let count = runs.reduce(0) { $0 + $1.count }
    let width = count <= 500 ? "1.8" : count <= 1500 ? "1.4" : "1.1"
    let strokes = runs.filter { $0.count > 1 }.map { $0.map { row(x[$0], y[$0]) } }
    let dots = runs.filter { $0.count == 1 }.map { $0.map { row(x[$0], y[$0]) } }
    add(
      strokes,
      "using 1:2 with lines lw \(width) dt \(Palette.dash(series)) lc rgb '\(colour)'"
    )
    // A value between two gaps has no stroke.
    add(dots, "using 1:2 with points pt 7 ps 0.4 lc rgb '\(colour)'")
  }

  private mutating func addArea(x: [Double], y: [Double], colour: String) {
    let runs = PixelReduction.runs(x: x, y: y, columns: PanelContent.columns)
      .map { $0.map { row(x[$0], y[$0]) } }
    add(
      runs,
      "using 1:2:(0) with filledcurves fs transparent solid 0.3 noborder fc rgb '\(colour)'"
    )
    add(runs, "using 1:2 with lines lw 1 lc rgb '\(colour)'")
    let dots = runs.filter { $0.count == 1 }
    add(dots, "using 1:2 with points pt 7 ps 0.4 lc rgb '\(colour)'")
  }

  private mutating func addBand(
    x: [Double],
    low: [Double],
    high: [Double],
    colour: String,
    opacity: Double
  ) {
    let runs = PixelReduction.band(x: x, low: low, high: high, columns: PanelContent.columns)
    let fill = "fs transparent solid \(GnuplotText.rounded(opacity)) noborder"
    add(
      runs.filter { $0.count > 1 }.map { $0.map { row($0.x, $0.low, $0.high) } },
      "using 1:2:3 with filledcurves \(fill) fc rgb '\(colour)'"
    )
    add(
      runs.filter { $0.count == 1 }.map { $0.map { row($0.x, $0.low, $0.x, $0.high) } },
      "using 1:2:($3-$1):($4-$2) with vectors nohead lw 2 lc rgb '\(colour)'"
    )
  }

  private mutating func addCandles(_ candles: Candles, label: String?, bounds: inout Bounds) {
    let (drawn, bars) = candles.joined(atMost: 360)
    let width = drawn.spacing * 0.7
    boxWidth = max(boxWidth ?? 0, width)
    let half = drawn.spacing / 2
    bounds.add(x: drawn.x.map { $0 - half } + drawn.x.map { $0 + half }, columns: [])
    let rows = drawn.x.indices.filter(drawn.isPresent).map { i in
      (
        rises: drawn.close[i] >= drawn.open[i],
        text: row(drawn.x[i], drawn.open[i], drawn.low[i], drawn.high[i], drawn.close[i])
      )
    }
    let look = "lw 1 lc rgb '\(Palette.candle)'"
    add(
      [rows.filter(\.rises).map(\.text)],
      "using 1:2:3:4:5 with candlesticks fs solid border lc rgb '\(Palette.candle)' "
        + "fc rgb '#FFFFFF'"
    )
    add(
      [rows.filter { !$0.rises }.map(\.text)],
      "using 1:2:3:4:5 with candlesticks fs solid \(look)"
    )
    let note = bars > 1 ? [label, "\(bars) bars to a candle"] : [label]
    let text = note.compactMap { $0 }.joined(separator: ", ")
    enter(.candles, text.isEmpty ? nil : text)
  }

  private mutating func addHistogram(edges: [Double], counts: [Double], colour: String) {
    let rows = counts.indices.filter {
      counts[$0].isFinite && edges[$0].isFinite && edges[$0 + 1].isFinite
    }
    let texts = rows.map { i in
      row(edges[i] / 2 + edges[i + 1] / 2, counts[i] / 2, edges[i], edges[i + 1], 0, counts[i])
    }
    add(
      [texts],
      "using 1:2:3:4:5:6 with boxxyerror fs solid 0.65 border lc rgb '#FFFFFF' fc rgb '\(colour)'"
    )
  }

  mutating func add(_ runs: [[String]], _ clause: String) {
    if runs.contains(where: { !$0.isEmpty }) { items.append(PlotItem(runs: runs, clause: clause)) }
  }

  mutating func enter(_ symbol: LegendEntry.Symbol, _ text: String?) {
    if let text { legend.append(LegendEntry(symbol: symbol, text: text)) }
  }

  func row(_ numbers: Double...) -> String {
    numbers.map(GnuplotText.number).joined(separator: " ")
  }
}

/// The ranges that the layers of a panel need together.
private struct Bounds {
  private var places: (low: Double, high: Double)?
  private var values: (low: Double, high: Double)?
  var includesZero = false

  mutating func add(x: [Double], columns: [[Double]]) {
    places = Bounds.widened(places, by: x)
    for column in columns { values = Bounds.widened(values, by: column) }
  }

  /// Widens the ranges by a reference line, but does not make a panel without values look full.
  mutating func add(_ reference: ReferenceLine, scale: HorizontalScale) {
    guard places != nil, values != nil else { return }
    switch reference.position {
    case .value(let value): values = Bounds.widened(values, by: [value])
    case .time(let time): places = Bounds.widened(places, by: [scale.place(time)])
    case .number(let number): places = Bounds.widened(places, by: [number])
    }
  }

  /// Returns the range of the places; around a single one it goes `margin` to both sides.
  func x(margin: Double?) -> ClosedRange<Double>? {
    places.flatMap { AxisRange.around([$0.low, $0.high], padding: 0.01, margin: margin) }
  }

  var y: ClosedRange<Double>? {
    values.flatMap { AxisRange.around([$0.low, $0.high], includingZero: includesZero) }
  }

  private static func widened(
    _ range: (low: Double, high: Double)?,
    by numbers: [Double]
  ) -> (low: Double, high: Double)? {
    var result = range
    for number in numbers where number.isFinite {
      result = result.map { (min($0.low, number), max($0.high, number)) } ?? (number, number)
    }
    return result
  }
}
