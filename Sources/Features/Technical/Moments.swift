// The merges are those of Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
// computing sample variances" (1979), and Pébay, SAND2008-6212, for the third and fourth power and
// for products. A stands for the newer stretch, B for the older; δ = mean of B - mean of A.

/// The mean, as it differs from the newest value.
struct Center: WindowStatistic {
  static let size = 1
  /// The mean less the newest value.
  let mean: Lanes

  @inline(__always) init(mean: Lanes) { self.mean = mean }
  @inline(__always) init(x: Lanes, y: Lanes) { mean = .zero }
  @inline(__always) init(_ stretches: Stretches, at row: Int) { mean = stretches[0, row] }
  @inline(__always) func store(_ stretches: Stretches, at row: Int) { stretches[0, row] = mean }

  @inline(__always)
  static func merge(newer: Self, older: Self, dx: Lanes, dy: Lanes, _ rows: Counts) -> Self {
    let δ = older.mean + dx - newer.mean
    return Center(mean: newer.mean + δ * rows.olderShare)
  }
}

/// The mean and the sum of squared deviations from it.
struct Spread: WindowStatistic {
  static let size = 2
  /// The mean less the newest value.
  let mean: Lanes
  let squares: Lanes

  @inline(__always) init(mean: Lanes, squares: Lanes) {
    (self.mean, self.squares) = (mean, squares)
  }
  @inline(__always) init(x: Lanes, y: Lanes) { (mean, squares) = (.zero, .zero) }

  @inline(__always) init(_ stretches: Stretches, at row: Int) {
    (mean, squares) = (stretches[0, row], stretches[1, row])
  }

  @inline(__always) func store(_ stretches: Stretches, at row: Int) {
    stretches[0, row] = mean
    stretches[1, row] = squares
  }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    let δ = older.mean + dx - newer.mean
    return Spread(
      mean: newer.mean + δ * rows.olderShare,
      squares: newer.squares + older.squares + δ * δ * rows.coupling
    )
  }
}

/// The sums of the second, third and fourth powers of the deviations from the mean.
struct Shape: WindowStatistic {
  static let size = 4
  let mean: Lanes
  let m2: Lanes
  let m3: Lanes
  let m4: Lanes

  @inline(__always) init(mean: Lanes, m2: Lanes, m3: Lanes, m4: Lanes) {
    (self.mean, self.m2, self.m3, self.m4) = (mean, m2, m3, m4)
  }

  @inline(__always) init(x: Lanes, y: Lanes) { (mean, m2, m3, m4) = (.zero, .zero, .zero, .zero) }

  @inline(__always) init(_ stretches: Stretches, at row: Int) {
    (mean, m2) = (stretches[0, row], stretches[1, row])
    (m3, m4) = (stretches[2, row], stretches[3, row])
  }

  @inline(__always) func store(_ stretches: Stretches, at row: Int) {
    stretches[0, row] = mean
    stretches[1, row] = m2
    stretches[2, row] = m3
    stretches[3, row] = m4
  }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    let (p, q) = (rows.newerShare, rows.olderShare)
    let δ = older.mean + dx - newer.mean
    let square: Lanes = δ * δ
    let m2: Lanes = square * rows.coupling
    let skewed: Lanes = older.m2 * p - newer.m2 * q
    let leaning: Lanes = older.m3 * p - newer.m3 * q
    let crossed: Lanes = older.m2 * (p * p) + newer.m2 * (q * q)
    let m3: Lanes = δ * (m2 * (p - q) + skewed * 3)
    let m4: Lanes = δ * leaning * 4 + square * (crossed * 6 + m2 * (p * p - p * q + q * q))
    return Shape(
      mean: newer.mean + δ * q,
      m2: newer.m2 + older.m2 + m2,
      m3: newer.m3 + older.m3 + m3,
      m4: newer.m4 + older.m4 + m4
    )
  }
}

/// The mean, and the sum of the products of deviations of row number and value.
struct Trend: WindowStatistic {
  static let size = 2
  /// The mean less the newest value.
  let mean: Lanes
  let products: Lanes

  @inline(__always) init(mean: Lanes, products: Lanes) {
    (self.mean, self.products) = (mean, products)
  }
  @inline(__always) init(x: Lanes, y: Lanes) { (mean, products) = (.zero, .zero) }

  @inline(__always) init(_ stretches: Stretches, at row: Int) {
    (mean, products) = (stretches[0, row], stretches[1, row])
  }

  @inline(__always) func store(_ stretches: Stretches, at row: Int) {
    stretches[0, row] = mean
    stretches[1, row] = products
  }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    let δ = older.mean + dx - newer.mean
    // The mean row numbers lie n / 2 apart.
    return Trend(
      mean: newer.mean + δ * rows.olderShare,
      products: newer.products + older.products - δ * (rows.coupling * rows.distance)
    )
  }
}

/// The sums of squares and of products of the deviations of x and y from their means.
struct Joint: WindowStatistic {
  static let size = 5
  let meanX: Lanes
  let meanY: Lanes
  let xx: Lanes
  let yy: Lanes
  let xy: Lanes

  @inline(__always) init(meanX: Lanes, meanY: Lanes, xx: Lanes, yy: Lanes, xy: Lanes) {
    (self.meanX, self.meanY, self.xx, self.yy, self.xy) = (meanX, meanY, xx, yy, xy)
  }

  @inline(__always) init(x: Lanes, y: Lanes) {
    (meanX, meanY, xx, yy, xy) = (.zero, .zero, .zero, .zero, .zero)
  }

  @inline(__always) init(_ stretches: Stretches, at row: Int) {
    (meanX, meanY) = (stretches[0, row], stretches[1, row])
    (xx, yy, xy) = (stretches[2, row], stretches[3, row], stretches[4, row])
  }

  @inline(__always) func store(_ stretches: Stretches, at row: Int) {
    stretches[0, row] = meanX
    stretches[1, row] = meanY
    stretches[2, row] = xx
    stretches[3, row] = yy
    stretches[4, row] = xy
  }

  @inline(__always) static func merge(
    newer: Self,
    older: Self,
    dx: Lanes,
    dy: Lanes,
    _ rows: Counts
  ) -> Self {
    let δx = older.meanX + dx - newer.meanX
    let δy = older.meanY + dy - newer.meanY
    return Joint(
      meanX: newer.meanX + δx * rows.olderShare,
      meanY: newer.meanY + δy * rows.olderShare,
      xx: newer.xx + older.xx + δx * δx * rows.coupling,
      yy: newer.yy + older.yy + δy * δy * rows.coupling,
      xy: newer.xy + older.xy + δx * δy * rows.coupling
    )
  }
}
