public import Numerics

/// Several learners whose predictions are averaged by fixed weights.
///
/// Each member learns from the same rows, member i with sub-stream i; the order of the members thus
/// decides their random numbers, and their names and weights do not.
public struct WeightedEnsemble: Learner {
  /// A learner with the name that reports call it by, and its share in the vote.
  public struct Member: Sendable {
    public let name: String
    public let learner: any Learner
    /// Above 0, at most 1e100; only the ratios of the weights count.
    public let weight: Double

    public init(_ name: String, _ learner: any Learner, weight: Double = 1) {
      (self.name, self.learner, self.weight) = (name, learner, weight)
    }
  }

  /// The members, at least one, each with a name of its own.
  public let members: [Member]

  public init(_ members: [Member]) {
    self.members = members
  }

  /// The name of the first setting that is out of its range; nil where all are in it.
  public var outOfRange: String? {
    if members.isEmpty { return "members" }
    if Set(members.map(\.name)).count < members.count { return "names" }
    return members.allSatisfy { $0.weight > 0 && $0.weight <= 1e100 } ? nil : "weights"
  }

  /// Fits one member after the other; the report is called after each.
  ///
  /// Stopped early, the model has the members so far. An error of a member is that of the ensemble.
  public func fit(
    _ table: FeatureTable,
    target: [Double],
    rows: [Int],
    weights: [Double]? = nil,
    loss: Loss,
    stream: RandomStream,
    workers: Workers,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> EnsembleModel {
    if let name = outOfRange { throw .settingOutOfRange(name) }
    var fitted: [EnsembleModel.Member] = []
    for (number, member) in members.enumerated() {
      let model: any Predictor = try member.learner.fit(
        table,
        target: target,
        rows: rows,
        weights: weights,
        loss: loss,
        stream: stream.substream(number),
        workers: workers,
        progress: nil
      )
      fitted.append(EnsembleModel.Member(name: member.name, model: model, weight: member.weight))
      if let progress, !progress(fitted.count, members.count, { nil }) { break }
    }
    return EnsembleModel(members: fitted)
  }
}
