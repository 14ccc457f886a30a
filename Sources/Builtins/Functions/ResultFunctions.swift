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
    }
  ]
}
