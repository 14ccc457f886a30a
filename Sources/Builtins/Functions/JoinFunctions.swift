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
      Example(
        "load \"datasets/sp500-daily.csv\" | where asof((load \"datasets/vix-daily.csv\"), close) > 37",
        prints:
          "  time            open      high       low     close  adj_close         volume\n  2015-08-24  1,965.15  1,965.15  1,867.01  1,893.21   1,893.21  6,612,690,000\n  2018-02-05  2,741.06  2,763.39  2,638.17  2,648.94   2,648.94  5,283,460,000"
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
    guard !series.knowledge.isOfUnknownReach else {
      throw HonestyError.reachIsUnknown(call.text)
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
        knowledge: knowledge(of: series, on: fast, call),
        warmUp: warmUp
      )
    )
  }

  /// Returns what the delivered rows know: the facts of the series have matured with its rows, and
  /// those that chose the age have not.
  private static func knowledge(of series: Series, on fast: Clock, _ call: Call) -> Knowledge {
    let matured = Knowledge(
      reach: .past,
      marks: series.knowledge.marks,
      forecast: fast.rows(covering: series.knowledge.forecast, of: series.clock)
    )
    let told = call.inputs.knowledge.filter(\.reach.isConstant)
    return .derived(from: [matured] + told, step: call.text)
  }
}
