import Foundation
import Learning
import Numerics
import Synchronization
import TestSupport
import Testing

/// What holds for both linear learners.
@Suite struct LinearModelTests {
  private func fit(
    _ loss: Loss,
    _ table: FeatureTable,
    _ target: [Double],
    penalty: Double = 1,
    standardise: Bool = true,
    rows: [Int]? = nil,
    weights: [Double]? = nil,
    workers: Workers = .single
  ) throws(LearningError) -> LinearModel {
    switch loss {
    case .squared:
      let learner = RidgeRegression(.init(penalty: penalty, standardise: standardise))
      return try learner.fit(
        table,
        target,
        rows: rows,
        weights: weights,
        loss: loss,
        workers: workers
      )
    case .logistic:
      let learner = LogisticRegression(.init(penalty: penalty, standardise: standardise))
      return try learner.fit(
        table,
        target,
        rows: rows,
        weights: weights,
        loss: loss,
        workers: workers
      )
    }
  }

  /// Moves each unknown by a little either way: the objective, written out, is as flat as that of a
  /// minimum.
  @Test(arguments: [Loss.squared, .logistic], [false, true])
  func theGradientVanishesAtTheSolution(loss: Loss, standardise: Bool) throws {
    let sample = Sample(rows: 150, features: 4)
    let columns = zip(sample.columns, [1, 7, 0.2, 3]).map { column, unit in
      column.map { unit * $0 + 2 }
    }
    let table = FeatureTable(names: sample.table.names, columns: columns)
    let target = sample.target(loss)
    let weights = sample.rows.map { 0.5 + Double($0 % 4) }
    let penalty = 3.0
    let model = try fit(
      loss,
      table,
      target,
      penalty: penalty,
      standardise: standardise,
      weights: weights
    )

    func objective(_ unknowns: [Double]) -> Double {
      let coefficients = unknowns.dropLast()
      let fit = sample.rows.reduce(0.0) { sum, row in
        let m = zip(coefficients, columns).reduce(unknowns[4]) { $0 + $1.0 * $1.1[row] }
        return sum + weights[row] * loss.value(margin: m, target: target[row])
      }
      let sizes = zip(coefficients, model.deviations).map { standardise ? $0 * $1 : $0 }
      return fit + penalty / 2 * sizes.reduce(0) { $0 + $1 * $1 }
    }

    let best = model.coefficients + [model.intercept]
    for unknown in best.indices {
      let h = 1e-3 * max(0.1, abs(best[unknown]))
      var (below, above) = (best, best)
      below[unknown] -= h
      above[unknown] += h
      let (low, middle, high) = (objective(below), objective(best), objective(above))
      #expect(low > middle && high > middle)
      // The slope beside the curvature: how far off the minimum is, in steps of h.
      #expect(abs(high - low) < 1e-3 * (high + low - 2 * middle), "unknown \(unknown)")
    }
  }

  @Test(arguments: [Loss.squared, .logistic])
  func aWeightCountsRows(loss: Loss) throws {
    let sample = Sample(rows: 200, features: 4, missing: 0.1)
    let target = sample.target(loss)
    let weights = sample.rows.map { Double($0 % 3) }
    let repeated = sample.rows.flatMap { Array(repeating: $0, count: $0 % 3) }
    for standardise in [false, true] {
      let weighted = try fit(
        loss,
        sample.table,
        target,
        standardise: standardise,
        weights: weights
      )
      let counted = try fit(
        loss,
        sample.table,
        target,
        standardise: standardise,
        rows: repeated
      )
      #expect(
        firstDifference(weighted.coefficients, counted.coefficients, relative: 1e-10) == nil
      )
      #expect(abs(weighted.intercept - counted.intercept) < 1e-10)
      #expect(abs(weighted.imputedShare - counted.imputedShare) < 1e-12)
      #expect(weighted.imputedShare > 0.05)
    }
  }

  @Test(arguments: [Loss.squared, .logistic])
  func theBytesAreTheSameForAnyNumberOfThreads(loss: Loss) throws {
    let sample = Sample(rows: 5000, features: 23, missing: 0.05)
    let weights = sample.rows.map { 1 + Double($0 % 5) / 7 }
    let models = try [1, 2, 4].map { count in
      try fit(
        loss,
        sample.table,
        sample.target(loss),
        weights: weights,
        workers: Workers(count: count)
      )
    }
    for other in models.dropFirst() {
      #expect(bits(other) == bits(models[0]))
    }
  }

  private func bits(_ model: LinearModel) -> [UInt64] {
    (model.standardisedCoefficients + model.means + model.deviations
      + [model.marginAtMeans, model.imputedShare]).map(\.bitPattern)
  }

  @Test(arguments: [Loss.squared, .logistic])
  func columnsThatTellNothingGetNothing(loss: Loss) throws {
    let sample = Sample(rows: 100, features: 1)
    let table = FeatureTable(
      sample.columns[0],
      Array(repeating: 0.1, count: 100),
      Array(repeating: .nan, count: 100),
      Array(repeating: .infinity, count: 100),
      (0..<100).map { $0 % 2 == 0 ? .nan : 7 }
    )
    let target = sample.target(loss)
    for penalty in [0.0, 1] {
      let model = try fit(loss, table, target, penalty: penalty)
      let alone = try fit(loss, sample.table, target, penalty: penalty)
      #expect(model.coefficients == alone.coefficients + [0, 0, 0, 0])
      #expect(model.importance == [1, 0, 0, 0, 0])
      #expect(abs(model.imputedShare - 2.5 / 5) < 1e-12)
      #expect(model.means.dropFirst() == [0.1, 0, 0, 7])
      #expect(model.intercept == alone.intercept)
    }
    // With no feature that varies the mean is left.
    let nothing = try fit(loss, FeatureTable(table.columns[1]), target)
    let p = nothing.predict(FeatureTable([0, 5, .nan]), rows: [0, 1, 2])
    #expect(p.allSatisfy { abs($0 - Statistics.mean(target)) < 1e-12 })
    #expect(nothing.importance == [0])
  }

  @Test(arguments: [Loss.squared, .logistic])
  func aMissingValueCountsAsTheMean(loss: Loss) throws {
    let sample = Sample(rows: 120, features: 3)
    let model = try fit(loss, sample.table, sample.target(loss))
    let row = FeatureTable(
      [1.5, 1.5, .nan],
      [.nan, model.means[1], -.infinity],
      [-2, -2, .nan]
    )
    let p = model.predict(row, rows: [0, 1, 2])
    #expect(p[0] == p[1])
    #expect(p[2] == loss.prediction(margin: model.marginAtMeans))
  }

  /// The unit of a feature does not matter to a standardised fit, from 1e-90 to 1e300.
  @Test(arguments: [Loss.squared, .logistic])
  func hugeAndTinyValuesAreOrdinary(loss: Loss) throws {
    let sample = Sample(rows: 200, features: 3, missing: 0.1)
    let target = sample.target(loss)
    let plain = try fit(loss, sample.table, target)
    let units = [1e-90, 1e300, 0x1p1021]
    let columns = zip(sample.columns, units).map { column, unit in column.map { $0 * unit } }
    let table = FeatureTable(names: sample.table.names, columns: columns)
    let scaled = try fit(loss, table, target)
    let expected = plain.predict(sample.table, rows: sample.rows)
    let p = scaled.predict(table, rows: sample.rows)
    #expect(firstDifference(p, expected, relative: 1e-9, absolute: 1e-12) == nil)
    #expect((scaled.coefficients + [scaled.intercept]).allSatisfy { $0.isFinite })
    let raw = try fit(loss, table, target, standardise: false)
    #expect(raw.predict(table, rows: sample.rows).allSatisfy { $0.isFinite })

    let edge = FeatureTable([
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, .leastNonzeroMagnitude,
    ])
    let edges = try fit(loss, edge, [0, 1, 1, 0])
    #expect(edges.predict(edge, rows: [0, 1, 2, 3]).allSatisfy { $0.isFinite })
    #expect(edges.coefficients[0].isFinite && edges.deviations[0].isFinite)
    let far = FeatureTable([1e308, -1e308], [1e308, 1e308], [-1e308, -1e308])
    #expect(plain.margins(far, rows: [0, 1]).allSatisfy { $0.isFinite })
  }

  /// Only the ratios of the weights count where there is no penalty.
  @Test(arguments: [Loss.squared, .logistic])
  func hugeAndTinyWeightsAreOrdinary(loss: Loss) throws {
    let sample = Sample(rows: 200, features: 3)
    let target = sample.target(loss)
    let plain = try fit(loss, sample.table, target, penalty: 0)
    for weight in [1e-250, 1e100] {
      let weights = Array(repeating: weight, count: 200)
      let scaled = try fit(loss, sample.table, target, penalty: 0, weights: weights)
      #expect(firstDifference(scaled.coefficients, plain.coefficients, relative: 1e-9) == nil)
    }
  }

  @Test(arguments: [Loss.squared, .logistic])
  func aSumOfOtherFeaturesNeedsAPenalty(loss: Loss) throws {
    let sample = Sample(rows: 100, features: 2)
    let (a, b) = (sample.columns[0], sample.columns[1])
    let target = sample.target(loss)
    let table = FeatureTable(a, b, zip(a, b).map { 3 * $0 - 5 * $1 + 1 })
    #expect(throws: LearningError.collinear(feature: "c")) {
      try fit(loss, table, target, penalty: 0)
    }
    #expect(throws: LearningError.collinear(feature: "b")) {
      try fit(loss, FeatureTable(a, a, b), target, penalty: 1e-14)
    }
    let twice = try fit(loss, FeatureTable(a, a, b), target)
    #expect(abs(twice.coefficients[0] - twice.coefficients[1]) < 1e-12)
    #expect(abs(twice.coefficients[0]) > 0.01)
    // Nearly the same is still two features, down to a share of 1e-11 in the square sum.
    let plain = try fit(loss, FeatureTable(a, b), target, penalty: 0)
    for share in [1e-4, 5e-6] {
      let near = FeatureTable(a, zip(a, b).map { $0 + share * $1 })
      let mixed = try fit(loss, near, target, penalty: 0)
      let error = mixed.coefficients[1] * share / plain.coefficients[1] - 1
      #expect(abs(error) < 1e-15 / (share * share))
    }
  }

  @Test func whatCannotBeFittedIsRefused() {
    let x = FeatureTable([1, 2, 3])
    #expect(throws: LearningError.lossNotSupported(.logistic)) {
      try RidgeRegression().fit(x, [0, 1, 1], loss: .logistic)
    }
    #expect(throws: LearningError.lossNotSupported(.squared)) {
      try LogisticRegression().fit(x, [0, 1, 1], loss: .squared)
    }
    for loss in [Loss.squared, .logistic] {
      #expect(throws: LearningError.noRows) { try fit(loss, x, [0, 1, 1], rows: []) }
      #expect(throws: LearningError.noFeatures) { try fit(loss, FeatureTable(), []) }
      #expect(throws: LearningError.missingTarget(row: 1)) { try fit(loss, x, [0, .nan, 1]) }
      #expect(throws: LearningError.noWeight) { try fit(loss, x, [0, 1, 1], weights: [0, 0, 0]) }
      for penalty in [-1, .nan, .infinity] {
        #expect(throws: LearningError.settingOutOfRange("penalty")) {
          try fit(loss, x, [0, 1, 1], penalty: penalty)
        }
      }
    }
    #expect(throws: LearningError.oneClass) { try fit(.logistic, x, [1, 1, 1]) }
    // A class without weight is none.
    #expect(throws: LearningError.oneClass) {
      try fit(.logistic, x, [1, 1, 0], weights: [1, 1, 0])
    }
    #expect(throws: LearningError.settingOutOfRange("iterations")) {
      try LogisticRegression(.init(iterations: 0)).fit(x, [0, 1, 1], loss: .logistic)
    }
    #expect(throws: LearningError.settingOutOfRange("tolerance")) {
      try LogisticRegression(.init(tolerance: 0)).fit(x, [0, 1, 1], loss: .logistic)
    }
  }

  @Test(arguments: [Loss.squared, .logistic])
  func aSavedModelComesBackBitForBit(loss: Loss) throws {
    let sample = Sample(rows: 100, features: 3, missing: 0.1)
    let columns = sample.columns + [Array(repeating: -0.0, count: 100)]
    let table = FeatureTable(names: ["a", "b", "c", "d"], columns: columns)
    let model = try fit(loss, table, sample.target(loss))
    let text = try JSONEncoder().encode(model.document)
    let document = try JSONDecoder().decode(LinearModel.Document.self, from: text)
    let loaded = try LinearModel(document)
    #expect(loaded == model && bits(loaded) == bits(model))
    #expect(loaded.featureNames == ["a", "b", "c", "d"] && loaded.loss == loss)
    let p = loaded.predict(table, rows: sample.rows)
    #expect(p.map(\.bitPattern) == model.predict(table, rows: sample.rows).map(\.bitPattern))
  }

  @Test func aDamagedModelIsRefused() throws {
    let sample = Sample(rows: 30, features: 2)
    let document = try fit(.squared, sample.table, sample.signal).document
    let damages: [(String, (inout LinearModel.Document) -> Void)] = [
      ("loss", { $0.loss = "hinge" }), ("featureNames", { $0.featureNames = [] }),
      ("means", { $0.means[0] = .nan }), ("means", { $0.means.removeLast() }),
      ("deviations", { $0.deviations[1] = -1 }), ("deviations", { $0.deviations.append(1) }),
      ("standardisedCoefficients", { $0.standardisedCoefficients[0] = .infinity }),
      ("standardisedCoefficients", { $0.deviations[0] = 0 }),
      ("marginAtMeans", { $0.marginAtMeans = .nan }), ("imputedShare", { $0.imputedShare = 1.5 }),
    ]
    for (field, damage) in damages {
      var damaged = document
      damage(&damaged)
      #expect(throws: LearningError.malformedModel(field: field)) { try LinearModel(damaged) }
      damaged.version = 2
      #expect(throws: LearningError.unknownVersion(2)) { try LinearModel(damaged) }
    }
  }
}
