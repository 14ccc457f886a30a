/// A length of time: whole months of the calendar and nanoseconds.
public struct Period: Hashable, Sendable {
  public let months: Int
  public let nanoseconds: Int64

  public init(months: Int = 0, nanoseconds: Int64 = 0) {
    self.months = months
    self.nanoseconds = nanoseconds
  }

  public static let second = Period(nanoseconds: 1_000_000_000)
  public static let minute = Period(nanoseconds: 60_000_000_000)
  public static let hour = Period(nanoseconds: 3_600_000_000_000)
  public static let day = Period(nanoseconds: 86_400_000_000_000)
  public static let week = Period(nanoseconds: 604_800_000_000_000)
  public static let year = Period(months: 12)

  /// Whether the period leads forwards in time.
  public var isPositive: Bool {
    months >= 0 && nanoseconds >= 0 && (months > 0 || nanoseconds > 0)
  }
}

extension Period: CustomStringConvertible {
  /// The short form of the language: `3y`, `2mo`, `5d`, `30m`, `250ms`.
  public var description: String {
    if nanoseconds == 0 { return months % 12 == 0 ? "\(months / 12)y" : "\(months)mo" }
    let units: [(Period, String)] = [
      (.week, "w"), (.day, "d"), (.hour, "h"), (.minute, "m"), (.second, "s"),
      (Period(nanoseconds: 1_000_000), "ms"),
    ]
    let unit = units.first { nanoseconds % $0.0.nanoseconds == 0 }
    let clock = unit.map { "\(nanoseconds / $0.0.nanoseconds)\($0.1)" } ?? "\(nanoseconds)ns"
    return months == 0 ? clock : "\(months)mo\(clock)"
  }
}
