/// A panel as it will be drawn: numbers for gnuplot, and the texts that need room around them.
struct PanelContent {
  enum Places: Equatable {
    /// The times of the figure's `HorizontalScale`.
    case times
    case numbers
    /// Numbers that no other panel shares.
    case ownNumbers
    /// One place for each name, at 0, 1, 2 and so on.
    case names([String])
  }

  let panel: Panel
  var places: Places
  /// What the layers need of the horizontal axis; nil where they have no values.
  var xRange: ClosedRange<Double>?
  var yRange: ClosedRange<Double>?
  /// The names along the vertical axis, at 0, 1, 2 and so on; nil for an axis of numbers.
  var yNames: [String]?
  var nameSize = Layout.smallSize
  var items: [PlotItem] = []
  var legend: [LegendEntry] = []
  var texts: [PlacedText] = []
  var rectangles: [PlacedRectangle] = []
  var colourBar: ColourBar?
  var boxWidth: Double?
  /// The least height of the plot in pixels.
  var leastHeight = 0.0

  init(_ panel: Panel, places: Places) {
    self.panel = panel
    self.places = places
  }

  var isEmpty: Bool { xRange == nil || yRange == nil || items.isEmpty }
}

/// Rows of data and the clause of `plot` that draws them.
struct PlotItem {
  let rows: [String]
  let clause: String

  /// Creates an item of runs, between which gnuplot lifts the pen.
  init(runs: [[String]], clause: String) {
    rows = Array(runs.joined(separator: [""]))
    self.clause = clause
  }
}

/// A text at a place of the axes.
struct PlacedText {
  enum Side: String { case left, center, right }

  let text: String
  let x: Double
  let y: Double
  let side: Side
  let colour: String
  let size: Double
  /// The distance to the place in pixels, to the right.
  var shift = 0.0
}

/// A frame at a place of the axes.
struct PlacedRectangle {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let colour: String
}

/// The scale beside a heatmap.
struct ColourBar {
  let range: ClosedRange<Double>
  let label: String
}

/// A line of the legend.
struct LegendEntry {
  enum Symbol {
    case line(colour: String, dash: String)
    case patch(colour: String, opacity: Double)
    case point(PointLook)
    case frame(colour: String)
    case candles
    case none
  }

  let symbol: Symbol
  let text: String
}

/// How gnuplot draws a point.
struct PointLook {
  let type: Int
  let size: Double
  let colour: String

  init(_ shape: PointShape, series: Int) {
    switch shape {
    case .dot: (type, size, colour) = (7, 0.55, Palette.series(series))
    case .ring: (type, size, colour) = (6, 0.8, Palette.series(series))
    case .cross: (type, size, colour) = (2, 0.8, Palette.series(series))
    case .up: (type, size, colour) = (9, 1.2, Palette.series(series))
    case .down: (type, size, colour) = (11, 1.2, Palette.series(series))
    case .entry: (type, size, colour) = (9, 1.5, Palette.entry)
    case .exit: (type, size, colour) = (11, 1.5, Palette.exit)
    }
  }

  var clause: String {
    "pt \(type) ps \(GnuplotText.number(size)) lw 1.5 lc rgb '\(colour)'"
  }
}
