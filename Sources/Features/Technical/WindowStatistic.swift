/// A statistic of a stretch of rows that can be merged with that of the stretch just before it.
///
/// It is made of one or two columns, x and y. Where it holds a mean or a moment, the mean is kept
/// as its distance from the newest value of the stretch: a price near 1e9 that moves by a thousandth
/// then loses no digits, and a stretch of equal values has a variance of exactly zero.
protocol WindowStatistic {
  /// How many numbers describe a stretch.
  static var size: Int { get }

  /// Creates the statistic of a single row.
  @inline(__always) init(x: Lanes, y: Lanes)

  /// Creates the statistic that `store(_:at:)` has laid down.
  @inline(__always) init(_ stretches: Stretches, at row: Int)

  @inline(__always) func store(_ stretches: Stretches, at row: Int)

  /// Returns the statistic of both stretches; `dx` and `dy` are the newest value of the older one
  /// less the newest value of the newer one.
  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self
}

/// How many rows two stretches have that are merged, a in the newer one and b in the older.
struct Counts {
  let newerRows: Int
  let newerShare: Double
  let olderShare: Double
  /// a b / (a + b), the weight of the squared distance of two means.
  let coupling: Double
  /// (a + b) / 2, the distance of the mean row numbers.
  let distance: Double

  @inline(__always)
  init(newer: Int, older: Int) {
    let (a, b) = (Double(newer), Double(older))
    newerRows = newer
    newerShare = a / (a + b)
    olderShare = b / (a + b)
    coupling = a * b / (a + b)
    distance = (a + b) / 2
  }
}

/// The sum.
struct Total: WindowStatistic {
  static let size = 1
  let sum: Lanes

  @inline(__always) init(sum: Lanes) { self.sum = sum }
  @inline(__always) init(x: Lanes, y: Lanes) { sum = x }
  @inline(__always) init(_ stretches: Stretches, at row: Int) { sum = stretches[0, row] }
  @inline(__always) func store(_ stretches: Stretches, at row: Int) { stretches[0, row] = sum }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    Total(sum: older.sum + newer.sum)
  }
}

/// The mean, exact for equal values.
struct Mean: WindowStatistic {
  static let size = 1
  let mean: Lanes

  @inline(__always) init(mean: Lanes) { self.mean = mean }
  @inline(__always) init(x: Lanes, y: Lanes) { mean = x }
  @inline(__always) init(_ stretches: Stretches, at row: Int) { mean = stretches[0, row] }
  @inline(__always) func store(_ stretches: Stretches, at row: Int) { stretches[0, row] = mean }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    Mean(mean: newer.mean + (older.mean - newer.mean) * rows.olderShare)
  }
}

/// The highest value; missing where one is missing.
struct Highest: WindowStatistic {
  static let size = 1
  let value: Lanes

  @inline(__always) init(value: Lanes) { self.value = value }
  @inline(__always) init(x: Lanes, y: Lanes) { value = x }
  @inline(__always) init(_ stretches: Stretches, at row: Int) { value = stretches[0, row] }
  @inline(__always) func store(_ stretches: Stretches, at row: Int) { stretches[0, row] = value }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    let keepsNewer = (newer.value .> older.value) .| (newer.value .!= newer.value)
    return Highest(value: older.value.replacing(with: newer.value, where: keepsNewer))
  }
}

/// The lowest value; missing where one is missing.
struct Lowest: WindowStatistic {
  static let size = 1
  let value: Lanes

  @inline(__always) init(value: Lanes) { self.value = value }
  @inline(__always) init(x: Lanes, y: Lanes) { value = x }
  @inline(__always) init(_ stretches: Stretches, at row: Int) { value = stretches[0, row] }
  @inline(__always) func store(_ stretches: Stretches, at row: Int) { stretches[0, row] = value }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    let keepsNewer = (newer.value .< older.value) .| (newer.value .!= newer.value)
    return Lowest(value: older.value.replacing(with: newer.value, where: keepsNewer))
  }
}

/// A statistic of x and one of y.
struct Pair<X: WindowStatistic, Y: WindowStatistic>: WindowStatistic {
  static var size: Int { X.size + Y.size }
  let x: X
  let y: Y

  init(x: X, y: Y) { (self.x, self.y) = (x, y) }
  @inline(__always) init(x: Lanes, y: Lanes) { (self.x, self.y) = (X(x: x, y: x), Y(x: y, y: y)) }

  @inline(__always) init(_ stretches: Stretches, at row: Int) {
    x = X(stretches, at: row)
    y = Y(stretches.dropping(X.size), at: row)
  }

  @inline(__always) func store(_ stretches: Stretches, at row: Int) {
    x.store(stretches, at: row)
    y.store(stretches.dropping(X.size), at: row)
  }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    Pair(
      x: X.merge(newer: newer.x, older: older.x, dx: dx, dy: dx, rows),
      y: Y.merge(newer: newer.y, older: older.y, dx: dy, dy: dy, rows)
    )
  }
}
