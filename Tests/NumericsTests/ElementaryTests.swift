import Foundation
import Numerics
import Testing

@Suite struct ElementaryTests {
  /// The C library's results are within one unit of the true value; ours may differ by two.
  private func units(_ a: Double, _ b: Double) -> Double {
    a == b ? 0 : abs(a - b) / max(a.ulp, b.ulp)
  }

  @Test func expAgreesWithTheCLibrary() {
    var stream = RandomStream(seed: 3, path: "exp")
    for _ in 0..<100_000 {
      let x = (stream.uniform() - 0.5) * 1400
      #expect(units(Elementary.exp(x), Foundation.exp(x)) <= 2, "exp(\(x))")
    }
  }

  @Test func logAgreesWithTheCLibrary() {
    var stream = RandomStream(seed: 4, path: "log")
    for _ in 0..<100_000 {
      let x = Foundation.exp((stream.uniform() - 0.5) * 1400)
      #expect(units(Elementary.log(x), Foundation.log(x)) <= 2, "log(\(x))")
      let near = 1 + (stream.uniform() - 0.5) * 1e-3
      #expect(units(Elementary.log(near), Foundation.log(near)) <= 2, "log(\(near))")
    }
  }

  @Test func sineAndCosineAgreeWithTheCLibrary() {
    var stream = RandomStream(seed: 5, path: "sin")
    for _ in 0..<100_000 {
      let x = (stream.uniform() - 0.5) * 2000
      #expect(abs(Elementary.sin(x) - Foundation.sin(x)) < 3e-16, "sin(\(x))")
      #expect(abs(Elementary.cos(x) - Foundation.cos(x)) < 3e-16, "cos(\(x))")
    }
    #expect(Elementary.sin(.infinity).isNaN && Elementary.cos(.nan).isNaN)
    #expect(abs(Elementary.sin(1e9) - Foundation.sin(1e9)) < 1e-6)
  }

  @Test func theEndsAreThoseOfTheTextbook() {
    #expect(Elementary.exp(0) == 1 && Elementary.log(1) == 0)
    #expect(Elementary.exp(.infinity) == .infinity && Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(710) == .infinity && Elementary.exp(-746) == 0)
    #expect(Elementary.exp(-744) > 0)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN && Elementary.exp(.nan).isNaN)
    #expect(
      units(
        Elementary.log(Double.leastNonzeroMagnitude),
        Foundation.log(Double.leastNonzeroMagnitude)
      ) <= 1
    )
  }

  /// Values of the standard normal from printed tables (Abramowitz and Stegun, table 26.1).
  @Test(arguments: [
    (0.975, 1.959963984540054), (0.95, 1.6448536269514722), (0.5, 0), (1e-10, -6.361340902404056),
  ])
  func normalQuantiles(p: Double, z: Double) {
    #expect(abs(NormalDistribution.quantile(p) - z) < 1e-12)
    #expect(abs(NormalDistribution.cumulative(z) - p) < 1e-12)
  }

  @Test func normalQuantileAndShareAreInverse() {
    for i in 1..<1000 {
      let p = Double(i) / 1000
      #expect(abs(NormalDistribution.cumulative(NormalDistribution.quantile(p)) - p) < 1e-14)
    }
    #expect(NormalDistribution.quantile(-0.1).isNaN && NormalDistribution.quantile(0) == -.infinity)
  }
}
