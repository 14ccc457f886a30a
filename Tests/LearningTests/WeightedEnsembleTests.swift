import Learning
import Numerics
import Synchronization
import TestSupport
import Testing
import TimeSeries

@Suite struct WeightedEnsembleTests {
  /// Predicts fixed numbers, whatever it is shown.
  private struct Fixed: Learner {
    struct Model: Predictor {
      let values: [Double]
      let importance: [Double]

      func predict(_ table: FeatureTable, rows: [Int]) -> [Double] { rows.map { values[$0] } }
    }

    let model: Model

    init(_ values: [Double], importance: [Double] = [0, 0]) {
      model = Model(values: values, importance: importance)
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
      model
    }
  }

  private let table = FeatureTable([1, 2, 3], [4, 5, 6])

  /// (1, 2, 4) by (0.4, 0.4, 0.2) is 2; their mean is 7/3 and their variance 14/9, so that the
  /// agreement is 1 - √(2/7).
  @Test func arithmeticByHand() throws {
    let ensemble = WeightedEnsemble([
      .init("a", Fixed([1, 5, -3], importance: [0.25, 0.75]), weight: 2),
      .init("b", Fixed([2, 5, 3], importance: [0.75, 0.25]), weight: 2),
      .init("c", Fixed([4, 5, 0]), weight: 1),
    ])
    let model = try ensemble.fit(table, [0, 0, 0], loss: .squared)
    let rows = [0, 1, 2]
    let p = model.predict(table, rows: rows)
    #expect(zip(p, [2.0, 5, 0]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(model.memberPredictions(table, rows: [2, 0]) == [[-3, 1], [3, 2], [0, 4]])
    let agreement = model.agreement(table, rows: rows)
    #expect(abs(agreement[0] - (1 - (2 / 7.0).squareRoot())) < 1e-15)
    #expect(agreement[1] == 1 && agreement[2] == 0)
    // The member that learned nothing has no say in what was learned.
    #expect(model.importance == [0.5, 0.5])
    #expect(model.members.map(\.name) == ["a", "b", "c"])
  }

  @Test func agreementIsHeldBetweenNoneAndFull() {
    #expect(EnsembleModel.agreement(of: [3]) == 1)
    #expect(EnsembleModel.agreement(of: [0, 0, 0]) == 1)
    #expect(EnsembleModel.agreement(of: [-1, 1]) == 0)
    #expect(EnsembleModel.agreement(of: [-1, 2]) == 0)
    #expect(EnsembleModel.agreement(of: [-1, -3]) == 0.5)
    #expect(EnsembleModel.agreement(of: [1, .nan]).isNaN)
    #expect(EnsembleModel.agreement(of: [1e300, -1e299]) == 0)
  }

  private let gbm = GradientBoosting(.init(trees: 10, depth: 3, subsample: 0.5))

  @Test func membersLearnAsTheyWouldAlone() throws {
    let sample = Sample(rows: 300, features: 4)
    let stream = RandomStream(seed: 5, path: "ensemble")
    let ensemble = WeightedEnsemble([
      .init("ridge", RidgeRegression(), weight: 1), .init("gbm", gbm, weight: 3),
    ])
    let models = try [1, 4].map { count in
      try ensemble.fit(
        sample.table,
        target: sample.signal,
        rows: sample.rows,
        loss: .squared,
        stream: stream,
        workers: Workers(count: count)
      )
    }
    let alone = try gbm.fit(
      sample.table,
      target: sample.signal,
      rows: sample.rows,
      loss: .squared,
      stream: stream.substream(1),
      workers: .single
    )
    let ridge = try RidgeRegression().fit(sample.table, sample.signal, loss: .squared)
    for model in models {
      let expected = [ridge, alone] as [any Predictor]
      #expect(
        model.memberPredictions(sample.table, rows: sample.rows)
          == expected.map { $0.predict(sample.table, rows: sample.rows) }
      )
      let importance = zip(ridge.importance, alone.importance).map { ($0 + $1) / 2 }
      #expect(firstDifference(model.importance, importance, relative: 1e-14) == nil)
    }
    let bits = models.map { $0.predict(sample.table, rows: sample.rows).map(\.bitPattern) }
    #expect(bits[0] == bits[1])
  }

  @Test func itWalksForward() throws {
    let sample = Sample(rows: 300, features: 4)
    let result = try OutOfSample.run(
      WeightedEnsemble([.init("logistic", LogisticRegression()), .init("gbm", gbm)]),
      table: sample.table,
      target: sample.target(.logistic),
      folds: [
        Fold(train: RowSet(0..<100), test: RowSet(100..<200)),
        Fold(train: RowSet(100..<200), test: RowSet(200..<300)),
      ],
      horizon: 0,
      loss: .logistic,
      stream: RandomStream(seed: 1, path: ""),
      workers: Workers(count: 2)
    )
    #expect(result.scores.count == 200 && result.scores.auc > 0.7)
    #expect(abs(result.importance.reduce(0, +) - 1) < 1e-12)
  }

  @Test func whatIsNoEnsembleIsRefused() {
    let one = Fixed([1, 1, 1])
    let cases: [(String, [WeightedEnsemble.Member])] = [
      ("members", []), ("names", [.init("a", one), .init("a", one)]),
      ("weights", [.init("a", one, weight: 0)]), ("weights", [.init("a", one, weight: .nan)]),
      ("weights", [.init("a", one), .init("b", one, weight: .infinity)]),
    ]
    for (name, members) in cases {
      #expect(throws: LearningError.settingOutOfRange(name)) {
        try WeightedEnsemble(members).fit(table, [0, 0, 0], loss: .squared)
      }
    }
    #expect(throws: LearningError.lossNotSupported(.logistic)) {
      try WeightedEnsemble([.init("gbm", gbm), .init("ridge", RidgeRegression())])
        .fit(table, [0, 1, 0], loss: .logistic)
    }
  }

  @Test func aReportCanStopTheFit() throws {
    let calls = Mutex<[Int]>([])
    let model = try WeightedEnsemble([
      .init("a", Fixed([1, 1, 1])), .init("b", Fixed([3, 3, 3])), .init("c", Fixed([8, 8, 8])),
    ]).fit(
      table,
      [0, 0, 0],
      loss: .squared,
      progress: { done, total, _ in
        calls.withLock { $0.append(done) }
        return total == 3 && done < 2
      }
    )
    #expect(calls.withLock { $0 } == [1, 2])
    #expect(model.predict(table, rows: [0]) == [2])
  }
}
