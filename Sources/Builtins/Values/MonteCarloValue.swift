import Backtest
import Language
import Numerics
import TimeSeries

/// The spread of results over alternative histories of a backtest.
struct MonteCarloValue: ObjectValue {
  let result: MonteCarloResult
  let backtest: BacktestValue
  /// Whether the steps of a history are trades and not bars.
  let isTrade: Bool

  var typeName: String { "a Monte Carlo result" }
  var marks: [Mark] { backtest.marks }
  var fieldNames: [String] { ["final", "max_drawdown", "quantiles", "ruin", "paths", "loss"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "final": .list(quantiles(result.finals).map(figure))
    case "max_drawdown": .list(quantiles(result.maxDrawdowns).map(figure))
    case "quantiles": .list(MonteCarloResult.levels.map { .number($0) })
    case "ruin": figure(result.ruinProbability)
    case "paths": figure(Double(result.finals.count))
    case "loss": figure(lossProbability)
    default: nil
    }
  }

  private func figure(_ value: Double) -> Value {
    Value.figure(value, of: "a Monte Carlo result", upTo: backtest.clock).marked(marks)
  }

  /// The share of histories that end below where they began.
  private var lossProbability: Double {
    guard !result.finals.isEmpty else { return .nan }
    let capital = backtest.result.settings.capital
    return Double(result.finals.count { $0 < capital }) / Double(result.finals.count)
  }

  private func quantiles(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    return MonteCarloResult.levels.map { Statistics.quantile(ofSorted: sorted, $0) }
  }

  /// What was drawn: `blocks of returns of 9.1 bars on average (chosen from the data)`.
  private var method: String {
    guard let block = result.block else { return result.question.name }
    let length = NumberText.fixed(block.rows, 1)
    let origin =
      block.isLeast
      ? "as far as the forecasts look ahead" : block.isChosen ? "found from the data" : "as asked"
    return "\(result.question.name), \(length) bars long on average (\(origin))"
  }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.titled(
      name,
      "montecarlo of \(backtest.title)  \(NumberText.counted(result.finals.count, "history", "histories"))"
    )
    shown.add("  \(result.question.statement)")
    guard backtest.nothing == nil else {
      shown.add("  no trades: there is nothing to draw from")
      return shown
    }
    shown.add("  \(method, .faint)")
    shown.add(
      "  \(NumberText.percent(lossProbability, 1)) end with a loss; \(NumberText.percent(result.ruinProbability, 1)) lost half of the account on the way"
    )
    shown.add(table)
    return shown
  }

  /// The quantiles of the histories, beside what the backtest itself gave.
  private var table: Table {
    let capital = backtest.result.settings.capital
    let (finals, drawdowns) = (quantiles(result.finals), quantiles(result.maxDrawdowns))
    let money = NumberText.column((finals + [backtest.result.finalEquity]).map { $0.rounded() })
    let headers = MonteCarloResult.levels.map { NumberText.percent($0, 0) } + ["as it was"]
    return Table(
      [Table.Column("quantile", .left)] + headers.map { Table.Column($0) },
      rows: [
        ["total return"] + finals.map { .change($0 / capital - 1) }
          + [.change(backtest.metrics.totalReturn)],
        ["deepest drawdown"] + drawdowns.map { .change($0) }
          + [.change(backtest.metrics.maxDrawdown)],
        ["end of the account"] + money.map { StyledLine($0) },
      ]
    )
  }
}
