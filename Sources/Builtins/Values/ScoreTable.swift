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

  /// Returns the table, with a last column of standard errors where these are given by score.
  func table(errors: [String: Double] = [:]) -> Table {
    let headers = ["model", "without a model", "as the last time"]
    return Table(
      [Table.Column("", .left)] + headers.map { Table.Column($0) }
        + (errors.isEmpty ? [] : [Table.Column("standard error")]),
      rows: rows.map { row in
        // A guess that is always sure has an endless loss, which compares with nothing.
        let guessed = row.name == "log loss" ? "" : row.text(row.value(lastOutcome))
        let cells = [model, constant].map { row.text(row.value($0)) } + [guessed]
        let error = errors[row.name].map(row.text) ?? ""
        return [row.name] + cells + (errors.isEmpty ? [] : [error])
      }
    )
  }

  private typealias Row = (name: String, value: (Scores) -> Double, text: (Double) -> String)

  private var rows: [Row] {
    let ranking: [Row] = [
      ("hit rate", \.hitRate, { NumberText.percent($0, 1) }),
      ("information coefficient", \.informationCoefficient, { NumberText.fixed($0, 4) }),
    ]
    if isBinary {
      return [
        ("AUC", \.auc, { NumberText.fixed($0, 4) }),
        ("log loss", \.logLoss, { NumberText.fixed($0, 4) }),
      ] + ranking
    }
    return [
      ("RMSE", \.rmse, { NumberText.short($0, digits: 5) }),
      ("R²", \.r2, { NumberText.fixed($0, 4) }),
    ] + ranking
  }
}
