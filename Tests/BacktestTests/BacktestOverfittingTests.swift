import Backtest
import Numerics
import TestSupport
import Testing

@Suite struct BacktestOverfittingTests {
  /// By brute force over the rows in numpy: probability, slope, intercept, fit, mean logit.
  @Test(arguments: [
    (
      4,
      [
        0.16666666666666666, -0.8891645022420827, -0.22771541538609313, 0.8320240238311196,
        0.38039706427942094,
      ]
    ),
    (
      6, [0.55, -0.5183054972036757, -0.2063430897189078, 0.19396896215812398, -0.6376424666790912]
    ),
    (
      8,
      [
        0.5571428571428572, -0.649760156496529, -0.22155517706380412, 0.5791851458375895,
        -0.28245942295787074,
      ]
    ),
    (
      10,
      [
        0.7380952380952381, -0.675062981977011, -0.2375382208317481, 0.41263869737071207,
        -0.8499515260284773,
      ]
    ),
  ])
  func momentumOf2008(_ blocks: Int, _ expected: [Double]) {
    let result = BacktestOverfitting.probability(
      returns: SP500In2008.momentum,
      blocks: blocks,
      workers: .single
    )
    #expect(result.probability == expected[0] && result.probabilityOfLoss == 1)
    #expect(close(result.degradationSlope, expected[1]))
    #expect(close(result.degradationIntercept, expected[2]))
    #expect(close(result.degradationFit, expected[3]))
    #expect(close(Statistics.mean(result.logits), expected[4]))
  }

  @Test func splitsAreInLexicographicOrder() {
    let result = BacktestOverfitting.probability(
      returns: SP500In2008.momentum,
      blocks: 4,
      workers: .single
    )
    #expect(result.splits.map(\.chosen) == [6, 6, 8, 9, 9, 9])
  }

  @Test func sameForAnyNumberOfWorkers() {
    func result(_ workers: Int) -> BacktestOverfitting.Result {
      BacktestOverfitting.probability(
        returns: SP500In2008.momentum,
        blocks: 10,
        workers: Workers(count: workers)
      )
    }
    #expect(result(1) == result(2) && result(1) == result(5))
  }

  /// Equal trials share their rank in the middle, so that the choice is worth nothing.
  @Test func equalTrialsAreOverfitting() {
    let copies = Array(repeating: SP500In2008.momentum[3], count: 4)
    let result = BacktestOverfitting.probability(returns: copies, blocks: 8, workers: .single)
    #expect(result.probability == 1)
    #expect(result.splits.allSatisfy { $0.chosen == 0 && $0.rank == 2.5 && $0.logit == 0 })
  }

  /// A trial that is best in every block is best outside too.
  @Test func aTrueEdgeIsNoOverfitting() {
    let noise = SP500In2008.momentum
    let edge = noise[0].map { $0 + 0.05 }
    let result = BacktestOverfitting.probability(
      returns: noise + [edge],
      blocks: 8,
      workers: .single
    )
    #expect(result.probability == 0 && result.probabilityOfLoss == 0)
    #expect(result.splits.allSatisfy { $0.chosen == 10 && $0.rank == 11 })
  }

  @Test func idleAndBrokenTrialsAreNotChosen() {
    let idle = [Double](repeating: 0, count: 233)
    let broken = [Double](repeating: .nan, count: 233)
    let edge = SP500In2008.momentum[0].map { $0 + 0.05 }
    let result = BacktestOverfitting.probability(
      returns: [broken, idle, edge],
      blocks: 8,
      workers: .single
    )
    #expect(result.splits.allSatisfy { $0.chosen == 2 && $0.rank == 3 })
  }

  @Test(arguments: [0, 1, 3, 7, 22, -4, .max])
  func undefinedIsMissing(_ blocks: Int) {
    let trials = SP500In2008.momentum
    let odd = BacktestOverfitting.probability(returns: trials, blocks: blocks, workers: .single)
    #expect(odd.probability.isNaN && odd.splits.isEmpty && odd.degradationSlope.isNaN)
    for few in [[], [trials[0]], [[0.1], [0.2]], [[], []]] {
      let result = BacktestOverfitting.probability(returns: few, workers: .single)
      #expect(result.probability.isNaN && result.probabilityOfLoss.isNaN)
    }
  }

  @Test(.enabled(if: Shared.isPresent, absence)) func agreesWithEverySplitOfTheSweep() throws {
    let table = try Shared.table("reference/pbo_sp500_splits.csv.gz")
    let document = try Reference.document("statistics_sp500.json")
    let sweep = try Reference.sweep()
    let result = BacktestOverfitting.probability(returns: sweep, workers: Workers(count: 2))
    #expect(result.splits.map { Double($0.chosen) } == table["chosen"])
    #expect(result.splits.map(\.rank) == table["oos_rank"])
    // The table holds ten digits.
    #expect(firstDifference(result.logits, table["logit"], relative: 1e-9, absolute: 1e-9) == nil)
    let (inside, outside) = (
      result.splits.map(\.inSample), result.splits.map(\.outOfSample)
    )
    #expect(firstDifference(inside, table["is_sharpe"], relative: 1e-9) == nil)
    #expect(firstDifference(outside, table["oos_sharpe"], relative: 1e-9) == nil)
    expect(result, document, ["pbo", "main"])
    for blocks in [6, 8, 10, 12, 14] {
      let other = BacktestOverfitting.probability(returns: sweep, blocks: blocks, workers: .single)
      expect(other, document, ["pbo", "other_S", "\(blocks)"])
    }
  }

  private func expect(
    _ result: BacktestOverfitting.Result,
    _ document: Reference.Document,
    _ path: [String]
  ) {
    func number(_ rest: String...) -> Double { document.number(path + rest) }
    #expect(close(result.probability, number("pbo")))
    #expect(close(result.probabilityOfLoss, number("prob_loss")))
    #expect(close(result.degradationSlope, number("degradation", "slope")))
    #expect(close(result.degradationIntercept, number("degradation", "intercept_per_period")))
    #expect(close(result.degradationFit, number("degradation", "r_squared")))
    #expect(close(Statistics.quantile(result.logits, 0.5), number("logit_median")))
  }
}
