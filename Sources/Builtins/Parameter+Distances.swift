import Language
import TimeSeries

extension Parameter where Input == Splitter.Length {
  /// How far away a row is: rows, or a length of time.
  static func distance(
    _ name: String,
    default fallback: Int? = nil,
    in range: ClosedRange<Int>,
    _ summary: String
  ) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a whole number, or a duration",
      fallback: fallback.map(String.init),
      summary: summary
    )
    return Parameter(description) { reader in
      switch try reader.value() {
      case .duration(let period)? where period.isPositive: return .time(period)
      case .duration?: throw reader.wrong(.duration(Period()), "longer than nothing")
      case let value?: return .rows(try reader.whole(value, in: range))
      case nil: return .rows(fallback ?? range.lowerBound)
      }
    }
  }
}

extension Parameter where Input == Period? {
  /// A duration that may be left out.
  static func optionalDuration(_ name: String, _ summary: String) -> Parameter {
    let description = ParameterDescription(
      name,
      type: "a duration",
      fallback: "none",
      summary: summary
    )
    return Parameter(description) { reader in
      switch try reader.value() {
      case .duration(let period)? where period.isPositive: return period
      case let other?: throw reader.wrong(other, "a duration, such as 3d")
      case nil: return nil
      }
    }
  }
}
