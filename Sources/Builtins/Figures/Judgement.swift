import Backtest
import Language
import Learning
import Plotting

/// Pictures of how far the predictions of a walk-forward can be believed.
enum Judgement {
  /// The share that came true in each tenth of the predictions, with what as many independent rows
  /// leave open, beside the line on which every probability is what it says.
  static func calibration(of predictions: OutOfSampleValue) -> PlotPart {
    let result = predictions.result
    let bins = Calibration(predictions: result.predictions, targets: result.targets).bins
    let x = Axis.numbers(bins.map(\.predicted))
    let independent = result.effectiveCount / Double(max(1, result.scores.count))
    let intervals = bins.map {
      ConfidenceInterval.wilson(share: $0.observed, of: Double($0.count) * independent)
    }
    let ends = [bins.first?.predicted, bins.last?.predicted].compactMap(\.self)
    return PlotPart(
      panels: [
        Panel(
          yLabel: "share that came true",
          xLabel: "predicted probability",
          format: .percent,
          xFormat: .percent,
          layers: [
            .band(
              x: x,
              low: intervals.map(\.lower),
              high: intervals.map(\.upper),
              label: "95 % interval"
            ),
            .line(x: .numbers(ends), y: ends, label: "as often as predicted"),
            .points(x: x, y: bins.map(\.observed), label: "observed"),
          ]
        )
      ],
      title: "calibration",
      subtitle:
        "\(NumberText.count(result.scores.count)) predictions in \(bins.count) bins, Brier score \(NumberText.fixed(result.scores.brier, 4)), without a model \(NumberText.fixed(result.baseline.brier, 4))",
      takesLines: false
    )
  }

  /// The curve over all thresholds beside that of a coin.
  static func roc(of predictions: OutOfSampleValue) -> PlotPart {
    let result = predictions.result
    let curve = ROCCurve(predictions: result.predictions, targets: result.targets)
    return PlotPart(
      panels: [
        Panel(
          yLabel: "share of the true that is found",
          xLabel: "share of the false that is taken for true",
          format: .percent,
          xFormat: .percent,
          layers: [
            .line(x: .numbers([0, 1]), y: [0, 1], label: "chance"),
            .line(x: .numbers(curve.falsePositives), y: curve.truePositives, label: "model"),
          ]
        )
      ],
      title: "found against false alarms",
      subtitle:
        "AUC \(NumberText.fixed(result.scores.auc, 3)), standard error \(NumberText.fixed(result.aucError, 3))",
      takesLines: false
    )
  }
}
