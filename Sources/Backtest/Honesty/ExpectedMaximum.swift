import Numerics

/// What the best of many trials looks like where none has any skill.
public enum ExpectedMaximum {
  /// The Euler-Mascheroni constant.
  static let gamma = 0.5772156649015329

  /// Returns the expected largest of `count` independent standard normal numbers.
  ///
  /// (1 - γ) Z(1 - 1/N) + γ Z(1 - 1/(N e)): Bailey and López de Prado, "The deflated Sharpe ratio"
  /// (2014), after extreme value theory. It is off by 0.045 at N = 2 and by 0.01 at N = 10,000. One
  /// number has the expectation 0; without any it is missing.
  public static func ofNormals(_ count: Int) -> Double {
    guard count > 1 else { return count == 1 ? 0 : .nan }
    let n = Double(count)
    let e = 2.718281828459045
    // The upper tail, since 1 - 1/N loses the digits of a large N.
    return -(1 - gamma) * NormalDistribution.quantile(1 / n)
      - gamma * NormalDistribution.quantile(1 / (n * e))
  }
}
