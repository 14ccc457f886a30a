public import Numerics

/// Whether the best of several trials beats a benchmark by more than the choice explains.
///
/// White's reality check, "A reality check for data snooping" (2000), and Hansen's test for superior
/// predictive ability (2005), which divides by standard errors and sets trials far below the
/// benchmark aside. Both ask how often resampled data in which no trial is better than the benchmark
/// show a best trial as good as the one seen.
public enum RealityCheck {
  /// The p-values, each (1 + draws at or above the statistic) / (draws + 1), so never zero.
  public struct Result: Hashable, Codable, Sendable {
    /// White's: the largest √T mean, not studentised.
    public let white: Double
    /// Hansen's, where all trials below the benchmark are set aside: the most liberal.
    public let spaLower: Double
    /// Hansen's, where those are set aside that are below it by more than chance explains.
    public let spaConsistent: Double
    /// Hansen's, where every trial is taken to be as good as the benchmark: the most cautious.
    public let spaUpper: Double
    /// The largest √T mean.
    public let whiteStatistic: Double
    /// The largest √T mean over its standard error, at least 0.
    public let spaStatistic: Double
    /// The trial with the largest studentised mean, the first of equals; nil where there is none.
    public let best: Int?
    /// The mean length of the blocks drawn.
    public let meanBlock: Double
    public let draws: Int
  }

  /// Returns the tests of trials by their differentials: return less the benchmark's, per period.
  ///
  /// Every p-value is missing where there are fewer than 3 periods or no trial. A trial whose
  /// differentials do not vary, or are missing, takes no part in Hansen's test.
  ///
  /// - Parameters:
  ///   - differentials: One column for each trial, over the same periods.
  ///   - block: The mean block of the stationary bootstrap, see ``BlockLength``.
  ///   - draws: How many resamples; draw b takes its numbers from the sub-stream b.
  ///   - stream: The random numbers.
  ///   - workers: The threads; the result does not depend on them.
  /// - Returns: The p-values with their statistics.
  public static func run(
    differentials: [[Double]],
    block: Double,
    draws: Int = 5000,
    stream: RandomStream,
    workers: Workers
  ) -> Result {
    let rows = differentials.first?.count ?? 0
    precondition(differentials.allSatisfy { $0.count == rows }, "trials over the same periods")
    let meanBlock = block > 1 ? block : 1
    let tileCount = rows > 2 ? (differentials.count + Tile.width - 1) / Tile.width : 0
    let tiles = workers.map(tileCount) { number in
      let first = number * Tile.width
      let trials = first..<min(first + Tile.width, differentials.count)
      return Tile(differentials[trials], meanBlock: meanBlock)
    }
    let observed = tiles.reduce(Maxima()) { $0.merged(with: $1.observed) }
    let piece = 50
    let maxima = workers.map((max(0, draws) + piece - 1) / piece) { number in
      let part = (number * piece)..<min((number + 1) * piece, draws)
      let samples = part.map { draw in
        var numbers = stream.substream(draw)
        return Bootstrap.stationaryRuns(of: rows, meanBlock: meanBlock, using: &numbers)
      }
      return tiles.reduce([Maxima](repeating: Maxima(), count: part.count)) { maxima, tile in
        zip(maxima, samples).map { $0.merged(with: tile.maxima(of: $1)) }
      }
    }
    return result(observed, maxima.flatMap(\.self), tiles, meanBlock)
  }

  private static func result(
    _ observed: Maxima,
    _ drawn: [Maxima],
    _ tiles: [Tile],
    _ meanBlock: Double
  ) -> Result {
    func p(_ statistic: KeyPath<Maxima, Double>) -> Double {
      guard observed[keyPath: statistic] > -.infinity else { return .nan }
      let hits = drawn.count { $0[keyPath: statistic] >= observed[keyPath: statistic] }
      return Double(1 + hits) / Double(drawn.count + 1)
    }
    let ratios = tiles.flatMap(\.studentised)
    var best: Int?
    for (i, ratio) in ratios.enumerated() where ratio > best.map({ ratios[$0] }) ?? -.infinity {
      best = i
    }
    return Result(
      white: p(\.white),
      spaLower: p(\.lower),
      spaConsistent: p(\.consistent),
      spaUpper: p(\.upper),
      whiteStatistic: observed.white > -.infinity ? observed.white : .nan,
      spaStatistic: observed.upper > -.infinity ? observed.upper : .nan,
      best: best,
      meanBlock: meanBlock,
      draws: drawn.count
    )
  }
}
