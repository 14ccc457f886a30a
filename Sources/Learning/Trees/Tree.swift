/// A binary tree whose leaves hold the values that it adds to a model's margin, or votes with.
public struct Tree: Sendable, Hashable {
  /// A split or a leaf.
  public struct Node: Sendable, Hashable {
    /// The feature that is asked; -1 in a leaf.
    public internal(set) var feature: Int32 = -1
    /// The number of the child for values below the threshold; a leaf's own number.
    ///
    /// The other child is the next node.
    public internal(set) var left: Int32
    /// Whether missing values go left.
    public internal(set) var missingGoesLeft = false
    /// The lowest value that goes right; infinite where only missing values do.
    public internal(set) var threshold = 0.0
    /// What a leaf adds to the margin, or its vote in a mean of trees; 0 in a split.
    public internal(set) var value = 0.0
    /// By how much the split lowered twice the regularised loss, or in a forest the mean squared error
    /// over all rows of the tree; 0 in a leaf.
    public internal(set) var gain = 0.0
    /// The sum of the second derivatives of the loss over the rows that trained here, which for the
    /// squared loss and in a forest are their weights.
    public internal(set) var cover = 0.0

    public var isLeaf: Bool { feature < 0 }

    /// Creates leaf number `number`.
    init(number: Int) {
      left = Int32(truncatingIfNeeded: number)
    }

    /// Makes a leaf a split.
    mutating func divide(
      feature: Int,
      threshold: Double,
      missingGoesLeft: Bool,
      left: Int,
      gain: Double
    ) {
      self.feature = Int32(truncatingIfNeeded: feature)
      self.left = Int32(truncatingIfNeeded: left)
      (self.threshold, self.missingGoesLeft, self.gain) = (threshold, missingGoesLeft, gain)
    }

    /// Returns the number of the child that `value` goes to.
    @inline(__always) func child(for value: Double) -> Int {
      let goesLeft = value.isFinite ? value < threshold : missingGoesLeft
      return Int(left) + (goesLeft ? 0 : 1)
    }
  }

  /// The nodes, the root first, children after their parents.
  public let nodes: [Node]

  /// Returns the number of the leaf that a row of the table comes to.
  public func leaf(of row: Int, in table: FeatureTable) -> Int {
    var number = 0
    while !nodes[number].isLeaf {
      let node = nodes[number]
      number = node.child(for: table.columns[Int(node.feature)][row])
    }
    return number
  }
}
