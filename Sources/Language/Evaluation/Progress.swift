internal import Synchronization

/// How far a long computation has come.
public struct Progress: Sendable, Hashable {
  /// How well it does so far, such as the loss of a model that is trained.
  public struct Metric: Sendable, Hashable {
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) {
      (self.name, self.value) = (name, value)
    }
  }

  public let label: String
  public let done: Int
  /// How many there are; of one there is nothing to tell.
  public let total: Int
  /// What is counted, such as trees; nil where it has no name.
  public let unit: String?
  public let metric: Metric?
  /// Whether what is finished is kept where a person stops it.
  public let isKept: Bool

  public init(
    _ label: String,
    done: Int,
    total: Int,
    unit: String? = nil,
    metric: Metric? = nil,
    isKept: Bool = false
  ) {
    (self.label, self.done, self.total) = (label, done, total)
    (self.unit, self.metric, self.isKept) = (unit, metric, isKept)
  }
}

/// Says when a figure that costs something is worth finding again: ten times a second, and not in the
/// first moments, as most acts end in them.
public final class MetricPace: Sendable {
  private let next: Mutex<ContinuousClock.Instant>

  public init() { next = Mutex(.now + .milliseconds(200)) }

  /// Whether it is time; then the next time is a while later.
  public func isDue() -> Bool {
    next.withLock { next in
      let now = ContinuousClock.now
      guard now >= next else { return false }
      next = now + .milliseconds(100)
      return true
    }
  }
}
