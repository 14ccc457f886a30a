/// Persistence: the newest target that is known in a row, as the prediction of its own.
public struct LastOutcome: Sendable, Hashable {
  /// How many rows ahead the target looks.
  public let horizon: Int

  public init(horizon: Int) {
    self.horizon = horizon
  }

  /// Returns a prediction for each row: `target[row - horizon]`, or the newest known before it.
  ///
  /// The target of row i is known at row i + horizon. A target that does not look ahead is known in
  /// its own row, where it is no prediction: the row before counts then. A missing target is passed
  /// over; a row in which no target is known has no prediction.
  public func predictions(_ target: [Double]) -> [Double] {
    var predictions = [Double](repeating: .nan, count: target.count)
    let delay = max(1, horizon)
    guard delay < target.count else { return predictions }
    var newest = Double.nan
    for row in delay..<target.count {
      if !target[row - delay].isNaN { newest = target[row - delay] }
      predictions[row] = newest
    }
    return predictions
  }
}
