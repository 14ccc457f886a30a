import Foundation
import Learning
import Numerics
import Synchronization
import Testing

/// Small fits whose answer can be worked out on paper.
@Suite struct LinearByHandTests {
  /// XᵀX = [[2, 1], [1, 2]] and Xᵀy = (6, 3): with α = 1 the determinant is 8, and
  /// w = ((3·6 - 3) / 8, (3·3 - 6) / 8).
  @Test func ridgeOfTwoFeatures() throws {
    let table = FeatureTable([1, 0, -1], [0, 1, -1])
    let model = try RidgeRegression(.init(standardise: false))
      .fit(table, [13, 10, 7], loss: .squared)
    #expect(zip(model.coefficients, [15 / 8.0, 3 / 8.0]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(abs(model.intercept - 10) < 1e-14)
    let p = model.predict(FeatureTable([2], [1]), rows: [0])
    #expect(abs(p[0] - (10 + 30 / 8.0 + 3 / 8.0)) < 1e-14)
    #expect(abs(model.importance[0] - 15 / 18.0) < 1e-14)
  }

  /// The deviation of (0, 4) is 2 and its mean 2: in standard units x = (-1, 1), w = 2·3 / (2 + α).
  @Test func ridgeOfAStandardisedFeature() throws {
    let model = try RidgeRegression(.init(penalty: 4)).fit(
      FeatureTable([0, 4]),
      [2, 8],
      loss: .squared
    )
    #expect(model.means == [2] && model.deviations == [2])
    #expect(abs(model.standardisedCoefficients[0] - 1) < 1e-14)
    #expect(abs(model.coefficients[0] - 0.5) < 1e-14 && abs(model.intercept - 4) < 1e-14)
  }

  /// Two rows at ±d with targets ±h: w = 2h d / (2 |d|² + α), of more features than rows.
  @Test func ridgeOfMoreFeaturesThanRows() throws {
    let d: [Double] = [1, -2, 3, 0.5]
    let table = FeatureTable(names: ["a", "b", "c", "d"], columns: d.map { [$0, -$0] })
    let model = try RidgeRegression(.init(penalty: 0.5, standardise: false))
      .fit(table, [3, -3], loss: .squared)
    let size = d.reduce(0) { $0 + $1 * $1 }
    for (found, x) in zip(model.coefficients, d) {
      #expect(abs(found - 6 * x / (2 * size + 0.5)) < 1e-12)
    }
  }

  /// One in four of class 1 where the feature is 0 and three in four where it is 1: the log-odds are
  /// ln (1/3) and ln 3.
  @Test func logisticOfTwoGroups() throws {
    let table = FeatureTable([0, 0, 0, 0, 1, 1, 1, 1])
    let model = try LogisticRegression(.init(penalty: 0))
      .fit(table, [1, 0, 0, 0, 1, 1, 1, 0], loss: .logistic)
    #expect(abs(model.intercept + log(3)) < 1e-12)
    #expect(abs(model.coefficients[0] - 2 * log(3)) < 1e-12)
    let p = model.predict(table, rows: [0, 4])
    #expect(abs(p[0] - 0.25) < 1e-13 && abs(p[1] - 0.75) < 1e-13)
  }

  /// Rows at ±1 that tell the classes apart: the slope of 2 ln(1 + e⁻ʷ) + λ w² / 2 is 0 at w = 1 for
  /// λ = 2 / (1 + e).
  @Test func logisticOfSeparableRowsWithAPenalty() throws {
    let penalty = 2 / (1 + exp(1.0))
    for standardise in [false, true] {
      let model = try LogisticRegression(.init(penalty: penalty, standardise: standardise))
        .fit(FeatureTable([-1, 1]), [0, 1], loss: .logistic)
      #expect(abs(model.coefficients[0] - 1) < 1e-12 && abs(model.intercept) < 1e-12)
    }
    // A small penalty: w = 2 / (λ (1 + eʷ)) holds all the same.
    let small = try LogisticRegression(.init(penalty: 1e-8))
      .fit(FeatureTable([-1, 1]), [0, 1], loss: .logistic)
    let w = small.coefficients[0]
    #expect(abs(w * 1e-8 * (1 + exp(w)) / 2 - 1) < 1e-9)
  }

  @Test func withoutAPenaltySeparableRowsAreRefused() {
    let learner = LogisticRegression(.init(penalty: 0))
    #expect(throws: LearningError.separable) {
      try learner.fit(FeatureTable([1, 2, 3, 4]), [0, 0, 1, 1], loss: .logistic)
    }
    // All rows with a 1 are of class 1, and the others of both.
    #expect(throws: LearningError.separable) {
      try learner.fit(FeatureTable([0, 0, 0, 1, 1]), [0, 1, 0, 1, 1], loss: .logistic)
    }
    // One such row among 2,000.
    let rare = (0..<2000).map { $0 == 7 ? 1.0 : 0 }
    #expect(throws: LearningError.separable) {
      try learner.fit(FeatureTable(rare), (0..<2000).map { Double($0 % 2) }, loss: .logistic)
    }
    // They meet in one value.
    #expect(throws: LearningError.separable) {
      try learner.fit(FeatureTable([1, 2, 2, 3]), [0, 0, 1, 1], loss: .logistic)
    }
  }

  @Test func tooFewStepsAreAnError() {
    let table = FeatureTable([1, 2, 3, 4, 5])
    #expect(throws: LearningError.notConverged(iterations: 2)) {
      try LogisticRegression(.init(iterations: 2)).fit(table, [0, 1, 0, 1, 1], loss: .logistic)
    }
  }

  @Test func aReportCanStopTheFit() throws {
    let table = FeatureTable([1, 2, 3, 4, 5])
    let calls = Mutex<[Int]>([])
    let stopped = try LogisticRegression().fit(
      table,
      [0, 1, 0, 1, 1],
      loss: .logistic,
      progress: { done, total, _ in
        calls.withLock { $0.append(done) }
        return total == 100 && done < 2
      }
    )
    #expect(calls.withLock { $0 } == [1, 2] && !stopped.isConverged)
    let whole = try LogisticRegression().fit(table, [0, 1, 0, 1, 1], loss: .logistic)
    #expect(whole.isConverged && whole != stopped)
    #expect(abs(whole.coefficients[0] - stopped.coefficients[0]) < 1e-2)
  }
}
