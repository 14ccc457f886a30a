/// How far a value looks: row t depends on rows t + `low` to t + `high` of its data and on no other.
///
/// `high` is the horizon: above zero, the value knows the future. `-low` is the memory. Either may
/// be without bound. A constant depends on no row at all.
public struct Reach: Hashable, Sendable {
  /// The offset of the oldest row that counts; `Reach.unbounded` below for all of the past.
  public let low: Int
  /// The offset of the newest row that counts; `Reach.unbounded` for all of the future.
  public let high: Int
  public let isConstant: Bool

  /// The offset that stands for no bound.
  public static let unbounded = Int.max / 4

  /// Creates the reach `[low, high]`, with `low` at most `high`; beyond `unbounded` is unbounded.
  public init(_ low: Int, _ high: Int) {
    self.low = Reach.clamped(low)
    self.high = max(self.low, Reach.clamped(high))
    isConstant = false
  }

  private init() {
    (low, high, isConstant) = (0, 0, true)
  }

  /// The reach of a literal.
  public static let constant = Reach()
  /// The reach of a raw column: its own row.
  public static let present = Reach(0, 0)
  /// The reach of a recursive or expanding function of a raw column.
  public static let past = Reach(-unbounded, 0)
  /// The reach of a whole-sample statistic.
  public static let everything = Reach(-unbounded, unbounded)

  /// Whether the value depends on rows after its own.
  public var seesFuture: Bool { high > 0 }

  /// Returns the smallest reach that covers both.
  public func hull(_ other: Reach) -> Reach {
    if isConstant { return other }
    if other.isConstant { return self }
    return Reach(min(low, other.low), max(high, other.high))
  }

  /// Returns the reach of a window of `offsets`, applied to a value of this reach.
  ///
  /// A trailing window of n rows has the offsets `(1 - n)...0`, `lag` by k has `-k ... -k`, and a
  /// recursive function `-unbounded...0`.
  public func through(_ offsets: Reach) -> Reach {
    if isConstant || offsets.isConstant { return self }
    return Reach(Reach.sum(low, offsets.low), Reach.sum(high, offsets.high))
  }

  private static func clamped(_ offset: Int) -> Int {
    max(-unbounded, min(unbounded, offset))
  }

  /// Adds two offsets; no bound stays no bound.
  private static func sum(_ a: Int, _ b: Int) -> Int {
    if abs(a) == unbounded { return a }
    if abs(b) == unbounded { return b }
    return clamped(a + b)
  }
}

extension Reach: CustomStringConvertible {
  /// The form `[-19, 0]`, with `∞` for no bound; `[]` for a constant.
  public var description: String {
    isConstant ? "[]" : "[\(Reach.text(low)), \(Reach.text(high))]"
  }

  private static func text(_ offset: Int) -> String {
    abs(offset) == unbounded ? (offset < 0 ? "-∞" : "+∞") : offset > 0 ? "+\(offset)" : "\(offset)"
  }
}
