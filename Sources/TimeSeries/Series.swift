/// An immutable column of numbers on a clock that knows how far it looks.
///
/// A missing value is NaN. A Boolean series holds 0, 1 and missing.
public struct Series: Sendable {
  public enum Kind: Sendable, Hashable {
    case number
    /// A number that reads best as a percentage, such as a return.
    case fraction
    case boolean
  }

  public let values: [Double]
  public let clock: Clock
  public let kind: Kind
  public let knowledge: Knowledge
  /// How many rows at the start are missing because a window was not yet full.
  public let warmUp: Int
  /// When each row was first known, where the reach alone does not say it; nil where it does.
  public let stated: [EventTime]?
  /// Whether a row was known only after it closed, by the times that are stated.
  let isLate: Bool

  /// Creates a series with one value for each row of `clock`.
  public init(
    _ values: [Double],
    clock: Clock,
    kind: Kind = .number,
    knowledge: Knowledge = .present,
    warmUp: Int = 0,
    stated: [EventTime]? = nil
  ) {
    precondition(values.count == clock.count, "one value for each row")
    precondition(stated.map { $0.count == values.count } ?? true, "one time for each row")
    self.values = values
    self.clock = clock
    self.kind = kind
    self.knowledge = knowledge
    self.warmUp = warmUp
    self.stated = stated
    isLate =
      stated.map { times in times.indices.contains { times[$0] > clock.closing(of: $0) } } ?? false
  }

  /// Which rows a value depends on: all of them where the column was told something, or has a row,
  /// that was not known in time.
  public var reach: Reach {
    isLate && !knowledge.reach.seesFuture ? .everything : knowledge.reach(on: clock)
  }
  public var count: Int { values.count }

  /// What the column knows on its own clock.
  public var effective: Knowledge {
    knowledge.with(reach: reach, marks: marks)
  }

  /// What has to be said of the column.
  public var marks: [Mark] { knowledge.marks(on: clock) }

  /// How many values are missing.
  public var missingCount: Int {
    values.count { $0.isNaN }
  }

  /// Returns the same column with other knowledge, kind or warm-up.
  public func with(
    kind: Kind? = nil,
    knowledge: Knowledge? = nil,
    warmUp: Int? = nil
  ) -> Series {
    Series(
      values,
      clock: clock,
      kind: kind ?? self.kind,
      knowledge: knowledge ?? self.knowledge,
      warmUp: warmUp ?? self.warmUp,
      stated: stated
    )
  }

  /// Returns the column without rows, which keeps what it knows.
  public func emptied() -> Series {
    let clock = clock.emptied()
    // That a row came too late can no longer be told by the rows; a part of them may still be in time.
    let isLate = reach != knowledge.reach
    return Series(
      [],
      clock: clock,
      kind: kind,
      knowledge: isLate ? knowledge.told(Dated(nil, clock: clock)) : knowledge,
      stated: stated.map { _ in [] }
    )
  }

  /// Returns the rows of `range` on `clock`, the clock of those rows.
  ///
  /// What looks ahead keeps the times at which it was known, of which the cut clock may have no rows.
  public func cut(to range: Range<Int>, clock: Clock) -> Series {
    Series(
      Array(values[range]),
      clock: clock,
      kind: kind,
      knowledge: knowledge,
      warmUp: max(0, min(range.count, warmUp - range.lowerBound)),
      stated: knowledge.reach.seesFuture || stated != nil ? range.map(knownTime) : nil
    )
  }
}
