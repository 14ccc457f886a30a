public import TimeSeries

/// A named column that is made of bars: what it is, which rows it takes, and how it is computed.
public struct BarColumn: Sendable {
  /// The name in the language, in lower snake case.
  public let name: String
  /// The formula in a line.
  ///
  /// O, H, L, C and V are open, high, low, close and volume, C₋₁ the close before; r = H - L is the
  /// range, b = |C - O| the body, u = H - max(O, C) and l = min(O, C) - L are the shadows.
  public let summary: String
  public let kind: Series.Kind
  /// Which rows of the bars a row takes.
  public let reach: Reach
  /// How many rows at the start are missing.
  public let warmUp: Int

  private let compute: @Sendable (BarMeasures) -> [Double]

  /// Creates a column that takes the rows of `reach`.
  init(
    _ name: String,
    _ summary: String,
    reach: Reach,
    warmUp: Int,
    kind: Series.Kind = .number,
    _ compute: @escaping @Sendable (BarMeasures) -> [Double]
  ) {
    (self.name, self.summary, self.kind) = (name, summary, kind)
    (self.reach, self.warmUp, self.compute) = (reach, warmUp, compute)
  }

  /// Creates a column that takes its own row and `back` rows before, all of which have to be there.
  init(
    _ name: String,
    _ summary: String,
    back: Int = 0,
    kind: Series.Kind = .number,
    _ compute: @escaping @Sendable (BarMeasures) -> [Double]
  ) {
    self.init(name, summary, reach: Reach(-back, 0), warmUp: back, kind: kind, compute)
  }

  /// Returns the column of these bars; what is not a number in the range of a `Double` is missing.
  public func values(_ measures: BarMeasures) -> [Double] {
    var values = compute(measures)
    for row in values.indices where values[row].isInfinite { values[row] = .nan }
    return values
  }
}

/// Columns that are computed together.
public struct ColumnSet: Sendable {
  public let columns: [BarColumn]

  public init(_ columns: [BarColumn]) {
    self.columns = columns
  }

  /// Returns one column for each of the set, in its order.
  ///
  /// Where the bars have no volume, what is made of it is missing.
  public func values(_ bars: Bars) -> [[Double]] {
    let measures = BarMeasures(bars)
    return columns.map { $0.values(measures) }
  }
}
