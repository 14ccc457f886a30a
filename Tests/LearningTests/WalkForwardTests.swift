import Learning
import Numerics
import Synchronization
import Testing
import TimeSeries

@Suite struct WalkForwardTests {
  private let learner = GradientBoosting(.init(trees: 30, depth: 3))

  /// A random walk with features of its past and the target of its next `horizon` steps, to which
  /// `edge` adds what the second feature knows.
  private struct Walk {
    let table: FeatureTable
    let target: [Double]

    init(rows count: Int, horizon: Int, edge: Double, seed: UInt64) {
      var stream = RandomStream(seed: seed, path: "walk")
      let hint = (0..<count).map { _ in stream.normal() }
      let steps = (0..<count).map { $0 == 0 ? 0 : edge * hint[$0 - 1] + stream.normal() }
      var prices = [0.0]
      for step in steps.dropFirst() { prices.append(prices[prices.count - 1] + step) }
      let momentum = (0..<count).map { $0 < 5 ? .nan : prices[$0] - prices[$0 - 5] }
      table = FeatureTable(
        names: ["momentum", "hint", "step"],
        columns: [momentum, hint, steps]
      )
      target = (0..<count).map { row in
        row + horizon < count ? prices[row + horizon] - prices[row] : .nan
      }
    }

    func folds(horizon: Int) -> [Fold] {
      Splitter.walkForward(
        LabelSpans(rows: 0..<target.count, clock: Clock(count: target.count), horizon: horizon),
        train: .rows(500),
        test: .rows(100)
      )
    }
  }

  private func run(
    _ walk: Walk,
    horizon: Int,
    loss: Loss = .squared,
    workers: Workers = Workers(count: 2),
    target: [Double]? = nil
  ) throws(LearningError) -> OutOfSample {
    let values = target ?? walk.target
    return try OutOfSample.run(
      learner,
      table: walk.table,
      target: loss == .squared ? values : values.map { $0.isNaN ? .nan : $0 > 0 ? 1 : 0 },
      folds: walk.folds(horizon: horizon),
      horizon: horizon,
      loss: loss,
      stream: RandomStream(seed: 3, path: "walk-forward"),
      workers: workers
    )
  }

  /// Each of 40 walks is a test at about 2 standard errors: two or so may be beyond it, and the mean
  /// has to be about 0.
  @Test(arguments: [1, 10])
  func aRandomWalkShowsNoSkill(horizon: Int) throws {
    let results = try (0..<40 as Range<UInt64>).map { seed in
      try run(
        Walk(rows: 1500, horizon: horizon, edge: 0, seed: seed),
        horizon: horizon,
        loss: .logistic
      )
    }
    let z = results.map { ($0.scores.auc - 0.5) / $0.aucError }
    #expect(z.count { abs($0) > 2 } <= 6)
    #expect(abs(Statistics.mean(z)) < 0.5)
    let ic = results.map { $0.scores.informationCoefficient / $0.informationCoefficientError }
    #expect(ic.count { abs($0) > 2 } <= 6)
  }

  @Test func aPlantedEdgeIsFound() throws {
    let walk = Walk(rows: 2500, horizon: 1, edge: 0.5, seed: 1)
    let squared = try run(walk, horizon: 1)
    #expect(squared.scores.informationCoefficient > 5 * squared.informationCoefficientError)
    #expect(squared.scores.r2 > 0.1 && squared.baseline.r2 < 0.01)
    #expect(squared.scores.rmse < squared.baseline.rmse)
    #expect(squared.importance[1] > 0.5 && abs(squared.importance.reduce(0, +) - 1) < 1e-12)
    let logistic = try run(walk, horizon: 1, loss: .logistic)
    #expect(logistic.scores.auc > 0.5 + 5 * logistic.aucError)
    #expect(logistic.scores.logLoss < logistic.baseline.logLoss)
    #expect(logistic.scores.hitRate > logistic.scores.baseRate + 3 * logistic.hitRateError)
  }

  @Test func theResultIsTheSameForAnyNumberOfThreads() throws {
    let walk = Walk(rows: 1200, horizon: 3, edge: 0.2, seed: 4)
    let one = try run(walk, horizon: 3, workers: .single)
    for count in [2, 5] {
      let other = try run(walk, horizon: 3, workers: Workers(count: count))
      #expect(other.predictions.map(\.bitPattern) == one.predictions.map(\.bitPattern))
      #expect(other.scores == one.scores && other.importance == one.importance)
    }
  }

  @Test func testRowsArePredictedAndNoOthers() throws {
    let walk = Walk(rows: 1200, horizon: 3, edge: 0.2, seed: 4)
    let result = try run(walk, horizon: 3)
    let test = Set(walk.folds(horizon: 3).flatMap { Array($0.test) })
    #expect(walk.target.indices.allSatisfy { result.predictions[$0].isNaN != test.contains($0) })
    #expect(result.folds.map(\.fold) == walk.folds(horizon: 3) && result.isComplete)
    #expect(result.scores.count == 1200 - 500 - 3 && result.effectiveCount == 697 / 3.0)
    #expect(result.folds.allSatisfy { $0.basis == .model && $0.trainingRows == 497 })
    #expect(result.folds.allSatisfy { $0.fold.purged.count == 3 })
  }

  /// Everything that is known only after a test block begins is spoilt: its predictions stay.
  @Test func nothingKnownAfterATestBlockBeginsTrainsItsModel() throws {
    let horizon = 7
    let walk = Walk(rows: 1200, horizon: horizon, edge: 0.3, seed: 6)
    let clean = try run(walk, horizon: horizon)
    for fold in walk.folds(horizon: horizon) {
      let start = try #require(fold.test.first)
      let spoilt = walk.target.indices.map { $0 + horizon < start ? walk.target[$0] : 1e6 }
      let result = try run(walk, horizon: horizon, target: spoilt)
      #expect(fold.test.allSatisfy { result.predictions[$0] == clean.predictions[$0] })
    }
  }

  @Test func laterRowsDoNotChangeEarlierPredictions() throws {
    let walk = Walk(rows: 1200, horizon: 2, edge: 0.3, seed: 8)
    let all = try run(walk, horizon: 2)
    let short = try OutOfSample.run(
      learner,
      table: FeatureTable(
        names: walk.table.names,
        columns: walk.table.columns.map { Array($0.prefix(850)) }
      ),
      target: walk.target.prefix(848) + [.nan, .nan],
      folds: Splitter.walkForward(
        LabelSpans(rows: 0..<850, clock: Clock(count: 850), horizon: 2),
        train: .rows(500),
        test: .rows(100)
      ),
      horizon: 2,
      loss: .squared,
      stream: RandomStream(seed: 3, path: "walk-forward"),
      workers: .single
    )
    #expect((500..<850).allSatisfy { short.predictions[$0] == all.predictions[$0] })
  }

  @Test func foldsThatCannotBeFittedSaySo() throws {
    let table = FeatureTable(names: ["x"], columns: [(0..<60).map { Double($0 % 7) }])
    let target = (0..<60).map { row -> Double in
      row < 20 ? .nan : row < 40 ? 1 : Double(row % 2)
    }
    let folds = [
      Fold(train: RowSet(0..<15), test: RowSet(15..<20)),
      Fold(train: RowSet(15..<35), test: RowSet(35..<45)),
      Fold(train: RowSet(20..<50), test: RowSet(50..<60)),
    ]
    let result = try OutOfSample.run(
      learner,
      table: table,
      target: target,
      folds: folds,
      horizon: 0,
      loss: .logistic,
      stream: RandomStream(seed: 1, path: ""),
      workers: .single
    )
    #expect(result.folds.map(\.basis) == [.nothing, .oneClass, .model])
    #expect(result.folds.map(\.trainingRows) == [0, 15, 30])
    #expect(result.predictions[15..<20].allSatisfy { $0.isNaN })
    #expect(result.predictions[35..<45].allSatisfy { $0 == 1 })
    #expect(result.scores.count == 20)
    #expect(result.baselinePredictions[50] == 25 / 30.0)
  }

  @Test func rowsWithoutAnyFeatureArePredicted() throws {
    let walk = Walk(rows: 700, horizon: 1, edge: 0.3, seed: 9)
    let columns = walk.table.columns.map { column in
      column.indices.map { $0 == 550 || $0 % 50 == 0 ? .nan : column[$0] }
    }
    let result = try OutOfSample.run(
      learner,
      table: FeatureTable(names: walk.table.names, columns: columns),
      target: walk.target,
      folds: walk.folds(horizon: 1),
      horizon: 1,
      loss: .squared,
      stream: RandomStream(seed: 1, path: ""),
      workers: .single
    )
    #expect(result.predictions[550].isFinite)
  }

  @Test func aReportCanStopTheRun() throws {
    let walk = Walk(rows: 1500, horizon: 1, edge: 0, seed: 10)
    let calls = Mutex<[Int]>([])
    let result = try OutOfSample.run(
      learner,
      table: walk.table,
      target: walk.target,
      folds: walk.folds(horizon: 1),
      horizon: 1,
      loss: .squared,
      stream: RandomStream(seed: 1, path: ""),
      workers: .single,
      progress: { done, total, _ in
        calls.withLock { $0.append(done) }
        return total == 10 && done < 3
      }
    )
    #expect(calls.withLock { $0 } == [1, 2, 3])
    #expect(!result.isComplete && result.folds.count == 3)
    #expect(result.predictions[799].isFinite && result.predictions[800].isNaN)
  }

  @Test func targetsThatNoLossTakesAreRefused() {
    #expect(throws: LearningError.targetNotBinary(0.5)) {
      try OutOfSample.run(
        learner,
        table: FeatureTable(names: ["x"], columns: [[1, 2, 3]]),
        target: [0, 0.5, 1],
        folds: [Fold(train: RowSet(0..<2), test: RowSet(2..<3))],
        horizon: 0,
        loss: .logistic,
        stream: RandomStream(seed: 1, path: ""),
        workers: .single
      )
    }
  }
}
