internal import Numerics
internal import Synchronization

/// What the trees of a forest have in common: the bins, the targets and the weights.
struct ForestRun: Sendable {
  private let table: FeatureTable
  private let sample: TrainingSample
  private let settings: RandomForest.Settings
  private let drawnFeatures: Int
  private let binned: BinnedTable
  /// The positions of the rows that have a weight.
  private let drawable: [Int]
  /// What targets and weights are multiplied by, powers of two: squares neither overflow nor vanish.
  private let scale: (target: Double, weight: Double)

  init(
    _ table: FeatureTable,
    _ sample: TrainingSample,
    loss: Loss,
    settings: RandomForest.Settings,
    workers: Workers
  ) {
    (self.table, self.sample, self.settings) = (table, sample, settings)
    drawnFeatures = settings.drawnFeatures(of: table.columns.count, loss: loss)
    binned = BinnedTable(table, rows: sample.rows, limit: settings.bins - 1, workers: workers)
    drawable = sample.targets.indices.filter { sample.weights?[$0] ?? 1 > 0 }
    scale = (
      ForestRun.scale(sample.targets.reduce(0) { max($0, abs($1)) }),
      ForestRun.scale(sample.weights?.reduce(0, +) ?? Double(sample.targets.count))
    )
  }

  /// Grows the trees, each in one piece, and takes them in their order.
  func grow(
    stream: RandomStream,
    workers: Workers,
    keeper: TreeKeeper,
    progress: ProgressReport?
  ) -> Harvest {
    let count = settings.trees
    let harvest = Mutex(Harvest(rowCount: sample.rows.count))
    _ = workers.map(count) { number in
      if harvest.withLock({ $0.isStopped }) { return }
      let grown = keeper(number) { grow(stream: stream.substream(number)) }
      guard let grown else { return }
      harvest.withLock { $0.take(grown, number: number, of: count, progress) }
    }
    return harvest.withLock { $0 }
  }

  private func grow(stream: RandomStream) -> GrownTree {
    let (targets, weights, scale) = (sample.targets, sample.weights, scale)
    let counts = bag(stream.substream(0))
    let chosen = counts.indices.filter { counts[$0] > 0 }
    let rows = RowPartition(chosen.map { UInt32(truncatingIfNeeded: $0) }) { row in
      let weight = (weights?[row] ?? 1) * Double(counts[row])
      return SIMD2(targets[row] * scale.target, weight * scale.weight)
    }
    var grower = ForestGrower(
      binned,
      rows: rows,
      settings: settings,
      drawnFeatures: drawnFeatures,
      scale: scale
    )
    grower.grow(stream: stream.substream(1))
    let tree = Tree(nodes: grower.nodes)
    let outOfBag = counts.indices.map { row in
      counts[row] > 0 ? .nan : tree.nodes[tree.leaf(of: sample.rows[row], in: table)].value
    }
    return GrownTree(tree: tree, outOfBag: outOfBag)
  }

  /// Returns how often each row takes part in a tree.
  private func bag(_ stream: RandomStream) -> [UInt32] {
    var (stream, counts) = (stream, [UInt32](repeating: 0, count: sample.rows.count))
    for row in drawable {
      counts[settings.bootstrap ? drawable[stream.index(below: drawable.count)] : row] += 1
    }
    return counts
  }

  /// Returns the power of two that brings a number to between 1 and 2.
  private static func scale(_ size: Double) -> Double {
    guard size.isNormal else { return 1 }
    return Double(sign: .plus, exponent: min(-Int(size.exponent), 1000), significand: 1)
  }
}

/// The trees of a forest as they come in, kept in the order of their numbers.
struct Harvest: Sendable {
  private(set) var trees: [Tree] = []
  /// Whether the progress report has asked for no more trees.
  private(set) var isStopped = false
  /// The trees that came before one with a lower number.
  private var waiting: [Int: GrownTree] = [:]
  private var sums: [Double]
  private var counts: [Double]

  init(rowCount: Int) {
    sums = Array(repeating: 0, count: rowCount)
    counts = sums
  }

  /// The mean over the trees that did not see a row; NaN where all did.
  var outOfBag: [Double] { zip(sums, counts).map { $1 > 0 ? $0 / $1 : .nan } }

  /// Takes tree `number`, and reports each tree once all before it are there.
  mutating func take(_ grown: GrownTree, number: Int, of total: Int, _ progress: ProgressReport?) {
    waiting[number] = grown
    while !isStopped, let next = waiting.removeValue(forKey: trees.count) {
      trees.append(next.tree)
      for (row, value) in next.outOfBag.enumerated() where !value.isNaN {
        sums[row] += value
        counts[row] += 1
      }
      if let progress { isStopped = !progress(trees.count, total) { nil } }
    }
  }
}
