import Learning

/// What trees have to be by the textbook, on small data: each split one that no other split of its
/// node beats, found by trying them all on the rows themselves.
///
/// Chen and Guestrin, "XGBoost" (KDD 2016), algorithm 1, with equation 7 without its one half.
struct ReferenceBoosting {
  let columns: [[Double]]
  let settings: GradientBoosting.Settings
  private let first: [Double]
  private let second: [Double]

  /// Returns where the trees of a fit on all rows differ from the rule; nil where they follow it.
  static func firstDifference(
    _ model: TreeEnsemble,
    columns: [[Double]],
    target: [Double],
    weights: [Double],
    settings: GradientBoosting.Settings
  ) -> String? {
    let mean = zip(target, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    var margins = target.map { _ in model.loss.margin(prediction: mean) }
    for (number, tree) in model.trees.enumerated() {
      let derivatives = target.indices.map {
        model.loss.derivatives(margin: margins[$0], target: target[$0])
      }
      let step = ReferenceBoosting(
        columns: columns,
        settings: settings,
        first: target.indices.map { derivatives[$0].first * weights[$0] },
        second: target.indices.map { derivatives[$0].second * weights[$0] }
      )
      let difference = step.difference(tree, at: 0, Array(target.indices), depth: 0, &margins)
      if let difference { return "tree \(number), \(difference)" }
    }
    return nil
  }

  /// Follows a tree down with the rows of each node, and adds the leaves to the margins.
  private func difference(
    _ tree: Tree,
    at number: Int,
    _ rows: [Int],
    depth: Int,
    _ margins: inout [Double]
  ) -> String? {
    let node = tree.nodes[number]
    let cover = sum(second, rows)
    guard abs(node.cover - cover) <= 1e-12 * cover else { return "cover \(node), \(cover)" }
    let best = depth < settings.depth ? bestGain(rows) : 0
    if node.isLeaf {
      let value = leafValue(rows)
      for row in rows { margins[row] += node.value }
      if abs(node.value - value) > 1e-12 * abs(value) { return "leaf \(node), not \(value)" }
      return best > settings.gamma + 1e-7 * term(rows) + 10 * rounding(rows) + 1e-10
        ? "leaf \(node), though \(best) can be gained" : nil
    }
    let column = columns[Int(node.feature)]
    let (left, right) = divide(rows, column, node.threshold, node.missingGoesLeft)
    let gain = gain(rows, left, right)
    let error = rounding(rows) + rounding(left) + rounding(right)
    guard isAllowed(left, right), abs(gain - node.gain) <= error, gain >= best - 2 * error,
      gain >= settings.gamma - error
    else { return "split \(node) gains \(gain), the best \(best)" }
    return difference(tree, at: Int(node.left), left, depth: depth + 1, &margins)
      ?? difference(tree, at: Int(node.left) + 1, right, depth: depth + 1, &margins)
  }

  private func bestGain(_ rows: [Int]) -> Double {
    var best = 0.0
    for column in columns {
      for threshold in Set(column.filter { !$0.isNaN }).union([.infinity]) {
        for missingGoesLeft in [false, true] {
          let (left, right) = divide(rows, column, threshold, missingGoesLeft)
          if isAllowed(left, right) { best = max(best, gain(rows, left, right)) }
        }
      }
    }
    return best
  }

  private func divide(
    _ rows: [Int],
    _ column: [Double],
    _ threshold: Double,
    _ missingGoesLeft: Bool
  ) -> (left: [Int], right: [Int]) {
    let goesLeft = { column[$0].isNaN ? missingGoesLeft : column[$0] < threshold }
    return (rows.filter(goesLeft), rows.filter { !goesLeft($0) })
  }

  private func isAllowed(_ left: [Int], _ right: [Int]) -> Bool {
    let least = min(sum(second, left), sum(second, right))
    return !left.isEmpty && !right.isEmpty && least >= settings.minChildWeight * (1 - 1e-9)
      && least > 0
  }

  private func gain(_ rows: [Int], _ left: [Int], _ right: [Int]) -> Double {
    term(left) + term(right) - term(rows)
  }

  /// Returns by how much a term of the gain may be off, as the sums of derivatives over all rows
  /// have 2²⁹ units at least and each row is off by half a unit at most.
  private func rounding(_ rows: [Int]) -> Double {
    let (size, weight) = (
      rows.reduce(0) { $0 + abs(first[$1]) }, sum(second, rows) + settings.lambda
    )
    let count = Double(rows.count) * 0x1p-30
    let firstError = count * first.reduce(0) { $0 + abs($1) }
    let secondError = count * second.reduce(0, +)
    return 2 * size / weight * firstError + (size / weight) * (size / weight) * secondError + 1e-14
  }

  private func term(_ rows: [Int]) -> Double {
    shrunk(rows) * shrunk(rows) / (sum(second, rows) + settings.lambda)
  }

  private func leafValue(_ rows: [Int]) -> Double {
    -shrunk(rows) / (sum(second, rows) + settings.lambda) * settings.learningRate
  }

  private func shrunk(_ rows: [Int]) -> Double {
    let total = sum(first, rows)
    return total > settings.alpha
      ? total - settings.alpha : total < -settings.alpha ? total + settings.alpha : 0
  }

  private func sum(_ values: [Double], _ rows: [Int]) -> Double {
    rows.reduce(0) { $0 + values[$1] }
  }
}
