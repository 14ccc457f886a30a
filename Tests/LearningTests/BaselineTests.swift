import Learning
import Numerics
import Testing
import TimeSeries

@Suite struct BaselineTests {
  @Test func theConstantIsTheMean() {
    #expect(ConstantBaseline(targets: [1, 2, 6]).value == 3)
    #expect(ConstantBaseline(targets: [0, 1, 1, 1]).value == 0.75)
    #expect(ConstantBaseline(targets: []).value.isNaN)
  }

  @Test(
    arguments: [
      (1, [.nan, 5, 1, 1, 3, 4]), (2, [.nan, .nan, 5, 1, 1, 3]),
      (5, [.nan, .nan, .nan, .nan, .nan, 5]), (6, [.nan, .nan, .nan, .nan, .nan, .nan]),
      (Int.max, [.nan, .nan, .nan, .nan, .nan, .nan]),
      // A target that does not look ahead is no prediction of itself.
      (0, [.nan, 5, 1, 1, 3, 4]), (-3, [.nan, 5, 1, 1, 3, 4]),
    ] as [(Int, [Double])]
  )
  func persistenceByHand(horizon: Int, expected: [Double]) {
    let p = LastOutcome(horizon: horizon).predictions([5, 1, .nan, 3, 4, 9])
    #expect(p.map(\.bitPattern) == expected.map(\.bitPattern))
    #expect(LastOutcome(horizon: horizon).predictions([]) == [])
  }

  /// What comes to be known after a row does not change its prediction.
  @Test func persistenceKnowsNothingOfTheFuture() {
    let target = (0..<50).map { Double($0 * 37 % 11) }
    let all = LastOutcome(horizon: 4).predictions(target)
    for row in 0..<50 {
      let spoilt = target.indices.map { $0 + 4 <= row ? target[$0] : 1e6 }
      let p = LastOutcome(horizon: 4).predictions(spoilt)
      #expect(p[row].bitPattern == all[row].bitPattern)
    }
  }

  /// Two folds of two rows: the errors of persistence two rows back are 2, 2, 1 and 5 by hand.
  @Test func aWalkForwardShowsPersistence() throws {
    let table = FeatureTable([1, 2, 3, 4, 5, 6, 7, 8, 9])
    let target: [Double] = [1, 3, 2, 4, 4, 6, 5, 1, .nan]
    let result = try OutOfSample.run(
      RidgeRegression(),
      table: table,
      target: target,
      folds: [
        Fold(train: RowSet(0..<2), test: RowSet(4..<6), purged: RowSet(2..<4)),
        Fold(train: RowSet(0..<4), test: RowSet(6..<9), purged: RowSet(4..<6)),
      ],
      horizon: 2,
      loss: .squared,
      stream: RandomStream(seed: 1, path: ""),
      workers: .single
    )
    #expect(result.lastOutcome.count == 4 && result.scores.count == 4)
    #expect(abs(result.lastOutcome.rmse - ((4 + 4 + 1 + 25) / 4.0).squareRoot()) < 1e-15)
    #expect(result.lastOutcome.mae == 2.5)
  }
}
