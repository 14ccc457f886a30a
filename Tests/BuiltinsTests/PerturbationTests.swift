import Builtins
import Language
import Notebook
import Numerics
import Testing
import TimeSeries

/// The reach that a result declares is the truth: a change of the data outside it changes nothing.
///
/// Towards the future this holds bit for bit; towards the past to within 1e-9 of the largest value,
/// as a running sum carries rounding.
@Suite struct PerturbationTests {
  private static let rows = 240

  /// Calls of every function that takes series or bars, each in several forms.
  static let calls: [String] = RegistryTests.functions.flatMap { function -> [String] in
    guard function.takesColumns, !judges.contains(function.name),
      !acrossSymbols.contains(function.name)
    else { return [] }
    return [1, 2, 3].map { variant in
      let arguments = function.parameters.filter { !$0.isNamedOnly }.enumerated().map {
        place,
        parameter in
        parameter.argument(place: place, variant: variant)
      }
      return "\(function.name)(\(arguments.compactMap(\.self).joined(separator: ", ")))"
    }
  }

  /// Functions that give no rows on the clock of what they take: figures of the whole sample, parts
  /// of figures, and a world of its own.
  private static let judges: Set = [
    "calibration", "detections", "fitted", "event_study", "heatmap", "importance", "insight",
    "json",
    "random_walk", "roc", "series",
  ]

  /// Functions that need a panel, which `CrossSectionKnowledgeTests` gives them.
  private static let acrossSymbols: Set = ["xmean", "xrank", "xz"]

  @Test func allFunctionsAreCalled() {
    let called = Set(Self.calls.map { String($0.prefix { $0 != "(" }) })
    let rest = Set(RegistryTests.functions.map(\.name)).subtracting(called)
    #expect(rest == Self.judges.union(Self.acrossSymbols))
  }

  @Test(arguments: calls)
  func aChangeOutsideTheReachChangesNothing(_ call: String) throws {
    let found = try Self.violations(of: call, changes: 24, seed: 1)
    #expect(found.violations.isEmpty, "\(call): \(found.violations)")
    #expect(found.isSensitive, "no change of the data changes \(call)")
  }

  /// On data without gaps the rows of the warm-up are missing, and the first row after it is there.
  @Test(arguments: calls)
  func theWarmUpIsAsLongAsItSays(_ call: String) throws {
    let columns = try Self.columns(
      of: call,
      on: Bars.random(rows: Self.rows, seed: 5),
      RegistryTests.registry
    )
    for column in columns where !column.reach.seesFuture {
      let first = column.values.firstIndex { !$0.isNaN }
      #expect(first == column.warmUp, "\(call)")
    }
  }

  /// A thousand compositions, in parts that run side by side.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func noCompositionChangesOutsideItsReach(_ part: UInt64) throws {
    var stream = RandomStream(seed: part, path: "compositions")
    var sensitive = 0
    for number in 0..<50 {
      let expression = Composition.program(depth: 3, &stream)
      let found = try Self.violations(of: expression, changes: 6, seed: part * 100 + UInt64(number))
      #expect(found.violations.isEmpty, "\(expression): \(found.violations)")
      if found.isSensitive { sensitive += 1 }
    }
    #expect(sensitive > 35)
  }

  /// What was waited for knows no row after its own, whatever it was.
  @Test(arguments: 20..<24 as Range<UInt64>)
  func whatIsKnownKnowsNothingLater(_ part: UInt64) throws {
    var stream = RandomStream(seed: part, path: "compositions")
    for number in 0..<25 {
      let expression = "known(\(Composition.program(depth: 2, &stream)))"
      let found = try Self.violations(of: expression, changes: 6, seed: part * 100 + UInt64(number))
      #expect(found.violations.isEmpty, "\(expression): \(found.violations)")
      #expect(!found.seesFuture, "\(expression)")
    }
  }

  /// The test itself finds a function that knows more than it says.
  @Test(arguments: [-1, 1, 5])
  func aWrongDeclarationIsFound(offset: Int) throws {
    let liar = Builtin.column(
      "liar",
      "Another row than it says.",
      .series("values", "the series"),
      reach: .pointwise
    ) { values in
      values.indices.map { values.indices.contains($0 + offset) ? values[$0 + offset] : .nan }
    }
    let registry = Registry(groups: [("Lies", [liar])], verbs: [])
    let found = try Self.violations(of: "liar(close)", changes: 8, seed: 1, registry)
    #expect(found.violations.count >= 7)
  }

  /// Evaluates `text` on random bars and on changed ones, and compares the rows.
  private static func violations(
    of text: String,
    changes: Int,
    seed: UInt64,
    _ registry: Registry = RegistryTests.registry
  ) throws -> (violations: [String], isSensitive: Bool, seesFuture: Bool) {
    let bars = Bars.random(rows: rows, seed: seed)
    var stream = RandomStream(seed: seed, path: "changes")
    let before = try columns(of: text, on: bars, registry)
    var violations: [String] = []
    var isSensitive = false
    for _ in 0..<changes {
      let row = stream.index(below: rows)
      let after = try columns(of: text, on: bars.changed(at: row, &stream), registry)
      for (old, new) in zip(before, after) {
        if let found = violation(old, new, changed: row, of: bars.clock) {
          violations.append("row \(row) of the data changed, reach \(old.reach): \(found)")
        }
        if old.reach != new.reach || old.warmUp != new.warmUp {
          violations.append("the reach or the warm-up depends on the data")
        }
        isSensitive = isSensitive || zip(old.values, new.values).contains { $0 != $1 && !$0.isNaN }
      }
    }
    return (violations, isSensitive, before.contains(where: \.reach.seesFuture))
  }

  /// Returns a row that changed although the changed row of the data is outside its reach, or closes
  /// after the row says that it was known.
  private static func violation(
    _ old: Series,
    _ new: Series,
    changed row: Int,
    of clock: Clock
  ) -> String? {
    let size = old.values.reduce(0) { max($0, $1.isFinite ? abs($1) : 0) }
    for t in old.values.indices {
      let (a, b) = (old.values[t], new.values[t])
      if a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN) { continue }
      if max(old.knownTime(of: t), new.knownTime(of: t)) < clock.closing(of: row) {
        return "row \(t) was known too early"
      }
      // A slice has other rows, of which the times alone can tell.
      guard old.count == clock.count else { continue }
      let offset = row - t
      if old.reach.isConstant || offset > old.reach.high { return "row \(t) saw the future" }
      if offset < old.reach.low, !(abs(a - b) <= 1e-9 * size) {
        return "row \(t) remembers too much: \(a), then \(b)"
      }
    }
    return nil
  }

  /// Returns the columns of a value: its own, those of a record, or a number on every row.
  private static func columns(
    of text: String,
    on frame: Frame,
    _ registry: Registry
  ) throws -> [Series] {
    var session = Session(registry: registry, context: RunContext(), drawing: nil)
    session.evaluator.environment.used = FrameScope(frame, name: "es")
    session.evaluator.environment.bind("es", to: .frame(frame))
    let slow = try frame.resampled(to: .week, step: "resample 1w")
    session.evaluator.environment.bind("weeks", to: .frame(slow))
    if let error = session.run("value = \(text)", slug: "a").error { throw error }
    let value = try #require(session.evaluator.environment["value"])
    return series(in: value, clock: frame.clock)
  }

  private static func series(in value: Value, clock: Clock) -> [Series] {
    switch value {
    case .number(let scalar):
      let values = [Double](repeating: scalar.value, count: clock.count)
      return [Series(values, clock: clock, knowledge: scalar.knowledge)]
    case .record(let record): return record.fields.flatMap { series(in: $0.value, clock: clock) }
    case .frame(let frame): return frame.columns.map(\.series)
    case .object(let object):
      return ["equity", "returns", "positions"].compactMap(object.field).flatMap {
        series(in: $0, clock: clock)
      }
    default: return value.asSeries.map { [$0] } ?? []
    }
  }
}

extension Builtin {
  /// Whether the function takes columns, as an argument or of the frame in scope.
  fileprivate var takesColumns: Bool {
    parameters.contains {
      ["a series", "a number or a series", "an expression"].contains($0.type) || $0.name == "of"
    }
      || ["buyhold", "disturbed"].contains(name)
  }
}

extension ParameterDescription {
  /// Returns something to give to the parameter; nil to leave it out.
  fileprivate func argument(place: Int, variant: Int) -> String? {
    switch type {
    case "a series", "a number or a series":
      let columns = ["close", "high - low", "ret(close, 1)", "volume"]
      return "\(name)=" + columns[(place + variant - 1) % columns.count]
    case "a whole number":
      if fallback == "none", variant == 3 { return nil }
      return "\(name)=\([3, 7, 20][variant - 1] + place)"
    case "a whole number, or a duration": return "\(name)=\(["3", "5d", "2w"][variant - 1])"
    case "a true or false series": return "\(name)=day_of_week == 1"
    case "an expression":
      return "\(name)=" + ["close", "ahead(close, 1)", "ret(close, 2)"][variant - 1]
    case "a number": return "\(name)=" + ["0.5", "0.25", "1"][variant - 1]
    case "a word": return "\(name)=\(words[variant % words.count])"
    // Given a frame, `candles` draws it.
    case "a frame": return fallback == "none" ? nil : "\(name)=es"
    case "another frame": return "\(name)=\(variant == 1 ? "es" : "weeks")"
    default: return nil
    }
  }
}
