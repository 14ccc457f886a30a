/// Durations as a person reads them.
enum DurationText {
  /// Returns seconds in the two largest units that they reach: `8 s`, `1 min 28 s`, `2 h 5 min`.
  ///
  /// A part of a second counts as one, and more than 10,000,000 seconds as these.
  static func exact(_ seconds: Double) -> String {
    let whole = Int(exactly: min(max(0, seconds), 1e7).rounded(.up)) ?? 0
    return switch whole {
    case ..<60: "\(whole) s"
    case ..<3600: "\(whole / 60) min \(whole % 60) s"
    default: "\(whole / 3600) h \(whole / 60 % 60) min"
    }
  }

  /// Returns seconds in the largest unit that they reach, as an age is told: `5 min`, `3 d`.
  static func rough(_ seconds: Int64) -> String {
    switch seconds {
    case ..<60: "\(max(0, seconds)) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) d"
    }
  }
}
