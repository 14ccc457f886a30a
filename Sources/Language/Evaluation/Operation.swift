internal import Numerics
internal import TimeSeries

/// What the signs of the language do to values.
enum Operation {
  static func negated(_ value: Value, step: String) throws -> Value {
    if case .duration(let period) = value {
      return .duration(Period(months: -period.months, nanoseconds: -period.nanoseconds))
    }
    guard let operand = Operand(value), operand.kind != .boolean else {
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a number or a series",
        what: "the operand of `-`"
      )
    }
    return operand.mapped(kind: operand.kind) { -$0 }
  }

  static func not(_ value: Value) throws -> Value {
    guard let operand = Operand(value), operand.isTruth else {
      throw Problem.wrongType(
        found: value.typeName,
        wanted: "a truth value",
        what: "the operand of `not`"
      )
    }
    return operand.mapped(kind: .boolean) { $0.isNaN ? $0 : 1 - $0 }
  }

  static func binary(
    _ sign: BinaryOperator,
    _ left: Value,
    _ right: Value,
    step: String,
    notes: Notes
  ) throws -> Value {
    guard let a = Operand(left), let b = Operand(right) else {
      let known = Knowledge.derived(from: [left.knowledge, right.knowledge], step: step)
      return try special(sign, left.plain, right.plain).knowing(known, step: step)
    }
    let isLogic = sign == .and || sign == .or
    let compares = sign == .equal || sign == .notEqual
    let fits =
      isLogic ? a.isTruth && b.isTruth : compares || (a.kind != .boolean && b.kind != .boolean)
    guard fits else {
      throw Problem.badOperands(left.typeName, right.typeName, operator: sign.rawValue)
    }
    let kernel = Operation.kernel(sign)
    let result = try Operand.combine(
      a,
      b,
      kind: sign.givesTruth ? .boolean : .number,
      step: step,
      kernel
    )
    if sign == .divide || sign == .remainder || sign == .power {
      countUndefined(result, a, b, sign, notes)
    }
    return result
  }

  /// Returns what one sign does to two numbers, missing values being NaN.
  static func kernel(_ sign: BinaryOperator) -> (Double, Double) -> Double {
    switch sign {
    case .add: { $0 + $1 }
    case .subtract: { $0 - $1 }
    case .multiply: { $0 * $1 }
    case .divide: { $1 == 0 ? .nan : $0 / $1 }
    case .remainder: { $1 == 0 ? .nan : $0 - ($0 / $1).rounded(.down) * $1 }
    case .power: power
    case .equal: { $0.isNaN || $1.isNaN ? .nan : $0 == $1 ? 1 : 0 }
    case .notEqual: { $0.isNaN || $1.isNaN ? .nan : $0 != $1 ? 1 : 0 }
    case .less: { $0.isNaN || $1.isNaN ? .nan : $0 < $1 ? 1 : 0 }
    case .lessOrEqual: { $0.isNaN || $1.isNaN ? .nan : $0 <= $1 ? 1 : 0 }
    case .greater: { $0.isNaN || $1.isNaN ? .nan : $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: { $0.isNaN || $1.isNaN ? .nan : $0 >= $1 ? 1 : 0 }
    // Three-valued logic: what the known side decides stands, whatever the missing one is.
    case .and: { $0 == 0 || $1 == 0 ? 0 : $0.isNaN || $1.isNaN ? .nan : 1 }
    case .or: { $0 == 1 || $1 == 1 ? 1 : $0.isNaN || $1.isNaN ? .nan : 0 }
    }
  }

  /// Returns x to the power y: by products for a small whole y, else by exp and log.
  private static func power(_ x: Double, _ y: Double) -> Double {
    if y == 0.5 { return x < 0 ? .nan : x.squareRoot() }
    guard let n = Int(exactly: y), n.magnitude <= 1024 else {
      return x < 0 ? .nan : x == 0 ? (y > 0 ? 0 : .nan) : Elementary.exp(y * Elementary.log(x))
    }
    var (result, factor, rest) = (1.0, x, abs(n))
    while rest > 0 {
      if rest % 2 == 1 { result *= factor }
      factor *= factor
      rest /= 2
    }
    return n >= 0 ? result : result == 0 ? .nan : 1 / result
  }

  private static func countUndefined(
    _ result: Value,
    _ a: Operand,
    _ b: Operand,
    _ sign: BinaryOperator,
    _ notes: Notes
  ) {
    guard let values = Operand(result) else { return }
    var rows = 0
    for row in 0..<values.count where values[row].isNaN && !a[row].isNaN && !b[row].isNaN {
      rows += 1
    }
    if rows > 0 { notes.count(sign == .power ? "undefined power" : "division by zero", rows: rows) }
  }

  /// Signs on values that are not numbers: dates, durations and texts.
  private static func special(
    _ sign: BinaryOperator,
    _ left: Value,
    _ right: Value
  ) throws -> Value {
    switch (left, sign, right) {
    case (.instant(let a), .add, .duration(let b)): return .instant(a.advanced(by: b))
    case (.instant(let a), .subtract, .duration(let b)): return .instant(a.retreated(by: b))
    case (.duration(let a), .add, .duration(let b)): return .duration(try sum(a, b))
    case (.bars(let a), .add, .bars(let b)): return .bars(try sum(a, b))
    case (.bars(let a), .subtract, .bars(let b)): return .bars(try sum(a, -b))
    case (.text(let a), .add, .text(let b)): return .text(try joined(a, b))
    case (.text(let a), .equal, .text(let b)): return .truth(a == b)
    case (.text(let a), .notEqual, .text(let b)): return .truth(a != b)
    case (.instant(let a), _, .instant(let b)) where sign.givesTruth && sign != .and && sign != .or:
      return .truth(kernel(sign)(a < b ? -1 : a > b ? 1 : 0, 0) == 1)
    default:
      throw Problem.badOperands(left.typeName, right.typeName, operator: sign.rawValue)
    }
  }

  /// The longest text that the language makes, in bytes.
  private static let longestText = 1_000_000

  private static func joined(_ a: String, _ b: String) throws -> String {
    guard a.utf8.count + b.utf8.count <= longestText else {
      throw Problem.tooMuch(
        what: "the length of this text",
        count: NumberText.count(a.utf8.count + b.utf8.count),
        limit: NumberText.count(longestText)
      )
    }
    return a + b
  }

  /// Returns the sum of two durations, which stays as far from any overflow as one that is typed.
  private static func sum(_ a: Period, _ b: Period) throws -> Period {
    let months = a.months + b.months
    let nanoseconds = a.nanoseconds + b.nanoseconds
    guard abs(months) < 120_000, abs(nanoseconds) < Int64.max / 4 else {
      throw Problem.outsideRange(
        what: "this duration",
        value: "too long",
        range: "as long as 73 years, or 10,000 in months"
      )
    }
    return Period(months: months, nanoseconds: nanoseconds)
  }

  private static func sum(_ a: Int, _ b: Int) throws -> Int {
    guard abs(a + b) < Int32.max else {
      throw Problem.tooMuch(
        what: "this number of bars",
        count: NumberText.count(a + b),
        limit: NumberText.count(Int(Int32.max))
      )
    }
    return a + b
  }

  /// Returns the kind of a value that is one or the other; `na` is of any kind.
  private static func kind(of a: Operand, or b: Operand) -> Series.Kind {
    if a.isLiteralMissing { return b.kind }
    return b.isLiteralMissing || a.kind == b.kind ? a.kind : .number
  }

  /// Returns `first` where the condition holds and `second` elsewhere; a missing condition is false
  /// and is counted.
  static func choice(
    _ condition: Value,
    _ first: Value,
    _ second: Value,
    step: String,
    notes: Notes
  ) throws -> Value {
    guard let test = condition.asSeries, test.kind == .boolean else {
      throw Problem.wrongType(
        found: condition.typeName,
        wanted: "a truth value",
        what: "the condition"
      )
    }
    guard let a = Operand(first), let b = Operand(second) else {
      throw Problem.badOperands(first.typeName, second.typeName, operator: "if")
    }
    let clock = try Operand.commonClock([Operand.series(test), a, b])
    let missing = test.missingCount - min(test.warmUp, test.missingCount)
    if missing > 0 { notes.count("na in condition", rows: missing) }
    let values = (0..<test.count).map { test.values[$0] == 1 ? a[$0] : b[$0] }
    return .series(
      Series(
        values,
        clock: clock,
        kind: Operation.kind(of: a, or: b),
        knowledge: .derived(
          from: [test.knowledge, a.knowledge, b.knowledge],
          step: step
        ),
        warmUp: max(test.warmUp, a.warmUp, b.warmUp),
        stated: Series.statedTimes(
          of: [test] + [a, b].compactMap(\.series),
          through: .present
        )
      )
    )
  }
}

extension BinaryOperator {
  var givesTruth: Bool {
    switch self {
    case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .add, .subtract, .multiply, .divide, .remainder, .power: false
    }
  }
}
