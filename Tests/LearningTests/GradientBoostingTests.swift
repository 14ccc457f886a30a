import Learning
import Numerics
import Testing

@Suite struct GradientBoostingTests {
  typealias Settings = GradientBoosting.Settings

  private static let variants: [(String, Settings, Double, Bool)] = [
    ("plain", Settings(trees: 8, depth: 4, learningRate: 0.3), 0, false),
    ("no regularisation", Settings(trees: 5, depth: 3, lambda: 0, minChildWeight: 0), 0, false),
    ("missing values", Settings(trees: 8, depth: 4), 0.2, false),
    ("mostly missing", Settings(trees: 8, depth: 5, minChildWeight: 0.5), 0.8, false),
    ("weights", Settings(trees: 8, depth: 4, minChildWeight: 2), 0, true),
    ("L1", Settings(trees: 8, depth: 4, alpha: 0.7), 0, false),
    ("L1 and missing", Settings(trees: 8, depth: 4, lambda: 0.1, alpha: 2), 0.3, true),
    ("much L2", Settings(trees: 8, depth: 6, lambda: 30), 0.1, true),
    ("least gain", Settings(trees: 8, depth: 6, gamma: 0.9), 0.1, false),
    ("stumps", Settings(trees: 20, depth: 1), 0.1, true),
    ("no split", Settings(trees: 2, depth: 0), 0, false),
  ]

  /// Where each distinct value has a bin, histograms miss no split.
  @Test(arguments: variants, [Loss.logistic, .squared])
  func treesEqualThoseOfTheTextbook(variant: (String, Settings, Double, Bool), loss: Loss) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let sample = Sample(rows: 90, features: 11, missing: variant.2, seed: seed)
      var stream = RandomStream(seed: seed, path: "weights")
      let weights = sample.rows.map { _ in variant.3 ? stream.uniform() * 3 : 1 }
      let model = try sample.fit(loss, variant.1, weights: variant.3 ? weights : nil)
      let difference = ReferenceBoosting.firstDifference(
        model,
        columns: sample.columns,
        target: sample.target(loss),
        weights: weights,
        settings: variant.1
      )
      #expect(difference == nil, "\(variant.0), seed \(seed)")
    }
  }

  /// Four rows, worked by hand, where the mean is 3, the derivatives 2 1 0 -3, and λ = 1.
  ///
  /// Of the three splits, that after the first row gains 2²/2 + 2²/4 = 3, that after the second
  /// 3²/3 + 3²/3 = 6, and that after the third 3²/4 + 3²/2 = 6.75.
  @Test func theGainAndTheLeavesAreThoseOfTheFormula() throws {
    let model = try GradientBoosting.fit(
      FeatureTable(names: ["x"], columns: [[10, 20, 30, 40]]),
      target: [1, 2, 3, 6],
      rows: [0, 1, 2, 3],
      loss: .squared,
      settings: Settings(trees: 1, depth: 1, learningRate: 1),
      stream: RandomStream(seed: 1, path: ""),
      workers: .single
    )
    let nodes = model.trees[0].nodes
    #expect(model.baseScore == 3 && nodes.count == 3)
    #expect(nodes[0].threshold == 40 && nodes[0].gain == 6.75 && nodes[0].cover == 4)
    #expect(nodes[1].value == -0.75 && nodes[1].cover == 3)
    #expect(nodes[2].value == 1.5 && nodes[2].cover == 1)
  }

  @Test(arguments: [Loss.logistic, .squared])
  func derivativesAgreeWithFiniteDifferences(loss: Loss) {
    for margin in stride(from: -8.0, through: 8, by: 0.37) {
      for target in loss == .logistic ? [0.0, 1] : [-3, 0, 2.5] {
        let (first, second) = loss.derivatives(margin: margin, target: target)
        let h = 1e-4
        let (low, middle, high) = (
          loss.value(margin: margin - h, target: target),
          loss.value(margin: margin, target: target),
          loss.value(margin: margin + h, target: target)
        )
        #expect(abs(first - (high - low) / (2 * h)) < 1e-7)
        #expect(abs(second - (high - 2 * middle + low) / (h * h)) < 1e-6)
      }
    }
  }

  @Test(arguments: [Loss.logistic, .squared])
  func aModelIsTheSameForAnyNumberOfThreads(loss: Loss) throws {
    let sample = Sample(rows: 20_000, features: 19, missing: 0.05, seed: 4)
    let settings = Settings(trees: 6, depth: 6, subsample: 0.8, columnSample: 0.7)
    let one = try sample.fit(loss, settings)
    for count in [2, 5] {
      #expect(try sample.fit(loss, settings, workers: Workers(count: count)) == one)
    }
    let margins = one.margins(sample.table, rows: sample.rows)
    #expect(margins.allSatisfy { $0.isFinite })
  }

  @Test func samplesFollowTheStream() throws {
    let sample = Sample(rows: 500, features: 8)
    for settings in [Settings(trees: 5, subsample: 0.5), Settings(trees: 5, columnSample: 0.5)] {
      let model = try sample.fit(.squared, settings, seed: 1)
      #expect(try sample.fit(.squared, settings, seed: 1) == model)
      #expect(try sample.fit(.squared, settings, seed: 2) != model)
    }
    let all = Settings(trees: 5)
    #expect(try sample.fit(.squared, all, seed: 1) == sample.fit(.squared, all, seed: 2))
  }

  @Test func aTreeUsesTheSampledFeaturesAndRowsOnly() throws {
    let sample = Sample(rows: 1000, features: 20)
    let model = try sample.fit(.squared, Settings(trees: 40, subsample: 0.5, columnSample: 0.2))
    for tree in model.trees {
      #expect(Set(tree.nodes.filter { !$0.isLeaf }.map(\.feature)).count <= 4)
      #expect(abs(tree.nodes[0].cover - 500) < 80)
    }
  }

  /// The margin is the base score and one leaf of each tree, found by the rule that a node states.
  @Test func aPredictionIsTheSumOfItsLeaves() throws {
    let sample = Sample(rows: 700, features: 6, missing: 0.2)
    let model = try sample.fit(.logistic, Settings(trees: 30, depth: 5))
    let margins = model.margins(sample.table, rows: sample.rows)
    for row in sample.rows {
      var margin = model.baseScore
      for tree in model.trees {
        var node = tree.nodes[0]
        while !node.isLeaf {
          let x = sample.columns[Int(node.feature)][row]
          let goesLeft = x.isNaN ? node.missingGoesLeft : x < node.threshold
          node = tree.nodes[Int(node.left) + (goesLeft ? 0 : 1)]
        }
        margin += node.value
      }
      #expect(margins[row] == margin)
    }
    let predictions = model.predict(sample.table, rows: sample.rows)
    #expect(zip(predictions, margins).allSatisfy { $0 == Elementary.sigmoid($1) })
    #expect(model.predict(sample.table, rows: [5, 3, 5]) == [5, 3, 5].map { predictions[$0] })
  }

  /// Missing values behave like low values in one column and like high ones in the other.
  @Test func missingValuesGoWhereTheyGainMost() throws {
    let x = (0..<100).map { Double($0) }
    func root(missingTarget: Double) throws -> Tree.Node {
      let column = x.map { $0.truncatingRemainder(dividingBy: 3) == 0 ? .nan : $0 }
      let target = zip(x, column).map { $1.isNaN ? missingTarget : $0 < 50 ? -1 : 1 }
      let model = try GradientBoosting.fit(
        FeatureTable(names: ["x"], columns: [column]),
        target: target,
        rows: Array(0..<100),
        loss: .squared,
        settings: Settings(trees: 1, depth: 1),
        stream: RandomStream(seed: 1, path: ""),
        workers: .single
      )
      return model.trees[0].nodes[0]
    }
    #expect(try root(missingTarget: -1).missingGoesLeft)
    #expect(try root(missingTarget: -1).threshold == 50)
    #expect(try !root(missingTarget: 1).missingGoesLeft)
  }

  @Test func thatAValueIsMissingCanBeAllThatCounts() throws {
    let column = (0..<60).map { $0 % 2 == 0 ? Double.nan : Double($0 * 7 % 11) }
    let model = try GradientBoosting.fit(
      FeatureTable(names: ["x"], columns: [column]),
      target: column.map { $0.isNaN ? 1 : 0 },
      rows: Array(0..<60),
      loss: .squared,
      settings: Settings(trees: 1, depth: 3, learningRate: 1, lambda: 0),
      stream: RandomStream(seed: 1, path: ""),
      workers: .single
    )
    #expect(model.trees[0].nodes.count == 3 && model.trees[0].nodes[0].threshold == .infinity)
    let unseen = FeatureTable(names: ["x"], columns: [[.nan, 1e300, -1e300, .infinity]])
    let p = model.predict(unseen, rows: [0, 1, 2, 3])
    #expect(abs(p[0] - 1) < 1e-12 && abs(p[1]) < 1e-12 && abs(p[2]) < 1e-12 && p[3] == p[0])
  }

  /// Trees depend on the order of the values of a feature and not on its unit, nor on the target's.
  @Test func unitsDoNotMatter() throws {
    var sample = Sample(rows: 400, features: 5, missing: 0.1)
    let settings = Settings(trees: 10, alpha: 0, minChildWeight: 5)
    let model = try sample.fit(.squared, settings)
    let before = model.predict(sample.table, rows: sample.rows)
    sample.signal = sample.signal.map { $0 * 0x1p-30 }
    sample.columns = sample.columns.map { $0.map { $0 * 0x1p40 } }
    let after = try sample.fit(.squared, settings).predict(sample.table, rows: sample.rows)
    #expect(after == before.map { $0 * 0x1p-30 })
  }

  @Test func importanceFollowsTheFeaturesThatMatter() throws {
    let sample = Sample(rows: 2000, features: 10)
    let importance = try sample.fit(.squared).importance
    #expect(abs(importance.reduce(0, +) - 1) < 1e-12)
    #expect((0...3).allSatisfy { importance[$0] > 0.05 })
    #expect((4...9).allSatisfy { importance[$0] < 0.03 })
    #expect(
      try sample.fit(.squared, Settings(trees: 3, depth: 0)).importance.allSatisfy { $0 == 0 }
    )
  }

  @Test func moreTreesFitTheTrainingRowsBetter() throws {
    let sample = Sample(rows: 500, features: 5)
    let losses = try [0, 1, 5, 20, 100].map { trees in
      let p = try sample.fit(.logistic, Settings(trees: trees)).predict(
        sample.table,
        rows: sample.rows
      )
      return Scores.logLoss(p, sample.target(.logistic))
    }
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func aReportCanStopTheFit() throws {
    let sample = Sample(rows: 200, features: 3)
    let full = try sample.fit(.squared, Settings(trees: 10))
    let model = try GradientBoosting(Settings(trees: 10)).fit(
      sample.table,
      target: sample.signal,
      rows: sample.rows,
      loss: .squared,
      stream: RandomStream(seed: 7, path: "fit"),
      workers: .single,
      progress: { done, total, _ in done < 4 && total == 10 }
    )
    #expect(model.trees == Array(full.trees.prefix(4)))
  }
}
