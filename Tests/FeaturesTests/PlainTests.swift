import Features
import Numerics
import Testing

/// The textbook forms, each window afresh.
private enum Plain {
  /// Returns `f` of each full window without missing values.
  static func window(_ n: Int, _ x: [Double], _ f: ([Double]) -> Double) -> [Double] {
    x.indices.map { t in
      guard t >= n - 1 else { return .nan }
      let slice = Array(x[(t - n + 1)...t])
      return slice.contains(where: \.isNaN) ? .nan : f(slice)
    }
  }

  /// Returns the sum of the k-th powers of the deviations from the mean.
  ///
  /// Distances from the first
  /// value are taken first: they are exact, or nearly, where prices are close to one another.
  static func power(_ k: Int, _ x: [Double]) -> Double {
    let distances = x.map { $0 - x[0] }
    let mean = Statistics.mean(distances)
    return distances.reduce(0) { sum, d in
      sum + (0..<k).reduce(1) { power, _ in power * (d - mean) }
    }
  }

  static func stdev(_ x: [Double]) -> Double {
    (power(2, x) / Double(x.count - 1)).squareRoot()
  }

  static func skew(_ x: [Double]) -> Double {
    let n = Double(x.count)
    let biased = power(3, x) / n / ((power(2, x) / n) * (power(2, x) / n).squareRoot())
    return n < 3 || power(2, x) == 0 ? .nan : biased * (n * (n - 1)).squareRoot() / (n - 2)
  }

  static func kurtosis(_ x: [Double]) -> Double {
    let n = Double(x.count)
    let excess = power(4, x) * n / (power(2, x) * power(2, x)) - 3
    let corrected = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)
    return n < 4 || power(2, x) == 0 ? .nan : corrected
  }

  static func slope(_ x: [Double]) -> Double {
    let center = Double(x.count - 1) / 2
    var (products, squares) = (0.0, 0.0)
    for (i, value) in x.enumerated() {
      products += (Double(i) - center) * (value - x[0])
      squares += (Double(i) - center) * (Double(i) - center)
    }
    return products / squares
  }

  static func weighted(_ x: [Double]) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for (i, value) in x.enumerated() {
      sum += Double(i + 1) * (value - x[0])
      weights += Double(i + 1)
    }
    return x[0] + sum / weights
  }

  static func zscore(_ x: [Double]) -> Double {
    let distances = x.map { $0 - x[0] }
    return ((distances.last ?? .nan) - Statistics.mean(distances)) / stdev(x)
  }

  static func rank(_ x: [Double]) -> Double {
    (Statistics.ranks(x).last ?? .nan) / Double(x.count)
  }

  /// Returns a recursive average of a column without missing values.
  static func recursive(_ n: Int, weight: Double, _ x: [Double]) -> [Double] {
    guard n <= x.count else { return x.map { _ in .nan } }
    var state = x[..<n].reduce(0, +) / Double(n)
    return x.indices.map { t in
      if t >= n { state = (1 - weight) * state + weight * x[t] }
      return t < n - 1 ? .nan : state
    }
  }
}

@Suite struct PlainTests {
  /// Columns that are easy and columns that are nasty, by name, with the size of their moves.
  private static let columns: [(name: String, values: [Double], scale: Double)] = {
    let walk = Rows.walk(1300, seed: 11).close
    var stream = RandomStream(seed: 12, path: "plain")
    let noise = walk.map { _ in stream.normal() }
    return [
      ("walk", walk, 1000),
      ("short", Array(walk[..<3]), 1000),
      ("empty", [], 1),
      ("constant", walk.map { _ in 0.1 }, 1),
      ("tied", noise.map { ($0 * 2).rounded() }, 1),
      ("with gaps", zip(walk, noise).map { $1 > 1.5 ? .nan : $0 }, 1000),
      ("near 1e9", noise.map { 1e9 + 0.001 * $0 }, 0.001),
      ("huge", noise.map { 1e60 * $0 }, 1e60),
      ("tiny", noise.map { 1e-60 * $0 }, 1e-60),
      ("with a spike", walk.enumerated().map { $0 == 600 ? 1e12 : $1 }, 1000),
    ]
  }()

  private static let spans = [1, 2, 3, 4, 5, 7, 14, 20, 64, 100, 600]

  @Test(arguments: spans)
  func windowsAgreeWithTheTextbook(_ n: Int) {
    for (name, x, scale) in Self.columns {
      // A spike in the very middle has no part in the slope, but its rounding has.
      let slopeScale = name == "with a spike" ? 1e12 : scale
      let tests: [(String, [Double], ([Double]) -> Double, floor: Double)] = [
        ("mean", Rolling.mean(x, window: n), { Statistics.mean($0) }, scale),
        ("sum", Rolling.sum(x, window: n), { $0.reduce(0, +) }, scale * Double(n)),
        ("wma", Smoothing.wma(x, span: n), Plain.weighted, scale),
        ("stdev", Rolling.stdev(x, window: n), Plain.stdev, 0),
        ("skew", Rolling.skew(x, window: n), Plain.skew, 1),
        ("kurtosis", Rolling.kurtosis(x, window: n), Plain.kurtosis, 1),
        ("zscore", Rolling.zscore(x, window: n), Plain.zscore, 1),
        ("slope", Rolling.linearSlope(x, window: n), Plain.slope, slopeScale),
        ("max", Rolling.max(x, window: n), { $0.max() ?? .nan }, 0),
        ("min", Rolling.min(x, window: n), { $0.min() ?? .nan }, 0),
        ("median", Rolling.median(x, window: n), { Statistics.quantile($0, 0.5) }, 0),
        ("q30", Rolling.quantile(x, window: n, 0.3), { Statistics.quantile($0, 0.3) }, 0),
        ("rank", Rolling.rank(x, window: n), Plain.rank, 0),
      ]
      for (function, actual, plain, floor) in tests {
        let difference = firstDifference(actual, Plain.window(n, x, plain), floor: floor)
        #expect(difference == nil, "\(function) of \(n), \(name)")
      }
    }
  }

  @Test(arguments: spans)
  func correlationsAgreeWithTheTextbook(_ n: Int) {
    let columns = Self.columns.filter { $0.values.count == 1300 }
    for (x, y) in zip(columns, columns.dropFirst()) {
      let expected = x.values.indices.map { t -> Double in
        guard t >= n - 1 else { return .nan }
        let (a, b) = (Array(x.values[(t - n + 1)...t]), Array(y.values[(t - n + 1)...t]))
        return Statistics.correlation(a.map { $0 - a[0] }, b.map { $0 - b[0] })
      }
      let actual = Rolling.corr(x.values, y.values, window: n)
      // A pair of rows that hardly differ correlates as its last digits happen to fall.
      let difference = firstDifference(actual, expected, floor: 1)
      #expect(difference == nil, "\(n) rows of \(x.name) and \(y.name)")
    }
  }

  @Test(arguments: spans)
  func recursionsAgreeWithTheTextbook(_ n: Int) {
    for (name, x, scale) in Self.columns where !x.contains(where: \.isNaN) {
      let ema = Plain.recursive(n, weight: 2 / Double(n + 1), x)
      #expect(firstDifference(Smoothing.ema(x, span: n), ema, floor: scale) == nil, "ema, \(name)")
      let rma = Plain.recursive(n, weight: 1 / Double(n), x)
      #expect(firstDifference(Smoothing.rma(x, span: n), rma, floor: scale) == nil, "rma, \(name)")
    }
  }

  /// Whole steps of 2⁻¹⁰ on 1e9 are exact, so that the steps alone have the same deviations.
  @Test func smallMovesOfALargePriceKeepTheirDigits() {
    var stream = RandomStream(seed: 5, path: "steps")
    let steps = (0..<1000).map { _ in Double(stream.index(below: 9) - 4) / 1024 }
    let prices = steps.map { 1e9 + $0 }
    for n in [5, 20, 100] {
      let pairs = [
        (Rolling.stdev(prices, window: n), Rolling.stdev(steps, window: n)),
        (Rolling.zscore(prices, window: n), Rolling.zscore(steps, window: n)),
        (Rolling.skew(prices, window: n), Rolling.skew(steps, window: n)),
        (Rolling.kurtosis(prices, window: n), Rolling.kurtosis(steps, window: n)),
        (Rolling.linearSlope(prices, window: n), Rolling.linearSlope(steps, window: n)),
        (Rolling.corr(prices, steps, window: n), Rolling.corr(steps, steps, window: n)),
      ]
      #expect(pairs.allSatisfy { zip($0, $1).allSatisfy { sameBits($0, $1) } })
      let position = Volatility.bollinger(prices, span: n, width: 2).position
      let expected = Volatility.bollinger(steps, span: n, width: 2).position
      #expect(zip(position, expected).allSatisfy { sameBits($0, $1) })
    }
  }

  /// Ten million tenths: a running sum is off in the tenth digit, a compensated one in none.
  @Test func longSumsKeepTheirDigits() {
    let tenths = [Double](repeating: 0.1, count: 10_000_000)
    #expect(Changes.cumsum(tenths).last == 1_000_000)
  }

  /// Worked by hand from closes of 1 2 1 3 and volumes of 10 20 30 40.
  @Test func volumeFollowsTheSignOfTheChange() {
    let rows = Rows(
      open: [1, 2, 1, 3],
      high: [1, 2, 1, 3],
      low: [1, 2, 1, 3],
      close: [1, 2, 1, 3],
      volume: [10, 20, 30, 40]
    )
    #expect(Volume.obv(rows.bars, volume: rows.volume) == [10, 30, 0, 40])
    #expect(Volume.vwap(rows.bars, volume: rows.volume, window: 2).last == (30 + 120) / 70.0)
    // Rising flow 40 + 120, falling flow 30.
    #expect(Volume.mfi(rows.bars, volume: rows.volume, span: 3).last == 160 / 190.0 * 100)
    #expect(Volatility.trueRange(rows.bars).dropFirst() == [1, 1, 2])
    #expect(abs((Momentum.rsi(rows.close, span: 3).last ?? 0) - 75) < 1e-12)
  }

  private func firstDifference(
    _ actual: [Double],
    _ expected: [Double],
    floor: Double
  ) -> Int? {
    zip(actual, expected).enumerated().first { _, pair in
      let (a, e) = pair
      if a.isNaN || e.isNaN { return a.isNaN != e.isNaN }
      return a != e && !(abs(a - e) <= 1e-9 * max(abs(e), floor))
    }?.offset
  }
}
