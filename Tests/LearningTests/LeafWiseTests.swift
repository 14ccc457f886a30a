import Learning
import Numerics
import TestSupport
import Testing

/// Boosting that divides the leaf that gains most.
@Suite struct LeafWiseTests {
  typealias Settings = GradientBoosting.Settings

  private func splits(_ tree: Tree) -> [Tree.Node] { tree.nodes.filter { !$0.isLeaf } }

  /// With leaves enough the order of growth does not matter: the margins are the same bits.
  @Test(arguments: [Loss.logistic, .squared])
  func withLeavesEnoughTheTreesAreThoseOfTheDepth(loss: Loss) throws {
    let sample = Sample(rows: 2000, features: 9, missing: 0.1, seed: 6)
    let byDepth = try sample.fit(loss, Settings(trees: 6, depth: 7, subsample: 0.8))
    let byLeaves = try sample.fit(
      loss,
      Settings(trees: 6, depth: 7, subsample: 0.8, leaves: 4096, minimumRows: 1)
    )
    let difference = firstDifference(
      byLeaves.margins(sample.table, rows: sample.rows),
      byDepth.margins(sample.table, rows: sample.rows),
      relative: 0
    )
    #expect(difference == nil)
    #expect(byLeaves != byDepth)
  }

  /// A node's split does not depend on the order of growth, so that the first tree by leaves is what
  /// best-first choice among the nodes of the tree by depth gives.
  @Test(arguments: [2, 3, 8, 31, 100])
  func theNodeThatGainsMostIsDividedNext(leaves: Int) throws {
    let sample = Sample(rows: 3000, features: 6, missing: 0.05, seed: 8)
    let settings = Settings(trees: 1, depth: 40, leaves: leaves, minimumRows: 1)
    let tree = try sample.fit(.squared, settings).trees[0]
    let whole = try sample.fit(.squared, Settings(trees: 1, depth: 40)).trees[0]
    var (open, chosen) = ([0], [Tree.Node]())
    while chosen.count < leaves - 1 {
      let candidates = open.filter { !whole.nodes[$0].isLeaf }
      let best = try #require(
        candidates.max { whole.nodes[$0].gain < whole.nodes[$1].gain }
      )
      open.removeAll { $0 == best }
      chosen.append(whole.nodes[best])
      open += [Int(whole.nodes[best].left), Int(whole.nodes[best].left) + 1]
    }
    #expect(tree.nodes.count == 2 * leaves - 1)
    let found = splits(tree).sorted { $0.left < $1.left }
    #expect(found.map(\.gain) == chosen.map(\.gain))
    #expect(found.map(\.feature) == chosen.map(\.feature))
    #expect(found.map(\.threshold) == chosen.map(\.threshold))
  }

  /// The histograms of 264 features take half a megabyte, so that only 124 of more than 600 leaves can
  /// keep theirs.
  @Test func histogramsThatWereGivenUpComeBackTheSame() throws {
    let sample = Sample(rows: 3000, features: 264, seed: 9)
    let settings = Settings(trees: 2, depth: 14, lambda: 0, leaves: 4096, minimumRows: 1)
    let byLeaves = try sample.fit(.squared, settings, workers: Workers(count: 2))
    let byDepth = try sample.fit(.squared, Settings(trees: 2, depth: 14, lambda: 0))
    #expect(splits(byLeaves.trees[0]).count > 600)
    let difference = firstDifference(
      byLeaves.margins(sample.table, rows: sample.rows),
      byDepth.margins(sample.table, rows: sample.rows),
      relative: 0
    )
    #expect(difference == nil)
  }

  @Test func depthStillLimits() throws {
    let sample = Sample(rows: 1000, features: 5)
    let model = try sample.fit(.squared, Settings(trees: 3, depth: 2, leaves: 31))
    #expect(model.trees.allSatisfy { $0.nodes.count <= 7 })
    #expect(
      try sample.fit(.squared, Settings(trees: 1, depth: 0, leaves: 31)).trees[0].nodes.count == 1
    )
  }

  /// The second derivative of the squared loss is 1, so that its sum counts rows.
  @Test func rowsInALeafAreCounted() throws {
    let sample = Sample(rows: 1000, features: 5, missing: 0.1)
    let counted = try sample.fit(.squared, Settings(trees: 5, depth: 6, minimumRows: 20))
    let weighed = try sample.fit(.squared, Settings(trees: 5, depth: 6, minChildWeight: 20))
    #expect(counted == weighed)
    let leafWise = try sample.fit(.squared, Settings(trees: 5, leaves: 200))
    let covers = leafWise.trees.flatMap { $0.nodes.filter(\.isLeaf).map(\.cover) }
    #expect(covers.min() == 20)
    // Less exactly for the other loss, whose rows differ in their weight.
    let classes = try sample.fit(.logistic, Settings(trees: 20, leaves: 200))
    let counts = classes.trees.flatMap { tree in
      Dictionary(grouping: sample.rows) { tree.leaf(of: $0, in: sample.table) }.values.map(\.count)
    }
    #expect((counts.min() ?? 0) >= 10 && counts.count { $0 < 20 } * 5 < counts.count)
  }

  @Test func aModelIsTheSameForAnyNumberOfThreads() throws {
    let sample = Sample(rows: 20_000, features: 19, missing: 0.05, seed: 4)
    let settings = Settings(trees: 5, subsample: 0.8, columnSample: 0.7, leaves: 60)
    let one = try sample.fit(.logistic, settings)
    for count in [2, 4] {
      #expect(try sample.fit(.logistic, settings, workers: Workers(count: count)) == one)
    }
    #expect(one.trees.allSatisfy { $0.nodes.count == 119 })
  }

  @Test func theDefaultsFollowTheGrowth() throws {
    #expect(Settings().depth == 6 && Settings().minimumRows == 1)
    #expect(Settings(leaves: 31).depth == 64 && Settings(leaves: 31).minimumRows == 20)
    #expect(Settings(leaves: 1).outOfRange == "leaves")
    #expect(Settings(leaves: 4097).outOfRange == "leaves")
    #expect(Settings(minimumRows: -1).outOfRange == "minimumRows")
    let sample = Sample(rows: 100, features: 3)
    let none = try sample.fit(.squared, Settings(trees: 1, leaves: 5, minimumRows: .max))
    #expect(none.trees[0].nodes.count == 1)
  }
}
