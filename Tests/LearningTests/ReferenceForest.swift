import Learning

/// What a tree of a forest has to be that draws neither rows nor features: each split one that lowers
/// the weighted sum of squared errors most, found by trying them all on the rows themselves, and each
/// leaf one that cannot be divided.
struct ReferenceForest {
  let columns: [[Double]]
  let target: [Double]
  let weights: [Double]
  let settings: RandomForest.Settings

  /// Returns where a tree differs from the rule; nil where it follows it.
  func difference(_ tree: Tree) -> String? {
    difference(tree, at: 0, Array(target.indices), depth: 0)
  }

  private func difference(_ tree: Tree, at number: Int, _ rows: [Int], depth: Int) -> String? {
    let node = tree.nodes[number]
    let (cover, all) = (weight(rows), weight(Array(target.indices)))
    guard abs(node.cover - cover) <= 1e-12 * cover else { return "cover \(node), \(cover)" }
    let isPure = rows.allSatisfy { target[$0] == target[rows[0]] }
    let mayDivide = !isPure && depth < settings.depth ?? 1000
    let best = mayDivide ? bestReduction(rows) : nil
    if node.isLeaf {
      if let best { return "leaf \(node), though \(best) can be gained" }
      return abs(node.value - mean(rows)) <= 1e-12 ? nil : "leaf \(node), not \(mean(rows))"
    }
    let column = columns[Int(node.feature)]
    let left = rows.filter {
      column[$0].isNaN ? node.missingGoesLeft : column[$0] < node.threshold
    }
    let right = rows.filter { !left.contains($0) }
    guard let best, isAllowed(left, right) else { return "split \(node)" }
    let gain = errors(rows) - errors(left) - errors(right)
    guard abs(gain / all - node.gain) <= 1e-10, gain >= best - 1e-10 * all
    else { return "split \(node) gains \(gain / all), the best \(best / all)" }
    return difference(tree, at: Int(node.left), left, depth: depth + 1)
      ?? difference(tree, at: Int(node.left) + 1, right, depth: depth + 1)
  }

  private func bestReduction(_ rows: [Int]) -> Double? {
    var best: Double?
    for column in columns {
      for threshold in Set(rows.map { column[$0] }.filter { !$0.isNaN }).union([.infinity]) {
        for missingGoesLeft in [false, true] {
          let left = rows.filter {
            column[$0].isNaN ? missingGoesLeft : column[$0] < threshold
          }
          let right = rows.filter {
            column[$0].isNaN ? !missingGoesLeft : column[$0] >= threshold
          }
          if isAllowed(left, right) {
            best = max(best ?? 0, errors(rows) - errors(left) - errors(right))
          }
        }
      }
    }
    return best
  }

  private func isAllowed(_ left: [Int], _ right: [Int]) -> Bool {
    min(left.count, right.count) >= settings.minimumRows
  }

  private func errors(_ rows: [Int]) -> Double {
    let mean = mean(rows)
    return rows.reduce(0) { $0 + weights[$1] * (target[$1] - mean) * (target[$1] - mean) }
  }

  private func mean(_ rows: [Int]) -> Double {
    rows.reduce(0) { $0 + weights[$1] * target[$1] } / weight(rows)
  }

  private func weight(_ rows: [Int]) -> Double {
    rows.reduce(0) { $0 + weights[$1] }
  }
}
