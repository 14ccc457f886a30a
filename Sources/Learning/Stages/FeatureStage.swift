internal import Numerics

/// A way to bring a feature to a common measure, which is found on training rows alone.
public enum FeatureStage: String, Sendable, Hashable, CaseIterable {
  /// (x - mean) / standard deviation, with divisor n - 1.
  case zscore
  /// (x - least) / (greatest - least): 0 to 1 on the training rows, beyond on others.
  case minmax
  /// The share of the training values below x, plus half of those equal to it.
  case rank
}

/// A stage as some training rows have fitted it.
public struct FittedStage: Sendable, Hashable {
  /// The name of the feature that goes in and comes out.
  public let feature: String
  public let stage: FeatureStage
  /// What was found: mean and deviation, least and greatest, or all values in ascending order.
  public let numbers: [Double]

  /// Creates the stage of `values`, of which those that are not finite count for nothing.
  public init(_ stage: FeatureStage, of feature: String, values: [Double]) {
    (self.stage, self.feature) = (stage, feature)
    let known = values.filter(\.isFinite)
    numbers =
      switch stage {
      case .zscore: [Statistics.mean(known), Statistics.stdev(known)]
      case .minmax: [known.min() ?? .nan, known.max() ?? .nan]
      case .rank: known.sorted()
      }
  }

  /// Creates a stage that was saved; nil for numbers that no fit gives.
  public init?(_ stage: FeatureStage, of feature: String, numbers: [Double]) {
    let isOrdered = zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 }
    let fits =
      switch stage {
      case .zscore: numbers.count == 2 && numbers[1] >= 0
      case .minmax: numbers.count == 2 && isOrdered
      case .rank: isOrdered
      }
    guard fits, numbers.allSatisfy(\.isFinite) else { return nil }
    (self.stage, self.feature, self.numbers) = (stage, feature, numbers)
  }

  /// Returns the feature after the stage; missing where the training rows did not vary, or had none.
  public func apply(_ values: [Double]) -> [Double] {
    switch stage {
    case .zscore:
      let (mean, deviation) = (numbers[0], numbers[1])
      return values.map { deviation > 0 ? ($0 - mean) / deviation : .nan }
    case .minmax:
      let (low, span) = (numbers[0], numbers[1] - numbers[0])
      return values.map { span > 0 ? ($0 - low) / span : .nan }
    case .rank:
      return values.map { value in
        guard !value.isNaN, !numbers.isEmpty else { return .nan }
        let below = FittedStage.count(of: numbers) { $0 < value }
        let upTo = FittedStage.count(of: numbers) { $0 <= value }
        return Double(below + upTo) / 2 / Double(numbers.count)
      }
    }
  }

  /// Returns how many leading numbers fulfil `condition`, which holds up to some place and not beyond.
  private static func count(of numbers: [Double], where condition: (Double) -> Bool) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if condition(numbers[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
