extension PanelContent {
  /// The most bars that are drawn.
  static let mostBars = 60

  /// Creates the content of horizontal bars, the first on top, each with its value at its end.
  init(bars labels: [String], values: [Double], label: String?, panel: Panel, series: inout Int) {
    self.init(panel, places: .ownNumbers)
    let shown = min(labels.count, PanelContent.mostBars)
    let names = Array(labels.prefix(shown))
    let values = Array(values.prefix(shown))
    nameSize = shown > 30 ? 12 : Layout.smallSize
    yNames = names.reversed()
    leastHeight = 16 * Double(shown)
    guard let range = AxisRange.around(values, padding: 0, includingZero: true) else { return }
    // Room for the numbers at the ends of the bars.
    let room = range.length * 0.08
    let low = range.lowerBound < 0 ? range.lowerBound - room : 0
    let high = range.upperBound > 0 ? range.upperBound + room : 0
    (xRange, yRange) = (low...high, -0.6...Double(shown) - 0.4)
    let decimals = NumberText.decimals(for: values, format: panel.format)
    var rows: [String] = []
    for (i, value) in values.enumerated() where value.isFinite {
      let place = Double(shown - 1 - i)
      rows.append(row(value / 2, place, min(0, value), max(0, value), place - 0.36, place + 0.36))
      texts.append(
        PlacedText(
          text: NumberText.text(value, format: panel.format, decimals: decimals),
          x: value,
          y: place,
          side: value < 0 ? .right : .left,
          colour: Palette.text,
          size: nameSize,
          shift: value < 0 ? -6 : 6
        )
      )
    }
    let colour = Palette.series(series)
    add(
      [rows],
      "using 1:2:3:4:5:6 with boxxyerror fs solid 0.75 noborder fc rgb '\(colour)'"
    )
    enter(.patch(colour: colour, opacity: 0.75), label)
    if labels.count > shown {
      enter(.none, "\(labels.count - shown) more are not shown")
    }
    series += 1
  }
}
