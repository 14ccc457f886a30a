import TimeSeries

/// The moment up to which a model knows its clock, its targets included.
struct KnownThrough {
  /// The fact that the model is: known once the last target that it learned from is; nil for a model
  /// that learned from no row.
  let fact: Dated?
  /// The name of the newest row that is known, as a person reads it; empty for a model without rows.
  let label: String

  /// Creates the mark of a model that learned from targets which were all known at `time`; nil without
  /// rows.
  ///
  /// A target that was found on more rows than are left may have become known after the last of them:
  /// where nobody knows when, such a model is taken to know everything.
  init(time: EventTime?, of clock: Clock) {
    fact = Dated(time, clock: clock)
    guard let time, clock.count > 0 else {
      label = ""
      return
    }
    let row = min(clock.row(closingAtOrAfter: time), clock.count - 1)
    label = clock.label(row) + (clock.closing(of: row) < time ? " and later" : "")
  }

  /// Creates the mark of a model from a file, which has no clock; without a moment it is taken to
  /// know everything.
  init(time: Instant?, label: String) {
    fact = label.isEmpty ? nil : Dated(time.map { EventTime($0) } ?? .never, clock: nil)
    self.label = label
  }

  /// The moment as a file keeps it; nil where it is not known or there is none.
  var time: Instant? {
    guard let fact, let time = fact.time, time != .never,
      fact.clock?.times != nil || fact.clock == nil
    else { return nil }
    return time.instant
  }

  /// What a figure of the model knows.
  func figure(_ what: String) -> Knowledge {
    Knowledge(reach: .constant, dated: [fact ?? .never], path: [Knowledge.Step(what)])
  }

  /// Whether the model was trained on this very clock, which a check can tell without its rows.
  func isOn(_ other: Clock) -> Bool { fact?.clock?.isSame(as: other) ?? false }

  /// Returns when each row of what the model says of `rows` was known; nil where every row was when it
  /// closed, as far as the model goes.
  func times(of rows: Range<Int>, on columns: Frame) -> [EventTime]? {
    let clock = columns.clock
    let inputs = columns.columns.map(\.series)
    let stated = Series.statedTimes(of: inputs, through: .present)
    guard let fact, !label.isEmpty, let first = rows.first, !fact.isKnown(atRow: first, of: clock)
    else { return stated }
    return (0..<clock.count).map { row in
      let own = stated?[row] ?? clock.closing(of: row)
      guard rows.contains(row), !fact.isKnown(atRow: row, of: clock) else { return own }
      return max(own, fact.moment(on: clock))
    }
  }
}
