public import TimeSeries

/// A single number that knows which rows it was computed from.
///
/// A mean over the whole sample is such a number: subtracting it from a column brings in the future.
public struct Scalar: Sendable {
  public let value: Double
  public let kind: Series.Kind
  public let knowledge: Knowledge

  public init(
    _ value: Double,
    kind: Series.Kind = .number,
    knowledge: Knowledge = .constant
  ) {
    self.value = value
    self.kind = kind
    self.knowledge = knowledge
  }

  /// Creates a truth value; nil is missing.
  public init(_ truth: Bool?, knowledge: Knowledge = .constant) {
    self.init(truth.map { $0 ? 1 : 0 } ?? .nan, kind: .boolean, knowledge: knowledge)
  }

  /// The truth value; nil where it is missing.
  public var truth: Bool? { value.isNaN ? nil : value != 0 }
}
