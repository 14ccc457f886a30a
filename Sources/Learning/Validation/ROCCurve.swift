/// The share of class 1 that is found against the share of class 0 that is taken for it, over all
/// thresholds of a prediction.
public struct ROCCurve: Sendable, Equatable {
  /// The share of class 0 at or above each threshold, from 0 to 1.
  public let falsePositives: [Double]
  /// The share of class 1 at or above each threshold, from 0 to 1.
  public let truePositives: [Double]

  /// Walks down the predictions of the rows that have a target of 0 or 1; empty without both.
  public init(predictions: [Double], targets: [Double]) {
    precondition(predictions.count == targets.count, "a target for each prediction")
    let known = predictions.indices
      .filter { !predictions[$0].isNaN && !targets[$0].isNaN }
      .sorted { (predictions[$1], $0) < (predictions[$0], $1) }
    let positives = known.count { targets[$0] == 1 }
    let negatives = known.count - positives
    var (x, y) = ([Double](), [Double]())
    if positives > 0, negatives > 0 {
      var (found, taken) = (0, 0)
      (x, y) = ([0], [0])
      for (place, row) in known.enumerated() {
        if targets[row] == 1 { found += 1 } else { taken += 1 }
        let next = place + 1
        guard next == known.count || predictions[known[next]] != predictions[row] else { continue }
        x.append(Double(taken) / Double(negatives))
        y.append(Double(found) / Double(positives))
      }
    }
    (falsePositives, truePositives) = (x, y)
  }
}
