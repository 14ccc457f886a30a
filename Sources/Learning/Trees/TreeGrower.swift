internal import Numerics

/// Grows a tree on binned rows.
///
/// A node is divided by moving its rows, in their order, to the left and the right part of its
/// range. Then the histogram of the smaller child is added up from its rows, and that of the larger
/// is what remains of its parent's. Nodes wait on a stack, so that no more histograms are alive
/// than the tree is deep.
///
/// With a limit on the leaves, the node that gains most is next (Shi, "Best-first decision tree
/// learning", 2007; LightGBM's growth). Then as many histograms as there are leaves may be alive:
/// where memory is short the least promising node gives its own up, and adds it up again if its turn
/// comes. Histograms are whole numbers, so that this changes nothing.
struct TreeGrower {
  private(set) var nodes = [Tree.Node(number: 0)]
  /// The leaves, with the range of the rows that came to each.
  private(set) var leaves: [(node: Int, range: Range<Int>)] = []

  private let table: BinnedTable
  private let rows: RowPartition<UInt64>
  private let depth: Int
  /// The most leaves of a tree that is grown leaf by leaf.
  private let maximumLeaves: Int?
  private let minimumRows: Int
  private let minimumGain: Double
  private let workers: Workers
  private let anySearch: SplitSearch
  /// The size of one unit of gain.
  private let gainUnit: Double
  private let histograms: SharedBuffer<Histogram.Line>
  private var freeSlots: [Int]
  private var waiting: [Open] = []

  /// A node that will be divided.
  private struct Open {
    let node: Node
    /// The number of its histogram; nil where that had to make room.
    var slot: Int?
    let split: Candidate
    let gain: Double
  }

  /// A node that may be divided.
  private struct Node {
    let number: Int
    let range: Range<Int>
    let depth: Int
    let total: PackedSum
  }

  /// Prepares to grow on `rows` of `table`, in the memory that `histograms(for:)` gave.
  init(
    _ table: BinnedTable,
    rows: RowPartition<UInt64>,
    gradients: Gradients,
    settings: GradientBoosting.Settings,
    histograms: SharedBuffer<Histogram.Line>,
    workers: Workers
  ) {
    (self.table, self.rows, self.histograms, self.workers) = (table, rows, histograms, workers)
    (depth, maximumLeaves) = (settings.depth, settings.leaves)
    minimumRows = settings.minimumRows
    minimumGain = settings.gamma
    let scale = gradients.scale
    gainUnit = scale.second / (scale.first * scale.first)
    // A sum of n rounded numbers is off by up to n / 2 units, which must not make a child of just
    // the least weight too light.
    let slack = 1 - Double(rows.count) * 0x1p-30
    let minimum = (settings.minChildWeight * scale.second * slack).rounded(.up)
    anySearch = SplitSearch(
      lambda: settings.lambda * scale.second,
      alpha: settings.alpha * scale.first,
      minimum: max(minimum, 1)
    )
    freeSlots = Array(0..<histograms.count / table.lineCount)
  }

  /// Returns memory for the histograms of a tree.
  ///
  /// By depth, a node that can be divided lies above the last level, and on each level above it at
  /// most one other waits. By leaves, there is one for each leaf, up to 64 MB and at least two.
  static func histograms(
    for table: BinnedTable,
    _ settings: GradientBoosting.Settings
  ) -> SharedBuffer<Histogram.Line> {
    var count = min(settings.depth, table.rowCount) + 1
    if let leaves = settings.leaves {
      let size = max(1, table.lineCount) * MemoryLayout<Histogram.Line>.stride
      count = max(2, min(leaves, table.rowCount, (64 << 20) / size))
    }
    return SharedBuffer(count * table.lineCount, of: .zero)
  }

  /// Grows the tree.
  mutating func grow() {
    let all = 0..<rows.count
    let root = Node(number: 0, range: all, depth: 0, total: rows.sum(all))
    if mayDivide(root), let slot = takeSlot() {
      let (rows, search, histogram) = (rows, search(root), histogram(slot))
      let found = map(work: all.count) { block in
        histogram.fill(block: block, from: rows, all)
        return histogram.best(block: block, root.total, search)
      }
      open(root, slot: slot, found)
    } else {
      leaves.append((0, all))
    }
    while let next = takeNext() { divide(next) }
    for open in waiting { leaves.append((open.node.number, open.node.range)) }
  }

  /// Takes the node that is divided next: the newest, or where leaves are counted that with the most
  /// gain, of equal ones the first; nil where there are leaves enough.
  private mutating func takeNext() -> Open? {
    guard maximumLeaves != nil else { return waiting.popLast() }
    guard mayHaveMoreLeaves, var best = waiting.indices.first else { return nil }
    for i in waiting.indices {
      let (gain, most) = (waiting[i].gain, waiting[best].gain)
      let isFirst = waiting[i].node.number < waiting[best].node.number
      if gain > most || gain == most && isFirst { best = i }
    }
    waiting.swapAt(best, waiting.count - 1)
    return waiting.popLast()
  }

  /// Takes memory for a histogram; where there is none, that of the waiting node that gains least.
  private mutating func takeSlot() -> Int? {
    if let slot = freeSlots.popLast() { return slot }
    let holders = waiting.indices.filter { waiting[$0].slot != nil }
    guard let least = holders.min(by: { waiting[$0].gain < waiting[$1].gain }) else { return nil }
    defer { waiting[least].slot = nil }
    return waiting[least].slot
  }

  /// Adds up the histogram of a node once more.
  private mutating func refill(_ node: Node) -> Int? {
    guard let slot = takeSlot() else { return nil }
    let (rows, histogram) = (rows, histogram(slot))
    _ = map(work: node.range.count) { histogram.fill(block: $0, from: rows, node.range) }
    return slot
  }

  /// Divides a node and opens its children.
  private mutating func divide(_ open: Open) {
    let (node, split) = (open.node, open.split)
    guard let slot = open.slot ?? refill(node) else {
      return leaves.append((node.number, node.range))
    }
    let bin = histogram(slot).bin(of: split)
    let middle = rows.divide(
      node.range,
      words: table.words(of: split.position),
      lane: split.position % BinnedTable.lanes,
      bin: bin,
      missingGoesLeft: split.missingGoesLeft
    )
    let left = Node(
      number: nodes.count,
      range: node.range.lowerBound..<middle,
      depth: node.depth + 1,
      total: split.left
    )
    let right = Node(
      number: nodes.count + 1,
      range: middle..<node.range.upperBound,
      depth: node.depth + 1,
      total: node.total - split.left
    )
    nodes.append(Tree.Node(number: left.number))
    nodes.append(Tree.Node(number: right.number))
    nodes[node.number].divide(
      feature: table.features[split.position],
      threshold: table.threshold(position: split.position, above: bin),
      missingGoesLeft: split.missingGoesLeft,
      left: left.number,
      gain: open.gain
    )
    let isLeftSmaller = left.range.count <= right.range.count
    openChildren(
      smaller: isLeftSmaller ? left : right,
      larger: isLeftSmaller ? right : left,
      slot: slot
    )
  }

  /// Opens two children whose parent's histogram is in `slot`, which the larger takes over.
  private mutating func openChildren(smaller: Node, larger: Node, slot: Int) {
    let (opensSmaller, opensLarger) = (mayDivide(smaller), mayDivide(larger))
    guard opensSmaller || opensLarger, let newSlot = takeSlot() else {
      leaves.append((smaller.number, smaller.range))
      leaves.append((larger.number, larger.range))
      freeSlots.append(slot)
      return
    }
    let (rows, smallSearch, largeSearch) = (rows, search(smaller), search(larger))
    let (small, large) = (histogram(newSlot), histogram(slot))
    let found = map(work: smaller.range.count) { block -> (Candidate, Candidate) in
      small.fill(block: block, from: rows, smaller.range)
      large.subtract(small, block: block)
      return (
        opensSmaller ? small.best(block: block, smaller.total, smallSearch) : Candidate(),
        opensLarger ? large.best(block: block, larger.total, largeSearch) : Candidate()
      )
    }
    open(larger, slot: slot, found.map(\.1))
    open(smaller, slot: newSlot, found.map(\.0))
  }

  /// Lets a node with a histogram wait, or makes it a leaf where no split is worth it.
  ///
  /// Of equal candidates the first counts: the block with the lowest number.
  private mutating func open(_ node: Node, slot: Int, _ candidates: [Candidate]) {
    let split = candidates.reduce(Candidate()) { $1.score > $0.score ? $1 : $0 }
    if split.isSplit {
      let gain = anySearch.gain(total: node.total, left: split.left)
      if gain > 0, gain * gainUnit >= minimumGain {
        waiting.append(Open(node: node, slot: slot, split: split, gain: gain * gainUnit))
        return
      }
    }
    leaves.append((node.number, node.range))
    freeSlots.append(slot)
  }

  private func histogram(_ slot: Int) -> NodeHistogram {
    NodeHistogram(table, histograms, slot: slot)
  }

  private func mayDivide(_ node: Node) -> Bool {
    node.depth < depth && node.range.count >= 2 && node.range.count / 2 >= minimumRows
      && mayHaveMoreLeaves && search(node).mayDivide(node.total)
  }

  private var mayHaveMoreLeaves: Bool {
    maximumLeaves.map { (nodes.count + 1) / 2 < $0 } ?? true
  }

  /// Returns the search for splits of a node.
  ///
  /// Histograms do not count rows: those of a child are taken from its share of the second
  /// derivatives and rounded, as LightGBM does.
  private func search(_ node: Node) -> SplitSearch {
    guard minimumRows > 1 else { return anySearch }
    let perRow = Double(node.total.second) / Double(node.range.count)
    return anySearch.requiring(minimum: (Double(minimumRows) - 0.5) * perRow)
  }

  /// Returns the results of `body` for each block, on several threads where that is worth it.
  private func map<Output: Sendable>(
    work rows: Int,
    _ body: @Sendable (Int) -> Output
  ) -> [Output] {
    let steps = rows * table.blockCount + table.lineCount
    return (steps < TreeGrower.stepsForThreads ? .single : workers).map(table.blockCount, body)
  }

  /// Below this many words and lines, 20 µs of work, a second thread costs more than it brings.
  private static let stepsForThreads = 20_000
}
