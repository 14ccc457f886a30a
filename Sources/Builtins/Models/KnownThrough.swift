import TimeSeries

/// The moment up to which a model knows its clock, its targets included.
struct KnownThrough {
  /// The clock that it was trained on; nil for a model from a file.
  private let clock: Clock?
  private let row: Int
  /// The moment; nil where it is not known or there is none.
  let time: Instant?
  /// The name of the newest row that is known, as a person reads it; empty for a model without rows.
  let label: String
  /// Whether the targets reach past the last row that there is, so that nobody knows how far.
  let isOpenEnded: Bool

  /// Creates the mark of a model whose targets reach to `row` of `clock`; a row before the first one
  /// for a model without rows.
  ///
  /// A target that was found on more rows than are left may reach past the last of them: such a model
  /// is taken to know everything.
  init(row: Int, of clock: Clock) {
    isOpenEnded = row >= clock.count && clock.count > 0
    let last = min(row, clock.count - 1)
    (self.clock, self.row) = (clock, last)
    time = last >= 0 && !isOpenEnded ? clock.close(of: last) : nil
    label = last >= 0 ? clock.label(last) + (isOpenEnded ? " and later" : "") : ""
  }

  /// Creates the mark of a model from a file, which has no clock; without a moment it is taken to
  /// know everything.
  init(time: Instant?, label: String) {
    (clock, row) = (nil, -1)
    (self.time, self.label) = (time, label)
    isOpenEnded = time == nil && !label.isEmpty
  }

  /// Whether the model was trained on this very clock, which a check can tell without its rows.
  func isOn(_ other: Clock) -> Bool { clock?.isSame(as: other) ?? false }

  /// Whether the model knows anything of the rows of `other` from `row` on.
  ///
  /// Where the two cannot be compared, as on tables without times, it does.
  func reaches(_ row: Int, of other: Clock) -> Bool {
    guard row < other.count, !label.isEmpty else { return false }
    guard !isOpenEnded else { return true }
    if let clock, clock.matches(other) { return row <= self.row }
    guard let time, let asked = other.close(of: row) else { return true }
    return asked <= time
  }
}
