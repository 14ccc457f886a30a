import TimeSeries

/// Compares the rows of two worlds that were known by some moment, bit for bit.
struct Comparison {
  private let kept: [JudgedColumn]
  private let other: [JudgedColumn]
  private let kind: World.Kind
  private let clock: Clock
  private let rows: Range<Int>
  private let moment: EventTime
  /// The rows of the real clock, of the one world and of the other, by pairs; those that only one
  /// of the worlds has are at the end.
  private let pairs: [(row: Int, kept: Int, other: Int)]
  private let unpaired: [Int]

  /// Creates the comparison of worlds whose columns stand on a part of `clock`; only `rows` count.
  init(
    _ kept: [JudgedColumn],
    _ other: [JudgedColumn],
    _ kind: World.Kind,
    clock: Clock,
    rows: Range<Int>,
    until moment: EventTime
  ) {
    (self.kept, self.other, self.kind, self.clock) = (kept, other, kind, clock)
    (self.rows, self.moment) = (rows, moment)
    (pairs, unpaired) = Comparison.pairs(
      kept.first?.clock,
      other.first?.clock,
      clock,
      rows,
      moment
    )
  }

  /// Returns how many values of a column were compared, and the last row that differs; nil where
  /// none does.
  func result(of place: Int) -> (cells: Int, row: Int?) {
    guard kept.indices.contains(place), other.indices.contains(place) else { return (0, nil) }
    let (a, b) = (kept[place], other[place])
    var (cells, last) = (0, nil as Int?)
    for (row, x, y) in pairs {
      if let stated = a.stated, stated[x] > moment { continue }
      let (one, two) = (a.values[x], b.values[y])
      if one.isNaN && two.isNaN { continue }
      cells += 1
      if one.bitPattern != two.bitPattern { last = max(last ?? row, row) }
    }
    // Where the data end earlier, rows may be missing; else a row that comes or goes has looked ahead.
    if kind != .ended, let row = unpaired.max() { last = max(last ?? row, row) }
    return (cells, last)
  }

  private static func pairs(
    _ kept: Clock?,
    _ other: Clock?,
    _ clock: Clock,
    _ rows: Range<Int>,
    _ moment: EventTime
  ) -> (pairs: [(row: Int, kept: Int, other: Int)], unpaired: [Int]) {
    guard let kept, let other else { return ([], []) }
    let (a, b, c) = (Keys(kept), Keys(other), Keys(clock))
    let (endA, endB) = (kept.row(closingAfter: moment), other.row(closingAfter: moment))
    var (pairs, unpaired) = ([(row: Int, kept: Int, other: Int)](), [Int]())
    var (x, y) = (0, 0)
    var row = rows.lowerBound
    while x < endA || y < endB {
      let key = x < endA && (y >= endB || a[x] <= b[y]) ? a[x] : b[y]
      let (inA, inB) = (x < endA && a[x] == key, y < endB && b[y] == key)
      while row < rows.upperBound, c[row] < key { row += 1 }
      let isJudged = row < rows.upperBound && (c[row] == key || row > rows.lowerBound)
      if isJudged, inA, inB, c[row] == key {
        pairs.append((row, x, y))
      } else if isJudged, inA != inB {
        unpaired.append(row)
      }
      x += inA ? 1 : 0
      y += inB ? 1 : 0
    }
    return (pairs, unpaired)
  }

  /// The rows of a clock as whole numbers in ascending order.
  private struct Keys {
    private let times: [Instant]?
    private let numbers: [Int]

    init(_ clock: Clock) {
      switch clock.rows {
      case .times(let times): (self.times, numbers) = (times, [])
      case .numbers(let numbers): (times, self.numbers) = (nil, numbers)
      }
    }

    subscript(row: Int) -> Int64 { times?[row].nanoseconds ?? Int64(numbers[row]) }
  }
}
