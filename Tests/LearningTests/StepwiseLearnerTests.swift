import Learning
import Numerics
import Synchronization
import Testing

/// A fit that was stopped and goes on is the fit that was never stopped.
@Suite struct StepwiseLearnerTests {
  private let sample = Sample(rows: 400, features: 6, missing: 0.05)

  private func fit<L: StepwiseLearner>(
    _ learner: L,
    workers: Int = 1,
    keeper: @escaping TreeKeeper
  ) throws -> L.Model {
    try learner.fit(
      sample.table,
      target: sample.target(.squared),
      rows: sample.rows,
      weights: nil,
      loss: .squared,
      stream: RandomStream(seed: 5, path: "steps"),
      workers: Workers(count: workers),
      keeper: keeper,
      progress: nil
    )
  }

  /// Keeps trees as they are grown, and stops after some.
  private final class Basket: Sendable {
    private let trees = Mutex<[Int: GrownTree]>([:])
    private let grown = Mutex(0)

    func keeper(stoppingAfter limit: Int = .max) -> TreeKeeper {
      { number, grow in
        if let tree = self.trees.withLock({ $0[number] }) { return tree }
        let place = self.grown.withLock { grown in
          grown += 1
          return grown
        }
        guard place <= limit else { return nil }
        let tree = grow()
        self.trees.withLock { $0[number] = tree }
        return tree
      }
    }

    var count: Int { trees.withLock { $0.count } }
  }

  @Test(arguments: [1, 7, 19], [1, 2]) func boostingGoesOn(_ limit: Int, _ workers: Int) throws {
    let settings = GradientBoosting.Settings(trees: 20, depth: 4, subsample: 0.6, columnSample: 0.5)
    let learner = GradientBoosting(settings)
    let whole = try fit(learner) { _, grow in grow() }
    let basket = Basket()
    let half = try fit(learner, workers: workers, keeper: basket.keeper(stoppingAfter: limit))
    #expect(half.trees == Array(whole.trees.prefix(limit)))
    let rest = try fit(learner, workers: workers, keeper: basket.keeper())
    #expect(rest.trees == whole.trees)
    #expect(basket.count == 20)
  }

  @Test(arguments: [1, 7, 19], [1, 2]) func aForestGoesOn(_ limit: Int, _ workers: Int) throws {
    let learner = RandomForest(RandomForest.Settings(trees: 20, depth: 5))
    let whole = try fit(learner) { _, grow in grow() }
    let basket = Basket()
    let half = try fit(learner, workers: workers, keeper: basket.keeper(stoppingAfter: limit))
    #expect(half.ensemble.trees.count <= limit)
    #expect(half.ensemble.trees == Array(whole.ensemble.trees.prefix(half.ensemble.trees.count)))
    let rest = try fit(learner, workers: workers, keeper: basket.keeper())
    #expect(rest.ensemble.trees == whole.ensemble.trees)
    #expect(rest.outOfBagScores == whole.outOfBagScores)
    #expect(rest.outOfBag.map(\.bitPattern) == whole.outOfBag.map(\.bitPattern))
  }

  @Test func withoutATreeThereIsTheMean() throws {
    let none = try fit(GradientBoosting()) { _, _ in nil }
    #expect(none.trees.isEmpty)
  }
}
