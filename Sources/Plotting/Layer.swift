public import TimeSeries

/// The horizontal places of a layer's values, in any order.
public enum Axis: Sendable, Equatable {
  case times([Instant])
  case numbers([Double])

  public var count: Int {
    switch self {
    case .times(let times): times.count
    case .numbers(let numbers): numbers.count
    }
  }
}

/// The look of a point.
public enum PointShape: String, Sendable, Equatable {
  case dot
  case ring
  case cross
  /// A triangle that points up.
  case up
  /// A triangle that points down.
  case down
  /// A triangle that points up, in the colour of all entries.
  case entry
  /// A triangle that points down, in the colour of all exits.
  case exit
}

/// The end of the scale whose cell a heatmap marks.
public enum Best: String, Sendable, Equatable {
  case largest
  case smallest
}

/// One thing drawn on a panel.
///
/// The columns of a layer have one length. A value that is missing or infinite is a gap. A layer
/// with a label is in the legend.
public enum Layer: Sendable, Equatable {
  case line(x: Axis, y: [Double], label: String? = nil)
  /// The surface between zero and the values: a drawdown.
  case area(x: Axis, y: [Double], label: String? = nil)
  /// The surface between two lines; of the bands of a fan the inner have the greater depth, from 0.
  case band(x: Axis, low: [Double], high: [Double], label: String? = nil, depth: Int = 0)
  /// Price bars. On times they stand in equal steps, so that nights and weekends leave no holes,
  /// and whatever shares the figure follows them.
  case candles(
    x: Axis,
    open: [Double],
    high: [Double],
    low: [Double],
    close: [Double],
    label: String? = nil
  )
  case points(x: Axis, y: [Double], label: String? = nil, shape: PointShape = .dot)
  /// Horizontal bars from the top down; only the first sixty are drawn, which the figure says.
  case bars(labels: [String], values: [Double], label: String? = nil)
  /// Coloured cells, `values` by rows of `y`, the first row at the bottom; few cells have their
  /// number printed in them.
  case heatmap(
    x: [String],
    y: [String],
    values: [[Double]],
    valueLabel: String,
    best: Best? = .largest
  )
  /// Counts between `edges`, of which there is one more than there are counts.
  case histogram(edges: [Double], counts: [Double], label: String? = nil)

  public static func == (a: Layer, b: Layer) -> Bool {
    Panel(layers: [a]) == Panel(layers: [b])
  }
}

extension Layer {
  /// The times or numbers that the layer stands on; nil for a layer with axes of its own.
  var axis: Axis? {
    switch self {
    case .line(let x, _, _), .area(let x, _, _), .band(let x, _, _, _, _),
      .candles(let x, _, _, _, _, _), .points(let x, _, _, _):
      x
    case .bars, .heatmap, .histogram: nil
    }
  }

  /// The columns of values, without their places.
  var columns: [[Double]] {
    switch self {
    case .line(_, let y, _), .area(_, let y, _), .points(_, let y, _, _): [y]
    case .band(_, let low, let high, _, _): [low, high]
    case .candles(_, let open, let high, let low, let close, _): [open, high, low, close]
    case .bars(_, let values, _): [values]
    case .heatmap(_, _, let values, _, _): values
    case .histogram(_, let counts, _): [counts]
    }
  }

  var hasValues: Bool {
    columns.contains { $0.contains(where: \.isFinite) }
  }

  /// Whether the columns have the lengths that belong together.
  var isConsistent: Bool {
    switch self {
    case .bars(let labels, let values, _): labels.count == values.count
    case .heatmap(let x, let y, let values, _, _):
      values.count == y.count && values.allSatisfy { $0.count == x.count }
    case .histogram(let edges, let counts, _): edges.count == counts.count + 1
    default: columns.allSatisfy { $0.count == axis?.count }
    }
  }
}
