/// Where the values of a feature lie in the rows that train, and how far they spread.
struct ColumnScale: Sendable, Hashable {
  /// The weighted mean of the known values; 0 where there is none.
  let mean: Double
  /// Their weighted population standard deviation; 0 where the feature tells the rows not apart.
  let deviation: Double

  /// A deviation below this counts as 0, so that a coefficient in original units stays finite.
  static let leastDeviation = 1e-100
  /// A value further from the mean than so many deviations counts as that far away.
  static let farthest = 1e100

  /// Returns a value in deviations from the mean; 0 for a missing one, which the mean stands for.
  @inline(__always) func standardised(_ value: Double) -> Double {
    guard value.isFinite, deviation > 0 else { return 0 }
    let distance = value - mean
    // Two numbers of opposite sign near the largest that there is have no difference.
    let z = distance.isFinite ? distance / deviation : (value / 2 - mean / 2) / deviation * 2
    return min(max(z, -ColumnScale.farthest), ColumnScale.farthest)
  }
}

extension ColumnScale {
  /// Measures a column at `rows`; also returns the weight of those rows whose value is known.
  static func measuring(
    _ column: [Double],
    rows: [Int],
    weights: [Double]
  ) -> (scale: ColumnScale, knownWeight: Double) {
    var (low, high, known) = (Double.infinity, -Double.infinity, 0.0)
    for (row, weight) in zip(rows, weights) where column[row].isFinite {
      (low, high) = (min(low, column[row]), max(high, column[row]))
      known += weight
    }
    guard low <= high else { return (ColumnScale(mean: 0, deviation: 0), 0) }
    guard low < high, known > 0 else { return (ColumnScale(mean: low + 0, deviation: 0), known) }
    // In a unit that brings the largest value to between 1 and 2, so that no square overflows.
    let exponent = max(Int(max(-low, high, low, -high).exponent), -1000)
    let unit = Double(sign: .plus, exponent: -exponent, significand: 1)
    var sum = 0.0
    for (row, weight) in zip(rows, weights) where column[row].isFinite {
      sum += weight * (column[row] * unit)
    }
    let rough = sum / known
    // What rounding left of the first mean is taken off with a second.
    var (rest, squares) = (0.0, 0.0)
    for (row, weight) in zip(rows, weights) where column[row].isFinite {
      let distance = column[row] * unit - rough
      rest += weight * distance
      squares += weight * distance * distance
    }
    let shift = rest / known
    let variance = max(0, squares / known - shift * shift)
    let mean = min(max((rough + shift) / unit, low), high) + 0
    let deviation = min(variance.squareRoot() / unit, .greatestFiniteMagnitude)
    let isWide = deviation >= leastDeviation
    return (ColumnScale(mean: mean, deviation: isWide ? deviation : 0), known)
  }

  /// Returns `base` plus the sum of the coefficients times the standardised features, row by row.
  static func margins(
    _ table: FeatureTable,
    rows: ArraySlice<Int>,
    scales: [ColumnScale],
    coefficients: [Double],
    base: Double
  ) -> [Double] {
    var margins = [Double](repeating: base, count: rows.count)
    for (feature, coefficient) in coefficients.enumerated() where coefficient != 0 {
      let (column, scale) = (table.columns[feature], scales[feature])
      for (i, row) in rows.enumerated() {
        margins[i] += coefficient * scale.standardised(column[row])
      }
    }
    return margins
  }
}
