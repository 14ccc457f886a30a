import Language
import Learning
import TimeSeries

/// Predictions that were all made before their day, and how good they were.
struct WalkForwardValue: Learned {
  let result: WalkForward
  let clock: Clock
  let isBinary: Bool
  let firstRow: Int
  /// Counts the models that were tried on the same data.
  let ledger: TrialLedger
  /// Whether the predictions are left out, as a check has them.
  var isEmptied = false

  var provenance: [String] {
    let spans = result.folds.map(\.fold)
    guard let start = spans.first?.train.first, let first = spans.first?.test.first,
      let last = spans.last?.test.last
    else { return [] }
    return [
      "\(spans.count) folds: learned from \(clock.label(start)) on, predicted \(clock.label(first)) to \(clock.label(last))",
      "models tried on these rows: \(ledger.count(on: WalkForwardValue.span(of: clock)))",
    ]
  }

  var typeName: String { "a walk-forward prediction" }
  var featureNames: [String] { result.featureNames }
  var importance: [Double] { result.importance }

  var fieldNames: [String] {
    ["folds", "auc", "logloss", "ic", "hit", "base_rate", "rmse", "n_eff", "count", "importance"]
  }

  /// The predictions: probabilities, or expected targets; missing before the first test block.
  var series: Series? {
    let series = Series(
      result.predictions,
      clock: clock,
      knowledge: Knowledge(reach: .past),
      warmUp: firstRow
    )
    return isEmptied ? series.emptied() : series
  }

  var emptied: any ObjectValue {
    var empty = self
    empty.isEmptied = true
    return empty
  }

  var namedNumbers: [NamedNumber] {
    [
      isBinary
        ? NamedNumber("auc", result.scores.auc, tolerance: 1e-4)
        : NamedNumber("ic", result.scores.informationCoefficient, tolerance: 1e-4)
    ].filter { !$0.value.isNaN }
  }

  func field(_ name: String) -> Value? {
    let scores = result.scores
    switch name {
    case "folds": return .object(TableValue("a list of folds", foldTable))
    case "auc": return figure(scores.auc)
    case "logloss": return figure(scores.logLoss)
    case "ic": return figure(scores.informationCoefficient)
    case "hit": return figure(scores.hitRate)
    case "base_rate": return figure(scores.baseRate)
    case "rmse": return figure(scores.rmse)
    case "n_eff": return figure(result.effectiveCount)
    case "count": return figure(Double(scores.count))
    case "importance":
      return .record(Record(zip(featureNames, importance).map { ($0, figure($1)) }))
    default: return nil
    }
  }

  private func figure(_ value: Double) -> Value {
    .figure(value, of: "a score of a walk-forward", upTo: clock)
  }

  func presentation(name: String?) -> Presentation {
    let scores = result.scores
    let independent =
      Int(exactly: result.effectiveCount.rounded(.down)).map(NumberText.count) ?? "no"
    var shown = Presentation.line(
      "\(name.map { "\($0)  " } ?? "")walk-forward  \(result.folds.count) folds  \(NumberText.count(scores.count)) rows predicted before their day, worth \(independent) independent ones"
    )
    let table = ScoreTable(
      model: scores,
      constant: result.baseline,
      lastOutcome: result.lastOutcome,
      isBinary: isBinary
    )
    let errors = [
      "AUC": result.aucError, "hit rate": result.hitRateError,
      "information coefficient": result.informationCoefficientError,
    ]
    shown.add(table.table(errors: errors))
    shown.add("  " + skill.verdict(amongTried: ledger.count(on: WalkForwardValue.span(of: clock))))
    return shown
  }

  /// The stretch of data that models count on as tried.
  static func span(of clock: Clock) -> String { "models \(clock.stepLabel) \(clock.spanText)" }

  /// How far the ranking of the predictions is from chance.
  var skill: Skill {
    isBinary
      ? Skill(value: result.scores.auc, chance: 0.5, error: result.aucError)
      : Skill(
        value: result.scores.informationCoefficient,
        chance: 0,
        error: result.informationCoefficientError
      )
  }

  var foldTable: Table {
    Table(
      [
        Table.Column("train from", .left), Table.Column("test from", .left),
        Table.Column("rows"), Table.Column("purged"), Table.Column("tested"),
        Table.Column(isBinary ? "AUC" : "IC"), Table.Column("hit"), Table.Column("", .left),
      ],
      rows: result.folds.map { report in
        let score = isBinary ? report.scores.auc : report.scores.informationCoefficient
        return [
          clock.label(report.fold.train.first ?? 0), clock.label(report.fold.test.first ?? 0),
          NumberText.count(report.trainingRows), String(report.fold.purged.count),
          NumberText.count(report.scores.count), NumberText.fixed(score, 3),
          NumberText.percent(report.scores.hitRate, 1),
          report.basis == .model ? "" : report.basis == .oneClass ? "one class" : "no rows",
        ]
      }
    )
  }
}
