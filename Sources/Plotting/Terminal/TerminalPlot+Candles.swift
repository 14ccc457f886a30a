extension TerminalPlot {
  /// Draws price bars: the body of one that rises is a stroke, of one that falls a block.
  static func draw(_ candles: Candles, on canvas: inout CellCanvas, _ scale: DotScale) {
    // Bodies of three characters, where they leave room between them.
    let present = candles.x.indices.filter(candles.isPresent)
    let room = Double(canvas.width) / (scale.x.upperBound - scale.x.lowerBound) * candles.spacing
    let half = room >= 5 ? 1 : 0
    for i in present {
      let column = scale.column(candles.x[i]) / 2
      let bar = CandleRows(
        open: scale.row(candles.open[i]) / 2,
        high: scale.row(candles.high[i]) / 2,
        low: scale.row(candles.low[i]) / 2,
        close: scale.row(candles.close[i]) / 2,
        rises: candles.close[i] >= candles.open[i]
      )
      for row in bar.rows {
        for place in column - half...column + half where (0..<canvas.width).contains(place) {
          guard let glyph = bar.glyph(row, isMiddle: place == column) else { continue }
          canvas.setOver(place, row, (glyph, bar.rises ? .rise : .fall))
        }
      }
    }
  }
}

/// A price bar in halves of characters, counted from the top.
private struct CandleRows {
  let open: Int
  let high: Int
  let low: Int
  let close: Int
  let rises: Bool

  private var body: ClosedRange<Int> { min(open, close)...max(open, close) }

  /// The rows of characters that it touches.
  var rows: ClosedRange<Int> { min(high, low) / 2...max(high, low) / 2 }

  /// Returns the character of a row; nil where nothing of the bar is there.
  func glyph(_ row: Int, isMiddle: Bool) -> Unicode.Scalar? {
    func part(_ half: Int) -> Part {
      if body.contains(half) { return .body }
      return isMiddle && (min(high, low)...max(high, low)).contains(half) ? .wick : .nothing
    }
    let (top, bottom) = (part(2 * row), part(2 * row + 1))
    switch (top, bottom) {
    case (.nothing, .nothing): return nil
    case (.wick, .wick): return "│"
    case (.wick, .nothing): return "╵"
    case (.nothing, .wick): return "╷"
    case (.body, .body): return rises ? "┃" : "█"
    case (.body, .wick): return rises ? "╿" : "▀"
    case (.wick, .body): return rises ? "╽" : "▄"
    case (.body, .nothing): return rises ? "╹" : "▀"
    case (.nothing, .body): return rises ? "╻" : "▄"
    }
  }

  private enum Part { case nothing, wick, body }
}
