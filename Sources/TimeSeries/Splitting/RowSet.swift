/// Rows in ascending order, kept as runs, so that a window costs no more than its two ends.
public struct RowSet: Sequence, Hashable, Sendable {
  /// The runs in ascending order; none is empty and no two touch.
  public let runs: [Range<Int>]
  public let count: Int

  /// Creates the set of all rows of `range`.
  public init(_ range: Range<Int> = 0..<0) {
    (runs, count) = (range.isEmpty ? [] : [range], range.count)
  }

  /// Creates the set of `rows`, which ascend without repetition.
  public init(_ rows: some Sequence<Int>) {
    var runs: [Range<Int>] = []
    var count = 0
    for row in rows {
      count += 1
      guard let last = runs.last, last.upperBound >= row else {
        runs.append(row..<(row + 1))
        continue
      }
      precondition(last.upperBound == row, "rows ascend")
      runs[runs.count - 1] = last.lowerBound..<(row + 1)
    }
    (self.runs, self.count) = (runs, count)
  }

  public var isEmpty: Bool { runs.isEmpty }
  public var first: Int? { runs.first?.lowerBound }
  public var last: Int? { runs.last.map { $0.upperBound - 1 } }
  public var underestimatedCount: Int { count }

  public func contains(_ row: Int) -> Bool {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound <= row { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].contains(row)
  }

  public func makeIterator() -> some IteratorProtocol<Int> {
    runs.lazy.joined().makeIterator()
  }
}
