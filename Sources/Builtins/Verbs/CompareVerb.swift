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
        NumberText.fixed(skill.value, 4),
        NumberText.fixed(skill.error, 4), NumberText.fixed(skill.distance, 1),
        NumberText.percent(scores.hitRate, 1), NumberText.percent(scores.baseRate, 1),
        NumberText.fixed(value.isBinary ? scores.logLoss : scores.rmse, 4),
        NumberText.fixed(
          value.isBinary ? value.result.baseline.logLoss : value.result.baseline.rmse,
          4
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
