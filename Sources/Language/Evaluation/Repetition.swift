internal import TimeSeries

/// Compares what a cell gives when it runs again with what it gave before, bit for bit.
///
/// Missing values are alike whatever their bits. Clocks that both runs made for themselves are taken
/// for one where they have the same rows; a value of the domain is the same only as itself.
public struct Repetition {
  private var clocks = ClockPairs()
  /// Whether a clock may be another object than before: not where it may be that of another cell.
  private let makesClocks: Bool

  /// Creates the comparison of the values of one cell.
  ///
  /// - Parameter makesClocks: Whether the cell reads nothing, so that all of its clocks are its own.
  public init(makesClocks: Bool) {
    self.makesClocks = makesClocks
  }

  /// Whether `value` is the very same as `before`.
  public mutating func isSame(_ value: Value, _ before: Value) -> Bool {
    switch (value, before) {
    case (.number(let a), .number(let b)):
      isSame(a.value, b.value) && a.kind == b.kind && isSame(a.knowledge, b.knowledge)
    case (.text(let a), .text(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.bars(let a), .bars(let b)): a == b
    case (.ticks(let a), .ticks(let b)): isSame(a, b)
    case (.instant(let a), .instant(let b)): a == b
    case (.timeOfDay(let a), .timeOfDay(let b)): a == b
    case (.range(let a), .range(let b)):
      isSame(a.lower, b.lower) && isSame(a.upper, b.upper) && a.isHalfOpen == b.isHalfOpen
        && isSame(a.step ?? 0, b.step ?? 0) && (a.step == nil) == (b.step == nil)
    case (.series(let a), .series(let b)): isSame(a, b)
    case (.frame(let a), .frame(let b)): isSame(a, b)
    case (.list(let a), .list(let b)): isSame(a, b)
    case (.record(let a), .record(let b)):
      a.fields.map(\.name) == b.fields.map(\.name)
        && isSame(a.fields.map(\.value), b.fields.map(\.value))
    case (.function(let a), .function(let b)): isSame(a, b)
    case (.informed(let a, let known), .informed(let b, let other)):
      isSame(a, b) && isSame(known, other)
    default: false
    }
  }

  private mutating func isSame(_ a: Value?, _ b: Value?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return isSame(a, b)
  }

  private mutating func isSame(_ a: [Value], _ b: [Value]) -> Bool {
    a.count == b.count && a.indices.allSatisfy { isSame(a[$0], b[$0]) }
  }

  private func isSame(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
  }

  private func isSame(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && a.indices.allSatisfy { isSame(a[$0], b[$0]) }
  }

  private mutating func isSame(_ a: Clock, _ b: Clock) -> Bool {
    a === b ? a.repeats(b, &clocks) : makesClocks && a.repeats(b, &clocks)
  }

  private mutating func isSame(_ a: Series, _ b: Series) -> Bool {
    a.kind == b.kind && a.warmUp == b.warmUp && isSame(a.clock, b.clock)
      && a.stated == b.stated && isSame(a.values, b.values) && isSame(a.knowledge, b.knowledge)
  }

  private mutating func isSame(_ a: Frame, _ b: Frame) -> Bool {
    a.membership == nil && b.membership == nil && a.isComputed == b.isComputed
      && a.columns.count == b.columns.count && isSame(a.clock, b.clock)
      && zip(a.columns, b.columns).allSatisfy { one, two in
        one.name == two.name && one.header == two.header && isSame(one.series, two.series)
      }
  }

  /// A function is the same where its text is that of the same run of a parser, and it keeps the same.
  private mutating func isSame(_ a: FunctionValue, _ b: FunctionValue) -> Bool {
    if a === b { return true }
    let (one, two) = (a.environment.values, b.environment.values)
    guard a.source === b.source, a.body.range == b.body.range,
      a.environment.last == nil, b.environment.last == nil, one.count == two.count
    else { return false }
    return one.allSatisfy { name, value in two[name].map { isSame(value, $0) } ?? false }
  }

  private mutating func isSame(_ a: Knowledge, _ b: Knowledge) -> Bool {
    a.reach == b.reach && a.forecast == b.forecast && a.path == b.path && isSame(a.dated, b.dated)
      && a.marks.count == b.marks.count
      && zip(a.marks, b.marks).allSatisfy { one, two in
        one.kind == two.kind && one.text == two.text && isSame(one.until, two.until)
      }
  }

  private mutating func isSame(_ a: [Dated], _ b: [Dated]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { one, two in
        guard one.time == two.time else { return false }
        guard let clock = one.clock, let other = two.clock else {
          return one.clock == nil && two.clock == nil
        }
        return isSame(clock, other)
      }
  }
}
