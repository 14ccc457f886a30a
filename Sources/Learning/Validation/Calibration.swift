internal import Numerics

/// How often what was predicted came true, by how probable it was said to be.
public struct Calibration: Sendable, Equatable {
  /// Rows of about the same predicted probability.
  public struct Bin: Sendable, Equatable {
    public let count: Int
    /// The mean of the predicted probabilities.
    public let predicted: Double
    /// The share of the rows whose target was 1.
    public let observed: Double
  }

  /// The bins, from the lowest probability to the highest.
  public let bins: [Bin]

  /// Sorts the rows that have both a prediction and a target by their prediction, and cuts them into
  /// at most `limit` bins of as equal a count as whole rows allow.
  ///
  /// Equal predictions share a bin, so that the order of the rows does not matter.
  public init(predictions: [Double], targets: [Double], bins limit: Int = 10) {
    precondition(predictions.count == targets.count, "a target for each prediction")
    let known = predictions.indices
      .filter { !predictions[$0].isNaN && !targets[$0].isNaN }
      .sorted { (predictions[$0], $0) < (predictions[$1], $1) }
    var bins: [Bin] = []
    var start = 0
    while start < known.count, bins.count < limit {
      let share = (known.count - start) / (limit - bins.count)
      var end = start + max(1, share)
      while end < known.count, predictions[known[end]] == predictions[known[end - 1]] { end += 1 }
      let rows = known[start..<end]
      bins.append(
        Bin(
          count: rows.count,
          predicted: Statistics.mean(rows.map { predictions[$0] }),
          observed: Statistics.mean(rows.map { targets[$0] })
        )
      )
      start = end
    }
    self.bins = bins
  }
}
