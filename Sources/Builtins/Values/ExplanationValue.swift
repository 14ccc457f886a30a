import Language
import Plotting

/// What moved one prediction.
struct ExplanationValue: ObjectValue {
  /// What was predicted.
  var subject = ""
  /// The row's name.
  var time = ""
  var prediction = Double.nan
  /// What a part is of: a bar or a feature.
  var what = ""
  /// What each gave to the prediction, in the order of bars or features.
  var parts: [(name: String, part: Double)] = []
  var note = ""

  var typeName: String { "an explanation" }
  var fieldNames: [String] { ["prediction", "parts"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "prediction": figure(prediction)
    case "parts": .list(parts.map { figure($0.part) })
    default: nil
    }
  }

  private func figure(_ value: Double) -> Value { .figure(value, of: "an explanation") }

  func presentation(name: String?) -> Presentation {
    let ranked = parts.indices.sorted {
      let (a, b) = (abs(parts[$0].part), abs(parts[$1].part))
      return a == b ? $0 < $1 : a > b
    }
    var shown = Presentation.titled(
      name,
      "\(subject) at \(time): \(NumberText.short(prediction))"
    )
    shown.add(
      Table(
        [Table.Column(what, .left), Table.Column("part")],
        rows: ranked.prefix(10).map { [parts[$0].name, NumberText.fixed(parts[$0].part, 4)] },
        note: parts.count > 10 ? "the largest 10 of \(parts.count)" : nil
      )
    )
    shown.add("  part: \(note)")
    return shown
  }

  /// Of more parts than this the largest are drawn, in their order of size.
  private static let mostDrawn = 40

  /// The parts as bars, in the order of time, or of size where there are many.
  var picture: PlotPart {
    let largest = parts.sorted { abs($0.part) > abs($1.part) }.prefix(ExplanationValue.mostDrawn)
    let parts = parts.count > ExplanationValue.mostDrawn ? Array(largest) : parts
    return PlotPart(
      panels: [
        Panel(
          xLabel: note,
          layers: [.bars(labels: parts.map(\.name), values: parts.map(\.part))]
        )
      ],
      title: "\(subject) at \(time)",
      subtitle: "prediction \(NumberText.short(prediction))",
      takesLines: false
    )
  }
}
