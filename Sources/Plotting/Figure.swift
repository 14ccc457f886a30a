public import TimeSeries

/// A picture as a value: panels below each other under one title.
///
/// Panels whose layers stand on times share one range of them, and so do panels on numbers; bars,
/// heatmaps and histograms have axes of their own.
public struct Figure: Sendable, Equatable {
  public let title: String
  /// A second, smaller line: what the data are, over which span, at which costs.
  public let subtitle: String?
  public let panels: [Panel]

  public init(title: String, subtitle: String? = nil, panels: [Panel]) {
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
  }

  /// Whether two figures draw the same picture from the same bits; missing values are equal.
  public static func == (a: Figure, b: Figure) -> Bool {
    a.canonicalSpecification == b.canonicalSpecification && a.canonicalData == b.canonicalData
  }
}

/// One pair of axes and what is drawn on them, the later layers over the earlier.
public struct Panel: Sendable, Equatable {
  /// What the values are, with their unit; it stands above the axis.
  public let yLabel: String?
  public let xLabel: String?
  /// How values are written: on the vertical axis, at bars and in cells.
  public let format: NumberFormat
  /// How the numbers of a horizontal axis are written.
  public let xFormat: NumberFormat
  public let layers: [Layer]
  public let references: [ReferenceLine]
  /// The share of the height, against the other panels.
  public let weight: Double

  public init(
    yLabel: String? = nil,
    xLabel: String? = nil,
    format: NumberFormat = .plain,
    xFormat: NumberFormat = .plain,
    layers: [Layer],
    references: [ReferenceLine] = [],
    weight: Double = 1
  ) {
    self.yLabel = yLabel
    self.xLabel = xLabel
    self.format = format
    self.xFormat = xFormat
    self.layers = layers
    self.references = references
    self.weight = weight
  }

  public static func == (a: Panel, b: Panel) -> Bool {
    Figure(title: "", panels: [a]) == Figure(title: "", panels: [b])
  }
}

/// A thin dashed line across the panel: a threshold, the observed value, the end of the training.
public struct ReferenceLine: Sendable, Equatable {
  public enum Position: Sendable, Equatable {
    /// A horizontal line at a value.
    case value(Double)
    /// A vertical line at a moment.
    case time(Instant)
    /// A vertical line at a number.
    case number(Double)
  }

  public let position: Position
  /// A few words: they stand to the right of a horizontal line, at the top of a vertical one.
  public let label: String?

  public init(_ position: Position, label: String? = nil) {
    self.position = position
    self.label = label
  }
}

/// How the numbers of an axis are written.
public enum NumberFormat: String, Sendable, Equatable {
  /// `12000`, with as many decimals as the step needs.
  case plain
  /// `12 %` for 0.12.
  case percent
  /// `12,000`.
  case thousands
}
