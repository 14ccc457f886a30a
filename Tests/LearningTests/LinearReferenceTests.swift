import Learning
import Numerics
import TestSupport
import Testing

/// Linear fits beside those of scikit-learn on the same rows, within a relative 1e-6; see
/// `LinearReference` for the calls.
@Suite struct LinearReferenceTests {
  private func expect(
    _ model: LinearModel,
    _ data: LabelledTable,
    is reference: LinearReference,
    standardised: Bool,
    relative tolerance: Double = 1e-6,
    _ name: Comment
  ) {
    let coefficients = standardised ? model.standardisedCoefficients : model.coefficients
    let intercept = standardised ? model.marginAtMeans : model.intercept
    let predictions = model.predict(data.table, rows: Array(data.test.prefix(5)))
    #expect(
      firstDifference(coefficients, reference.coefficients, relative: tolerance) == nil,
      name
    )
    #expect(firstDifference([intercept], [reference.intercept], relative: tolerance) == nil, name)
    #expect(
      firstDifference(predictions, reference.predictions, relative: tolerance) == nil,
      name
    )
  }

  private func compare(
    _ data: LabelledTable,
    classes: [Double]? = nil,
    ridge: (raw: LinearReference, standardised: LinearReference),
    logistic: (raw: LinearReference, standardised: LinearReference)
  ) throws {
    for standardise in [false, true] {
      let name: Comment = standardise ? "standardised" : "raw"
      let squared = try RidgeRegression(.init(standardise: standardise))
        .fit(data.table, data.target, rows: data.train, loss: .squared)
      let reference = standardise ? ridge.standardised : ridge.raw
      expect(squared, data, is: reference, standardised: standardise, name)
      let odds = try LogisticRegression(.init(standardise: standardise))
        .fit(data.table, classes ?? data.target, rows: data.train, loss: .logistic)
      let logisticReference = standardise ? logistic.standardised : logistic.raw
      expect(odds, data, is: logisticReference, standardised: standardise, name)
      #expect(squared.isConverged && odds.isConverged && squared.imputedShare == 0)
    }
  }

  private let progresses = Diabetes.target.map { $0 > 140 ? 1.0 : 0 }

  @Test func diabetes() throws {
    try compare(
      .diabetes,
      classes: progresses,
      ridge: (.diabetesRidge, .diabetesStandardisedRidge),
      logistic: (.diabetesLogistic, .diabetesStandardisedLogistic)
    )
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func breastCancer() throws {
    try compare(
      .breastCancer(),
      ridge: (.breastCancerRidge, .breastCancerStandardisedRidge),
      logistic: (.breastCancerLogistic, .breastCancerStandardisedLogistic)
    )
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func theExampleOfLightGBM() throws {
    try compare(
      .lightGBM(),
      ridge: (.lightGBMRidge, .lightGBMStandardisedRidge),
      logistic: (.lightGBMLogistic, .lightGBMStandardisedLogistic)
    )
  }

  @Test func withoutAPenalty() throws {
    for standardise in [false, true] {
      let squares = try RidgeRegression(.init(penalty: 0, standardise: standardise))
        .fit(Diabetes.table, Diabetes.target, rows: Diabetes.trainingRows, loss: .squared)
      expect(squares, .diabetes, is: .diabetesLeastSquares, standardised: false, "squares")
      let odds = try LogisticRegression(.init(penalty: 0, standardise: standardise))
        .fit(Diabetes.table, progresses, rows: Diabetes.trainingRows, loss: .logistic)
      expect(odds, .diabetes, is: .diabetesPlainLogistic, standardised: true, "odds")
    }
  }

  /// Row i has the weight 1 + i % 3.
  @Test func withWeights() throws {
    let weights = (0..<442).map { Double(1 + $0 % 3) }
    let rows = Diabetes.trainingRows
    let ridge = try RidgeRegression(.init(penalty: 10))
      .fit(Diabetes.table, Diabetes.target, rows: rows, weights: weights, loss: .squared)
    expect(ridge, .diabetes, is: .diabetesWeightedRidge, standardised: true, "ridge")
    let logistic = try LogisticRegression(.init(penalty: 10))
      .fit(Diabetes.table, progresses, rows: rows, weights: weights, loss: .logistic)
    expect(logistic, .diabetes, is: .diabetesWeightedLogistic, standardised: true, "logistic")
  }

  @Test func withMissingValues() throws {
    let columns = Diabetes.table.columns.enumerated().map { j, column in
      column.enumerated().map { i, x in (i * 7 + j * 3) % 11 == 0 ? Double.nan : x }
    }
    let table = FeatureTable(names: Diabetes.names, columns: columns)
    let rows = Diabetes.trainingRows
    let model = try RidgeRegression().fit(table, Diabetes.target, rows: rows, loss: .squared)
    let reference = LinearReference.diabetesMissingRidge
    let p = model.predict(table, rows: Array(Diabetes.testRows.prefix(5)))
    #expect(
      firstDifference(
        model.standardisedCoefficients,
        reference.coefficients,
        relative: 1e-6
      ) == nil
    )
    #expect(firstDifference(p, reference.predictions, relative: 1e-6) == nil)
    let missing = rows.reduce(0) { sum, row in sum + columns.count { $0[row].isNaN } }
    #expect(missing > 300 && abs(model.imputedShare - Double(missing) / 3320) < 1e-12)
  }

  /// Longley, "An appraisal of least squares programs for the electronic computer from the point of
  /// view of the user", JASA 62 (1967), with the certified values of NIST's Statistical Reference
  /// Datasets, which hold in exact fractions: 1 - R² of a column by the others is down to 6e-4.
  @Test func leastSquaresOfLongley() throws {
    let table = FeatureTable(
      [
        83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7,
        116.9,
      ],
      [
        234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
        444546, 482704, 502601, 518173, 554894,
      ],
      [
        2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
        4007,
      ],
      [
        1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
        2827,
      ],
      [
        107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
        121950, 123366, 125368, 127852, 130081,
      ],
      (1947...1962).map(Double.init)
    )
    let employed: [Double] = [
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
      69564, 69331, 70551,
    ]
    let model = try RidgeRegression(.init(penalty: 0)).fit(table, employed, loss: .squared)
    let certified = [
      15.0618722713733, -0.358191792925910e-1, -2.02022980381683, -1.03322686717359,
      -0.511041056535807e-1, 1829.15146461355,
    ]
    #expect(firstDifference(model.coefficients, certified, relative: 1e-9) == nil)
    #expect(firstDifference([model.intercept], [-3482258.63459582], relative: 1e-9) == nil)
  }
}
