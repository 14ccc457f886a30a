/// The value of an account over time.
public enum EquityCurve {
  /// Returns the account that starts with `capital` and compounds `returns`: one value more than
  /// there are returns, the first of them `capital`.
  ///
  /// A return of -1 or less leaves nothing, and nothing grows from that.
  public static func compounding(_ returns: [Double], from capital: Double = 1) -> [Double] {
    var equity = [capital]
    equity.reserveCapacity(returns.count + 1)
    var value = capital
    for r in returns {
      value *= growth(r)
      equity.append(value)
    }
    return equity
  }

  /// Returns what one unit becomes after the return `r`: 1 + r, never below zero.
  @inline(__always) static func growth(_ r: Double) -> Double {
    // Not `max`, which would take a missing return for a ruin.
    r < -1 ? 0 : 1 + r
  }
}
