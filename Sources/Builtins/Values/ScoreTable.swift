import Language
import Learning

/// The scores of a model beside those of guesses that need none.
struct ScoreTable {
  let model: Scores
  /// The mean of the training targets, for every row.
  let constant: Scores
  /// The newest outcome that was known at each row.
  let lastOutcome: Scores
  let isBinary: Bool

  /// Returns the table, with the 95 % intervals of the scores whose standard errors are given.
  func table(errors: [String: Double] = [:]) -> Table {
    let headers =
      ["model"] + (errors.isEmpty ? [] : ["95 % interval"])
      + ["as the last time", "without a model"]
    return Table(
      [Table.Column("", .left)] + headers.map { Table.Column($0) },
      rows: rows.map { row in
        // A guess that is always sure has an endless loss, which compares with nothing.
        let guessed = row.name == "log loss" ? .nan : row.value(lastOutcome)
        let guesses = [guessed, row.value(constant)].map { $0.isNaN ? "" : row.text($0) }
        let value = row.value(model)
        let interval = errors.isEmpty ? [] : [range(value, errors[row.name] ?? .nan, row.text)]
        return [row.name, row.text(value)] + interval + guesses
      }
    )
  }

  private func range(_ value: Double, _ error: Double, _ text: (Double) -> String) -> String {
    guard error.isFinite, value.isFinite else { return "" }
    let half = 1.959964 * error
    return "\(text(value - half)) … \(text(value + half))"
  }

  private typealias Row = (name: String, value: (Scores) -> Double, text: (Double) -> String)

  private var rows: [Row] {
    let ranking: [Row] = [
      ("hit rate", \.hitRate, { NumberText.percent($0, 1) }),
      ("information coefficient", \.informationCoefficient, { NumberText.fixed($0, 3) }),
    ]
    if isBinary {
      return [
        ("AUC", \.auc, { NumberText.fixed($0, 3) }),
        ("log loss", \.logLoss, { NumberText.fixed($0, 3) }),
      ] + ranking
    }
    return [
      ("RMSE", \.rmse, { NumberText.short($0, digits: 5) }),
      ("R²", \.r2, { NumberText.fixed($0, 4) }),
    ] + ranking
  }
}
