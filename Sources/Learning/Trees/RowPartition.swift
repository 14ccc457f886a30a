/// The rows that train a tree, each node's side by side, with what the search for splits reads of them.
///
/// Boosting has packed gradients there, a forest targets and weights.
struct RowPartition<Payload: BitwiseCopyable & Sendable>: Sendable {
  let count: Int
  /// Positions in the binned table, ascending within a node.
  let rows: SharedBuffer<UInt32>
  /// The payloads in the order of `rows`, so that a node reads them in one run.
  let payload: SharedBuffer<Payload>
  private let otherRows: SharedBuffer<UInt32>
  private let otherPayload: SharedBuffer<Payload>

  /// Gathers the payloads of `chosen` rows.
  init(_ chosen: [UInt32], _ payload: (Int) -> Payload) {
    count = chosen.count
    rows = SharedBuffer(uninitialized: count)
    self.payload = SharedBuffer(uninitialized: count)
    otherRows = SharedBuffer(uninitialized: count)
    otherPayload = SharedBuffer(uninitialized: count)
    for (i, row) in chosen.enumerated() {
      rows.pointer[i] = row
      self.payload.pointer[i] = payload(Int(row))
    }
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
      let (row, load) = (rows.pointer[i], payload.pointer[i])
      let bin = UInt8(truncatingIfNeeded: words[Int(row)] >> shift) &- offset
      rows.pointer[left] = row
      payload.pointer[left] = load
      otherRows.pointer[right] = row
      otherPayload.pointer[right] = load
      let goesLeft = bin <= last
      left += goesLeft ? 1 : 0
      right += goesLeft ? 0 : 1
    }
    (rows.pointer + left).update(from: otherRows.pointer, count: right)
    (payload.pointer + left).update(from: otherPayload.pointer, count: right)
    return left
  }
}

extension RowPartition<UInt64> {
  /// Returns the sum of the gradients over a range.
  func sum(_ range: Range<Int>) -> PackedSum {
    var bits: UInt64 = 0
    for i in range { bits &+= payload.pointer[i] }
    return PackedSum(bits: bits)
  }
}
