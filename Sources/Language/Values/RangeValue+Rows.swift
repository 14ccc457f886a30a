public import TimeSeries

extension RangeValue {
  /// What the ends of the range know.
  public var knowledge: Knowledge {
    .derived(from: [lower, upper].compactMap(\.?.knowledge), step: text)
  }

  /// Returns the rows of `clock` that lie in the range: by time, or by row number.
  ///
  /// A date as the upper end includes the whole of that date.
  public func rows(of clock: Clock) throws -> Range<Int> {
    let start = try lower.map { try row(of: clock, atOrAfter: $0) } ?? 0
    guard let upper else { return start..<max(start, clock.count) }
    let end: Int
    switch upper.plain {
    case .instant(let instant) where !isHalfOpen && instant.timeOfDay == 0:
      end = try row(of: clock, atOrAfter: .instant(instant.advanced(by: .day)))
    case .instant(let instant) where !isHalfOpen:
      end = try row(of: clock, atOrAfter: .instant(instant.advanced(by: Period(nanoseconds: 1))))
    default:
      let first = try row(of: clock, atOrAfter: upper)
      end = isHalfOpen ? first : min(clock.count, first + 1)
    }
    return start..<max(start, end)
  }

  private func row(of clock: Clock, atOrAfter value: Value) throws -> Int {
    switch value.plain {
    case .instant(let instant):
      guard clock.times != nil else { throw Problem.clockHasNoTimes("a range of dates") }
      return clock.row(atOrAfter: instant)
    case .number(let scalar):
      // While nothing but the form of the rows is known, a number that comes from them is not.
      if clock.count == 0, scalar.isFromData { return 0 }
      guard let row = Int(exactly: scalar.value), row >= 0 else {
        throw Problem.notAWholeNumber(what: "a row", value: NumberText.short(scalar.value))
      }
      return min(row, clock.count)
    default:
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a date or a row number",
        what: "the end of a range of rows"
      )
    }
  }

  /// Returns the numbers of a range such as `10..60 step 10`.
  ///
  /// The step is 1 where none is given; each number is the lower end plus a whole number of steps,
  /// so that no rounding adds up.
  public func numbers(limit: Int = 100_000) throws -> [Double] {
    guard case .number(let low)? = lower, case .number(let high)? = upper else {
      throw Problem.wrongType(
        found: "a range of other values",
        wanted: "a range of numbers with both ends",
        what: "this range"
      )
    }
    let step = self.step ?? 1
    guard step != 0, (high.value - low.value) / step >= 0 else { return [] }
    let steps = ((high.value - low.value) / step + 1e-9).rounded(.down)
    guard steps < Double(limit) else {
      throw Problem.tooMuch(
        what: "the length of this range",
        count: NumberText.short(steps + 1),
        limit: NumberText.count(limit)
      )
    }
    let values = (0...Int(steps)).map { low.value + Double($0) * step }
    return isHalfOpen ? values.filter { $0 < high.value } : values
  }
}
