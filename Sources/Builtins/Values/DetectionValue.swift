import Language
import Learning
import TimeSeries

/// How well each of several things was detected.
struct DetectionValue: ObjectValue {
  private let detections: [(name: String, detection: Detection)]
  private let threshold: Double

  /// Compares the columns of the same name.
  init(_ predicted: Frame, _ truth: Frame, threshold: Double) {
    detections = predicted.columns.compactMap { column in
      truth[column.name].map {
        (
          column.name,
          Detection(
            predictions: column.series.values,
            truth: $0.values,
            threshold: threshold
          )
        )
      }
    }
    self.threshold = threshold
  }

  var typeName: String { "a table of detections" }
  var fieldNames: [String] { detections.map(\.name) }

  func field(_ name: String) -> Value? {
    detections.first { $0.name == name }.map { _, found in
      let fields = [
        ("examples", Double(found.examples)), ("detected", Double(found.detected)),
        ("correct", Double(found.correct)), ("precision", found.precision),
        ("recall", found.recall), ("f1", found.f1),
      ]
      return .record(Record(fields.map { ($0, .figure($1, of: "a table of detections")) }))
    }
  }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.line(
      "\(name.map { "\($0)  " } ?? "")detections at a threshold of \(NumberText.short(threshold))"
    )
    shown.add(
      Table(
        [
          Table.Column("", .left), Table.Column("examples"), Table.Column("detected"),
          Table.Column("correct"), Table.Column("precision"), Table.Column("recall"),
          Table.Column("F1"),
        ],
        rows: detections.map { name, found in
          [name] + [found.examples, found.detected, found.correct].map(NumberText.count)
            + [found.precision, found.recall, found.f1].map { NumberText.fixed($0, 3) }
        }
      )
    )
    return shown
  }
}
