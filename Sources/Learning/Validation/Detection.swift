/// How well a detector finds what it is to find, at one threshold.
///
/// Rows without a prediction or without a truth do not count. A share of nothing is missing.
public struct Detection: Sendable, Equatable {
  /// The rows where the thing is there.
  public let examples: Int
  /// The rows where the detector says so.
  public let detected: Int
  /// The rows where both hold.
  public let correct: Int

  /// Counts the rows at which `predictions` reach `threshold`, and those at which `truth` is 1.
  public init(predictions: [Double], truth: [Double], threshold: Double) {
    precondition(predictions.count == truth.count, "a truth for each prediction")
    var (examples, detected, correct) = (0, 0, 0)
    for (p, t) in zip(predictions, truth) where !p.isNaN && !t.isNaN {
      if t == 1 { examples += 1 }
      if p >= threshold { detected += 1 }
      if t == 1, p >= threshold { correct += 1 }
    }
    (self.examples, self.detected, self.correct) = (examples, detected, correct)
  }

  /// The share of what was detected that is there.
  public var precision: Double { Double(correct) / Double(detected) }
  /// The share of what is there that was detected.
  public var recall: Double { Double(correct) / Double(examples) }
  /// The harmonic mean of precision and recall.
  public var f1: Double { 2 * Double(correct) / Double(detected + examples) }
}
