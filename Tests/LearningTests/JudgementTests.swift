import Learning
import Testing

/// Calibration, ROC curves and detections, by hand.
@Suite struct JudgementTests {
  @Test func binsHoldEqualSharesAndWholeTies() {
    let calibration = Calibration(
      predictions: [0.1, 0.2, 0.2, 0.2, 0.9, .nan, 0.7],
      targets: [0, 1, 0, 0, 1, 1, .nan],
      bins: 2
    )
    #expect(calibration.bins.map(\.count) == [4, 1])
    #expect(abs(calibration.bins[0].predicted - 0.175) < 1e-15)
    #expect(calibration.bins.map(\.observed) == [0.25, 1])
    #expect(Calibration(predictions: [], targets: []).bins.isEmpty)
  }

  /// The order of the rows says nothing, even where predictions tie.
  @Test func calibrationIgnoresTheOrderOfRows() {
    let predictions = (0..<40).map { Double($0 % 7) / 7 }
    let targets = (0..<40).map { Double($0 % 3 == 0 ? 1 : 0) }
    let forward = Calibration(predictions: predictions, targets: targets, bins: 5)
    let backward = Calibration(
      predictions: predictions.reversed(),
      targets: targets.reversed(),
      bins: 5
    )
    #expect(forward.bins.map(\.count) == backward.bins.map(\.count))
    #expect(forward.bins.map(\.observed) == backward.bins.map(\.observed))
  }

  @Test func rocStepsOverTies() {
    let curve = ROCCurve(predictions: [0.9, 0.8, 0.8, 0.1], targets: [1, 1, 0, 0])
    #expect(curve.falsePositives == [0, 0, 0.5, 1])
    #expect(curve.truePositives == [0, 0.5, 1, 1])
    // The area under the steps, by trapezoids, is the AUC of the scores.
    let area = zip(curve.falsePositives.indices, curve.falsePositives.indices.dropFirst())
      .reduce(0.0) { sum, pair in
        let width = curve.falsePositives[pair.1] - curve.falsePositives[pair.0]
        return sum + width * (curve.truePositives[pair.0] + curve.truePositives[pair.1]) / 2
      }
    #expect(area == Scores.auc([0.9, 0.8, 0.8, 0.1], [1, 1, 0, 0]))
    #expect(ROCCurve(predictions: [0.5], targets: [1]).truePositives.isEmpty)
  }

  @Test func countsWhatWasFound() {
    let found = Detection(
      predictions: [0.9, 0.5, 0.4, 0.8, .nan, 0.9],
      truth: [1, 1, 1, 0, 1, .nan],
      threshold: 0.5
    )
    #expect(found.examples == 3 && found.detected == 3 && found.correct == 2)
    #expect(abs(found.precision - 2.0 / 3) < 1e-15 && abs(found.recall - 2.0 / 3) < 1e-15)
    #expect(abs(found.f1 - 2.0 / 3) < 1e-15)
    #expect(Detection(predictions: [0.1], truth: [0], threshold: 0.5).precision.isNaN)
  }
}
