/// The rows that train a tree, with their packed gradients, each node's side by side.
struct RowPartition: Sendable {
  let count: Int
  /// Positions in the binned table, ascending within a node.
  let rows: SharedBuffer<UInt32>
  /// The packed gradients, in the order of `rows`, so that a node reads them in one run.
  let packed: SharedBuffer<UInt64>
  private let otherRows: SharedBuffer<UInt32>
  private let otherPacked: SharedBuffer<UInt64>

  /// Gathers the packed gradients of `chosen` rows.
  init(_ chosen: [UInt32], packed source: SharedBuffer<UInt64>) {
    count = chosen.count
    rows = SharedBuffer(count, of: 0)
    packed = SharedBuffer(count, of: 0)
    otherRows = SharedBuffer(count, of: 0)
    otherPacked = SharedBuffer(count, of: 0)
    for (i, row) in chosen.enumerated() {
      rows.pointer[i] = row
      packed.pointer[i] = source.pointer[Int(row)]
    }
  }

  /// Returns the sum of the gradients over a range.
  func sum(_ range: Range<Int>) -> PackedSum {
    var bits: UInt64 = 0
    for i in range { bits &+= packed.pointer[i] }
    return PackedSum(bits: bits)
  }

  /// Moves the rows that go left to the front of a range, keeping their order on both sides.
  ///
  /// - Parameters:
  ///   - range: The rows of a node.
  ///   - words: The bins of the block that the feature of the split is in.
  ///   - lane: Which byte of a word is the feature's.
  ///   - bin: The last bin that goes left.
  ///   - missingGoesLeft: Whether bin 0, which holds the missing values, goes left.
  /// - Returns: Where the right side begins.
  func divide(
    _ range: Range<Int>,
    words: UnsafePointer<UInt64>,
    lane: Int,
    bin: Int,
    missingGoesLeft: Bool
  ) -> Int {
    let shift = UInt64(lane * 8)
    // Less 1, bin 0 is the highest.
    let offset: UInt8 = missingGoesLeft ? 0 : 1
    let last = UInt8(truncatingIfNeeded: bin) &- offset
    var (left, right) = (range.lowerBound, 0)
    for i in range {
      let (row, sum) = (rows.pointer[i], packed.pointer[i])
      let bin = UInt8(truncatingIfNeeded: words[Int(row)] >> shift) &- offset
      rows.pointer[left] = row
      packed.pointer[left] = sum
      otherRows.pointer[right] = row
      otherPacked.pointer[right] = sum
      let goesLeft = bin <= last
      left += goesLeft ? 1 : 0
      right += goesLeft ? 0 : 1
    }
    (rows.pointer + left).update(from: otherRows.pointer, count: right)
    (packed.pointer + left).update(from: otherPacked.pointer, count: right)
    return left
  }
}
