import Backtest
import Language
import TimeSeries

/// The verb that sets backtests side by side.
enum CompareVerb {
  static let verb = Verb(
    "compare",
    "Backtests side by side, on the figures that matter.",
    usage: "compare bt, bt2",
    mostOperands: .max
  ) { call in
    let operands = call.command.operands
    guard !operands.isEmpty else { throw call.misused }
    let backtests = try operands.map { operand -> (String, BacktestValue) in
      let backtest: BacktestValue = try call.object(operand, as: "a backtest")
      return (call.evaluator.source.text(operand.range), backtest)
    }
    return Outcome(.object(TableValue("a comparison", table(backtests))), isShown: true)
  }

  private static func table(_ backtests: [(name: String, value: BacktestValue)]) -> Table {
    let rows = backtests.map { name, backtest -> [String] in
      let metrics = backtest.metrics
      return [
        name, NumberText.percent(metrics.totalReturn, 1), NumberText.percent(metrics.cagr, 1),
        NumberText.percent(metrics.volatility, 1), NumberText.fixed(metrics.sharpe, 2),
        NumberText.fixed(backtest.interval.lower, 2) + " … "
          + NumberText.fixed(backtest.interval.upper, 2),
        NumberText.percent(metrics.maxDrawdown, 1), NumberText.count(backtest.trades.count),
      ]
    }
    let headers = [
      "return", "a year", "volatility", "Sharpe", "95 % interval", "drawdown", "trades",
    ]
    return Table([Table.Column("", .left)] + headers.map { Table.Column($0) }, rows: rows)
  }
}
