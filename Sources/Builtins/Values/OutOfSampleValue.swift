import Language
import Learning
import TimeSeries

/// Predictions of rows by models that were not trained on them, and how good they were.
struct OutOfSampleValue: Learned {
  let result: OutOfSample
  let scheme: OutOfSampleScheme
  let clock: Clock
  let isBinary: Bool
  let firstRow: Int
  /// What the predictions know, as a series.
  let knowledge: Knowledge
  /// Counts the models that were tried on the same data.
  let ledger: TrialLedger
  /// Whether the predictions are left out, as a check has them.
  var isEmptied = false

  var provenance: [String] {
    let folds = result.folds.map(\.fold)
    guard let start = folds.compactMap(\.train.first).min(),
      let first = folds.compactMap(\.test.first).min(),
      let last = result.predictions.lastIndex(where: { !$0.isNaN })
    else { return [] }
    return [
      "\(NumberText.counted(folds.count, "fold")): learned from \(clock.label(start)) on, predicted \(clock.label(first)) to \(clock.label(last))",
      "models tried on these rows: \(ledger.count(on: OutOfSampleValue.span(of: clock)))",
    ]
  }

  var typeName: String { scheme.typeName }
  var featureNames: [String] { result.featureNames }
  var importance: [Double] { result.importance }

  var fieldNames: [String] {
    ["folds", "auc", "logloss", "ic", "hit", "base_rate", "rmse", "n_eff", "count", "importance"]
      + (scheme.hasPaths ? ["paths"] : [])
  }

  /// The predictions: probabilities, or expected targets; missing before the first test block.
  var series: Series? {
    let series = Series(
      result.predictions,
      clock: clock,
      knowledge: knowledge,
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
    case "paths" where scheme.hasPaths: return .list(result.paths.map { figure(score(of: $0)) })
    default: return nil
    }
  }

  /// The score that the skill is judged by.
  func score(of scores: Scores) -> Double { isBinary ? scores.auc : scores.informationCoefficient }

  private func figure(_ value: Double) -> Value {
    Value.figure(value, of: "a score of \(scheme.noun)", upTo: clock).marked(marks)
  }

  func presentation(name: String?) -> Presentation {
    let scores = result.scores
    let independent =
      Int(exactly: result.effectiveCount.rounded(.down)).map(NumberText.count) ?? "no"
    let error = skill.error.isNaN ? "" : " ± \(NumberText.fixed(skill.error, 3))"
    var shown = Presentation.titled(
      name,
      "\(scheme.mark.map { "\($0): " } ?? "")\(scheme.title(folds: result.folds.count))  \(isBinary ? "AUC" : "IC") \(NumberText.fixed(skill.value, 3))\(error)"
    )
    let verdict = skill.verdict(amongTried: ledger.count(on: OutOfSampleValue.span(of: clock)))
    shown.add("  " + scheme.verdict(verdict, distance: skill.distance))
    shown.add(
      "  \(NumberText.count(scores.count)) \(scheme.manner), worth \(independent) independent ones"
    )
    if let sentence = scheme.sentence { shown.add("  \(sentence, .faint)") }
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
    if scheme.hasPaths { shown.add("  \(spread, .faint)") }
    return shown
  }

  /// The range of the score over the paths, of which the table has the mean.
  private var spread: String {
    let values = result.paths.map(score).filter { !$0.isNaN }
    guard let low = values.min(), let high = values.max() else { return "no path has a score" }
    return
      "\(isBinary ? "AUC" : "information coefficient") of the paths from \(NumberText.fixed(low, 3)) to \(NumberText.fixed(high, 3)); the table has the mean of each score"
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
    var headers = [
      Table.Column("rows"), Table.Column("purged"), Table.Column("tested"),
      Table.Column(isBinary ? "AUC" : "IC"), Table.Column("hit"), Table.Column("", .left),
    ]
    switch scheme {
    case .walkForward:
      headers.insert(
        contentsOf: [Table.Column("train from", .left), Table.Column("test from", .left)],
        at: 0
      )
    case .crossValidation:
      headers.insert(Table.Column("test from", .left), at: 0)
      headers.insert(Table.Column("embargoed"), at: 3)
    }
    return Table(headers, rows: result.folds.indices.map(foldRow))
  }

  private func foldRow(_ number: Int) -> [String] {
    let report = result.folds[number]
    let scores = [
      NumberText.count(report.scores.count), NumberText.fixed(score(of: report.scores), 3),
      NumberText.percent(report.scores.hitRate, 1),
      report.basis == .model ? "" : report.basis == .oneClass ? "one class" : "no rows",
    ]
    let (rows, purged) = (NumberText.count(report.trainingRows), String(report.purgedRows))
    switch scheme {
    case .walkForward:
      return [label(report.fold.train.first), label(report.fold.test.first), rows, purged] + scores
    case .crossValidation(let scheme, let plan, _, _):
      let tested = plan.groups.indices.filter { group in
        plan.paths.contains { $0[group] == number }
      }
      let places =
        scheme.word == .shuffled
        ? "at random" : tested.map { label(plan.groups[$0].first) }.joined(separator: ", ")
      return [places, rows, purged, String(report.embargoedRows)] + scores
    }
  }

  private func label(_ row: Int?) -> String { row.map(clock.label) ?? "" }
}
