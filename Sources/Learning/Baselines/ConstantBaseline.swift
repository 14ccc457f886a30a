internal import Numerics

/// The mean of the training targets, for any row: the base rate, where targets are 0 and 1.
public struct ConstantBaseline: Sendable, Hashable {
  /// What is predicted; missing without a target.
  public let value: Double

  /// Creates the baseline of targets that are all known.
  public init(targets: [Double]) {
    value = Statistics.mean(targets)
  }
}
