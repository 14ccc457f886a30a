/// The gradient histograms of four features, a quad: for each bin a line of their packed sums.
///
/// All four have bin b in the same line, so that the search for the best split reads them at once.
/// Line 0 holds the rows where a feature is missing.
enum Histogram {
  typealias Line = SIMD4<UInt64>

  /// Adds up the packed gradients of `count` rows by their bins, for the two quads of a block.
  ///
  /// One load of a word of bins serves eight additions. Both quads together fit the nearest cache.
  static func fill(
    _ quads: (low: UnsafeMutablePointer<Line>, high: UnsafeMutablePointer<Line>),
    words: UnsafePointer<UInt64>,
    rows: UnsafePointer<UInt32>,
    packed: UnsafePointer<UInt64>,
    count: Int
  ) {
    let low = UnsafeMutableRawPointer(quads.low).assumingMemoryBound(to: UInt64.self)
    let high = UnsafeMutableRawPointer(quads.high).assumingMemoryBound(to: UInt64.self)
    for i in 0..<count {
      let word = words[Int(rows[i])]
      let sum = packed[i]
      // A byte times four is where the line of that bin begins.
      low[Int(word << 2 & 0x3FC)] &+= sum
      low[Int(word >> 6 & 0x3FC) + 1] &+= sum
      low[Int(word >> 14 & 0x3FC) + 2] &+= sum
      low[Int(word >> 22 & 0x3FC) + 3] &+= sum
      high[Int(word >> 30 & 0x3FC)] &+= sum
      high[Int(word >> 38 & 0x3FC) + 1] &+= sum
      high[Int(word >> 46 & 0x3FC) + 2] &+= sum
      high[Int(word >> 54 & 0x3FC) + 3] &+= sum
    }
  }
}

/// The histogram of a node, over all quads of a table; `BinnedTable` knows where each begins.
struct NodeHistogram: Sendable {
  let table: BinnedTable
  private let lines: SharedBuffer<Histogram.Line>
  private let start: Int

  /// Creates the histogram in place `slot` of the memory.
  init(_ table: BinnedTable, _ lines: SharedBuffer<Histogram.Line>, slot: Int) {
    (self.table, self.lines, start) = (table, lines, slot * table.lineCount)
  }

  /// Adds up a block over a range of rows.
  func fill(block: Int, from rows: RowPartition<UInt64>, _ range: Range<Int>) {
    self.lines(block).update(repeating: .zero)
    Histogram.fill(
      (quad(2 * block).pointer, quad(2 * block + 1).pointer),
      words: table.words(of: block * BinnedTable.lanes),
      rows: rows.rows.pointer + range.lowerBound,
      packed: rows.payload.pointer + range.lowerBound,
      count: range.count
    )
  }

  /// Takes a block of a child from that of its parent, which leaves the other child's.
  func subtract(_ child: NodeHistogram, block: Int) {
    let (own, other) = (lines(block), child.lines(block))
    for i in 0..<own.count { own[i] &-= other[i] }
  }

  /// Returns the best split by the features of a block.
  func best(block: Int, _ total: PackedSum, _ search: SplitSearch) -> Candidate {
    var best = Candidate()
    for quad in 2 * block...2 * block + 1 {
      let (lines, count) = self.quad(quad)
      let candidate = search.best(lines, count: count, total: total, quad: quad)
      if candidate.score > best.score { best = candidate }
    }
    return best
  }

  /// Returns the last bin that a split sends left: the first where the sums are the split's.
  func bin(of split: Candidate) -> Int {
    let (number, lane) = split.position.quotientAndRemainder(dividingBy: 4)
    let (lines, count) = quad(number)
    var bin = 1
    var sum = (split.missingGoesLeft ? lines[0][lane] : 0) &+ lines[bin][lane]
    while sum != split.left.bits, bin + 1 < count {
      bin += 1
      sum &+= lines[bin][lane]
    }
    return bin
  }

  private func lines(_ block: Int) -> UnsafeMutableBufferPointer<Histogram.Line> {
    let (from, to) = (table.lineStarts[2 * block], table.lineStarts[2 * block + 2])
    return UnsafeMutableBufferPointer(start: lines.pointer + start + from, count: to - from)
  }

  private func quad(_ number: Int) -> (pointer: UnsafeMutablePointer<Histogram.Line>, count: Int) {
    let (from, to) = (table.lineStarts[number], table.lineStarts[number + 1])
    return (lines.pointer + start + from, to - from)
  }
}
