/// A place in the order of events: an instant and, within it, a phase.
///
/// In a market that never stops the close of one bar and the open of the next are one instant; at
/// one instant closes come before opens, so that what a close tells can be acted on at the open.
public struct EventTime: Hashable, Comparable, Sendable {
  public enum Phase: UInt8, Comparable, Sendable {
    case close, open

    public static func < (a: Phase, b: Phase) -> Bool { a.rawValue < b.rawValue }
  }

  public let instant: Instant
  public let phase: Phase

  public init(_ instant: Instant, _ phase: Phase = .close) {
    (self.instant, self.phase) = (instant, phase)
  }

  /// After everything: of a value that is not known within the data.
  public static let never = EventTime(Instant(nanoseconds: .max), .open)

  public static func < (a: EventTime, b: EventTime) -> Bool {
    (a.instant, a.phase) < (b.instant, b.phase)
  }
}

extension Clock {
  /// Returns when the bar of a row closes, which is when its values are known and decided on.
  ///
  /// A row that has a number only closes at that number, as a count of nanoseconds.
  public func closing(of row: Int) -> EventTime {
    switch rows {
    case .times: EventTime(close(of: row) ?? Instant(nanoseconds: .max))
    case .numbers(let numbers): EventTime(Instant(nanoseconds: Int64(numbers[row])))
    }
  }

  /// Returns the first row that closes at or after `time`; `count` where none does.
  public func row(closingAtOrAfter time: EventTime) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if closing(of: middle) < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns the first row that closes after `time`; `count` where none does.
  public func row(closingAfter time: EventTime) -> Int {
    let row = row(closingAtOrAfter: time)
    return row < count && closing(of: row) == time ? row + 1 : row
  }
}
