import Backtest
import Language
import TimeSeries

/// What came after each of several events, beside what comes after any bar.
struct EventStudyValue: ObjectValue {
  let studies: [(name: String, study: EventStudy)]
  let horizon: Int
  private let span: String

  /// Studies each of `events` with the close-to-close return of the next `horizon` rows.
  init(_ events: [Frame.Column], returns: [Double], horizon: Int, clock: Clock) {
    studies = events.map { column in
      (
        column.name,
        EventStudy(events: column.series.values, outcomes: returns, horizon: horizon)
      )
    }
    self.horizon = horizon
    span = "\(clock.stepLabel)  \(clock.spanText)"
  }

  var typeName: String { "an event study" }
  var fieldNames: [String] { studies.map(\.name) }

  func field(_ name: String) -> Value? {
    studies.first { $0.name == name }.map { .record(record(of: $0.study)) }
  }

  private func record(of study: EventStudy) -> Record {
    let fields = [
      ("count", Double(study.count)), ("mean", study.mean), ("error", study.standardError),
      ("base", study.baseMean), ("hit", study.hitRate), ("base_hit", study.baseHitRate),
      ("p", study.pValue),
    ]
    return Record(fields.map { ($0, .figure($1, of: "an event study")) })
  }

  func presentation(name: String?) -> Presentation {
    let base = studies.first?.study
    var shown = Presentation.titled(
      name,
      "event study  \(span)  return of the next \(horizon == 1 ? "bar" : NumberText.counted(horizon, "bar")), after any bar \(NumberText.percent(base?.baseMean ?? .nan, 2)), above zero \(NumberText.percent(base?.baseHitRate ?? .nan, 1))"
    )
    let adjusted = EventStudy.adjusted(studies.map(\.study.pValue))
    shown.add(
      Table(
        [
          Table.Column("after", .left), Table.Column("times"), Table.Column("mean"),
          Table.Column("95 % interval"), Table.Column("above zero"),
          Table.Column("95 % interval"), Table.Column("p"), Table.Column("p of all"),
        ],
        rows: zip(studies, adjusted).map(row)
      )
    )
    shown.add("  " + verdict(adjusted))
    return shown
  }

  private func row(_ entry: (name: String, study: EventStudy), _ adjusted: Double) -> [String] {
    let study = entry.study
    return [
      entry.name, NumberText.count(study.count), NumberText.percent(study.mean, 2),
      "\(NumberText.percent(study.interval.lower, 2)) … \(NumberText.percent(study.interval.upper, 2))",
      NumberText.percent(study.hitRate, 1),
      "\(NumberText.percent(study.hitInterval.lower, 1)) … \(NumberText.percent(study.hitInterval.upper, 1))",
      NumberText.fixed(study.pValue, 3), NumberText.fixed(adjusted, 3),
    ]
  }

  /// What is left of the differences once it counts how many were looked at.
  private func verdict(_ adjusted: [Double]) -> String {
    let found = zip(studies, adjusted).filter { $0.1 < 0.05 }.map(\.0.name)
    let looked = adjusted.count { !$0.isNaN }
    let judged = "by more than luck (Holm, 5 %)"
    switch (looked, found.count) {
    case (0, _): return "too few events to say anything"
    case (1, 0): return "what follows does not differ from what follows any bar \(judged)"
    case (1, _): return "what follows differs from what follows any bar \(judged)"
    case (_, 0): return "of \(looked) events none differs from any bar \(judged)"
    default:
      let names = found.joined(separator: ", ")
      return "of \(looked) events \(found.count) differ from any bar \(judged): \(names)"
    }
  }
}
