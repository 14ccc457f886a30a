import Backtest
import Language
import Learning
import TimeSeries

/// The verb that sets backtests, or the predictions of models, side by side.
enum CompareVerb {
  static let verb = Verb(
    "compare",
    "Backtests, or walk-forwards, side by side on the figures that matter.",
    usage: "compare bt, bt2",
    mostOperands: .max
  ) { call in
    let operands = call.command.operands
    guard !operands.isEmpty else { throw call.misused }
    let values = try operands.map { operand in
      (
        name: call.evaluator.source.phrase(operand.range),
        value: try call.evaluator.evaluate(operand)
      )
    }
    let marks = values.reduce([]) { Mark.union($0, $1.value.marks) }
    if values.first?.value.object is OutOfSampleValue {
      let predictions: [(String, OutOfSampleValue)] = try all(values, "a walk-forward", call)
      let compared = TableValue("a comparison", table(predictions), marks: marks)
      return Outcome(.object(compared), isShown: true)
    }
    let backtests: [(String, BacktestValue)] = try all(values, "a backtest", call)
    return Outcome(
      .object(TableValue("a comparison", table(backtests), marks: marks)),
      isShown: true
    )
  }

  /// Returns the values, each of which has to be what the first one is.
  private static func all<Compared: ObjectValue>(
    _ values: [(name: String, value: Value)],
    _ wanted: String,
    _ call: CommandCall
  ) throws -> [(String, Compared)] {
    try zip(call.command.operands, values).map { operand, entry in
      guard let compared = entry.value.object as? Compared else {
        throw call.located(
          Problem.wrongType(found: entry.value.typeName, wanted: wanted, what: "this"),
          operand.range
        )
      }
      return (entry.name, compared)
    }
  }

  /// Models by how well they ranked what they had not seen, each with its distance from chance.
  private static func table(_ predictions: [(name: String, value: OutOfSampleValue)]) -> Table {
    let rows = predictions.map { name, value -> [String] in
      let (scores, skill) = (value.result.scores, value.skill)
      return [
        name + (value.scheme.mark.map { " (\($0))" } ?? ""), value.isBinary ? "AUC" : "IC",
        NumberText.fixed(skill.value, 3), NumberText.fixed(skill.error, 3),
        NumberText.fixed(skill.distance, 1),
        NumberText.percent(scores.hitRate, 1), NumberText.percent(scores.baseRate, 1),
        NumberText.fixed(value.isBinary ? scores.logLoss : scores.rmse, value.isBinary ? 3 : 4),
        NumberText.fixed(
          value.isBinary ? value.result.baseline.logLoss : value.result.baseline.rmse,
          value.isBinary ? 3 : 4
        ),
      ]
    }
    let headers = [
      "score", "", "standard error", "errors from chance", "hit", "base rate", "loss",
      "without a model",
    ]
    let best = predictions.filter { !$0.value.skill.distance.isNaN && $0.value.scheme.mark == nil }
      .max { $0.value.skill.distance < $1.value.skill.distance }
    let note = best.map {
      "the best\(predictions.contains { $0.value.scheme.mark != nil } ? " without hindsight" : ""), \($0.name): \($0.value.skill.verdict(bestOf: predictions.count))"
    }
    return Table(
      [Table.Column("", .left)] + headers.map { Table.Column($0) },
      rows: rows,
      note: note
    )
  }

  /// Backtests, the figures first that say what the others are worth.
  private static func table(_ backtests: [(name: String, value: BacktestValue)]) -> Table {
    let headers = [
      "Sharpe", "95 % interval", "deflated", "return", "a year", "volatility", "drawdown", "trades",
    ]
    let trials = backtests.map(\.value.trials)
    let most = NumberText.counted(trials.max() ?? 0, "trial")
    return Table(
      [Table.Column("", .left)] + headers.map { Table.Column($0) },
      rows: backtests.map(row),
      note: "deflated for \(Set(trials).count > 1 ? "up to " : "")\(most) on the span"
    )
  }

  private static func row(name: String, backtest: BacktestValue) -> [StyledLine] {
    guard backtest.nothing == nil else {
      return [StyledLine(name, .name), StyledLine("no trades", .faint)]
        + Array(repeating: "", count: 6) + ["0"]
    }
    let (metrics, interval) = (backtest.metrics, backtest.interval)
    let range = [interval.lower, interval.upper].map { NumberText.fixed($0, 2) }
    return [
      StyledLine(name, .name), StyledLine(NumberText.fixed(metrics.sharpe, 2)),
      StyledLine(range.joined(separator: " … ")),
      StyledLine(NumberText.fixed(backtest.deflated, 3)), .change(metrics.totalReturn),
      .change(metrics.cagr), StyledLine(NumberText.percent(metrics.volatility, 1)),
      .change(metrics.maxDrawdown), StyledLine(NumberText.count(backtest.trades.count)),
    ]
  }
}
