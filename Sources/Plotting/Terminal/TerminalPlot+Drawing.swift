internal import TimeSeries

extension TerminalPlot {
  /// Returns the canvas of the panel with everything on it but the axes.
  func canvas(width: Int, height: Int, isColoured: Bool, scale times: HorizontalScale) -> CellCanvas
  {
    var canvas = CellCanvas(width: width, height: height)
    guard let xRange, let yRange else {
      let text = "no values"
      canvas.write(text, (width - text.count) / 2, height / 2, .faint)
      return canvas
    }
    let scale = DotScale(
      x: xRange,
      y: yRange,
      columns: canvas.dotColumns,
      rows: canvas.dotRows
    )
    var lines = 0
    for part in parts {
      switch part {
      case .line(let x, let y, let series):
        let dash = DashPattern(isColoured ? 0 : lines)
        TerminalPlot.draw(x: x, y: y, .series(series), dash, on: &canvas, scale)
        lines += 1
      case .area(let x, let y, let series):
        TerminalPlot.fill(x: x, y: y, .series(series), on: &canvas, scale)
      case .band(let x, let low, let high, let series, let depth):
        let glyph = (TerminalShade.band(depth), TerminalLine.Role.series(series))
        TerminalPlot.shade(x: x, low: low, high: high, glyph, on: &canvas, scale)
      case .candles(let candles): TerminalPlot.draw(candles, on: &canvas, scale)
      case .points(let x, let y, let shape, let series):
        TerminalPlot.draw(x: x, y: y, shape, series: series, on: &canvas, scale)
      case .histogram(let edges, let counts, let series):
        TerminalPlot.draw(edges: edges, counts: counts, .series(series), on: &canvas, scale)
      }
    }
    for reference in panel.references { draw(reference, on: &canvas, scale, times) }
    return canvas
  }

  private static func draw(
    x: [Double],
    y: [Double],
    _ role: TerminalLine.Role,
    _ dash: DashPattern,
    on canvas: inout CellCanvas,
    _ scale: DotScale
  ) {
    var step = 0
    var last = (column: 0, row: 0)
    DotPath.visit(x: x, y: y, on: scale) { column, row in
      if dash.isOn(step) { canvas.setDot(column, row, role) }
      (step, last) = (step + 1, (column, row))
    }
    // One dot alone is hardly seen.
    if step == 1 { canvas.setOver(last.column / 2, last.row / 4, (PointShape.dot.scalar, role)) }
  }

  /// Fills what lies between zero and a line.
  private static func fill(
    x: [Double],
    y: [Double],
    _ role: TerminalLine.Role,
    on canvas: inout CellCanvas,
    _ scale: DotScale
  ) {
    let zero = scale.row(0)
    for (column, span) in DotPath.spans(x: x, y: y, on: scale).enumerated() {
      guard let span else { continue }
      for row in min(zero, span.lowerBound)...max(zero, span.upperBound) {
        canvas.setDot(column, row, role)
      }
    }
  }

  /// Shades the characters between two lines, at least one to a column.
  private static func shade(
    x: [Double],
    low: [Double],
    high: [Double],
    _ glyph: CellCanvas.Glyph,
    on canvas: inout CellCanvas,
    _ scale: DotScale
  ) {
    let isMissing = low.indices.map { !(low[$0] / 2 + high[$0] / 2).isFinite }
    let known = x.indices.map { isMissing[$0] ? .nan : x[$0] }
    let lower = DotPath.spans(x: known, y: low, on: scale)
    let upper = DotPath.spans(x: known, y: high, on: scale)
    for column in 0..<canvas.width {
      let spans = [2 * column, 2 * column + 1].flatMap { [lower[$0], upper[$0]] }.compactMap { $0 }
      guard let top = spans.map(\.lowerBound).min(), let bottom = spans.map(\.upperBound).max()
      else { continue }
      // Half a character or more counts.
      let first = min((top + 2) / 4, canvas.height - 1)
      for row in first...max(first, (bottom - 1) / 4) { canvas.setUnder(column, row, glyph) }
    }
  }

  private static func draw(
    x: [Double],
    y: [Double],
    _ shape: PointShape,
    series: Int,
    on canvas: inout CellCanvas,
    _ scale: DotScale
  ) {
    let rows = y.indices.filter { x[$0].isFinite && y[$0].isFinite }
    let role = shape.role(series: series)
    // Many points need the finer dots.
    let usesDots = shape == .dot && rows.count > canvas.width
    for i in rows {
      let (column, row) = (scale.column(x[i]), scale.row(y[i]))
      if usesDots {
        canvas.setDot(column, row, role)
      } else {
        canvas.setOver(column / 2, row / 4, (shape.scalar, role))
      }
    }
  }

  private static func draw(
    edges: [Double],
    counts: [Double],
    _ role: TerminalLine.Role,
    on canvas: inout CellCanvas,
    _ scale: DotScale
  ) {
    let zero = scale.row(0) / 4
    for (i, count) in counts.enumerated() where count.isFinite && count > 0 {
      guard edges[i].isFinite, edges[i + 1].isFinite else { continue }
      let left = scale.column(edges[i]) / 2
      let next = i + 1 == counts.count ? canvas.width : scale.column(edges[i + 1]) / 2
      // A seam between broad bars.
      let right = max(left, next - (next - left > 3 ? 2 : 1))
      let share = count / scale.y.upperBound
      let eighths = max(1, Int(exactly: (share * Double(8 * (zero + 1))).rounded()) ?? 0)
      for column in left...min(right, canvas.width - 1) {
        for (step, glyph) in TerminalBlocks.column(eighths).enumerated() where step <= zero {
          canvas.setOver(column, zero - step, (glyph, role))
        }
      }
    }
  }

  private func draw(
    _ reference: ReferenceLine,
    on canvas: inout CellCanvas,
    _ scale: DotScale,
    _ times: HorizontalScale
  ) {
    let place: Double
    switch reference.position {
    case .value(let value):
      let row = scale.row(value) / 4
      for column in 0..<canvas.width where canvas.isFree(column, row) {
        canvas.setUnder(column, row, ("╌", .faint))
      }
      return
    case .time(let time): place = times.place(time)
    case .number(let number): place = number
    }
    let column = scale.column(place) / 2
    for row in 0..<canvas.height where !canvas.hasDots(column, row) {
      canvas.setOver(column, row, ("╎", .faint))
    }
    guard let label = reference.label.map(TerminalText.cleaned) else { return }
    let width = label.unicodeScalars.count
    let start = column + width + 2 <= canvas.width ? column + 2 : column - 1 - width
    canvas.write(label, start, 0, .faint)
  }
}

/// Blocks of eighths.
enum TerminalBlocks {
  private static let up: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let right: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// Returns the characters of a column from its foot.
  static func column(_ eighths: Int) -> [Unicode.Scalar] { blocks(eighths, of: up) }

  /// Returns the characters of a bar from its left end.
  static func bar(_ eighths: Int) -> String {
    String(String.UnicodeScalarView(blocks(eighths, of: right)))
  }

  private static func blocks(_ eighths: Int, of scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let whole = Array(repeating: scalars[7], count: max(0, eighths) / 8)
    let rest = max(0, eighths) % 8
    return rest > 0 ? whole + [scalars[rest - 1]] : whole
  }
}
