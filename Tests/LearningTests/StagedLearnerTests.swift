import Learning
import Numerics
import Testing
import TimeSeries

@Suite struct StagedLearnerTests {
  @Test func stagesByHand() throws {
    let values: [Double] = [1, 2, 3, 6, .nan]
    let asked: [Double] = [0, 3, 6, 12, .nan]
    let score = FittedStage(.zscore, of: "a", values: values)
    // Mean 3, squared deviations 4 + 1 + 0 + 9, so a deviation of the root of 14 / 3.
    let deviation = (14.0 / 3).squareRoot()
    #expect(score.apply(asked).prefix(4) == [-3 / deviation, 0, 3 / deviation, 9 / deviation])
    let ends = FittedStage(.minmax, of: "a", values: values)
    #expect(ends.apply(asked).prefix(4) == [-0.2, 0.4, 1, 2.2])
    let rank = FittedStage(.rank, of: "a", values: values + [3])
    #expect(rank.apply(asked).prefix(4) == [0, 0.6, 0.9, 1])
    for stage in [score, ends, rank] { #expect(stage.apply(asked)[4].isNaN) }
  }

  @Test func whatDoesNotVaryHasNoMeasure() {
    #expect(FittedStage(.zscore, of: "a", values: [2, 2]).apply([2])[0].isNaN)
    #expect(FittedStage(.minmax, of: "a", values: [2, 2]).apply([2])[0].isNaN)
    #expect(FittedStage(.rank, of: "a", values: [2, 2]).apply([2])[0] == 0.5)
    for stage in FeatureStage.allCases {
      #expect(FittedStage(stage, of: "a", values: [.nan]).apply([2])[0].isNaN)
    }
  }

  @Test func aDamagedStageIsRefused() {
    #expect(FittedStage(.zscore, of: "a", numbers: [1, -1]) == nil)
    #expect(FittedStage(.zscore, of: "a", numbers: [1]) == nil)
    #expect(FittedStage(.minmax, of: "a", numbers: [2, 1]) == nil)
    #expect(FittedStage(.rank, of: "a", numbers: [1, 3, 2]) == nil)
    #expect(FittedStage(.rank, of: "a", numbers: [1, .nan]) == nil)
    #expect(FittedStage(.rank, of: "a", numbers: [1, 2, 2]) != nil)
  }

  private func sample(rows: Int) -> (table: FeatureTable, target: [Double]) {
    var stream = RandomStream(seed: 9, path: "staged")
    let a = (0..<rows).map { _ in stream.normal() }
    let b = (0..<rows).map { _ in stream.normal() * 100 + 7 }
    let target = (0..<rows).map { a[$0] + b[$0] / 50 + stream.normal() }
    return (FeatureTable(names: ["a", "b"], columns: [a, b]), target)
  }

  private let ridge = RidgeRegression(
    RidgeRegression.Settings(penalty: 10, standardise: false)
  )

  private func folds(_ count: Int) -> [Fold] {
    Splitter.walkForward(
      LabelSpans(rows: 0..<count, clock: Clock(count: count), horizon: 0),
      train: .rows(80),
      test: .rows(20)
    )
  }

  private func run(_ table: FeatureTable, _ target: [Double]) throws -> OutOfSample {
    try OutOfSample.run(
      StagedLearner(ridge, steps: [StagedLearner.Step("b", .zscore)]),
      table: table,
      target: target,
      folds: folds(table.rowCount),
      horizon: 0,
      loss: .squared,
      stream: RandomStream(seed: 1),
      workers: .single
    )
  }

  /// Each fold predicts what the plain learner does whose column was scaled by that fold's training
  /// rows, by hand.
  @Test func eachFoldFitsItsOwn() throws {
    let (table, target) = sample(rows: 200)
    let found = try run(table, target)
    for fold in folds(200) {
      let training = fold.train.map { table.columns[1][$0] }
      let mean = training.reduce(0, +) / Double(training.count)
      let squares = training.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(training.count - 1)).squareRoot()
      let scaled = FeatureTable(
        names: table.names,
        columns: [table.columns[0], table.columns[1].map { ($0 - mean) / deviation }]
      )
      let model = try ridge.fit(
        scaled,
        target: target,
        rows: Array(fold.train),
        weights: nil,
        loss: .squared,
        stream: RandomStream(seed: 1),
        workers: .single,
        progress: nil
      )
      let expected = model.predict(scaled, rows: Array(fold.test))
      for (row, value) in zip(fold.test, expected) {
        #expect(abs(found.predictions[row] - value) < 1e-9)
      }
    }
  }

  /// A row that is tested and never trained on changes only its own prediction; a scale of the whole
  /// table, which is what this guards against, would change all.
  @Test func noTestRowTakesPart() throws {
    let (table, target) = sample(rows: 200)
    let before = try run(table, target).predictions
    for row in 180..<200 {
      var columns = table.columns
      columns[1][row] *= 1e6
      let after = try run(FeatureTable(names: table.names, columns: columns), target).predictions
      let changed = after.indices.filter {
        after[$0].bitPattern != before[$0].bitPattern && !(after[$0].isNaN && before[$0].isNaN)
      }
      #expect(changed == [row])
    }
  }
}
