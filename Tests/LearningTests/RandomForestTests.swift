import Learning
import Numerics
import Testing
import TimeSeries

@Suite struct RandomForestTests {
  typealias Settings = RandomForest.Settings

  private func fit(
    _ columns: [[Double]],
    _ target: [Double],
    rows: [Int]? = nil,
    weights: [Double]? = nil,
    loss: Loss = .squared,
    settings: Settings = .init(trees: 1, bootstrap: false),
    seed: UInt64 = 1,
    workers: Workers = .single,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> BaggedTrees {
    try RandomForest(settings).fit(
      FeatureTable(names: columns.indices.map { "f\($0)" }, columns: columns),
      target: target,
      rows: rows ?? Array(target.indices),
      weights: weights,
      loss: loss,
      stream: RandomStream(seed: seed, path: "forest"),
      workers: workers,
      progress: progress
    )
  }

  private func predict(_ model: BaggedTrees, _ columns: [[Double]]) -> [Double] {
    let table = FeatureTable(names: columns.indices.map { "f\($0)" }, columns: columns)
    return model.predict(table, rows: Array(columns[0].indices))
  }

  /// Four rows with a mean of 3 and squared errors of 14, of which the split after the third row
  /// leaves 2: 12 less, 3 for each row.
  @Test func oneSplitWorkedByHand() throws {
    let model = try fit(
      [[10, 20, 30, 40]],
      [1, 2, 3, 6],
      settings: Settings(trees: 1, depth: 1, bootstrap: false)
    )
    let nodes = model.ensemble.trees[0].nodes
    #expect(nodes.count == 3 && model.ensemble.baseScore == 3)
    #expect(nodes[0].threshold == 35 && nodes[0].gain == 3 && nodes[0].cover == 4)
    #expect(nodes[1].value == 2 && nodes[1].cover == 3)
    #expect(nodes[2].value == 6 && nodes[2].cover == 1)
    #expect(model.importance == [1])
  }

  /// For targets 0 and 1 the gain is half the fall of the Gini impurity: from 1/2 to 1/4 · 0 + 3/4 ·
  /// 4/9 here.
  @Test func theGainIsHalfTheFallOfTheGiniImpurity() throws {
    let model = try fit(
      [[1, 2, 3, 4]],
      [0, 1, 0, 1],
      loss: .logistic,
      settings: Settings(trees: 1, depth: 1, bootstrap: false)
    )
    let root = model.ensemble.trees[0].nodes[0]
    #expect(abs(root.gain - (0.5 - 0.75 * 4 / 9) / 2) < 1e-15 && root.threshold == 1.5)
    let p = predict(model, [[0, 1.5, 9]])
    #expect(p[0] == 0 && abs(p[1] - 2.0 / 3) < 1e-15 && p[2] == p[1])
  }

  @Test(arguments: [
    ("plain", Settings(trees: 1, bootstrap: false), 0, false),
    ("depth", Settings(trees: 1, depth: 3, bootstrap: false), 0.1, true),
    ("rows", Settings(trees: 1, minimumRows: 5, bootstrap: false), 0.2, false),
    ("missing values", Settings(trees: 1, bootstrap: false), 0.3, true),
    ("mostly missing", Settings(trees: 1, bootstrap: false), 0.8, true),
    ("no split", Settings(trees: 1, depth: 0, bootstrap: false), 0, true),
  ])
  func treesEqualThoseOfTheTextbook(
    name: String,
    settings: Settings,
    missing: Double,
    isWeighted: Bool
  ) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      for loss in [Loss.squared, .logistic] {
        var settings = settings
        settings.columnSample = 1
        let sample = Sample(rows: 70, features: 9, missing: missing, seed: seed)
        var stream = RandomStream(seed: seed, path: "weights")
        let weights = sample.rows.map { _ in isWeighted ? 0.1 + stream.uniform() * 3 : 1 }
        let model = try fit(
          sample.columns,
          sample.target(loss),
          weights: isWeighted ? weights : nil,
          loss: loss,
          settings: settings
        )
        let reference = ReferenceForest(
          columns: sample.columns,
          target: sample.target(loss),
          weights: weights,
          settings: settings
        )
        #expect(
          reference.difference(model.ensemble.trees[0]) == nil,
          "\(name), seed \(seed), \(loss)"
        )
      }
    }
  }

  /// One tree on all rows and features tells all rows apart, down to the last bit of their targets.
  @Test func aTreeOfAnyDepthReproducesItsTargets() throws {
    for loss in [Loss.squared, .logistic] {
      let sample = Sample(rows: 3000, features: 5, missing: 0.1, seed: 2)
      var stream = RandomStream(seed: 5, path: "noise")
      let target = sample.rows.map { loss == .squared ? stream.normal() : Double($0 % 2) }
      let full = Settings(trees: 1, columnSample: 0.5, bootstrap: false)
      let model = try fit(sample.columns, target, loss: loss, settings: full)
      // A row without any value is like another such row.
      let known = sample.rows.filter { row in sample.columns.contains { x in !x[row].isNaN } }
      let p = predict(model, sample.columns)
      #expect(known.count > 2990 && known.allSatisfy { p[$0] == target[$0] })
    }
    let x = (0..<200).map { Double($0) }
    for (unit, offset) in [(1e-7, 1e9), (1e90, 0), (1e-90, 0), (1, 1e15)] {
      let target = x.map { Double(Int($0) * 37 % 101) * unit + offset }
      let weights = x.map { 1e90 * (1 + $0) }
      #expect(try predict(fit([x], target, weights: weights), [x]) == target)
    }
  }

  /// Each target is three times the one before, so that each split takes off one row.
  @Test func aTreeMayBeAsDeepAsAChain() throws {
    let x = (0..<150).map { Double($0) }
    var target = [1.0]
    while target.count < x.count { target.append(target[target.count - 1] * 3) }
    let model = try fit([x], target)
    #expect(predict(model, [x]) == target && model.ensemble.trees[0].nodes.count == 299)
    let shallow = Settings(trees: 1, depth: 70, bootstrap: false)
    #expect(try fit([x], target, settings: shallow).ensemble.trees[0].nodes.count == 141)
  }

  @Test func aForestWalksForward() throws {
    let sample = Sample(rows: 900, features: 4)
    let folds = Splitter.walkForward(
      LabelSpans(rows: 0..<900, clock: Clock(count: 900), horizon: 1),
      train: .rows(400),
      test: .rows(100)
    )
    let runs = try [1, 4].map { count in
      try OutOfSample.run(
        RandomForest(.init(trees: 30)),
        table: sample.table,
        target: sample.target(.logistic),
        folds: folds,
        horizon: 1,
        loss: .logistic,
        stream: sample.stream,
        workers: Workers(count: count)
      )
    }
    #expect(runs[0].scores == runs[1].scores && runs[0].scores.count == 500)
    #expect(runs[0].scores.auc > 0.7 && abs(runs[0].importance.reduce(0, +) - 1) < 1e-12)
  }

  /// No single split of an exclusive or lowers the error, and yet two levels explain it.
  @Test func aSplitThatGainsNothingYetIsMade() throws {
    let columns: [[Double]] = [[0, 0, 1, 1], [0, 1, 0, 1]]
    #expect(try predict(fit(columns, [0, 1, 1, 0]), columns) == [0, 1, 1, 0])
  }

  @Test func aForestIsTheSameForAnyNumberOfThreads() throws {
    for loss in [Loss.logistic, .squared] {
      let sample = Sample(rows: 800, features: 12, missing: 0.05, seed: 4)
      let settings = Settings(trees: 23, columnSample: 0.3)
      let one = try fit(sample.columns, sample.target(loss), loss: loss, settings: settings)
      for count in [2, 4] {
        let other = try fit(
          sample.columns,
          sample.target(loss),
          loss: loss,
          settings: settings,
          workers: Workers(count: count)
        )
        #expect(other.ensemble == one.ensemble)
        #expect(other.outOfBag.map(\.bitPattern) == one.outOfBag.map(\.bitPattern))
      }
    }
  }

  @Test func aForestBeginsWithASmallerOne() throws {
    let sample = Sample(rows: 300, features: 6)
    let small = try fit(sample.columns, sample.signal, settings: Settings(trees: 7))
    let large = try fit(sample.columns, sample.signal, settings: Settings(trees: 20))
    #expect(large.ensemble.trees.prefix(7) == small.ensemble.trees[...])
    #expect(Set(large.ensemble.trees).count == 20)
    for count in [1, 4] {
      let stopped = try fit(
        sample.columns,
        sample.signal,
        settings: Settings(trees: 20),
        workers: Workers(count: count),
        progress: { done, total, _ in done < 7 && total == 20 }
      )
      #expect(stopped.ensemble == small.ensemble)
      #expect(stopped.outOfBag.map(\.bitPattern) == small.outOfBag.map(\.bitPattern))
    }
    let other = try fit(sample.columns, sample.signal, settings: Settings(trees: 7), seed: 2)
    #expect(other.ensemble != small.ensemble)
  }

  /// A bag has as many rows as there are, and is without (1 - 1/n)ⁿ, about 1/e, of them.
  @Test func rowsAreDrawnWithReplacement() throws {
    let sample = Sample(rows: 5000, features: 3)
    let model = try fit(sample.columns, sample.signal, settings: Settings(trees: 1, depth: 3))
    #expect(model.ensemble.trees[0].nodes[0].cover == 5000)
    let out = sample.rows.filter { !model.outOfBag[$0].isNaN }
    // The share has a standard deviation of 0.0044.
    #expect(abs(Double(out.count) / 5000 - 0.3679) < 0.018)
    let p = predict(model, sample.columns)
    #expect(out.allSatisfy { model.outOfBag[$0] == p[$0] })
    #expect(model.outOfBagScores.count == out.count)
    let all = try fit(sample.columns, sample.signal)
    #expect(all.outOfBag.allSatisfy { $0.isNaN } && all.outOfBagScores.rmse.isNaN)
  }

  @Test func rowsOutOfTheBagScoreLikeNewRows() throws {
    let sample = Sample(rows: 4000, features: 8, seed: 3)
    let target = sample.target(.logistic)
    let model = try fit(
      sample.columns,
      target,
      rows: Array(0..<2000),
      loss: .logistic,
      settings: Settings(trees: 150),
      workers: Workers(count: 2)
    )
    let new = Array(2000..<4000)
    let p = model.predict(sample.table, rows: new, workers: Workers(count: 2))
    // Of 2,000 rows an area of 0.85 has a standard error of 0.008.
    #expect(abs(model.outOfBagScores.auc - Scores.auc(p, new.map { target[$0] })) < 0.03)
    #expect(p.allSatisfy { (0...1).contains($0) } && model.outOfBagScores.auc > 0.75)
  }

  /// With one feature drawn for a split each is as likely as any other, whether it helps or not.
  @Test func eachSplitDrawsItsFeatures() throws {
    let sample = Sample(rows: 200, features: 10)
    let settings = Settings(trees: 500, depth: 2, columnSample: 0.1)
    let model = try fit(sample.columns, sample.signal, settings: settings)
    for node in [0, 1, 2] {
      let drawn = model.ensemble.trees.map { $0.nodes[node].feature }
      // 50 each, with a standard deviation of 6.7.
      #expect((0..<10).allSatisfy { f in (20...80).contains(drawn.count { x in x == f }) })
    }
    let pairs = model.ensemble.trees.count { $0.nodes[1].feature == $0.nodes[2].feature }
    #expect((20...80).contains(pairs))
  }

  /// The square root of the features for classes, and all of them for numbers.
  @Test func theNumberOfDrawnFeaturesFollowsTheLoss() throws {
    let sample = Sample(rows: 300, features: 16)
    func fit(_ loss: Loss, _ share: Double?) throws -> TreeEnsemble {
      let settings = Settings(trees: 10, columnSample: share)
      return try self.fit(sample.columns, sample.target(loss), loss: loss, settings: settings)
        .ensemble
    }
    #expect(try fit(.logistic, nil) == fit(.logistic, 0.25))
    #expect(try fit(.logistic, nil) != fit(.logistic, 1))
    #expect(try fit(.squared, nil) == fit(.squared, 1))
  }

  /// A row of weight 2 is two rows, and a row of weight 0 is none.
  @Test func weightsCountRows() throws {
    let sample = Sample(rows: 240, features: 4)
    let weights = sample.rows.map { Double($0 % 3) }
    let repeated = sample.rows.flatMap { Array(repeating: $0, count: $0 % 3) }
    let settings = Settings(trees: 1, depth: 3, bootstrap: false)
    let weighted = try fit(sample.columns, sample.signal, weights: weights, settings: settings)
    let counted = try fit(sample.columns, sample.signal, rows: repeated, settings: settings)
    let (p, q) = (predict(weighted, sample.columns), predict(counted, sample.columns))
    #expect(repeated.allSatisfy { abs(p[$0] - q[$0]) < 1e-12 })
    // Rows without a weight are in no bag.
    let bagged = try fit(
      sample.columns,
      sample.signal,
      weights: weights,
      settings: Settings(trees: 40)
    )
    let few = try fit(sample.columns, sample.signal, settings: Settings(trees: 1))
    #expect(sample.rows.allSatisfy { $0 % 3 > 0 || !bagged.outOfBag[$0].isNaN })
    #expect(few.outOfBag.contains { $0.isNaN })
  }

  /// Missing values behave like low values in one column and like high ones in the other.
  @Test func missingValuesGoWhereTheyGainMost() throws {
    let x = (0..<100).map { $0 % 3 == 0 ? Double.nan : Double($0) }
    func root(_ missingTarget: Double) throws -> Tree.Node {
      let target = x.map { $0.isNaN ? missingTarget : $0 < 50 ? -1 : 1 }
      return try fit([x], target).ensemble.trees[0].nodes[0]
    }
    #expect(try root(-1).missingGoesLeft && root(-1).threshold == 49.5)
    #expect(try !root(1).missingGoesLeft && root(1).threshold == 49.5)
    let known = try fit([x], x.map { $0.isNaN ? 1 : 0 })
    #expect(known.ensemble.trees[0].nodes.count == 3)
    #expect(predict(known, [[.nan, 1e300, -1e300, .infinity]]) == [1, 0, 0, 1])
    // Where none were missing they go with the heavier side.
    #expect(try fit([[1, 2, 3]], [0, 0, 1]).ensemble.trees[0].nodes[0].missingGoesLeft)
    #expect(try !fit([[1, 2, 3]], [0, 1, 1]).ensemble.trees[0].nodes[0].missingGoesLeft)
  }

  @Test func columnsWithoutInformationGiveNoSplit() throws {
    let nothing: [[Double]] = [
      Array(repeating: 3, count: 20), Array(repeating: .nan, count: 20),
      Array(repeating: .infinity, count: 20), (0..<20).map { $0 % 2 == 0 ? 0 : -0.0 },
    ]
    let target = (0..<20).map { Double($0) }
    let model = try fit(nothing, target, settings: Settings(trees: 3))
    #expect(model.ensemble.trees.allSatisfy { $0.nodes.count == 1 })
    #expect(model.importance == [0, 0, 0, 0])
    // A draw that finds only such columns goes on to the one that tells the rows apart.
    let one = Settings(trees: 5, columnSample: 0.2, bootstrap: false)
    let found = try fit(nothing + [target], target, settings: one)
    #expect(predict(found, nothing + [target]) == target)
  }

  @Test func oneRowIsEnoughAndNoTreesGiveTheMean() throws {
    let one = try fit([[1]], [5], settings: Settings(trees: 3))
    #expect(predict(one, [[1, .nan, 7]]) == [5, 5, 5] && one.outOfBag[0].isNaN)
    let none = try fit([[1, 2]], [0, 1], loss: .logistic, settings: Settings(trees: 0))
    #expect(predict(none, [[1, 2]]) == [0.5, 0.5] && none.importance == [0])
    let bins = try fit([[1, 2, 3, 4]], [1, 2, 3, 4], settings: Settings(trees: 2, bins: 2))
    #expect(bins.ensemble.trees.allSatisfy { $0.nodes.count == 1 })
  }

  @Test func importanceFollowsTheFeaturesThatMatter() throws {
    let sample = Sample(rows: 1500, features: 10)
    let settings = Settings(trees: 30)
    let model = try fit(sample.columns, sample.signal, settings: settings)
    #expect(abs(model.importance.reduce(0, +) - 1) < 1e-12)
    let least = (0...3).map { model.importance[$0] }.min() ?? 0
    #expect((4...9).allSatisfy { model.importance[$0] < least })
  }

  @Test func whatCannotBeFittedIsRefused() {
    #expect(throws: LearningError.oneClass) { try fit([[1, 2]], [1, 1], loss: .logistic) }
    #expect(throws: LearningError.noRows) { try fit([[1, 2]], [1, 1], rows: []) }
    #expect(throws: LearningError.missingTarget(row: 1)) { try fit([[1, 2]], [1, .nan]) }
    let wrong: [(String, Settings)] = [
      ("trees", Settings(trees: -1)), ("depth", Settings(depth: 1001)),
      ("depth", Settings(depth: -1)), ("columnSample", Settings(columnSample: 0)),
      ("columnSample", Settings(columnSample: .nan)), ("minimumRows", Settings(minimumRows: 0)),
      ("bins", Settings(bins: 1)),
    ]
    for (name, settings) in wrong {
      #expect(throws: LearningError.settingOutOfRange(name)) {
        try fit([[1, 2]], [1, 2], settings: settings)
      }
    }
  }
}
