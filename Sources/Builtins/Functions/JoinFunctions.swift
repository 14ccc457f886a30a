import Language
import TimeSeries

/// Functions that bring the rows of one clock to another.
enum JoinFunctions {
  static let functions: [Builtin] = [asOf]

  private static let frame = Parameter<Frame>.frame("frame", "the frame that the values come from")
  private static let values = Parameter.scoped("values", "what to deliver, of that frame's columns")
  private static let maxAge = Parameter.optionalDuration(
    "max",
    "how long after it became known a value still counts"
  )

  /// Delivers to each row of the frame in scope what was known last of an expression of another.
  private static let asOf = Builtin(
    "asof",
    "The value of an expression of another frame that was known last when each row closes; never by the stamps.",
    parameters: [frame.description, values.description, maxAge.description],
    reach: "what was known by its own row, however far the expression looks ahead",
    examples: [
      ColumnFunctions.example(
        "asof((load \"datasets/vix-daily.csv\"), vix) > 37",
        keeps: "2 × 6  2015-08-24 → 2018-02-05"
      )
    ]
  ) { call in
    let slow = try call.read(frame)
    guard let scope = call.evaluator.frameInScope else { throw Problem.noFrame(wanted: "`asof`") }
    let fast = scope.frame.clock
    let maxAge = try call.read(maxAge)
    let value = try call.read(values).value(in: FrameScope(slow, name: "the frame of `asof`"))
    guard let series = value?.asSeries else {
      throw Problem.wrongType(
        found: value?.typeName ?? "nothing",
        wanted: "a series of its frame",
        what: "`values` of `asof`"
      )
    }
    guard series.clock.matches(slow.clock) else {
      throw Problem.differentClocks(series.clock.spanText, slow.clock.spanText)
    }
    let isTimed = fast.times != nil && (series.clock.times != nil || series.stated != nil)
    guard isTimed || fast.matches(series.clock) else {
      throw Problem.clockHasNoTimes("`asof`")
    }
    let (delivered, warmUp) = series.asOf(fast, maxAge: maxAge)
    if fast.count > 0, delivered.allSatisfy({ $0.isNaN }) {
      call.evaluator.context.notes.add(
        "`\(call.text)` has delivered nothing: no value was known by any row"
      )
    }
    return .series(
      Series(
        delivered,
        clock: fast,
        kind: series.kind,
        knowledge: Knowledge(reach: .past),
        warmUp: warmUp
      )
    )
  }
}
