import Learning
import Numerics
import Testing
import TimeSeries

@Suite struct CrossValidationTests {
  /// A learner that remembers which rows it saw and with what weights: it predicts the weighted mean
  /// of its targets, everywhere.
  private struct MeanLearner: Learner {
    struct Model: Predictor {
      let value: Double
      var importance: [Double] { [1] }
      func predict(_ table: FeatureTable, rows: [Int]) -> [Double] { rows.map { _ in value } }
    }

    func fit(
      _ table: FeatureTable,
      target: [Double],
      rows: [Int],
      weights: [Double]?,
      loss: Loss,
      stream: RandomStream,
      workers: Workers,
      progress: ProgressReport?
    ) throws(LearningError) -> Model {
      let own = rows.map { weights?[$0] ?? 1 }
      let sum = zip(rows, own).reduce(0) { $0 + target[$1.0] * $1.1 }
      return Model(value: sum / own.reduce(0, +))
    }
  }

  private func run(
    _ target: [Double],
    _ labels: LabelSpans,
    _ plan: CrossValidationPlan,
    weighting: OutOfSample.Weighting = .equal,
    horizon: Int = 1
  ) throws -> OutOfSample {
    try OutOfSample.run(
      MeanLearner(),
      table: FeatureTable(names: ["x"], columns: [target.map { _ in 0 }]),
      target: target,
      folds: plan.folds,
      plan: plan,
      horizon: horizon,
      uniqueness: Uniqueness(labels),
      weighting: weighting,
      loss: .squared,
      stream: RandomStream(seed: 1, path: ""),
      workers: .single
    )
  }

  /// Nine rows in three groups of which two are tested at a time, without any overlap: the folds
  /// train on the groups 2, 1 and 0, and so predict 8, 5 and 2 where the targets are 1 to 9.
  ///
  /// Group 0 is tested by the first two folds, group 1 by the first and the last, group 2 by the last
  /// two; the first path takes the first of each.
  @Test func pathsByHand() throws {
    let target = (1...9).map(Double.init)
    let labels = LabelSpans(rows: 0..<9, clock: Clock(count: 9), horizon: 0)
    let plan = Splitter.combinatorial(labels, groups: 3, tested: 2, embargo: 0)
    let result = try run(target, labels, plan)
    #expect(result.folds.map(\.trainingMean) == [8, 5, 2])
    #expect(result.predictions == [6.5, 6.5, 6.5, 5, 5, 5, 3.5, 3.5, 3.5])
    let errors = [
      zip([8.0, 8, 8, 8, 8, 8, 5, 5, 5], target).map(-),
      zip([5.0, 5, 5, 2, 2, 2, 2, 2, 2], target).map(-),
    ]
    let expected = errors.map { ($0.reduce(0) { $0 + $1 * $1 } / 9).squareRoot() }
    #expect(zip(result.paths, expected).allSatisfy { abs($0.rmse - $1) < 1e-14 })
    #expect(abs(result.scores.rmse - (expected[0] + expected[1]) / 2) < 1e-14)
    #expect(result.scores.count == 9 && result.effectiveCount == 9)
  }

  /// Labels over the rows 0...2, 1...3 and 4...4 train: 2/3, 2/3 and 1 by their uniqueness.
  @Test func uniqueLabelsWeighMore() throws {
    let clock = Clock(count: 8)
    let known = [2, 3, 4, 5, 4, 7, 7, 7].map { clock.closing(of: $0) }
    let labels = LabelSpans(rows: [0, 1, 4, 5, 6], clock: clock, knownTimes: known)
    let target: [Double] = [3, 6, .nan, .nan, 10, 0, 0, .nan]
    let plan = Splitter.kFold(labels, groups: 2, embargo: 0)
    #expect(Array(plan.folds[1].train) == [0, 1, 4])
    let weighted = try run(target, labels, plan, weighting: .uniqueness)
    let mean = (3 * 2.0 / 3 + 6 * 2.0 / 3 + 10) / (2.0 / 3 + 2.0 / 3 + 1)
    #expect(abs(weighted.predictions[5] - mean) < 1e-12)
    #expect(try run(target, labels, plan).predictions[5] == 19.0 / 3)
  }

  /// The rows are worth the sum of the uniqueness of what decides them: 1...2 and 2...3 share a row,
  /// 5...5 shares none.
  @Test func labelsOfDifferentLengthsAreWorthTheirUniqueness() throws {
    let clock = Clock(count: 8)
    let known = [2, 3, 4, 5, 5, 7, 7, 7].map { clock.closing(of: $0) }
    let labels = LabelSpans(rows: [0, 1, 4], clock: clock, knownTimes: known)
    let target: [Double] = [3, 6, .nan, .nan, 10, .nan, .nan, .nan]
    let result = try run(target, labels, Splitter.kFold(labels, groups: 3, embargo: 0), horizon: 2)
    #expect(result.scores.count == 3 && abs(result.effectiveCount - 2.5) < 1e-12)
    #expect(result.folds.map(\.trainingRows) == [1, 1, 2])
    #expect(result.folds.map(\.purgedRows) == [1, 1, 0])
  }

  /// On a random walk without any edge, boosted trees on slow features find the rows beside a shuffled
  /// test row, whose labels overlap it; where those are purged they find nothing.
  @Test func shuffledFoldsLeakAndPurgedOnesDoNot() throws {
    var stream = RandomStream(seed: 12, path: "walk")
    let (count, horizon) = (2000, 20)
    var prices = [0.0]
    for _ in 1..<count { prices.append(prices[prices.count - 1] + stream.normal()) }
    func change(_ rows: Int) -> [Double] {
      prices.indices.map { $0 < rows ? .nan : prices[$0] - prices[$0 - rows] }
    }
    let table = FeatureTable(
      names: ["a", "b", "c", "d"],
      columns: [50, 100, 150, 200].map(change)
    )
    let target = prices.indices.map { row -> Double in
      row + horizon < count ? (prices[row + horizon] > prices[row] ? 1 : 0) : .nan
    }
    let labels = LabelSpans(
      rows: 200..<(count - horizon),
      clock: Clock(count: count),
      horizon: horizon
    )
    func skill(_ plan: CrossValidationPlan) throws -> Double {
      let result = try OutOfSample.run(
        GradientBoosting(.init(trees: 100, depth: 6)),
        table: table,
        target: target,
        folds: plan.folds,
        plan: plan,
        horizon: horizon,
        uniqueness: Uniqueness(labels),
        loss: .logistic,
        stream: RandomStream(seed: 3, path: "folds"),
        workers: Workers(count: 2)
      )
      return result.scores.auc
    }
    let embargo = Embargo(memory: 200, horizon: horizon, count: labels.count)
    #expect(embargo.rows == horizon && embargo.reason == .horizon)
    let purged = try skill(Splitter.kFold(labels, groups: 5, embargo: embargo.rows))
    let shuffled = try skill(Splitter.shuffled(labels, groups: 5, stream: stream))
    #expect(shuffled > 0.8, "\(shuffled)")
    #expect(purged < 0.62, "\(purged)")
  }

  @Test func theResultIsTheSameForAnyNumberOfThreads() throws {
    var stream = RandomStream(seed: 5, path: "rows")
    let column = (0..<300).map { _ in stream.normal() }
    let labels = LabelSpans(rows: 0..<300, clock: Clock(count: 300), horizon: 3)
    let plan = Splitter.combinatorial(labels, groups: 5, tested: 2, embargo: 4)
    let results = try [1, 2, 3].map { workers in
      try OutOfSample.run(
        GradientBoosting(.init(trees: 5, depth: 2, subsample: 0.5)),
        table: FeatureTable(names: ["x"], columns: [column]),
        target: column.map { $0 * $0 },
        folds: plan.folds,
        plan: plan,
        horizon: 3,
        uniqueness: Uniqueness(labels),
        weighting: .uniqueness,
        loss: .squared,
        stream: RandomStream(seed: 3, path: "folds"),
        workers: Workers(count: workers)
      )
    }
    for other in results.dropFirst() {
      #expect(other.predictions.map(\.bitPattern) == results[0].predictions.map(\.bitPattern))
      #expect(other.paths == results[0].paths && other.importance == results[0].importance)
    }
  }
}
