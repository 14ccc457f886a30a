import Language
import Learning

extension RunContext {
  /// Returns what hears of the steps of a fit, and tells the person with the score so far.
  func fitProgress(_ label: String, unit: String?, isKept: Bool = false) -> ProgressReport {
    let pace = MetricPace()
    return { [progress] done, total, score in
      let metric = pace.isDue() ? score().map { Progress.Metric($0.name, $0.value) } : nil
      return progress(
        Progress(label, done: done, total: total, unit: unit, metric: metric, isKept: isKept)
      )
    }
  }
}

extension ModelKind {
  /// What the steps of a fit are; nil where it has a single one.
  var stepUnit: String? {
    switch name {
    case "cnn": "epochs"
    case "logistic": "steps"
    case "ensemble": "members"
    default: nil
    }
  }
}
