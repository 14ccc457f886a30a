/// Where everything stands, in pixels from the upper left corner.
struct Layout {
  static let width = 1200.0
  static let usualHeight = 700.0
  static let margin = 24.0
  static let titleSize = 22.0
  static let textSize = 16.0
  static let smallSize = 15.0

  /// The place of one panel.
  struct Place {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0
    /// The label of the vertical axis and the legend, in lines above the plot.
    var header: [[HeaderPart]] = []
    /// Whether the horizontal axis has its names here, and not only below the next panel.
    var showsNames = true
    /// The names of a heatmap's columns do not fit side by side.
    var slantsNames = false

    var width: Double { right - left }
    var height: Double { bottom - top }
  }

  let height: Double
  let titleLines: [String]
  let subtitleLines: [String]
  let places: [Place]

  init(_ figure: Figure, contents: [PanelContent]) {
    let textWidth = Layout.width - 2 * Layout.margin
    titleLines = TextWidth.wrapped(figure.title, to: textWidth, size: Layout.titleSize, lines: 2)
    subtitleLines = TextWidth.wrapped(
      figure.subtitle ?? "",
      to: textWidth,
      size: Layout.textSize,
      lines: 2
    )
    let top = 14 + 26 * Double(titleLines.count) + 20 * Double(subtitleLines.count) + 6

    var places = contents.map { Place(header: HeaderPart.lines(of: $0)) }
    let nameWidth = contents.map(\.widthOfNames).max() ?? 0
    let right = Layout.width - (contents.map(Layout.roomBeside).max() ?? 0)
    var above: [Double] = []
    var below: [Double] = []
    for (i, content) in contents.enumerated() {
      places[i].showsNames =
        i + 1 == contents.count || content.places != contents[i + 1].places
        || content.places == .ownNumbers
      places[i].right = right
      let width = places[i].right - Layout.margin - nameWidth - 12
      places[i].slantsNames = Layout.slants(content, width: width)
      above.append(places[i].header.isEmpty ? 10 : 26 * Double(places[i].header.count) + 8)
      below.append(Layout.roomBelow(content, place: places[i]))
    }

    let weights = contents.map { max(0.2, min(5, $0.panel.weight.isNaN ? 1 : $0.panel.weight)) }
    let allWeights = weights.reduce(0, +)
    let fixed = top + (above + below).reduce(0, +)
    let needed = zip(contents, weights).map { max(80, $0.leastHeight) / $1 * allWeights }.max() ?? 0
    let forPlots = max(Layout.usualHeight - fixed, needed)
    height = (fixed + forPlots).rounded(.up)

    var edge = top
    for i in places.indices {
      places[i].top = edge + above[i]
      places[i].bottom = places[i].top + forPlots * weights[i] / allWeights
      edge = places[i].bottom + below[i]
    }
    let tickWidth = zip(contents, places).map { $0.widthOfTicks(height: $1.height) }.max() ?? 0
    let left = Layout.margin + max(nameWidth, tickWidth, 30) + 12
    for i in places.indices { places[i].left = left }
    self.places = places
  }

  /// The longest name of a category that stands beside a plot.
  static let longestName = 300.0
  static let longestSlantedName = 150.0
  /// The longest label of a reference line, to the right of the plot.
  static let longestBeside = 150.0

  /// Returns the pixels at the right: for the colour bar, or the labels of reference lines.
  private static func roomBeside(_ content: PanelContent) -> Double {
    guard content.colourBar == nil else { return 110 }
    let labels = content.panel.references.lazy.filter(\.isHorizontal).compactMap(\.label)
    let widest = labels.map { TextWidth.of($0, size: smallSize) }.max() ?? 0
    return max(40, min(longestBeside, widest) + 8 + margin / 2)
  }

  /// Returns whether names, otherthan numbers, are wider than their column.
  private static func slants(_ content: PanelContent, width: Double) -> Bool {
    guard case .names(let names) = content.places, names.contains(where: { Double($0) == nil })
    else { return false }
    let widest = names.lazy.map { TextWidth.of($0, size: smallSize) }.max() ?? 0
    return widest + 6 > width / Double(max(1, names.count))
  }

  /// Returns the pixels below a plot for the names of its horizontal axis and the label.
  private static func roomBelow(_ content: PanelContent, place: Place) -> Double {
    guard place.showsNames else { return 6 }
    let label = content.panel.xLabel == nil ? 12.0 : 34
    switch content.places {
    case .times: return 44 + label
    case .numbers, .ownNumbers: return 26 + label
    case .names(let names):
      guard place.slantsNames else { return 26 + label }
      let widest = names.lazy.map { TextWidth.of($0, size: smallSize) }.max() ?? 0
      // Names stand at 40 degrees.
      return 16 + min(longestSlantedName, widest) * 0.65 + label
    }
  }
}

extension PanelContent {
  /// Returns the marks of the vertical axis of a plot of `height` pixels.
  func yTicks(height: Double) -> [Tick] {
    if let yNames {
      return PanelContent.ticks(names: yNames, room: height, each: 14)
    }
    guard let yRange, xRange != nil else { return [] }
    let count = max(4, Int(height / 46))
    return NumberTicks.ticks(in: yRange, count: count, format: panel.format)
  }

  /// The width of the longest name beside the plot, at most `Layout.longestName`.
  var widthOfNames: Double {
    min(Layout.longestName, yNames?.lazy.map { TextWidth.of($0, size: nameSize) }.max() ?? 0)
  }

  func widthOfTicks(height: Double) -> Double {
    guard yNames == nil else { return 0 }
    return yTicks(height: height).map { TextWidth.of($0.label, size: Layout.smallSize) }.max() ?? 0
  }

  /// Returns every name, or as many in equal steps as have `each` pixels.
  static func ticks(names: [String], room: Double, each: Double) -> [Tick] {
    let most = max(1, Int(room / each))
    let step = max(1, (names.count + most - 1) / most)
    return stride(from: 0, to: names.count, by: step).map {
      Tick(position: Double($0), label: names[$0])
    }
  }
}

/// A word of the lines above a plot.
struct HeaderPart {
  /// nil for the label of the axis.
  let symbol: LegendEntry.Symbol?
  let text: String
  let x: Double

  static let symbolWidth = 32.0

  /// Returns the label of the vertical axis and then the legend, in as many lines as they need.
  static func lines(of content: PanelContent) -> [[HeaderPart]] {
    let end = Layout.width - Layout.margin - (content.colourBar == nil ? 0 : 250)
    var lines: [[HeaderPart]] = []
    var x = Layout.margin
    var parts = content.legend.map { (symbol: Optional($0.symbol), text: $0.text) }
    if let label = content.panel.yLabel { parts.insert((nil, label), at: 0) }
    for part in parts {
      let text = TextWidth.cut(part.text, to: 420, size: Layout.smallSize)
      let lead = part.symbol == nil ? 0 : symbolWidth
      let width = lead + TextWidth.of(text, size: Layout.smallSize) + 26
      if lines.isEmpty || x + width - 26 > end {
        lines.append([])
        x = Layout.margin
      }
      lines[lines.count - 1].append(HeaderPart(symbol: part.symbol, text: text, x: x))
      x += width
    }
    // The label of the colour bar stands in the first line.
    return lines.isEmpty && content.colourBar != nil ? [[]] : lines
  }
}
