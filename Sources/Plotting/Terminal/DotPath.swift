/// The places of a panel in the dots of its canvas.
struct DotScale {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let columns: Int
  let rows: Int

  /// Returns the column of dots of a place, of the nearest where it lies beyond.
  func column(_ value: Double) -> Int {
    let share = (value / 2 - x.lowerBound / 2) / (x.upperBound / 2 - x.lowerBound / 2)
    return min(columns - 1, max(0, Int(exactly: (share * Double(columns)).rounded(.down)) ?? 0))
  }

  /// Returns the row of dots of a value, counted from the top, of the nearest where it lies beyond.
  func row(_ value: Double) -> Int {
    let share = (y.upperBound / 2 - value / 2) / (y.upperBound / 2 - y.lowerBound / 2)
    let row = (share * Double(rows - 1)).rounded()
    return Int(exactly: min(Double(rows - 1), max(0, row))) ?? 0
  }
}

/// A line over many rows as connected dots.
///
/// Of the rows in one column of dots the least and the greatest are always seen, so that no spike is
/// lost however many there are. A missing value is a gap.
enum DotPath {
  /// Calls `visit` with each dot of the line, most of them once.
  static func visit(
    x: [Double],
    y: [Double],
    on scale: DotScale,
    _ visit: (_ column: Int, _ row: Int) -> Void
  ) {
    var last: (column: Int, row: Int)?
    // What the line covers of the column that it is in.
    var (top, bottom) = (0, 0)
    for i in y.indices {
      guard x[i].isFinite, y[i].isFinite else {
        last = nil
        continue
      }
      let (column, row) = (scale.column(x[i]), scale.row(y[i]))
      if let from = last, from.column == column {
        if row < top { (row..<top).reversed().forEach { visit(column, $0) } }
        if row > bottom { (bottom + 1...row).forEach { visit(column, $0) } }
        (top, bottom) = (min(top, row), max(bottom, row))
      } else {
        if let from = last {
          segment(from, (column, row), visit)
        } else {
          visit(column, row)
        }
        (top, bottom) = (row, row)
      }
      last = (column, row)
    }
  }

  /// Visits the dots of Bresenham's line behind its first.
  private static func segment(
    _ a: (column: Int, row: Int),
    _ b: (column: Int, row: Int),
    _ visit: (Int, Int) -> Void
  ) {
    let (dx, dy) = (abs(b.column - a.column), -abs(b.row - a.row))
    let (stepX, stepY) = (a.column < b.column ? 1 : -1, a.row < b.row ? 1 : -1)
    var (x, y) = a
    var error = dx + dy
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
      visit(x, y)
    }
  }

  /// Returns for each column of dots the highest and the lowest row of the line; nil where it has none.
  static func spans(x: [Double], y: [Double], on scale: DotScale) -> [ClosedRange<Int>?] {
    var spans = [ClosedRange<Int>?](repeating: nil, count: scale.columns)
    visit(x: x, y: y, on: scale) { column, row in
      let span = spans[column] ?? row...row
      spans[column] = min(span.lowerBound, row)...max(span.upperBound, row)
    }
    return spans
  }
}

/// How a line is broken where no colour tells it from the others.
struct DashPattern {
  private let steps: [Bool]

  /// The pattern of the line of a number within its panel.
  init(_ number: Int) {
    steps = DashPattern.all[number % DashPattern.all.count]
  }

  private static let all: [[Bool]] = [
    [true],
    [true, true, true, true, false, false, false],
    [true, false],
    [true, true, true, true, false, false, true, false, false],
    [true, true, false, false, false, false],
  ]

  func isOn(_ step: Int) -> Bool { steps[step % steps.count] }

  /// Three characters with the pattern in them, for the legend.
  var sample: String {
    String(
      String.UnicodeScalarView(
        (0..<3).compactMap { place in
          let (left, right) = (isOn(2 * place), isOn(2 * place + 1))
          return Unicode.Scalar(0x2800 + (left ? UInt32(0x02) : 0) + (right ? UInt32(0x10) : 0))
        }
      )
    )
  }
}
