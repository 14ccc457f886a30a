import Numerics
import Testing

@Suite struct NormalDistributionTests {
  /// Forty digits of mpmath, rounded; both tails, and both sides of each change of formula.
  @Test(arguments: [
    (-37, 5.725571222524577e-300), (-20, 2.7536241186062337e-89), (-8.3, 5.205569744890254e-17),
    (-6, 9.86587645037698e-10), (-5.7, 5.990371401063528e-09), (-3, 0.0013498980316300946),
    (-1.6449, 0.0499952174683463), (-1, 0.15865525393145705), (-0.66, 0.25462691467133614),
    (-0.3, 0.3820885778110474), (-1e-10, 0.49999999996010575), (0, 0.5),
    (0.5, 0.6914624612740131), (0.7, 0.758036347776927), (1.96, 0.9750021048517795),
    (4, 0.9999683287581669), (6, 0.9999999990134123),
  ])
  func cumulative(_ x: Double, _ expected: Double) {
    // The rounding of x / √2 alone moves the far tail by x² parts in 10¹⁶.
    let tolerance = 1e-15 + 2e-16 * x * x
    #expect(abs(NormalDistribution.cumulative(x) - expected) <= tolerance * expected)
  }

  @Test func cumulativeAtTheEnds() {
    #expect(NormalDistribution.cumulative(-.infinity) == 0)
    #expect(NormalDistribution.cumulative(.infinity) == 1)
    #expect(NormalDistribution.cumulative(-40) == 0 && NormalDistribution.cumulative(40) == 1)
    #expect(NormalDistribution.cumulative(.nan).isNaN)
  }

  @Test func cumulativeNeverFalls() {
    let values = (-4000...4000).map { NormalDistribution.cumulative(Double($0) / 400) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
  }
}
