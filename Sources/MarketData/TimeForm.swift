/// The order in which the dates of a file are written; a file has one.
enum TimeForm: Hashable, Sendable {
  /// `2024-01-31`, or with another separator.
  case yearFirst(separator: UInt8)
  /// `1/31/2024`.
  case monthFirst
  /// `31/1/2024`, or with another separator.
  case dayFirst(separator: UInt8)
  /// `20240131`.
  case compact
  /// A number of units, each of so many nanoseconds, since 1970.
  case epoch(unit: Int64)

  /// The forms of dates, in the order in which they are tried.
  static let dates: [TimeForm] = [
    .yearFirst(separator: UInt8(ascii: "-")), .yearFirst(separator: UInt8(ascii: "/")),
    .yearFirst(separator: .point), .compact, .monthFirst,
    .dayFirst(separator: UInt8(ascii: "/")), .dayFirst(separator: .point),
  ]

  /// Returns the form that most of `cells` have, the earlier on a tie; nil where none has any.
  ///
  /// `isAmbiguous` says that the dates could as well be read with the day first.
  static func detect(
    _ cells: [Range<Int>],
    in bytes: Span<UInt8>,
    allowsEpoch: Bool
  ) -> (form: TimeForm, matches: Int, isAmbiguous: Bool)? {
    var best: (form: TimeForm, matches: Int, isAmbiguous: Bool)?
    for form in dates + (allowsEpoch ? [epoch(of: cells, in: bytes)] : []) {
      var parser = TimeParser(form: form)
      let matches = cells.count { cell in
        !cell.isEmpty && parser.instant(at: cell.lowerBound, in: bytes)?.end == cell.upperBound
      }
      guard matches > 0 else { continue }
      if matches > best?.matches ?? 0 {
        best = (form, matches, false)
      } else if best?.form == .monthFirst, matches == best?.matches {
        best?.isAmbiguous = true
      }
    }
    return best
  }

  /// Returns the form of numbers since 1970, with the unit by their size: seconds reach 10¹¹ in the
  /// year 5138, and milliseconds since 1973 are more.
  private static func epoch(of cells: [Range<Int>], in bytes: Span<UInt8>) -> TimeForm {
    let decimal = Decimal()
    let largest = cells.reduce(0.0) { largest, cell in
      guard case .number(let value) = decimal.reading(of: cell, in: bytes) else { return largest }
      return max(largest, abs(value))
    }
    let unit: Int64 =
      switch largest {
      case ..<1e11: 1_000_000_000
      case ..<1e14: 1_000_000
      case ..<1e17: 1000
      default: 1
      }
    return .epoch(unit: unit)
  }
}
