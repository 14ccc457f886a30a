extension PanelContent {
  /// The most cells that have their number printed in them.
  static let mostNumbers = 150

  /// Creates the content of coloured cells.
  init(
    heatmap x: [String],
    _ y: [String],
    values: [[Double]],
    valueLabel: String,
    best: Best?,
    panel: Panel
  ) {
    self.init(panel, places: .names(x))
    yNames = y
    leastHeight = 11 * Double(min(y.count, 100))
    let all = values.flatMap { $0 }
    guard let bare = AxisRange.around(all, padding: 0) else { return }
    (xRange, yRange) = (-0.5...Double(x.count) - 0.5, -0.5...Double(y.count) - 0.5)
    colourBar = ColourBar(range: bare, label: valueLabel)
    addCells(values, columns: x.count)
    let decimals = NumberText.decimals(for: all, format: panel.format)
    if all.count <= PanelContent.mostNumbers, x.count <= 16, y.count <= 20 {
      addNumbers(values, range: bare, decimals: decimals)
    }
    if let best { mark(best, values: values, names: (x, y), decimals: decimals) }
  }

  private mutating func addCells(_ values: [[Double]], columns: Int) {
    // A thin white seam between the cells of a small map; of a large one it would wash out colours.
    let seam = values.count * columns <= 2500
    let half = seam ? 0.485 : 0.5
    var cells: [String] = []
    var missing: [String] = []
    for (j, line) in values.enumerated() {
      for (i, value) in line.enumerated() {
        let (x, y) = (Double(i), Double(j))
        let box = row(x, y, x - half, x + half, y - half, y + half)
        if value.isFinite {
          cells.append(box + " " + GnuplotText.number(value))
        } else {
          missing.append(box)
        }
      }
    }
    let border = seam ? "noborder" : "border lc palette"
    add(
      [missing],
      "using 1:2:3:4:5:6 with boxxyerror fs solid noborder fc rgb '\(Palette.empty)'"
    )
    add([cells], "using 1:2:3:4:5:6:7 with boxxyerror fs solid \(border) lc palette")
  }

  private mutating func addNumbers(
    _ values: [[Double]],
    range: ClosedRange<Double>,
    decimals: Int
  ) {
    for (j, line) in values.enumerated() {
      for (i, value) in line.enumerated() where value.isFinite {
        let share = (value - range.lowerBound) / range.length
        texts.append(
          PlacedText(
            text: NumberText.text(value, format: panel.format, decimals: decimals),
            x: Double(i),
            y: Double(j),
            side: .center,
            colour: Palette.text(onScaleAt: share),
            size: Layout.smallSize
          )
        )
      }
    }
  }

  /// Frames the best cell, the first of equals, and names it in the legend.
  private mutating func mark(
    _ best: Best,
    values: [[Double]],
    names: (x: [String], y: [String]),
    decimals: Int
  ) {
    var found: (x: Int, y: Int, value: Double)?
    for (j, line) in values.enumerated() {
      for (i, value) in line.enumerated() where value.isFinite {
        let isBetter = found.map { best == .largest ? value > $0.value : value < $0.value }
        if isBetter ?? true { found = (i, j, value) }
      }
    }
    guard let found else { return }
    rectangles.append(
      PlacedRectangle(
        x: Double(found.x) - 0.485...Double(found.x) + 0.485,
        y: Double(found.y) - 0.485...Double(found.y) + 0.485,
        colour: Palette.mark
      )
    )
    let number = NumberText.text(found.value, format: panel.format, decimals: decimals)
    let place = [
      PanelContent.named(panel.xLabel, names.x[found.x]),
      PanelContent.named(panel.yLabel, names.y[found.y]),
    ]
    enter(
      .frame(colour: Palette.mark),
      "\(best.rawValue): \(number) at \(place.joined(separator: ", "))"
    )
  }

  private static func named(_ label: String?, _ value: String) -> String {
    label.map { "\($0) \(value)" } ?? value
  }
}
