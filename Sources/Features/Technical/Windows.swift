/// Statistics of the trailing windows of a column, for all of its rows.
///
/// A window of n rows grows out of its newest row: a stretch of m rows and the one before it make
/// 2 m, with one more row in front 2 m + 1, as the binary digits of n say, from the highest down. The
/// order depends on n alone, so that a row's result depends on the values in its window and on
/// nothing else, bit for bit: no rounding comes in from far rows, as it does with a running sum, and
/// a series that starts later has the same results. The work is rows × log(window), four rows at a
/// time, and a missing value makes every window around it missing without a test.
struct Windows<Statistic: WindowStatistic>: ~Copyable {
  private let window: Int
  private var tiles: Tiles

  /// Creates the statistics of the windows of x, or of x and y, the first columns; further columns
  /// are only taken along.
  init(_ columns: [[Double]], window: Int) {
    self.window = window
    tiles = Tiles(columns, window: window, scratch: Statistic.size)
  }

  /// Returns the windows of the next tile of rows; nil at the end.
  mutating func next() -> GrownWindows<Statistic>? {
    guard tiles.next() else { return nil }
    var grown = GrownWindows<Statistic>(of: tiles)
    for digit in stride(from: window.bitWidth - window.leadingZeroBitCount - 2, through: 0, by: -1)
    {
      grown = grown.next(isOdd: window >> digit & 1 == 1)
      // The last step is left to the reader, which saves a pass over the tile.
      guard digit > 0 else { break }
      grown.lay(downTo: grown.length - window)
    }
    return grown
  }
}

/// The statistics of stretches of `length` rows, made of those of half the length.
struct GrownWindows<Statistic: WindowStatistic> {
  /// The first row of the tile, counted in the whole column.
  let first: Int
  /// How many rows the tile has, rounded up to whole lanes.
  let rows: Int
  let length: Int
  /// The columns that were given, of which the rows of the windows lie before row 0.
  let values: Stretches
  private let yColumn: Int
  private let stretches: Stretches
  private let pair: Counts
  private let single: Counts

  /// Creates the stretches of one row.
  init(of tiles: borrowing Tiles) {
    (first, rows, length) = (tiles.first, tiles.rows, 1)
    (values, stretches) = (tiles.values, tiles.scratch)
    yColumn = min(1, tiles.inputs - 1)
    pair = Counts(newer: 0, older: 1)
    single = pair
  }

  /// Creates stretches of twice the length, and one row more where `isOdd`.
  private init(from half: Self, isOdd: Bool) {
    (first, rows) = (half.first, half.rows)
    (values, yColumn, stretches) = (half.values, half.yColumn, half.stretches)
    length = 2 * half.length + (isOdd ? 1 : 0)
    pair = Counts(newer: half.length, older: half.length)
    single = Counts(newer: 1, older: 2 * half.length)
  }

  /// Returns the stretches that are made of these.
  func next(isOdd: Bool) -> Self { Self(from: self, isOdd: isOdd) }

  /// The statistics of the stretches that end at the tile's row `i` and the three behind it.
  subscript(i: Int) -> Statistic {
    @inline(__always) get {
      if length == 1 { return row(i) }
      guard length & 1 == 1 else { return doubled(at: i) }
      return merge(row(i), doubled(at: i &- 1), at: i, single)
    }
  }

  /// Puts these stretches in the place of those that they are made of, from the last row down, so
  /// that each older one is read before it grows.
  func lay(downTo low: Int) {
    // A copy, which the stores below cannot change: its numbers stay in registers.
    let step = self
    var i = rows - Lanes.scalarCount
    while i > low - Lanes.scalarCount {
      step[i].store(step.stretches, at: i)
      i &-= Lanes.scalarCount
    }
  }

  @inline(__always)
  private func doubled(at i: Int) -> Statistic {
    let before = i &- pair.newerRows
    // Single rows need not be laid down first.
    if pair.newerRows == 1 { return merge(row(i), row(before), at: i, pair) }
    return merge(Statistic(stretches, at: i), Statistic(stretches, at: before), at: i, pair)
  }

  @inline(__always)
  private func row(_ i: Int) -> Statistic {
    Statistic(x: values[0, i], y: values[yColumn, i])
  }

  /// Merges a stretch that ends at row `i` with the one before it.
  @inline(__always)
  private func merge(_ newer: Statistic, _ older: Statistic, at i: Int, _ rows: Counts) -> Statistic
  {
    let before = i &- rows.newerRows
    let dx = values[0, before] - values[0, i]
    let dy = values[yColumn, before] - values[yColumn, i]
    return Statistic.merge(newer: newer, older: older, dx: dx, dy: dy, rows)
  }
}

extension Windows {
  /// Returns the column that `finish` makes of the statistic of each window; missing before the
  /// first full one.
  @inline(__always)
  static func column(
    _ columns: [Double]...,
    window: Int,
    _ finish: (Statistic) -> Lanes
  ) -> [Double] {
    column(columns, window: window) { tile, i in finish(tile[i]) }
  }

  /// Returns the column that `finish` makes of each tile, four rows at a time from the row that it is
  /// given; missing before the first full window.
  @inline(__always)
  static func column(
    _ columns: [[Double]],
    window: Int,
    _ finish: (_ tile: GrownWindows<Statistic>, _ row: Int) -> Lanes
  ) -> [Double] {
    Tiles.column(columns[0].count, missing: window - 1) { result in
      var windows = Windows(columns, window: window)
      while let tile = windows.next() {
        var i = 0
        while i < tile.rows {
          result[0, tile.first &+ i] = finish(tile, i)
          i &+= Lanes.scalarCount
        }
      }
    }
  }
}
