internal import Numerics

/// The fitted members of a weighted ensemble.
public struct EnsembleModel: Predictor {
  /// A fitted member.
  public struct Member: Sendable {
    public let name: String
    public let model: any Predictor
    /// Its weight as it was set; its share is that of the sum of all.
    public let weight: Double

    public init(name: String, model: any Predictor, weight: Double) {
      (self.name, self.model, self.weight) = (name, model, weight)
    }
  }

  public let members: [Member]

  /// Creates a model of fitted members, of which there is at least one.
  public init(members: [Member]) {
    precondition(!members.isEmpty, "a member")
    self.members = members
  }

  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    mean(of: memberPredictions(table, rows: rows))
  }

  /// Returns the predictions of each member, in the order of the members.
  public func memberPredictions(_ table: FeatureTable, rows: [Int]) -> [[Double]] {
    members.map { $0.model.predict(table, rows: rows) }
  }

  /// Returns the weighted mean of the members' predictions, row by row: Σ w p / Σ w.
  public func mean(of predictions: [[Double]]) -> [Double] {
    precondition(predictions.count == members.count, "predictions of each member")
    let total = members.reduce(0) { $0 + $1.weight }
    return predictions[0].indices.map { row in
      zip(members, predictions).reduce(0) { $0 + $1.0.weight / total * $1.1[row] }
    }
  }

  /// Returns how far the members agree on each row, 0...1; see `agreement(of:)`.
  public func agreement(_ table: FeatureTable, rows: [Int]) -> [Double] {
    let predictions = memberPredictions(table, rows: rows)
    return rows.indices.map { row in EnsembleModel.agreement(of: predictions.map { $0[row] }) }
  }

  /// Returns 1 - |s / m|, held within 0...1, for the mean m and the population standard deviation s
  /// of some predictions, which count alike.
  ///
  /// 1 where all are equal, else 0 where their mean is 0. It tells how close the members are to each
  /// other by the size of what they predict, and is no probability of being right: members that
  /// learned from the same rows err together. Returns around 0 have little agreement by their scale
  /// alone.
  public static func agreement(of predictions: [Double]) -> Double {
    if predictions.contains(where: \.isNaN) { return .nan }
    if predictions.allSatisfy({ $0 == predictions[0] }) { return 1 }
    let mean = Statistics.mean(predictions)
    guard mean != 0 else { return 0 }
    return min(max(1 - abs(Statistics.stdev(predictions, ddof: 0) / mean), 0), 1)
  }

  /// The mean of the members' shares of each feature, without members that learned nothing.
  public var importance: [Double] {
    let shares = members.map(\.model.importance)
    let learned = shares.filter { $0.contains { $0 > 0 } }
    return (shares.first ?? []).indices.map { feature in
      learned.isEmpty ? 0 : Statistics.mean(learned.map { $0[feature] })
    }
  }
}
