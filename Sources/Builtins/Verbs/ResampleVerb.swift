import Language
import TimeSeries

/// The verb that gathers rows into longer ones.
enum ResampleVerb {
  static let verb = Verb(
    "resample",
    "Gathers the rows of each stretch into one: the first open, highest high, lowest low, sum of the volume, and the last of every other column.",
    usage: "es | resample 1h",
    options: [stamp.description],
    mostOperands: 2,
    takesInput: true,
    examples: [
      Example(
        "load \"datasets/sp500-daily.csv\" | resample 1mo | drop adj_close | tail 2",
        prints:
          "  time            open      high       low     close          volume\n  2018-11-30  2,717.58  2,815.15  2,631.09  2,760.17  80,080,110,000\n  2018-12-31  2,790.50  2,800.18  2,346.58  2,506.85  83,519,570,000\n  @1mo · 2 of 240 rows"
      )
    ]
  ) { call in
    let operands = call.command.operands
    guard let operand = operands.last, operands.count == (call.input == nil ? 2 : 1) else {
      throw call.misused
    }
    let (frame, _) = try call.frameInput()
    let value = try call.evaluator.evaluate(operand)
    guard case .duration(let period) = value.plain else {
      throw call.located(
        Problem.wrongType(
          found: value.typeName,
          wanted: "a duration, such as 1h",
          what: "the length of a row"
        ),
        operand.range
      )
    }
    let stamp = Resampling.Stamp(rawValue: try call.option(stamp)) ?? .close
    let step = "resample \(period)" + (stamp == .open ? ", stamp=open" : "")
    do {
      let resampling = try Resampling(frame.clock, to: period, stamp: stamp)
      let slow = try call.frame(resampling.frame(frame, step: step)) { name, raw in
        resampling.column(raw, named: name, step: step)
      }
      return Outcome(slow.knowing(value.knowledge, step: step))
    } catch let error as ResamplingError {
      throw call.located(error, operand.range)
    }
  }

  private static let stamp = Parameter.word(
    "stamp",
    Resampling.Stamp.allCases.map(\.rawValue),
    default: "close",
    "which end of its stretch a row is stamped with; stamped at the open it looks ahead, and says so"
  )
}
