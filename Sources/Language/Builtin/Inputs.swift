public import TimeSeries

/// The series and numbers that a call has read: they decide the clock, the reach and the warm-up of
/// what it gives.
public final class Inputs {
  public private(set) var knowledge: [Knowledge] = []
  /// The columns that were read.
  public private(set) var series: [Series] = []
  public private(set) var clock: Clock?
  public private(set) var warmUp = 0
  /// The first clock that does not match, if one was read.
  private(set) var otherClock: Clock?

  let function: String

  public init(function: String = "") {
    self.function = function
  }

  public func note(_ value: Value) {
    if let series = value.asSeries {
      note(series)
    } else {
      let known = value.knowledge
      if !known.isConstant || !known.marks.isEmpty { knowledge.append(known) }
    }
  }

  public func note(_ series: Series) {
    knowledge.append(series.knowledge)
    self.series.append(series)
    warmUp = max(warmUp, series.warmUp)
    if let clock, !clock.matches(series.clock) { otherClock = otherClock ?? series.clock }
    clock = clock?.joined(with: series.clock) ?? series.clock
  }

  /// Returns the clock that all inputs stand on.
  public func commonClock(of function: String) throws -> Clock {
    guard let clock else {
      throw Problem.wrongType(found: "a number", wanted: "a series", what: "`\(function)`'s input")
    }
    if let otherClock {
      throw Problem.differentClocks(clock.describedRows, otherClock.describedRows)
    }
    return clock
  }
}

extension Clock {
  /// The step, the count and the span, to tell two clocks apart.
  var describedRows: String {
    "\(isSimulated ? "a simulated " : "")\(stepLabel) with \(count) rows, \(spanText)"
  }
}
