internal import Numerics

/// A fit under way: the margins of the training rows after the trees so far.
struct BoostingRun {
  private let table: FeatureTable
  private let sample: TrainingSample
  private let loss: Loss
  private let settings: GradientBoosting.Settings
  private let workers: Workers
  private let binned: BinnedTable
  private let margins: SharedBuffer<Double>
  private let histograms: SharedBuffer<Histogram.Line>
  private var gradients: Gradients

  init(
    _ table: FeatureTable,
    _ sample: TrainingSample,
    loss: Loss,
    settings: GradientBoosting.Settings,
    workers: Workers
  ) {
    (self.table, self.sample, self.loss) = (table, sample, loss)
    (self.settings, self.workers) = (settings, workers)
    binned = BinnedTable(table, rows: sample.rows, limit: settings.bins - 1, workers: workers)
    margins = SharedBuffer(sample.rows.count, of: sample.baseScore)
    histograms = TreeGrower.histograms(for: binned, settings)
    gradients = Gradients(rowCount: sample.rows.count)
  }

  /// Returns the tree that lowers the loss of the trees so far, and adds it to the margins.
  mutating func nextTree(stream: RandomStream) -> Tree {
    gradients.update(
      loss,
      margins: margins,
      targets: sample.targets,
      weights: sample.weights,
      workers: workers
    )
    let (chosen, rest) = sampledRows(stream.substream(0))
    let packed = gradients.packed
    let rows = RowPartition(chosen) { packed.pointer[$0] }
    var grower = TreeGrower(
      sampledFeatures(stream.substream(1)),
      rows: rows,
      gradients: gradients,
      settings: settings,
      histograms: histograms,
      workers: workers
    )
    grower.grow()
    var nodes = grower.nodes
    setLeaves(grower.leaves, of: &nodes, rows)
    let tree = Tree(nodes: nodes)
    for row in rest {
      let leaf = tree.leaf(of: sample.rows[Int(row)], in: table)
      margins.pointer[Int(row)] += tree.nodes[leaf].value
    }
    return tree
  }

  /// The loss of the training rows after the trees so far, in the form that people read; of many rows
  /// some twenty thousand are looked at.
  var score: TrainingScore {
    var (sum, total) = (0.0, 0.0)
    let count = sample.targets.count
    for row in stride(from: 0, to: count, by: max(1, count / 20_000)) {
      let weight = sample.weights?[row] ?? 1
      sum += weight * loss.value(margin: margins.pointer[row], target: sample.targets[row])
      total += weight
    }
    return switch loss {
    case .squared: TrainingScore("training rmse", (2 * sum / total).squareRoot())
    case .logistic: TrainingScore("training loss", sum / total)
    }
  }

  /// Adds a tree to the margins that was grown before from these margins.
  mutating func add(_ tree: Tree) {
    for (place, row) in sample.rows.enumerated() {
      margins.pointer[place] += tree.nodes[tree.leaf(of: row, in: table)].value
    }
  }

  /// Sets the values of the leaves and the covers of all nodes, and moves the margins.
  private func setLeaves(
    _ leaves: [(node: Int, range: Range<Int>)],
    of nodes: inout [Tree.Node],
    _ rows: RowPartition<UInt64>
  ) {
    for leaf in leaves {
      var (first, second) = (0.0, 0.0)
      for i in leaf.range {
        let row = Int(rows.rows.pointer[i])
        first += gradients.first.pointer[row]
        second += gradients.second.pointer[row]
      }
      let value = settings.leafValue(first: first, second: second)
      nodes[leaf.node].value = value
      nodes[leaf.node].cover = second
      for i in leaf.range { margins.pointer[Int(rows.rows.pointer[i])] += value }
    }
    for number in nodes.indices.reversed() where !nodes[number].isLeaf {
      let left = Int(nodes[number].left)
      nodes[number].cover = nodes[left].cover + nodes[left + 1].cover
    }
  }

  /// Returns the rows that train a tree, and the others.
  private func sampledRows(_ stream: RandomStream) -> (chosen: [UInt32], rest: [UInt32]) {
    let all = 0..<UInt32(truncatingIfNeeded: sample.rows.count)
    guard settings.subsample < 1 else { return (Array(all), []) }
    var (stream, chosen, rest) = (stream, [UInt32](), [UInt32]())
    for row in all {
      if stream.uniform() < settings.subsample { chosen.append(row) } else { rest.append(row) }
    }
    return (chosen, rest)
  }

  /// Returns the table of the features that a tree may use.
  private func sampledFeatures(_ stream: RandomStream) -> BinnedTable {
    let count = binned.features.count
    let wanted = max(1, Int((settings.columnSample * Double(count)).rounded()))
    guard wanted < count else { return binned }
    var (stream, features) = (stream, binned.features)
    for i in 0..<wanted { features.swapAt(i, i + stream.index(below: count - i)) }
    return binned.selecting(features.prefix(wanted).sorted(), workers: workers)
  }
}

extension GradientBoosting.Settings {
  /// Returns the value of a leaf with these sums of derivatives: -T(G) / (H + λ) times the rate.
  func leafValue(first: Double, second: Double) -> Double {
    guard second + lambda > 0 else { return 0 }
    let shrunk = max(abs(first) - alpha, 0) / (second + lambda)
    return (first < 0 ? shrunk : -shrunk) * learningRate
  }
}
