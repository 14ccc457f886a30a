/// A fact that is known from one moment on.
public struct Dated: Sendable {
  /// The moment; nil while there are no rows to tell it, as in a check.
  public let time: EventTime?
  /// The clock of the rows that it was found from; nil where it has none to be recognised by.
  public let clock: Clock?

  public init(_ time: EventTime?, clock: Clock?) {
    (self.time, self.clock) = (time, clock)
  }

  /// Creates a fact that is known when the last row of `clock` has closed.
  public init(endOf clock: Clock) {
    self.init(clock.count > 0 ? clock.closing(of: clock.count - 1) : nil, clock: clock)
  }

  /// A fact that no row of any data knows, such as a figure of a report.
  public static let never = Dated(.never, clock: nil)

  /// Returns when the fact was known in the time of `other`; never where the two cannot be compared.
  public func moment(on other: Clock) -> EventTime {
    isComparable(with: other) ? time ?? .never : .never
  }

  /// Whether the fact was known when the first row of `other` closed.
  ///
  /// Without rows only what was found from the same clock is certain to come too late; rows that have
  /// numbers only can be compared with those of the same table.
  public func isKnown(atStartOf other: Clock) -> Bool { isKnown(atRow: 0, of: other) }

  /// Whether the fact was known when `row` of `other` closed.
  public func isKnown(atRow row: Int, of other: Clock) -> Bool {
    guard time != .never, isComparable(with: other) else { return false }
    guard row < other.count, let time else { return !(clock.map { $0.isSame(as: other) } ?? false) }
    return time <= other.closing(of: row)
  }

  /// Whether the moment has a place in the order of the rows of `other`: one that has no clock of its
  /// own, as of a model from a file, only among times.
  private func isComparable(with other: Clock) -> Bool {
    clock.map { $0.isComparable(with: other) } ?? (time == nil || other.times != nil)
  }

  /// Returns the facts of both, the latest of each clock.
  public static func union(_ a: [Dated], _ b: [Dated]) -> [Dated] {
    guard !a.isEmpty else { return b }
    return b.reduce(into: a) { all, fact in
      if let place = all.firstIndex(where: { $0.isOfSameClock(as: fact) }) {
        if let time = fact.time, all[place].time.map({ $0 < time }) ?? true { all[place] = fact }
      } else {
        all.append(fact)
      }
    }
  }

  private func isOfSameClock(as other: Dated) -> Bool {
    switch (clock, other.clock) {
    case (nil, nil): true
    case (let a?, let b?): a.isSame(as: b)
    default: false
    }
  }
}
