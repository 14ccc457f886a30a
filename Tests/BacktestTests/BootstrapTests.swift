import Backtest
import Numerics
import TestSupport
import Testing

@Suite struct BootstrapTests {
  private let stream = RandomStream(seed: 1, path: "bootstrap")

  /// Lengths are geometric: mean b, and a share 1/b of them is 1.
  @Test(arguments: [1.0, 2.5, 10, 40])
  func meanLengthOfStationaryBlocks(_ block: Double) {
    var numbers = stream
    // A long series, so that few runs are cut by its end.
    let runs = Bootstrap.stationaryRuns(
      of: 1_000_000,
      taking: 400_000,
      meanBlock: block,
      using: &numbers
    )
    let lengths = runs.map { Double($0.count) }
    let error = block / Double(lengths.count).squareRoot()
    #expect(abs(Statistics.mean(lengths) - block) <= 4 * error)
    let ones = Double(lengths.count { $0 == 1 }) / Double(lengths.count)
    #expect(abs(ones - 1 / block) < 4 / Double(lengths.count).squareRoot())
  }

  @Test func everyRowIsDrawnEquallyOften() {
    var numbers = stream
    var counts = [Int](repeating: 0, count: 50)
    for _ in 0..<4000 {
      for row in Bootstrap.stationaryIndexes(of: 50, meanBlock: 7, using: &numbers) {
        counts[row] += 1
      }
    }
    // Each count has the mean 4,000; its variance is that of sums over blocks, about 2 · 7 · 4,000.
    #expect(counts.allSatisfy { abs($0 - 4000) < 5 * 240 })
  }

  @Test func circularBlocksAreOfOneLengthAndWrap() {
    var numbers = stream
    let rows = Bootstrap.circularIndexes(of: 10, taking: 24, block: 4, using: &numbers)
    #expect(rows.count == 24)
    for i in rows.indices where i % 4 != 0 { #expect(rows[i] == (rows[i - 1] + 1) % 10) }
  }

  @Test func aBlockLongerThanTheSeriesGoesRound() {
    var numbers = stream
    let rows = Bootstrap.circularIndexes(of: 3, taking: 8, block: 100, using: &numbers)
    #expect(rows.count == 8)
    for i in 1..<8 { #expect(rows[i] == (rows[i - 1] + 1) % 3) }
    let long = Bootstrap.stationaryIndexes(of: 3, taking: 8, meanBlock: 1e300, using: &numbers)
    #expect(long.count == 8)
    for i in 1..<8 { #expect(long[i] == (long[i - 1] + 1) % 3) }
  }

  /// 7 rows, 70,000 draws: each about 10,000 times, and no row more often after another.
  @Test func independentRowsAreEvenAndIndependent() {
    var numbers = stream
    let rows = Bootstrap.independentIndexes(of: 7, taking: 70_001, using: &numbers)
    var pairs = [Int](repeating: 0, count: 49)
    for (first, second) in zip(rows, rows.dropFirst()) { pairs[7 * first + second] += 1 }
    #expect(rows.count == 70_001)
    let expected = 70_000.0 / 49
    let chiSquare = pairs.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) }
    // 48 degrees of freedom: 84 is passed once in a thousand times.
    #expect(chiSquare / expected < 84)
    #expect(Bootstrap.independentIndexes(of: 0, taking: 5, using: &numbers).isEmpty)
    #expect(Bootstrap.independentIndexes(of: 5, taking: -5, using: &numbers).isEmpty)
    #expect(Bootstrap.independentIndexes(of: .max, taking: 3, using: &numbers).count == 3)
  }

  @Test func permutationHoldsEachRowOnce() {
    var numbers = stream
    let order = Bootstrap.permutation(of: 1000, using: &numbers)
    #expect(order.sorted() == Array(0..<1000) && order != Array(0..<1000))
    var firsts = [Int](repeating: 0, count: 4)
    for _ in 0..<4000 { firsts[Bootstrap.permutation(of: 4, using: &numbers)[0]] += 1 }
    #expect(firsts.allSatisfy { abs($0 - 1000) < 4 * 28 })
  }

  @Test func nastyArgumentsDoNotTrap() {
    var numbers = stream
    for block in [Double.nan, -1, 0, 0.3, .infinity] {
      #expect(Bootstrap.stationaryIndexes(of: 5, meanBlock: block, using: &numbers).count == 5)
      #expect(Bootstrap.stationaryIndexes(of: 0, meanBlock: block, using: &numbers).isEmpty)
    }
    for block in [Int.min, 0, Int.max] {
      #expect(Bootstrap.circularIndexes(of: 5, block: block, using: &numbers).count == 5)
    }
    #expect(Bootstrap.circularIndexes(of: 5, taking: -1, block: 2, using: &numbers).isEmpty)
    #expect(Bootstrap.permutation(of: -1, using: &numbers).isEmpty)
  }

  /// The percentile interval and the deviation of the yearly Sharpe ratio under blocks of 10, as
  /// arch draws them, within four deviations of a run of 5,000 draws.
  @Test(.enabled(if: Shared.isPresent, absence)) func agreesWithArch() throws {
    let document = try Reference.document("statistics_sp500.json")
    let returns = try Reference.returns()
    let ratios = Workers(count: 2).map(5000) { draw in
      var numbers = stream.substream(draw)
      let rows = Bootstrap.stationaryIndexes(of: returns.count, meanBlock: 10, using: &numbers)
      return SharpeRatio(returns: rows.map { returns[$0] }).annual(periodsPerYear: 252)
    }
    let path = ["sharpe_ci_95_annual", "buy_and_hold", "stationary_block10"]
    for (value, key) in [
      (Statistics.quantile(ratios, 0.025), ["percentile", "lower"]),
      (Statistics.quantile(ratios, 0.975), ["percentile", "upper"]),
      (Statistics.stdev(ratios), ["bootstrap_sd"]),
    ] {
      let mean = document.number(path + key + ["mean"])
      let deviation = document.number(path + key + ["sd_over_seeds"])
      #expect(abs(value - mean) < 4 * deviation, "\(key): \(value), not \(mean)")
    }
  }
}
