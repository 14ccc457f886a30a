import Language
import Learning
import TimeSeries

/// How the rows that models predicted were kept from those that trained them.
enum OutOfSampleScheme {
  case walkForward
  case crossValidation(CrossValidationScheme, CrossValidationPlan, Embargo?, target: Reach)

  var typeName: String {
    switch self {
    case .walkForward: "a walk-forward prediction"
    case .crossValidation: "a cross-validation"
    }
  }

  /// What such a value is called in a sentence.
  var noun: String {
    switch self {
    case .walkForward: "a walk-forward"
    case .crossValidation: "a cross-validation"
    }
  }

  var hasPaths: Bool {
    if case .crossValidation(let scheme, _, _, _) = self { scheme.word == .cpcv } else { false }
  }

  /// The word for results that are better than anybody could have had; nil for honest ones.
  var mark: String? {
    if case .crossValidation(let scheme, _, _, _) = self, scheme.word == .shuffled {
      "hindsight"
    } else {
      nil
    }
  }

  /// What was run: `5-fold cross-validation  5 folds`.
  func title(folds: Int) -> String {
    switch self {
    case .walkForward: return "walk-forward  \(NumberText.counted(folds, "fold"))"
    case .crossValidation(let scheme, let plan, _, _):
      switch scheme.word {
      case .kfold: return "cross-validation  \(NumberText.counted(folds, "fold"))"
      case .shuffled: return "shuffled cross-validation  \(NumberText.counted(folds, "fold"))"
      case .cpcv:
        return
          "combinatorial cross-validation  \(NumberText.counted(folds, "fold")), \(scheme.tested) of \(scheme.groups) groups tested, \(NumberText.counted(plan.paths.count, "path"))"
      }
    }
  }

  /// How the rows were predicted: `rows predicted before their day`.
  var manner: String {
    switch self {
    case .walkForward: "rows predicted before their day"
    case .crossValidation: "rows predicted by models that did not train on them"
    }
  }

  /// Where the purge and the embargo come from; nil for a walk-forward, whose table says it.
  var sentence: String? {
    guard case .crossValidation(_, _, let embargo, let target) = self else { return nil }
    guard let embargo else {
      return
        "nothing purged: a label and its features overlap those of the rows beside it, which trained the model"
    }
    return "purge from the target's reach \(target), \(OutOfSampleScheme.text(of: embargo))"
  }

  private static func text(of embargo: Embargo) -> String {
    let length = "embargo \(NumberText.counted(embargo.rows, "row"))"
    switch embargo.reason {
    case .memory:
      return embargo.rows == 0
        ? "no embargo: the features remember no earlier row"
        : "\(length): the features remember no more"
    case .horizon: return "\(length): the horizon of the target, and the features remember more"
    case .share: return "\(length): the memory of the features is longer than 1 % of the rows"
    case .stated where embargo.isAssumed:
      return "\(length) (assumed: the reaches ask for \(NumberText.count(embargo.derivedRows)))"
    case .stated:
      return
        "\(length) as asked, where the reaches ask for \(NumberText.count(embargo.derivedRows))"
    }
  }

  /// Returns what is said of a result: the verdict of the skill, or that it has none to show.
  func verdict(_ verdict: String, distance: Double) -> String {
    guard let mark else { return verdict }
    guard distance.isFinite else { return "\(mark): \(verdict)" }
    return
      "\(mark): \(NumberText.fixed(distance, 1)) standard errors from chance, which say nothing of skill; `by kfold(5)` purges what leaks"
  }
}
