import Language
import Plotting
import TimeSeries

/// Functions that make a part of a figure, for `plot` to draw.
enum FigureFunctions {
  static let functions: [Builtin] = [
    .function(
      "heatmap",
      "The best score of a sweep at each pair of values of two of its parameters.",
      .value("sweep", type: "a sweep", "the sweep"),
      .value("across", type: "a text", "the parameter on the horizontal axis"),
      .value("up", type: "a text", "the parameter on the vertical axis")
    ) { _, value, across, up in
      guard let sweep = value.object as? SweepValue else {
        throw Problem.wrongType(found: value.typeName, wanted: "a sweep", what: "`sweep`")
      }
      guard let part = Drawing.heatmap(sweep, across.text, up.text) else {
        throw Problem.unknownWord(
          sweep.axes.contains { $0.name == across.text } ? up.text : across.text,
          option: "axis",
          allowed: sweep.axes.map(\.name)
        )
      }
      return .object(part)
    },
    .function(
      "importance",
      "How much each feature has contributed to a model, the largest first.",
      .value("model", type: "a model or a walk-forward", "what has learned")
    ) { _, value in
      guard let learned = value.object as? any Learned else {
        throw Problem.wrongType(found: value.typeName, wanted: "a model", what: "`model`")
      }
      let ranked = zip(learned.featureNames, learned.importance)
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(30)
      return .object(
        PlotPart(
          panels: [
            Panel(
              xLabel: "share of what the model learned",
              format: .percent,
              layers: [.bars(labels: ranked.map(\.0), values: ranked.map(\.1))]
            )
          ],
          title: "what the model looked at",
          subtitle: learned.featureNames.count > ranked.count
            ? "the first \(ranked.count) of \(learned.featureNames.count) features" : nil,
          takesLines: false,
          marks: value.marks
        )
      )
    },
    .function(
      "calibration",
      "How often what a walk-forward predicted came true, by how probable it was said to be.",
      .value("walkforward", type: "a walk-forward", "predictions of a true or false target")
    ) { _, value in
      let predictions = try binary(value)
      return .object(Judgement.calibration(of: predictions).marked(value.marks))
    },
    .function(
      "roc",
      "The share of true targets that a walk-forward found, against that of false alarms.",
      .value("walkforward", type: "a walk-forward", "predictions of a true or false target")
    ) { _, value in
      let predictions = try binary(value)
      return .object(Judgement.roc(of: predictions).marked(value.marks))
    },
  ]

  /// Returns the walk-forward of a true or false target that a value is.
  private static func binary(_ value: Value) throws -> OutOfSampleValue {
    guard let predictions = value.object as? OutOfSampleValue, predictions.isBinary else {
      throw Problem.wrongType(
        found: value.object is OutOfSampleValue ? "that of a number" : value.typeName,
        wanted: "a walk-forward of a true or false target",
        what: "`walkforward`"
      )
    }
    return predictions
  }

  /// Returns the bars as `plot candles(es)` draws them.
  static func candles(_ bars: Bars) -> PlotPart {
    PlotPart(
      panels: [
        Panel(
          yLabel: "price",
          format: .thousands,
          layers: [
            .candles(
              x: Drawing.axis(bars.clock),
              open: bars.open,
              high: bars.high,
              low: bars.low,
              close: bars.close
            )
          ]
        )
      ],
      title: "price",
      subtitle: "\(bars.clock.stepLabel) · \(bars.clock.spanText)",
      takesLines: true
    )
  }
}
