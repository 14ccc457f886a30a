import Backtest
import Numerics
import TestSupport
import Testing

@Suite struct RealityCheckTests {
  private let stream = RandomStream(seed: 5, path: "reality check")

  /// Momentum against holding in 2008, by a plain loop in numpy: the statistics, and the mean and
  /// standard deviation over five runs of 4,000 draws of the p-values.
  @Test(arguments: [
    (1.0, 0.04448694574224514, [0.5848, 0.7293, 0.7293, 0.7279]),
    (5.0, 0.061534493718004526, [0.5691, 0.7567, 0.7567, 0.7563]),
    (10.0, 0.06855350791298488, [0.5526, 0.7453, 0.7665, 0.7649]),
  ])
  func momentumOf2008(_ block: Double, _ statistic: Double, _ p: [Double]) {
    let result = RealityCheck.run(
      differentials: differentials,
      block: block,
      draws: 4000,
      stream: stream,
      workers: .single
    )
    #expect(result.best == 9 && result.draws == 4000)
    #expect(close(result.spaStatistic, statistic))
    #expect(close(result.whiteStatistic, 0.0010601971677876357))
    let values = [result.spaLower, result.spaConsistent, result.spaUpper, result.white]
    for (value, expected) in zip(values, p) { #expect(abs(value - expected) < 4 * 0.0085) }
  }

  private var differentials: [[Double]] {
    let holding = SP500In2008.returns.suffix(233)
    return SP500In2008.momentum.map { zip($0, holding).map { $0 - $1 } }
  }

  @Test func sameForAnyNumberOfWorkers() {
    func result(_ workers: Int) -> RealityCheck.Result {
      RealityCheck.run(
        differentials: differentials,
        block: 4,
        draws: 333,
        stream: stream,
        workers: Workers(count: workers)
      )
    }
    #expect(result(1) == result(2) && result(1) == result(5))
  }

  /// More trials than one tile holds, with the winner in the last: the place does not matter.
  @Test func theOrderOfTheTrialsDoesNotMatter() {
    let many = (0..<8).flatMap { shift in differentials.map { rotated($0, by: 3 * shift) } }
    func result(_ trials: [[Double]]) -> RealityCheck.Result {
      RealityCheck.run(
        differentials: trials,
        block: 4,
        draws: 200,
        stream: stream,
        workers: .single
      )
    }
    let (forward, backward) = (result(many), result(many.reversed()))
    #expect(forward.white == backward.white && forward.spaLower == backward.spaLower)
    #expect(forward.spaConsistent == backward.spaConsistent)
    #expect(forward.spaStatistic == backward.spaStatistic)
  }

  private func rotated(_ column: [Double], by shift: Int) -> [Double] {
    Array(column[shift...] + column[..<shift])
  }

  /// A sure edge is never certain: p is one part in draws + 1, not zero.
  @Test func pIsNeverZero() {
    let edge = differentials[0].map { 0.05 + $0 }
    let result = RealityCheck.run(
      differentials: [edge],
      block: 5,
      draws: 99,
      stream: stream,
      workers: .single
    )
    #expect(result.white == 0.01 && result.spaLower == 0.01 && result.spaUpper == 0.01)
  }

  @Test func trialsBelowTheBenchmarkProveNothing() {
    let poor = differentials.map { column in column.map { $0 - 0.05 } }
    let result = RealityCheck.run(
      differentials: poor,
      block: 5,
      draws: 99,
      stream: stream,
      workers: .single
    )
    #expect(result.spaStatistic == 0 && result.spaLower == 1 && result.spaUpper == 1)
    #expect(result.white == 1)
  }

  @Test func constantAndMissingTrialsTakeNoPart() {
    let constant = [Double](repeating: 0.1, count: 233)
    let missing = [Double](repeating: .nan, count: 233)
    func run(_ trials: [[Double]]) -> RealityCheck.Result {
      RealityCheck.run(
        differentials: trials,
        block: 5,
        draws: 99,
        stream: stream,
        workers: .single
      )
    }
    let (clean, soiled) = (run(differentials), run(differentials + [missing, constant]))
    #expect(soiled.spaConsistent == clean.spaConsistent && soiled.best == clean.best)
    #expect(run([missing]).white.isNaN && run([missing]).spaUpper.isNaN)
    #expect(run([constant]).spaUpper.isNaN && run([constant]).best == nil)
    #expect(run([]).white.isNaN && run([[], []]).white.isNaN && run([[1, 2]]).spaLower.isNaN)
  }

  @Test func nastyArgumentsDoNotTrap() {
    for block in [Double.nan, -3, 0, .infinity, 1e300] {
      let result = RealityCheck.run(
        differentials: differentials,
        block: block,
        draws: 10,
        stream: stream,
        workers: .single
      )
      #expect(result.white > 0)
    }
    let none = RealityCheck.run(
      differentials: differentials,
      block: 5,
      draws: -1,
      stream: stream,
      workers: .single
    )
    #expect(none.white == 1 && none.draws == 0)
  }

  /// 190 crosses of averages against cash, holding, and cash with their mirrors: the statistics to
  /// nine digits, the p-values within four deviations of a run of 5,000 draws.
  @Test(
    .enabled(if: Shared.isPresent, absence),
    arguments: ["versus_cash", "versus_buy_and_hold", "versus_cash_with_mirrors"]
  )
  func agreesWithTheReference(_ name: String) throws {
    let document = try Reference.document("statistics_sp500.json")
    let sweep = try Reference.sweep()
    let holding = try Reference.returns()
    let trials =
      switch name {
      case "versus_buy_and_hold": sweep.map { zip($0, holding).map { $0 - $1 } }
      case "versus_cash_with_mirrors": sweep + sweep.map { $0.map { -$0 } }
      default: sweep
      }
    let result = RealityCheck.run(
      differentials: trials,
      block: 10,
      draws: 5000,
      stream: stream,
      workers: Workers(count: 2)
    )
    let path = ["data_snooping", name, "numpy"]
    #expect(close(result.spaStatistic, document.number(path + ["statistic_spa"])))
    #expect(close(result.whiteStatistic, document.number(path + ["statistic_white"])))
    #expect(result.best.map(Double.init) == document.number(path + ["best_by_studentised"]))
    for (p, key) in [
      (result.spaLower, "spa_lower"), (result.spaConsistent, "spa_consistent"),
      (result.spaUpper, "spa_upper"), (result.white, "white_rc"),
    ] {
      let mean = document.number(path + ["p", key, "mean"])
      let deviation = document.number(path + ["p", key, "sd_over_seeds"])
      #expect(abs(p - mean) < 4 * deviation, "\(name) \(key): \(p), not \(mean)")
    }
  }
}
