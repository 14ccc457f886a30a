/// The stretch of time that each label takes: from the close of its row, when it is decided on, to
/// when its outcome is known.
///
/// The rows are those that take part in a split, not all of the clock: what lies before the end of
/// the warm-up, or has no target, may be left out.
public struct LabelSpans: Sendable {
  public let clock: Clock
  /// The rows of the clock, ascending.
  public let rows: [Int]
  /// When each row closes.
  public let starts: [EventTime]
  /// When the label of each row is known, never before the row closes; `.never` where the data end
  /// before it.
  public let ends: [EventTime]

  /// Creates the spans of `rows` of `clock`, of which row i of the clock is known at `knownTimes[i]`.
  public init(rows: some Sequence<Int>, clock: Clock, knownTimes: [EventTime]) {
    precondition(knownTimes.count == clock.count, "one time for each row of the clock")
    self.clock = clock
    self.rows = Array(rows)
    precondition(zip(self.rows, self.rows.dropFirst()).allSatisfy { $0 < $1 }, "rows ascend")
    let starts = self.rows.map { clock.closing(of: $0) }
    ends = zip(self.rows, starts).map { row, start in max(start, knownTimes[row]) }
    self.starts = starts
  }

  /// Creates the spans of labels that all look `horizon` rows ahead.
  public init(rows: some Sequence<Int>, clock: Clock, horizon: Int) {
    let target = Series(
      [Double](repeating: 0, count: clock.count),
      clock: clock,
      knowledge: Knowledge(reach: Reach(0, horizon))
    )
    self.init(rows: rows, clock: clock, knownTimes: target.knownTimes)
  }

  public var count: Int { rows.count }

  /// Returns the rows at `places` among those that take part.
  func rows(at places: Range<Int>) -> RowSet {
    guard let first = places.first, let last = places.last else { return RowSet() }
    let span = rows[first]..<(rows[last] + 1)
    return span.count == places.count ? RowSet(span) : RowSet(rows[places])
  }
}
