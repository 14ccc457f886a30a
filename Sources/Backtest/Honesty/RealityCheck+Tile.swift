import Numerics

extension RealityCheck {
  /// The largest statistics over trials; minus infinity over none.
  struct Maxima: Sendable {
    var white = -Double.infinity
    var lower = -Double.infinity
    var consistent = -Double.infinity
    var upper = -Double.infinity

    func merged(with other: Maxima) -> Maxima {
      Maxima(
        white: max(white, other.white),
        lower: max(lower, other.lower),
        consistent: max(consistent, other.consistent),
        upper: max(upper, other.upper)
      )
    }
  }

  /// A few trials of the reality check, laid out so that a resample costs one subtraction for each
  /// run and trial.
  ///
  /// `prefix[t · width + k]` is the sum of the first t centred differentials of trial k: the sum of a
  /// run of rows is a difference of two rows of the table. With a mean block of 10 that is a fifth of
  /// the work of adding rows, and a tile stays in the cache for all draws.
  struct Tile: Sendable {
    static let width = 32

    /// √T mean of each trial.
    private let scaledMeans: [Double]
    /// 1 / standard error of √T mean; 0 where it is not defined.
    private let inverseErrors: [Double]
    private let prefix: [Double]
    private let rows: Int

    /// Creates the tile of at least one column of at least three rows.
    init(_ columns: ArraySlice<[Double]>, meanBlock: Double) {
      rows = columns.first?.count ?? 0
      let root = Double(rows).squareRoot()
      var table = [Double](repeating: 0, count: (rows + 1) * columns.count)
      var (means, inverses): ([Double], [Double]) = ([], [])
      for (k, column) in columns.enumerated() {
        let mean = Statistics.mean(column)
        let error = Tile.standardError(column.map { $0 - mean }, meanBlock: meanBlock)
        means.append(root * mean)
        inverses.append(error > SharpeRatio.smallestDispersion * abs(mean) ? 1 / error : 0)
        var total = 0.0
        for (t, value) in column.enumerated() {
          total += value - mean
          table[(t + 1) * columns.count + k] = total
        }
      }
      (scaledMeans, inverseErrors, prefix) = (means, inverses, table)
    }

    /// √T mean over its standard error; minus infinity where that is not defined.
    var studentised: [Double] {
      zip(scaledMeans, inverseErrors).map { $1 > 0 ? $0 * $1 : -.infinity }
    }

    /// The largest statistics of the data themselves; those of Hansen's test are one.
    var observed: Maxima {
      let white = scaledMeans.reduce(-.infinity) { $1 > $0 ? $1 : $0 }
      let best = studentised.reduce(-.infinity) { max($0, $1) }
      let spa = best > -.infinity ? max(0, best) : best
      return Maxima(white: white, lower: spa, consistent: spa, upper: spa)
    }

    /// Returns the largest statistics of one resample, recentred so that no trial is better than the
    /// benchmark.
    func maxima(of runs: [Range<Int>]) -> Maxima {
      let width = scaledMeans.count
      var totals = [Double](repeating: 0, count: width)
      for run in runs {
        let (end, start) = (run.upperBound * width, run.lowerBound * width)
        for k in 0..<width { totals[k] += prefix[end + k] - prefix[start + k] }
      }
      let root = Double(rows).squareRoot()
      // Hansen's threshold: means below it are too bad for chance, by the law of iterated logarithms.
      let threshold = -(2 * Elementary.log(Elementary.log(Double(rows)))).squareRoot()
      var maxima = Maxima()
      for k in 0..<width {
        let total = totals[k] / root
        if total > maxima.white { maxima.white = total }
        guard inverseErrors[k] > 0 else { continue }
        let mean = scaledMeans[k] * inverseErrors[k]
        let upper = total * inverseErrors[k]
        let lower = upper + min(mean, 0)
        maxima.upper = max(maxima.upper, upper, 0)
        maxima.lower = max(maxima.lower, lower, 0)
        maxima.consistent = max(maxima.consistent, mean < threshold ? lower : upper, 0)
      }
      return maxima
    }

    /// Returns the standard deviation of √T times the mean under the stationary bootstrap.
    ///
    /// √(γ₀ + 2 Σ κᵢ γᵢ), κᵢ = (1 - i/T) qⁱ + (i/T) qᵀ⁻ⁱ, q = 1 - 1 / block: Politis and Romano
    /// (1994), lemma 1. The sums over all pairs of rows fall into recursions over the rows, which
    /// makes them exact at the cost of one pass.
    ///
    /// - Parameters:
    ///   - x: The deviations from the mean.
    ///   - meanBlock: The mean length of a block, at least 1.
    /// - Returns: The standard error.
    static func standardError(_ x: [Double], meanBlock: Double) -> Double {
      let n = Double(x.count)
      let q = 1 - 1 / meanBlock
      var (squares, near, far) = (0.0, 0.0, 0.0)
      // a = Σ qⁱ xₜ₋ᵢ and b = Σ i qⁱ xₜ₋ᵢ over i ≥ 1, for the first part of κ.
      var (a, b) = (0.0, 0.0)
      // u = Σ qˢ xₛ and w = Σ s qˢ xₛ over s < t, for the second, where i = t - s.
      var (u, w, power) = (0.0, 0.0, 1.0)
      let powers = Tile.powers(q, through: x.count)
      for (t, value) in x.enumerated() {
        squares += value * value
        near += value * (a - b / n)
        far += powers[x.count - t] * value * (Double(t) * u - w) / n
        b = q * (b + a + value)
        a = q * (a + value)
        u += power * value
        w += Double(t) * power * value
        power = powers[t + 1]
      }
      return ((squares + 2 * (near + far)) / n).squareRoot()
    }

    /// Returns q⁰, q¹ … q to the power `last`.
    private static func powers(_ q: Double, through last: Int) -> [Double] {
      var powers = [1.0]
      powers.reserveCapacity(last + 1)
      for i in 0..<last { powers.append(powers[i] * q) }
      return powers
    }
  }
}
