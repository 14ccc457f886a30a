internal import Numerics

/// Grows a tree of a forest on binned rows.
///
/// As each node draws its own features, there is no histogram of a parent to take a child's from.
/// The sums of the drawn features are added up from the rows of the node, one feature at a time, in
/// floating point: one thread grows a tree, and a node's rows keep their order.
struct ForestGrower {
  private(set) var nodes = [Tree.Node(number: 0)]

  private let table: BinnedTable
  /// The target and the weight of each row, scaled.
  private let rows: RowPartition<SIMD2<Double>>
  private let depth: Int
  private let drawnFeatures: Int
  private let scale: (target: Double, weight: Double)
  private var search: ForestSearch
  /// The positions of the features, those drawn for a node in front.
  private var features: [Int]
  private var waiting: [Node] = []

  /// A node that may be divided.
  private struct Node {
    let number: Int
    let range: Range<Int>
    let depth: Int
    let stream: RandomStream
  }

  init(
    _ table: BinnedTable,
    rows: RowPartition<SIMD2<Double>>,
    settings: RandomForest.Settings,
    drawnFeatures: Int,
    scale: (target: Double, weight: Double)
  ) {
    (self.table, self.rows, self.scale) = (table, rows, scale)
    depth = settings.depth ?? RandomForest.Settings.deepest
    self.drawnFeatures = drawnFeatures
    search = ForestSearch(table, rows: rows, minimumRows: settings.minimumRows)
    features = Array(table.features.indices)
  }

  /// Grows the tree; the root draws from `stream` itself.
  mutating func grow(stream: RandomStream) {
    waiting.append(Node(number: 0, range: 0..<rows.count, depth: 0, stream: stream))
    var all: Double?
    while let node = waiting.popLast() {
      search.load(node.range)
      let whole = all ?? search.weight
      all = whole
      nodes[node.number].cover = search.weight / scale.weight
      if node.depth < depth, search.mayDivide, let split = bestSplit(node.stream) {
        divide(node, split, gain: split.score / search.weight / whole)
      } else {
        nodes[node.number].value = search.mean / scale.target
      }
    }
  }

  /// Returns the best split by the drawn features, and by more where none of those tells rows apart.
  private mutating func bestSplit(_ stream: RandomStream) -> ForestSplit? {
    let (count, drawsAll) = (features.count, drawnFeatures >= features.count)
    var (stream, best) = (stream, ForestSplit())
    if !drawsAll { for i in features.indices { features[i] = i } }
    for i in 0..<count where i < drawnFeatures || !best.isSplit {
      if !drawsAll { features.swapAt(i, i + stream.index(below: count - i)) }
      search.consider(features[i], &best)
    }
    return best.isSplit ? best : nil
  }

  /// Divides a node whose split lowers the weighted mean of the squared errors by `gain`, scaled.
  private mutating func divide(_ node: Node, _ split: ForestSplit, gain: Double) {
    let middle = rows.divide(
      node.range,
      words: table.words(of: split.position),
      lane: split.position % BinnedTable.lanes,
      bin: split.lastLeft,
      missingGoesLeft: split.missingGoesLeft
    )
    let left = nodes.count
    nodes.append(Tree.Node(number: left))
    nodes.append(Tree.Node(number: left + 1))
    nodes[node.number].divide(
      feature: table.features[split.position],
      threshold: table.threshold(
        position: split.position,
        between: split.lastLeft,
        and: split.firstRight
      ),
      missingGoesLeft: split.missingGoesLeft,
      left: left,
      gain: gain / scale.target / scale.target
    )
    for (side, range) in [middle..<node.range.upperBound, node.range.lowerBound..<middle]
      .enumerated()
    {
      waiting.append(
        Node(
          number: left + 1 - side,
          range: range,
          depth: node.depth + 1,
          stream: node.stream.substream(1 - side)
        )
      )
    }
  }
}
