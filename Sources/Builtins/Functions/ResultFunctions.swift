import Backtest
import Language
import TimeSeries

/// Functions that judge, or give something to be judged against.
enum ResultFunctions {
  static let functions: [Builtin] = [
    .function(
      "sharpe",
      "Annual Sharpe ratio of a series of returns: mean / stdev × √(rows a year).",
      .series("returns", "returns as fractions, missing rows left out"),
      reach: "all rows"
    ) { call, returns in
      let clock = try call.inputs.commonClock(of: "sharpe")
      let ratio = SharpeRatio(returns: returns.filter { !$0.isNaN })
      return .number(
        Scalar(
          ratio.annual(periodsPerYear: clock.periodsPerYear),
          knowledge: call.knowledge(offsets: .everything)
        )
      )
    },
    .function(
      "buyhold",
      "The backtest of buying a frame's bars at the first open and holding, with the usual costs.",
      .value("frame", type: "a frame", "the bars")
    ) { call, value in
      guard case .frame(let frame) = value else {
        throw Problem.wrongType(found: value.typeName, wanted: "a frame", what: "`frame`")
      }
      let run = try BacktestRun(
        frame,
        rows: 0..<frame.count,
        title: "buying and holding",
        settings: EngineSettings(),
        assumedCosts: ["cost", "slippage"]
      )
      return .object(run.value(run.bars.held, call.evaluator.context, isTrial: false))
    },
    .function(
      "json",
      "A number, a text, a list, a record or a series as JSON; what is missing is null.",
      .value("value", type: "a value", "what is written"),
      examples: [Example("json(2 / 3)", prints: "0.6666666666666666")]
    ) { call, value in
      guard let text = JSONText.text(of: value) else {
        throw Problem.wrongType(
          found: value.typeName,
          wanted: "a number, a text, a list, a record or a series",
          what: "`value`"
        )
      }
      return .text(text)
    },
  ]
}
