import Learning
import Numerics
import Testing

@Suite struct NastyInputTests {
  private func fit(
    _ columns: [[Double]],
    _ target: [Double],
    rows: [Int]? = nil,
    weights: [Double]? = nil,
    loss: Loss = .squared,
    settings: GradientBoosting.Settings = .init(trees: 5)
  ) throws(LearningError) -> TreeEnsemble {
    try GradientBoosting.fit(
      FeatureTable(names: columns.indices.map { "f\($0)" }, columns: columns),
      target: target,
      rows: rows ?? Array(target.indices),
      weights: weights,
      loss: loss,
      settings: settings,
      stream: RandomStream(seed: 1, path: ""),
      workers: .single
    )
  }

  @Test func columnsWithoutInformationGiveNoSplit() throws {
    let nothing: [[Double]] = [
      Array(repeating: 3, count: 20), Array(repeating: .nan, count: 20),
      Array(repeating: .infinity, count: 20), (0..<20).map { $0 % 2 == 0 ? 0 : -0.0 },
    ]
    let model = try fit(nothing, (0..<20).map { Double($0) })
    #expect(model.trees.allSatisfy { $0.nodes.count == 1 && $0.nodes[0].value == 0 })
    #expect(model.baseScore == 9.5 && model.importance == [0, 0, 0, 0])
  }

  @Test func oneAndTwoRowsAreEnough() throws {
    let one = try fit([[1]], [5])
    #expect(
      one.predict(FeatureTable(names: ["f0"], columns: [[1, .nan]]), rows: [0, 1]) == [5, 5]
    )
    let settings = GradientBoosting.Settings(trees: 1, depth: 3, learningRate: 1, lambda: 0)
    let two = try fit([[1, 2]], [5, 9], settings: settings)
    #expect(two.predict(FeatureTable(names: ["f0"], columns: [[1, 2]]), rows: [0, 1]) == [5, 9])
    let classes = try fit([[1, 2]], [0, 1], loss: .logistic, settings: .init(minChildWeight: 0))
    let p = classes.predict(FeatureTable(names: ["f0"], columns: [[1, 2]]), rows: [0, 1])
    #expect(p[0] < 0.5 && p[1] > 0.5 && abs(p[0] + p[1] - 1) < 1e-12)
  }

  @Test func hugeAndTinyValuesAreOrdinary() throws {
    let x: [Double] = [
      -.greatestFiniteMagnitude, -1e300, -1, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 1,
      1e300, .greatestFiniteMagnitude,
    ]
    for unit in [1e-90, 1, 1e90] {
      let target = x.indices.map { ($0 % 3 == 0 ? 1 : -1) * unit }
      let settings = GradientBoosting.Settings(trees: 1, depth: 8, learningRate: 1, lambda: 0)
      let model = try fit([x], target, settings: settings)
      let p = model.predict(FeatureTable(names: ["f0"], columns: [x]), rows: Array(x.indices))
      #expect(zip(p, target).allSatisfy { abs($0 - $1) < 1e-9 * unit }, "unit \(unit)")
    }
  }

  @Test func ofEqualColumnsTheFirstIsUsed() throws {
    let sample = Sample(rows: 300, features: 1)
    let single = try fit([sample.columns[0]], sample.signal)
    let double = try fit(Array(repeating: sample.columns[0], count: 13), sample.signal)
    #expect(double.trees == single.trees)
    #expect(double.importance == [1] + Array(repeating: 0, count: 12))
  }

  @Test func oneFarValueDoesNotHideTheOthers() throws {
    let sample = Sample(rows: 1000, features: 4)
    var columns = sample.columns
    columns[0][17] = 1e12
    let settings = GradientBoosting.Settings(trees: 50)
    let clean = try fit(sample.columns, sample.signal, settings: settings)
    let spoilt = try fit(columns, sample.signal, settings: settings)
    let rows = Array(0..<1000)
    let errors = [(clean, sample.columns), (spoilt, columns)].map { model, columns in
      let table = FeatureTable(names: ["a", "b", "c", "d"], columns: columns)
      return Scores.rmse(model.predict(table, rows: rows), sample.signal)
    }
    #expect(errors[1] < errors[0] * 1.1)
  }

  @Test func fewerBinsThanValuesStillSeparate() throws {
    let x = (0..<5000).map { Double($0 * 37 % 5000) }
    // Half of the rows share one value, which must not take the bins of the others.
    let heavy = x.map { $0 < 2500 ? 0 : $0 }
    for bins in [2, 3, 16, 256] {
      let settings = GradientBoosting.Settings(trees: 1, depth: 40, lambda: 0, bins: bins)
      let model = try fit([heavy], x.map { $0 < 2500 ? 0 : $0 }, settings: settings)
      let leaves = model.trees[0].nodes.count { $0.isLeaf }
      #expect(leaves == bins - 1, "\(bins) bins, \(leaves) leaves")
    }
  }

  @Test func rowsMayBeAnySelection() throws {
    let sample = Sample(rows: 300, features: 3)
    let chosen = stride(from: 299, through: 0, by: -2).map { $0 }
    var target = sample.signal
    for row in 0..<300 where row % 2 == 0 { target[row] = .nan }
    let model = try fit(sample.columns, target, rows: chosen)
    let alone = try fit(sample.columns.map { x in chosen.map { x[$0] } }, chosen.map { target[$0] })
    #expect(model == alone)
  }

  /// A row of weight 2 is two rows, and a row of weight 0 is none.
  @Test func weightsCountRows() throws {
    let sample = Sample(rows: 120, features: 4)
    let weights = sample.rows.map { Double($0 % 3) }
    let repeated = sample.rows.flatMap { Array(repeating: $0, count: $0 % 3) }
    let weighted = try fit(sample.columns, sample.signal, weights: weights)
    let counted = try fit(sample.columns, sample.signal, rows: repeated)
    let p = weighted.predict(sample.table, rows: repeated)
    let q = counted.predict(sample.table, rows: repeated)
    #expect(zip(p, q).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func whatCannotBeFittedIsRefused() {
    let x: [[Double]] = [[1, 2, 3]]
    #expect(throws: LearningError.noRows) { try fit(x, [1, 2, 3], rows: []) }
    #expect(throws: LearningError.noFeatures) { try fit([], []) }
    #expect(throws: LearningError.oneClass) { try fit(x, [1, 1, 1], loss: .logistic) }
    #expect(throws: LearningError.oneClass) {
      try fit(x, [1, 1, 0], rows: [0, 1], loss: .logistic)
    }
    #expect(throws: LearningError.targetNotBinary(2)) { try fit(x, [0, 1, 2], loss: .logistic) }
    #expect(throws: LearningError.missingTarget(row: 1)) { try fit(x, [0, .nan, 2]) }
    #expect(throws: LearningError.targetOutOfRange(row: 2)) { try fit(x, [0, 1, .infinity]) }
    #expect(throws: LearningError.targetOutOfRange(row: 0)) { try fit(x, [1e200, 1, 2]) }
    #expect(throws: LearningError.weightOutOfRange(row: 1)) {
      try fit(x, [0, 1, 2], weights: [1, -1, 1])
    }
    #expect(throws: LearningError.weightOutOfRange(row: 0)) {
      try fit(x, [0, 1, 2], weights: [.nan, 1, 1])
    }
    #expect(throws: LearningError.noWeight) { try fit(x, [0, 1, 2], weights: [0, 0, 0]) }
  }

  @Test(arguments: [
    ("trees", GradientBoosting.Settings(trees: -1)), ("depth", .init(depth: 65)),
    ("learningRate", .init(learningRate: .nan)), ("lambda", .init(lambda: -1)),
    ("alpha", .init(alpha: .infinity)), ("gamma", .init(gamma: .nan)),
    ("minChildWeight", .init(minChildWeight: -0.1)), ("subsample", .init(subsample: 0)),
    ("columnSample", .init(columnSample: 1.5)), ("bins", .init(bins: 257)),
  ])
  func settingsOutOfTheirRangeAreNamed(name: String, settings: GradientBoosting.Settings) {
    #expect(throws: LearningError.settingOutOfRange(name)) {
      try fit([[1, 2]], [1, 2], settings: settings)
    }
  }
}
