/// Pictures made of characters, for the terminal and for the text of a notebook.
public enum Sketch {
  /// Returns `height` lines of `width` braille characters with the values as a connected line.
  ///
  /// A character is 2 dots wide and 4 high. The values are spread evenly from the first dot column
  /// to the last, the greatest on the top row and the least on the bottom row, each rounded to the
  /// nearest dot, and joined by Bresenham's lines. Equal values stand in the middle. A missing or
  /// infinite value is a gap. Sizes below one give no lines, sizes above 1,000 count as 1,000.
  public static func braille(_ values: [Double], width: Int, height: Int) -> [String] {
    guard width > 0, height > 0 else { return [] }
    var canvas = DotCanvas(width: min(width, 1000), height: min(height, 1000))
    let finite = values.lazy.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return canvas.lines }
    var previous: (column: Int, row: Int)?
    for (i, value) in values.enumerated() {
      guard value.isFinite else {
        previous = nil
        continue
      }
      // Whole numbers only, so that halves are rounded alike at both ends.
      let steps = max(1, values.count - 1)
      let column = (2 * i * (canvas.columns - 1) + steps) / (2 * steps)
      let row = row(of: value, low: low, high: high, rows: canvas.rows)
      let start = previous ?? (column, row)
      canvas.line(from: start, to: (column, row))
      previous = (column, row)
    }
    return canvas.lines
  }

  private static func row(of value: Double, low: Double, high: Double, rows: Int) -> Int {
    // Halves, as the distance of two large values may not be finite.
    let span = high / 2 - low / 2
    guard span > 0 else { return (rows - 1) / 2 }
    let fromTop = (high / 2 - value / 2) / span * Double(rows - 1)
    return Int(exactly: fromTop.rounded()) ?? 0
  }
}

/// A field of dots, eight to a character.
private struct DotCanvas {
  let columns: Int
  let rows: Int
  private let width: Int
  private var cells: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    (columns, rows) = (2 * width, 4 * height)
    cells = Array(repeating: 0, count: width * height)
  }

  /// The bit of each dot in U+2800...28FF, by row and column of the character.
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  private mutating func set(_ column: Int, _ row: Int) {
    cells[row / 4 * width + column / 2] |= DotCanvas.bits[row % 4][column % 2]
  }

  mutating func line(from a: (column: Int, row: Int), to b: (column: Int, row: Int)) {
    let (dx, dy) = (abs(b.column - a.column), -abs(b.row - a.row))
    let (stepX, stepY) = (a.column < b.column ? 1 : -1, a.row < b.row ? 1 : -1)
    var (x, y) = a
    var error = dx + dy
    set(x, y)
    while (x, y) != b {
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        x += stepX
      }
      if doubled <= dx {
        error += dx
        y += stepY
      }
      set(x, y)
    }
  }

  var lines: [String] {
    stride(from: 0, to: cells.count, by: width).map { start in
      String(
        String.UnicodeScalarView(
          cells[start..<start + width].compactMap { Unicode.Scalar(0x2800 + UInt32($0)) }
        )
      )
    }
  }
}
