internal import Numerics

/// The trees of a model in one piece, for predicting many rows.
///
/// Sixty-four rows at a time are led through one tree after another, each row for as many steps as
/// the tree is deep: a leaf leads to itself. Without a branch in the step the processor works on
/// several rows at once, which makes this twice as fast as following each row from node to node.
/// Numbers are compared as their ordered bits; a missing value has the highest or the lowest,
/// depending on the side that the node sends it to.
struct FlatForest {
  /// What a node asks about a row.
  private struct Question: Hashable {
    let feature: Int
    let missingGoesLeft: Bool
  }

  private struct Node: BitwiseCopyable {
    /// The ordered bits of the threshold; the highest in a leaf.
    var threshold: UInt64
    /// The number of the question.
    var question: Int32
    /// The number of the left child; a leaf's own.
    var left: Int32
  }

  private var nodes: [Node] = []
  private var values: [Double] = []
  /// The first node of each tree, and how deep the tree is.
  private var trees: [(root: Int, depth: Int)] = []
  private var questions: [Question] = []

  private static let rowsAtOnce = 64

  init(_ trees: [Tree]) {
    var numbers: [Question: Int] = [:]
    for tree in trees {
      let root = nodes.count
      var depths = [Int](repeating: 0, count: tree.nodes.count)
      for (number, node) in tree.nodes.enumerated() {
        values.append(node.value)
        let left = Int32(truncatingIfNeeded: root) + node.left
        guard !node.isLeaf else {
          nodes.append(Node(threshold: .max, question: 0, left: left))
          continue
        }
        let question = Question(
          feature: Int(node.feature),
          missingGoesLeft: node.missingGoesLeft
        )
        let place = numbers[question] ?? questions.count
        if place == questions.count {
          questions.append(question)
          numbers[question] = place
        }
        nodes.append(
          Node(
            threshold: node.threshold.orderedBits,
            question: Int32(truncatingIfNeeded: place),
            left: left
          )
        )
        depths[Int(node.left)] = depths[number] + 1
        depths[Int(node.left) + 1] = depths[number] + 1
      }
      self.trees.append((root, depths.max() ?? 0))
    }
  }

  /// Returns `base` plus the values of the leaves that each row comes to, in the order of the trees.
  func margins(_ table: FeatureTable, rows: [Int], base: Double, workers: Workers) -> [Double] {
    let chunks = (rows.count + FlatForest.rowsAtOnce - 1) / FlatForest.rowsAtOnce
    let parts = max(1, min(chunks, 4 * workers.count))
    let margins = workers.map(parts) { part -> [Double] in
      var margins: [Double] = []
      for chunk in chunks * part / parts..<chunks * (part + 1) / parts {
        let start = chunk * FlatForest.rowsAtOnce
        let end = min(start + FlatForest.rowsAtOnce, rows.count)
        margins += self.margins(of: answers(table, rows[start..<end]), end - start, base: base)
      }
      return margins
    }
    return Array(margins.joined())
  }

  /// Returns the ordered bits that each question finds in the rows, question after question.
  private func answers(_ table: FeatureTable, _ rows: ArraySlice<Int>) -> [UInt64] {
    var answers: [UInt64] = []
    answers.reserveCapacity(max(1, questions.count) * FlatForest.rowsAtOnce)
    for question in questions {
      let column = table.columns[question.feature]
      let missing = question.missingGoesLeft ? 0 : Double.infinity.orderedBits + 1
      for row in rows {
        let value = column[row]
        answers.append(value.isFinite ? value.orderedBits : missing)
      }
      for _ in rows.count..<FlatForest.rowsAtOnce { answers.append(0) }
    }
    return answers
  }

  private func margins(of answers: [UInt64], _ count: Int, base: Double) -> [Double] {
    var margins = [Double](repeating: base, count: count)
    nodes.withUnsafeBufferPointer { nodes in
      answers.withUnsafeBufferPointer { answers in
        for tree in trees {
          for row in 0..<count {
            var at = tree.root
            for _ in 0..<tree.depth {
              let node = nodes[at]
              let answer = answers[Int(node.question) &* FlatForest.rowsAtOnce &+ row]
              at = Int(node.left) &+ FlatForest.isAtLeast(answer, node.threshold)
            }
            margins[row] += values[at]
          }
        }
      }
    }
    return margins
  }

  /// Returns 1 where `a` is at least `b`, else 0: the borrow of the subtraction, in bits.
  ///
  /// For a comparison the compiler writes a branch, which the processor guesses wrong half the time.
  @inline(__always) private static func isAtLeast(_ a: UInt64, _ b: UInt64) -> Int {
    Int(truncatingIfNeeded: 1 &- ((~a & b | (~a | b) & (a &- b)) &>> 63))
  }
}
