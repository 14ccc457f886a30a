import Language

/// Why there is no row to learn from.
enum LearningShortage: Error, Explainable {
  /// All rows lie in the warm-up of a feature.
  case warmUp(String, rows: Int)
  /// No row lies in the range that was asked for.
  case range(String)
  /// No row of the range has a target after the warm-up.
  case targets

  var explanation: Explanation {
    switch self {
    case .warmUp(let name, let rows):
      Explanation(
        "E410",
        "there is no row to learn from: `\(name)` is missing in all \(NumberText.count(rows)) rows, as its window is longer",
        repair: "shorten its window, or load more rows"
      )
    case .range(let span):
      Explanation(
        "E410",
        "there is no row to learn from: none lies in this range",
        repair: "the rows run \(span.replacing(" → ", with: " to "))"
      )
    case .targets:
      Explanation(
        "E410",
        "there is no row to learn from: none has both features and a target",
        repair: "widen the range"
      )
    }
  }
}
