/// A way to split a node of a forest in two by one feature.
struct ForestSplit {
  /// By how much the weighted sum of squared errors falls, times the weight of the node.
  var score = -1.0
  /// The position of the feature in the binned table.
  var position = -1
  /// The last bin with rows that go left.
  var lastLeft = 0
  /// The first bin with rows that go right; 0 where only missing values do.
  var firstRight = 0
  var missingGoesLeft = false
  var isSplit: Bool { position >= 0 }
}

/// Finds the split of a node that lowers the variance of its targets most.
///
/// With W the sum of the weights and S that of the weighted targets, a split lowers the sum of
/// squared errors by
///
///     Sₗ² / Wₗ + Sᵣ² / Wᵣ - S² / W = (Sₗ Wᵣ - Sᵣ Wₗ)² / (Wₗ Wᵣ W)
///
/// Targets are taken from that of the node's first row, so that close targets far from 0 differ in
/// more than their rounding, and sums of 0 and 1 are exact: equal splits tie. Only bins that have rows
/// are looked at, as most nodes have far fewer rows than a feature has bins.
struct ForestSearch {
  /// The weighted target, the weight and the number of some rows.
  private typealias Sums = SIMD4<Double>

  private let table: BinnedTable
  private let rows: RowPartition<SIMD2<Double>>
  private let minimumRows: Double
  /// What each row of the node adds.
  private let terms: SharedBuffer<Sums>
  /// The sums of each bin; all 0 between two features.
  private let bins = SharedBuffer(256, of: Sums.zero)
  /// Which bins have rows, one bit for each.
  private let filled = SharedBuffer(4, of: UInt64(0))
  private var range = 0..<0
  private var total = Sums.zero
  private var origin = 0.0
  private var isPure = true

  init(_ table: BinnedTable, rows: RowPartition<SIMD2<Double>>, minimumRows: Int) {
    (self.table, self.rows) = (table, rows)
    self.minimumRows = Double(minimumRows)
    terms = SharedBuffer(uninitialized: rows.count)
  }

  /// The sum of the weights of the node.
  var weight: Double { total[1] }

  /// The weighted mean target of the node: exactly the targets where they are equal.
  var mean: Double { isPure ? origin : origin + total[0] / total[1] }

  /// Whether targets differ, and there are rows for two children.
  var mayDivide: Bool { !isPure && total[2] >= 2 * minimumRows }

  /// Makes a range of the rows the node that is searched.
  mutating func load(_ range: Range<Int>) {
    self.range = range
    (total, isPure) = (.zero, true)
    guard let first = range.first else { return }
    origin = rows.payload.pointer[first][0]
    for (place, i) in range.enumerated() {
      let (target, weight) = (rows.payload.pointer[i][0] - origin, rows.payload.pointer[i][1])
      let term = Sums(target * weight, weight, 1, 0)
      terms.pointer[place] = term
      total += term
      isPure = isPure && target == 0
    }
  }

  /// Replaces `best` by the best split of the feature at `position`, if that is better.
  ///
  /// Of equal splits the first counts: that with missing values on the right, then that with fewer
  /// bins on the left.
  func consider(_ position: Int, _ best: inout ForestSplit) {
    fill(position)
    let missing = filled.pointer[0] & 1 == 1 ? bins.pointer[0] : .zero
    scan(position, from: .zero, missing: missing, &best)
    if missing != .zero { scan(position, from: missing, missing: missing, &best) }
    let bins = bins.pointer
    forEachFilled { bins[$0] = .zero }
    for word in 0..<4 { filled.pointer[word] = 0 }
  }

  /// Adds up the rows by their bins, and marks the bins that have any.
  private func fill(_ position: Int) {
    let words = table.words(of: position)
    let shift = UInt64(position % BinnedTable.lanes * 8)
    let rows = self.rows.rows.pointer + range.lowerBound
    let (bins, filled, terms) = (bins.pointer, filled.pointer, terms.pointer)
    for i in 0..<range.count {
      let bin = Int(truncatingIfNeeded: words[Int(rows[i])] &>> shift & 0xFF)
      bins[bin] += terms[i]
      filled[bin &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: bin & 63)
    }
  }

  /// Tries a split between each two neighbours of the filled bins, with `start` on the left already.
  private func scan(
    _ position: Int,
    from start: Sums,
    missing: Sums,
    _ best: inout ForestSplit
  ) {
    let (bins, total, minimumRows) = (bins.pointer, total, minimumRows)
    let hasMissing = missing != .zero
    let isMissingLeft = hasMissing && start != .zero
    var (left, last, score) = (start, 0, best.score)
    var found: (last: Int, next: Int, left: Double)?
    func consider(_ next: Int) {
      let right = total[1] - left[1]
      let distance = left[0] * total[1] - total[0] * left[1]
      let new = distance * distance / (left[1] * right)
      guard new > score, left[1] > 0, right > 0,
        left[2] >= minimumRows, total[2] - left[2] >= minimumRows
      else { return }
      (score, found) = (new, (last, next, left[1]))
    }
    forEachFilled { bin in
      if last > 0 { consider(bin) }
      if bin > 0 { (left, last) = (left + bins[bin], bin) }
    }
    if hasMissing, !isMissingLeft, last > 0 { consider(0) }
    guard let found else { return }
    best = ForestSplit(
      score: score,
      position: position,
      lastLeft: found.last,
      firstRight: found.next,
      missingGoesLeft: hasMissing ? isMissingLeft : found.left > total[1] - found.left
    )
  }

  /// Calls `body` with the number of each bin that has rows, in ascending order.
  @inline(__always) private func forEachFilled(_ body: (Int) -> Void) {
    for word in 0..<4 {
      var rest = filled.pointer[word]
      while rest != 0 {
        body(word &* 64 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
