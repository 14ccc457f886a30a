import Backtest
import Testing

@Suite struct ExpectedMaximumTests {
  /// Bailey and others (2014): with 45 trials, five years show a Sharpe ratio of 1 by luck.
  @Test(arguments: [
    (2, 0.5197553442805939), (5, 1.1925940010147893), (10, 1.57459830134575),
    (45, 2.2356401777664052), (100, 2.5306028932016846), (1000, 3.255121513652723),
    (10000, 3.86066485551044),
  ])
  func formula(_ count: Int, _ expected: Double) {
    #expect(close(ExpectedMaximum.ofNormals(count), expected, 1e-12))
  }

  /// The integral of x N φ(x) Φ(x)^(N-1), from scipy.
  @Test(arguments: [
    (2, 0.5641895835477563), (10, 1.5387527308351732), (100, 2.507593636441685),
    (10000, 3.8516158170666808),
  ])
  func staysNearTheExactValue(_ count: Int, _ exact: Double) {
    #expect(abs(ExpectedMaximum.ofNormals(count) - exact) < 0.045)
  }

  @Test func edges() {
    #expect(ExpectedMaximum.ofNormals(1) == 0)
    #expect(ExpectedMaximum.ofNormals(0).isNaN && ExpectedMaximum.ofNormals(-3).isNaN)
    #expect(ExpectedMaximum.ofNormals(.max).isFinite)
  }
}
