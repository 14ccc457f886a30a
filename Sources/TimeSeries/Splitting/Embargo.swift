/// How many rows after a test block may not train, because their features remember the block.
///
/// Only splits that train on rows after their test rows have one: a walk-forward never does.
public struct Embargo: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The memory of the features, which ends before the rest would.
    case memory
    /// The horizon of the target.
    case horizon
    /// One row in a hundred.
    case share
    /// Somebody chose the length.
    case stated
  }

  public let rows: Int
  public let reason: Reason
  /// What the length would be if nobody had chosen it.
  public let derivedRows: Int

  /// Derives the length: min(M, max(H, N / 100)), where the features remember M rows, the target
  /// looks H rows ahead, and N rows take part.
  ///
  /// What a feature takes from a test block is gone after M rows; where M is long or without bound,
  /// what is left after 1 % of the rows is taken to be little.
  ///
  /// - Parameters:
  ///   - memory: M, or `Reach.unbounded`.
  ///   - horizon: H.
  ///   - count: N.
  ///   - stated: A length to take instead.
  public init(memory: Int, horizon: Int, count: Int, stated: Int? = nil) {
    let longest = max(0, horizon, count / 100)
    derivedRows = min(max(0, memory), longest)
    rows = stated ?? derivedRows
    reason =
      stated != nil ? .stated : memory <= longest ? .memory : horizon >= longest ? .horizon : .share
  }

  /// Whether somebody chose a length that is shorter than the derived one.
  public var isAssumed: Bool { rows < derivedRows }
}
