public import Numerics
internal import Synchronization

/// Accounts that might have been: many paths made of the returns of one.
public enum MonteCarlo {
  /// How a path is made of the returns of one column.
  public enum Method: String, CaseIterable, Sendable, Codable {
    /// Blocks of random length from random places, see ``Bootstrap``.
    case stationary
    /// Blocks of one length from random places.
    case block
    /// Single returns, drawn with replacement.
    case trades
    /// All returns once, in another order.
    case shuffle

    /// The question that the method answers.
    public var question: MonteCarloQuestion {
      switch self {
      case .stationary, .block: .dependence
      case .trades: .sampling
      case .shuffle: .order
      }
    }
  }

  /// Returns the accounts of paths that are made of `returns`.
  ///
  /// Path i takes its numbers from the sub-stream i: it is the same however many paths there are.
  ///
  /// - Parameters:
  ///   - returns: Returns of periods or of trades, as fractions; without any there is no path.
  ///   - method: How a path is made of them.
  ///   - block: The (mean) length of a block, at least 1 and at most the number of returns; chosen
  ///     by ``BlockLength`` where nil.
  ///   - leastBlock: What a length that is chosen may not fall below, such as the horizon of the
  ///     forecasts that were traded; nil where nothing is known of one.
  ///   - paths: How many paths.
  ///   - capital: What each account starts with.
  ///   - horizon: How many returns a path has, as many as `returns` where nil. A shuffle has no
  ///     more than those.
  ///   - ruinAt: The share of the starting capital whose loss counts as ruin.
  ///   - stream: The random numbers.
  ///   - workers: The threads; the result does not depend on them.
  ///   - keeper: Asked for each batch of paths; nil walks all.
  ///   - progress: Receives the number of finished paths, from any thread and in any order.
  /// - Returns: What became of the accounts, and which question that answers.
  public static func run(
    returns: [Double],
    method: Method,
    block: Double? = nil,
    leastBlock: Double? = nil,
    paths: Int,
    capital: Double,
    horizon: Int? = nil,
    ruinAt: Double = 0.5,
    stream: RandomStream,
    workers: Workers,
    keeper: PathKeeper? = nil,
    progress: (@Sendable (Int) -> Void)? = nil
  ) -> MonteCarloResult {
    let length = blockLength(of: returns, method, asked: block, least: leastBlock ?? 1)
    let asked = max(0, horizon ?? returns.count)
    var result = simulate(
      question: method.question,
      paths: returns.isEmpty ? 0 : paths,
      capital: capital,
      horizon: method == .shuffle ? min(asked, returns.count) : asked,
      ruinAt: ruinAt,
      workers: workers,
      keeper: keeper,
      progress: progress
    ) { path, horizon in
      var numbers = stream.substream(path)
      let rows = length?.rows ?? 1
      let runs: [Range<Int>]
      switch method {
      case .shuffle:
        return Bootstrap.permutation(of: returns.count, using: &numbers).map { returns[$0] }
      case .stationary where rows > 1:
        runs = Bootstrap.stationaryRuns(
          of: returns.count,
          taking: horizon,
          meanBlock: rows,
          using: &numbers
        )
      case .block where rows > 1:
        runs = Bootstrap.circularRuns(
          of: returns.count,
          taking: horizon,
          block: Int(exactly: rows) ?? 1,
          using: &numbers
        )
      default:
        // Blocks of a single row are trades, drawn one by one.
        return Bootstrap.independentIndexes(
          of: returns.count,
          taking: horizon,
          using: &numbers
        ).map { returns[$0] }
      }
      return Bootstrap.values(returns, of: runs, count: horizon)
    }
    (result.method, result.block) = (method, length)
    return result
  }

  /// Returns the accounts of paths whose returns `returnsOfPath` gives by path number and horizon.
  ///
  /// A path with fewer returns stays where it ended; a longer one is cut. The last parameter is
  /// called from all workers.
  public static func simulate(
    question: MonteCarloQuestion,
    paths: Int,
    capital: Double,
    horizon: Int,
    ruinAt: Double = 0.5,
    workers: Workers,
    keeper: PathKeeper? = nil,
    progress: (@Sendable (Int) -> Void)? = nil,
    returnsOfPath: @Sendable (_ path: Int, _ horizon: Int) -> [Double]
  ) -> MonteCarloResult {
    let times = MonteCarloResult.times(horizon: horizon, paths: paths)
    let piece = 64
    let finished = Atomic<Int>(0)
    let batches = workers.map((max(0, paths) + piece - 1) / piece) { number -> PathBatch? in
      let part = (number * piece)..<min((number + 1) * piece, paths)
      func walked() -> PathBatch {
        var batch = PathBatch(paths: part.count, times: times)
        for path in part {
          batch.walk(returnsOfPath(path, horizon), from: capital, as: path - part.lowerBound)
        }
        return batch
      }
      let batch = keeper.map { $0(number, walked) } ?? walked()
      if batch != nil { progress?(finished.add(part.count, ordering: .relaxed).newValue) }
      return batch
    }
    return MonteCarloResult(
      batches.compactMap(\.self),
      times: times,
      question: question,
      capital: capital,
      horizon: horizon,
      ruinAt: ruinAt,
      workers: workers
    )
  }

  private static func blockLength(
    of returns: [Double],
    _ method: Method,
    asked: Double?,
    least: Double
  ) -> MonteCarloResult.Block? {
    guard method == .stationary || method == .block else { return nil }
    let optimal = BlockLength.optimal(returns)
    let rows = asked ?? (method == .block ? optimal.circular : optimal.stationary)
    let longest = Double(max(1, returns.count))
    // A missing length, of a series too short or constant to tell, becomes the least one.
    let isLeast = asked == nil && least > 1 && !(rows >= least)
    let inside = min(max(1, isLeast ? least : rows > 1 ? rows : 1), longest)
    return MonteCarloResult.Block(
      rows: method == .block ? inside.rounded() : inside,
      isChosen: asked == nil,
      isLeast: isLeast
    )
  }
}
