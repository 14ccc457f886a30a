import Language
import Learning

extension OutOfSampleValue {
  /// How far a score is from chance, and of how many independent rows.
  func particulars(of field: String) -> [(name: String, text: String)] {
    let scores = result.scores
    let rows: [(name: String, text: String)] = [
      (
        "rows",
        "\(NumberText.count(scores.count)), worth \(NumberText.short(result.effectiveCount, digits: 4)) independent ones"
      )
    ]
    switch field {
    case "auc":
      return [("standard error", NumberText.fixed(result.aucError, 4)), ("chance", "0.5")]
        + verdict(isBinary) + rows
    case "ic":
      return [
        ("standard error", NumberText.fixed(result.informationCoefficientError, 4)),
        ("chance", "0"),
      ] + verdict(!isBinary) + rows
    case "hit":
      return [
        ("standard error", NumberText.percent(result.hitRateError, 1)),
        ("base rate", NumberText.percent(scores.baseRate, 1)),
      ] + rows
    case "logloss": return [("constant guess", NumberText.fixed(result.baseline.logLoss, 4))] + rows
    case "rmse":
      return [("constant guess", NumberText.short(result.baseline.rmse, digits: 5))] + rows
    default: return []
    }
  }

  private func verdict(_ isJudged: Bool) -> [(name: String, text: String)] {
    let tried = ledger.count(on: OutOfSampleValue.span(of: clock))
    return isJudged ? [("verdict", skill.verdict(amongTried: tried))] : []
  }
}
