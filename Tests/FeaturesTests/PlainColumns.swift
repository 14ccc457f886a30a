import Numerics

/// The 150 columns from the formulas of the catalogue, row by row, without regard to speed.
struct PlainColumns {
  let open: [Double]
  let high: [Double]
  let low: [Double]
  let close: [Double]
  let volume: [Double]

  init(_ rows: Rows) {
    (open, high, low) = (rows.open, rows.high, rows.low)
    (close, volume) = (rows.close, rows.volume)
  }

  var count: Int { close.count }

  // Tools

  /// Returns `f` of each row, missing where it takes a row before the first.
  func rows(from first: Int = 0, _ f: (Int) -> Double) -> [Double] {
    (0..<count).map { $0 < first ? .nan : f($0) }
  }

  /// Returns `f` of each full window without missing values.
  func window(_ n: Int, _ x: [Double], _ f: ([Double]) -> Double) -> [Double] {
    rows(from: n - 1) { t in
      let slice = Array(x[(t - n + 1)...t])
      return slice.contains(where: \.isNaN) ? .nan : f(slice)
    }
  }

  func mean(_ n: Int, _ x: [Double]) -> [Double] { window(n, x, Self.mean) }

  /// The mean by distances from the first value, which is exact where all are equal.
  static func mean(_ x: [Double]) -> Double {
    x[0] + x.reduce(0) { $0 + ($1 - x[0]) } / Double(x.count)
  }

  /// Returns the sum of the k-th powers of the deviations from the mean.
  static func power(_ k: Int, _ x: [Double]) -> Double {
    let mean = mean(x)
    return x.reduce(0) { sum, value in sum + (0..<k).reduce(1) { p, _ in p * (value - mean) } }
  }

  func deviation(_ n: Int, _ x: [Double]) -> [Double] {
    window(n, x) { (Self.power(2, $0) / Double(n - 1)).squareRoot() }
  }

  /// Returns an exponential average: a mean of the first full run, then its recursion over what is
  /// there.
  func exponential(_ n: Int, _ x: [Double], seed: Int? = nil, weight: Double) -> [Double] {
    let first =
      seed
      ?? (n - 1..<max(n - 1, count)).first { t in !x[(t - n + 1)...t].contains(where: \.isNaN) }
    guard let first else { return rows { _ in .nan } }
    var state = Self.mean(Array(x[(first - n + 1)...first]))
    return rows(from: first) { t in
      if t == first { return state }
      guard !x[t].isNaN else { return .nan }
      state += weight * (x[t] - state)
      return state
    }
  }

  func cumulative(_ x: [Double]) -> [Double] {
    var sum = 0.0
    return x.map { value in
      sum += value.isNaN ? 0 : value
      return value.isNaN ? .nan : sum
    }
  }

  func zip(_ a: [Double], _ b: [Double], _ f: (Double, Double) -> Double) -> [Double] {
    rows { a[$0].isNaN || b[$0].isNaN ? .nan : f(a[$0], b[$0]) }
  }

  /// a / b; missing where b is 0.
  func over(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b) { $1 == 0 ? .nan : $0 / $1 } }

  func lag(_ k: Int, _ x: [Double]) -> [Double] { rows(from: k) { x[$0 - k] } }

  func sign(_ x: [Double]) -> [Double] { x.map { $0.isNaN ? .nan : $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } }

  // Bars

  var returns: [Double] { over(close, lag(1, close)).map { $0 - 1 } }
  var range: [Double] { zip(high, low, -) }
  var body: [Double] { zip(close, open) { abs($0 - $1) } }
  var upper: [Double] { zip(high, zip(open, close, max), -) }
  var lower: [Double] { zip(zip(open, close, min), low, -) }
  var rise: [Double] { zip(close, open, -) }

  var trueRange: [Double] {
    rows(from: 1) { t in
      let distances = [high[t] - low[t], abs(high[t] - close[t - 1]), abs(low[t] - close[t - 1])]
      return distances.contains(where: \.isNaN) ? .nan : distances.max() ?? .nan
    }
  }

  /// part / whole, `empty` where the whole is 0.
  func share(_ part: [Double], _ whole: [Double], empty: Double) -> [Double] {
    zip(part, whole) { $1 == 0 ? empty : $0 / $1 }
  }

  func isTrue(_ a: [Double], _ b: [Double], _ f: (Double, Double) -> Bool) -> [Double] {
    zip(a, b) { f($0, $1) ? 1 : 0 }
  }
}
