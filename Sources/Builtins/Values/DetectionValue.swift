import Language
import Learning
import TimeSeries

/// How well each of several things was detected.
struct DetectionValue: ObjectValue {
  private let detections: [(name: String, threshold: Double, detection: Detection)]

  /// Compares the columns of the same name, each at its own threshold.
  init(_ predicted: Frame, _ truth: Frame, thresholds: [Double]) {
    detections = zip(predicted.columns, thresholds).compactMap { column, threshold in
      truth[column.name].map {
        (
          column.name, threshold,
          Detection(predictions: column.series.values, truth: $0.values, threshold: threshold)
        )
      }
    }
  }

  var typeName: String { "a table of detections" }
  var fieldNames: [String] { detections.map(\.name) }

  func field(_ name: String) -> Value? {
    detections.first { $0.name == name }.map { _, _, found in
      let fields = [
        ("examples", Double(found.examples)), ("detected", Double(found.detected)),
        ("correct", Double(found.correct)), ("precision", found.precision),
        ("recall", found.recall), ("f1", found.f1),
      ]
      return .record(Record(fields.map { ($0, .figure($1, of: "a table of detections")) }))
    }
  }

  func presentation(name: String?) -> Presentation {
    var shown = Presentation.titled(name, "detections")
    shown.add(
      Table(
        [
          Table.Column("", .left), Table.Column("from"), Table.Column("examples"),
          Table.Column("detected"),
          Table.Column("correct"), Table.Column("precision"), Table.Column("recall"),
          Table.Column("F1"),
        ],
        rows: detections.map { name, threshold, found in
          [name, NumberText.fixed(threshold, 2)]
            + [found.examples, found.detected, found.correct].map(NumberText.count)
            + [found.precision, found.recall, found.f1].map { NumberText.fixed($0, 3) }
        }
      )
    )
    return shown
  }
}
