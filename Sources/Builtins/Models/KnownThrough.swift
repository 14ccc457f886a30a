import TimeSeries

/// The newest row that a model knows anything of, its targets included.
struct KnownThrough {
  /// The clock that it was trained on; nil for a model from a file.
  private let clock: Clock?
  private let row: Int
  /// The moment of the row; nil on a clock of numbers, and for a model that knows no row.
  let time: Instant?
  /// The name of the row, as a person reads it; empty for a model that knows none.
  let label: String

  /// Creates the mark of `row` of `clock`; a row before the first one for a model that knows none.
  init(row: Int, of clock: Clock) {
    let last = min(row, clock.count - 1)
    (self.clock, self.row) = (clock, last)
    time = last >= 0 ? clock.times?[last] : nil
    label = last >= 0 ? clock.label(last) : ""
  }

  /// Creates the mark of a model from a file, which has no clock.
  init(time: Instant?, label: String) {
    (clock, row) = (nil, -1)
    (self.time, self.label) = (time, label)
  }

  /// Whether the model knows anything of the rows of `other` from `row` on.
  ///
  /// Where the two cannot be compared, as on tables without times, it does.
  func reaches(_ row: Int, of other: Clock) -> Bool {
    guard row < other.count else { return false }
    if let clock, clock.matches(other) { return row <= self.row }
    if let time, let asked = other.times { return asked[row] <= time }
    return !label.isEmpty
  }
}
