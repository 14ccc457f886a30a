import Learning
import Numerics
import Testing

@Suite struct ScoresTests {
  /// Four pairs of classes by hand: 0.9 > 0.4, 0.9 > 0.6, 0.6 = 0.6 for one half, 0.6 > 0.4.
  @Test func areaUnderTheCurveCountsPairs() {
    #expect(Scores.auc([0.9, 0.6, 0.6, 0.4], [1, 1, 0, 0]) == 3.5 / 4)
    #expect(Scores.auc([1, 2, 3, 4], [0, 0, 1, 1]) == 1)
    #expect(Scores.auc([4, 3, 2, 1], [0, 0, 1, 1]) == 0)
    #expect(Scores.auc([5, 5, 5], [0, 1, 1]) == 0.5)
    #expect(Scores.auc([1, 2], [1, 1]).isNaN && Scores.auc([], []).isNaN)
  }

  @Test func rankSumEqualsThePairwiseCount() {
    var stream = RandomStream(seed: 2, path: "auc")
    let p = (0..<300).map { _ in Double(stream.index(below: 40)) }
    let t = (0..<300).map { _ in Double(stream.index(below: 2)) }
    var (wins, pairs) = (0.0, 0.0)
    for i in t.indices where t[i] == 1 {
      for j in t.indices where t[j] == 0 {
        wins += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0
        pairs += 1
      }
    }
    #expect(abs(Scores.auc(p, t) - wins / pairs) < 1e-14)
  }

  /// -ln 0.8, -ln 0.7 and, for a sure mistake, -ln 1e-15 = 34.538776394910684.
  @Test func logLossIsCut() {
    #expect(abs(Scores.logLoss([0.8, 0.3], [1, 0]) - 0.2899092476264711) < 1e-8)
    #expect(abs(Scores.logLoss([0], [1]) - 34.538776394910684) < 1e-12)
    #expect(abs(Scores.logLoss([1], [0]) - 34.538776394910684) < 0.1)
  }

  @Test func errorsOfASmallColumn() {
    let (p, t) = ([1.0, 2, 4], [1.0, 3, 2])
    #expect(Scores.mae(p, t) == 1)
    #expect(abs(Scores.rmse(p, t) - (5.0 / 3).squareRoot()) < 1e-15)
    #expect(abs(Scores.r2(p, t) - (1 - 5.0 / 2)) < 1e-14)
    #expect(Scores.r2([1, 2], [3, 3]).isNaN && Scores.rmse([], []).isNaN)
  }

  /// Spearman by hand: ranks 1 2 3 4 against 2 1 4 3 give 1 - 6 · 4 / (4 · 15) = 0.6.
  @Test func theInformationCoefficientRanks() {
    #expect(abs(Scores.informationCoefficient([1, 2, 3, 400], [20, 10, 40, 30]) - 0.6) < 1e-15)
    #expect(Scores.informationCoefficient([1, 1], [1, 2]).isNaN)
  }

  @Test func hitRatesHaveABaseRate() {
    #expect(Scores.hitRate([0.6, 0.5, 0.2, 0.9], [1, 1, 0, 0], loss: .logistic) == 0.5)
    #expect(Scores.baseRate([1, 1, 1, 0], loss: .logistic) == 0.75)
    // A target of 0 has no sign; a prediction of 0 misses.
    #expect(Scores.hitRate([1, -2, 0, 3], [2, -1, 1, 0], loss: .squared) == 2 / 3.0)
    #expect(Scores.baseRate([2, -1, 1, 0], loss: .squared) == 2 / 3.0)
    #expect(Scores.baseRate([0, 0], loss: .squared).isNaN)
  }

  @Test func rowsWithoutPredictionOrTargetDoNotCount() {
    let scores = Scores(
      predictions: [0.9, .nan, 0.2, 0.7],
      targets: [1, 1, 0, .nan],
      loss: .logistic
    )
    #expect(scores.count == 2 && scores.auc == 1 && scores.hitRate == 1 && scores.baseRate == 0.5)
    #expect(scores.rmse.isNaN && scores == scores)
    let none = Scores(predictions: [], targets: [], loss: .squared)
    #expect(none.count == 0 && none.rmse.isNaN && none.hitRate.isNaN && none.auc.isNaN)
  }

  /// Hanley and McNeil (1982), table II: an area of 0.893 with 51 abnormal and 58 normal cases has
  /// a standard error of 0.0312 or so by their formula.
  @Test func standardErrorsAreThoseOfTheirPapers() {
    let (a, n1, n0) = (0.893, 51.0, 58.0)
    let (q1, q2) = (a / (2 - a), 2 * a * a / (1 + a))
    let byHand = ((a * (1 - a) + 50 * (q1 - a * a) + 57 * (q2 - a * a)) / (n1 * n0)).squareRoot()
    #expect(abs(StandardError.auc(a, positives: n1, negatives: n0) - byHand) < 1e-15)
    #expect(abs(byHand - 0.032) < 0.001)
    #expect(StandardError.auc(0.5, positives: 0, negatives: 5).isNaN)
    #expect(StandardError.informationCoefficient(count: 400) == 0.05)
    #expect(StandardError.share(0.5, count: 100) == 0.05)
    #expect(StandardError.effectiveCount(100, horizon: 5) == 20)
    #expect(StandardError.effectiveCount(100, horizon: 0) == 100)
  }

  /// The AUC of noise scatters as the standard error says.
  @Test func theErrorOfAnAreaIsItsScatter() {
    var stream = RandomStream(seed: 5, path: "auc")
    let areas = (0..<400).map { _ in
      let t = (0..<200).map { $0 < 80 ? 1.0 : 0 }
      return Scores.auc(t.map { _ in stream.uniform() }, t)
    }
    let error = StandardError.auc(0.5, positives: 80, negatives: 120)
    #expect(abs(Statistics.stdev(areas) / error - 1) < 0.1)
  }
}
