import Numerics

/// What became of the accounts of a simulation.
public struct MonteCarloResult: Hashable, Codable, Sendable {
  /// The length of the blocks of returns.
  public struct Block: Hashable, Codable, Sendable {
    /// The length, or for the stationary bootstrap its mean, in rows.
    public let rows: Double
    /// Whether ``BlockLength`` chose it from the returns, and not the caller.
    public let isChosen: Bool

    /// Whether it is the least length that the caller allowed, which the returns would fall below.
    public let isLeast: Bool

    public init(rows: Double, isChosen: Bool, isLeast: Bool = false) {
      (self.rows, self.isChosen, self.isLeast) = (rows, isChosen, isLeast)
    }
  }

  /// The shares whose quantiles the bands are.
  public static let levels = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// What the simulation asks.
  public let question: MonteCarloQuestion
  /// How the paths were made; nil where their maker is not of this module.
  public internal(set) var method: MonteCarlo.Method?
  /// The blocks of returns; nil for a method without blocks.
  public internal(set) var block: Block?
  /// What each account started with.
  public let capital: Double
  /// How many returns each path took.
  public let horizon: Int
  /// The account at the end of each path.
  public let finals: [Double]
  /// The lowest of E / max E - 1 of each path, over all its rows; zero or less.
  public let maxDrawdowns: [Double]
  /// The lowest account of each path, over all its rows.
  public let lowest: [Double]
  /// The numbers of returns taken at which the bands are given, from 0 to the horizon.
  public let times: [Int]
  /// The quantiles of the accounts, `bands[level][time]`; missing where a path is, or there is none.
  public let bands: [[Double]]
  /// The share of the starting capital whose loss counts as ruin.
  public let ruinAt: Double
  /// The share of the paths that ever lost at least `ruinAt` of the starting capital.
  public let ruinProbability: Double

  /// How many paths there are.
  public var paths: Int { finals.count }

  init(
    _ batches: [PathBatch],
    times: [Int],
    question: MonteCarloQuestion,
    capital: Double,
    horizon: Int,
    ruinAt: Double,
    workers: Workers
  ) {
    let levels = MonteCarloResult.levels
    let quantiles = workers.map(times.count) { time in
      Statistics.quantiles(batches.flatMap { $0.accounts(at: time) }, levels)
    }
    let lowest = batches.flatMap(\.lowest)
    let floor = (1 - ruinAt) * capital
    (self.question, self.capital, self.horizon) = (question, capital, horizon)
    (self.ruinAt, self.times) = (ruinAt, times)
    (self.finals, self.lowest) = (batches.flatMap(\.finals), lowest)
    maxDrawdowns = batches.flatMap(\.maxDrawdowns)
    bands = levels.indices.map { level in quantiles.map { $0[level] } }
    ruinProbability =
      lowest.isEmpty ? .nan : Double(lowest.count { $0 <= floor }) / Double(lowest.count)
  }

  /// Returns at most 251 times, evenly spread over the horizon with both of its ends.
  ///
  /// A fan needs no more; fewer for millions of paths, so that the accounts kept stay below 400 MB.
  static func times(horizon: Int, paths: Int) -> [Int] {
    let steps = min(horizon, 250, max(1, 50_000_000 / max(1, paths)))
    guard steps > 0 else { return [0] }
    return (0...steps).map { step in
      let (whole, rest) = horizon.quotientAndRemainder(dividingBy: steps)
      return step * whole + step * rest / steps
    }
  }
}
