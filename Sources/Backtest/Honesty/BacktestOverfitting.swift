public import Numerics

/// The probability that the best of several trials owes its rank to the choice.
///
/// Combinatorially symmetric cross-validation of Bailey, Borwein, López de Prado and Zhu, "The
/// probability of backtest overfitting" (2015): the rows are cut into an even number S of blocks;
/// each choice of half of them is in-sample once, and the trial that is best there is ranked among
/// all trials on the other half.
public enum BacktestOverfitting {
  /// The numbers of blocks that can be asked for; 20 already make 184,756 splits.
  public static let allowedBlocks = stride(from: 2, through: 20, by: 2)

  /// One choice of blocks, and what became of its best trial; the ratios are per period.
  public struct Split: Hashable, Codable, Sendable {
    /// The trial with the highest in-sample Sharpe ratio, the first of equals.
    public let chosen: Int
    /// Its rank outside, from 1 for the worst to N; ties share the mean of their ranks.
    public let rank: Double
    /// ln(w / (1 - w)), w = rank / (N + 1): zero or less where half of the trials did better.
    public let logit: Double
    public let inSample: Double
    public let outOfSample: Double
  }

  /// What all splits say together; every share is missing where there is no split.
  public struct Result: Hashable, Codable, Sendable {
    /// The probability of overfitting: the share of splits whose logit is zero or less.
    public let probability: Double
    /// The share of splits whose chosen trial lost money outside: its Sharpe ratio is below zero.
    public let probabilityOfLoss: Double
    /// The slope of the line outOfSample = intercept + slope · inSample (least squares).
    public let degradationSlope: Double
    /// The intercept of that line, per period.
    public let degradationIntercept: Double
    /// The share of the variance outside that the line explains.
    public let degradationFit: Double
    /// The splits in the lexicographic order of their in-sample blocks.
    public let splits: [Split]

    public var logits: [Double] { splits.map(\.logit) }

    init(splits: [Split]) {
      func share(_ holds: (Split) -> Bool) -> Double {
        splits.isEmpty ? .nan : Double(splits.count(where: holds)) / Double(splits.count)
      }
      let (x, y) = (splits.map(\.inSample), splits.map(\.outOfSample))
      let correlation = Statistics.correlation(x, y)
      let slope = correlation * Statistics.stdev(y) / Statistics.stdev(x)
      probability = share { $0.logit <= 0 }
      probabilityOfLoss = share { $0.outOfSample < 0 }
      degradationSlope = slope
      degradationIntercept = Statistics.mean(y) - slope * Statistics.mean(x)
      degradationFit = correlation * correlation
      self.splits = splits
    }
  }

  /// Returns the probability of overfitting of trials whose returns are given, one column each.
  public static func probability(
    returns: [[Double]],
    blocks: Int = 16,
    workers: Workers
  ) -> Result {
    guard allowedBlocks.contains(blocks) else { return Result(splits: []) }
    let sums = workers.map(returns.count) { BlockSums(returns: returns[$0], blocks: blocks) }
    return probability(sums: sums, workers: workers)
  }

  /// Returns the probability of overfitting of trials by their block sums.
  ///
  /// The result is empty where there are fewer than two trials or two rows in a half, or the number
  /// of blocks is not among `allowedBlocks`. A trial whose returns do not vary within a half, such
  /// as one that did not trade, counts there as a Sharpe ratio of 0; one with a missing return is
  /// never chosen and ranks last.
  public static func probability(sums: [BlockSums], workers: Workers) -> Result {
    guard let first = sums.first, sums.count > 1 else { return Result(splits: []) }
    let (blocks, rows) = (first.sums.count, first.rowsPerBlock)
    precondition(
      sums.allSatisfy { $0.sums.count == blocks && $0.rowsPerBlock == rows },
      "trials over the same rows"
    )
    guard allowedBlocks.contains(blocks), rows * blocks / 2 > 1 else { return Result(splits: []) }
    let choices = halves(of: blocks)
    let table = Table(sums)
    let piece = 64
    let splits = workers.map((choices.count + piece - 1) / piece) { number in
      let part = choices[(number * piece)..<min((number + 1) * piece, choices.count)]
      return table.splits(part)
    }
    return Result(splits: splits.flatMap(\.self))
  }

  /// Returns the choices of half of `count` blocks in lexicographic order, block b as the bit b.
  private static func halves(of count: Int) -> [UInt32] {
    var choices: [UInt32] = []
    func extend(_ chosen: UInt32, from block: Int, missing: Int) {
      guard missing > 0 else { return choices.append(chosen) }
      for next in block..<max(block, count - missing + 1) {
        extend(chosen | 1 << UInt32(next), from: next + 1, missing: missing - 1)
      }
    }
    extend(0, from: 0, missing: count / 2)
    return choices
  }

  /// The sums of all trials, block after block, so that the loops over the trials are vectors.
  private struct Table: Sendable {
    let trials: Int
    let blocks: Int
    let rowsPerHalf: Double
    let sums: [Double]
    let squares: [Double]

    init(_ columns: [BlockSums]) {
      trials = columns.count
      blocks = columns.first?.sums.count ?? 0
      rowsPerHalf = Double((columns.first?.rowsPerBlock ?? 0) * (blocks / 2))
      sums = (0..<blocks).flatMap { block in columns.map { $0.sums[block] } }
      squares = (0..<blocks).flatMap { block in columns.map { $0.squares[block] } }
    }

    func splits(_ choices: ArraySlice<UInt32>) -> [Split] {
      let none = [Double](repeating: 0, count: trials)
      var (inside, outside, scratch) = (none, none, none)
      return choices.map { choice in
        sharpeRatios(of: choice, into: &inside, &scratch)
        sharpeRatios(of: ~choice, into: &outside, &scratch)
        return split(inside, outside)
      }
    }

    /// Fills in the ratio of each trial over the chosen blocks.
    private func sharpeRatios(
      of choice: UInt32,
      into ratios: inout [Double],
      _ scratch: inout [Double]
    ) {
      total(sums, choice, into: &ratios)
      total(squares, choice, into: &scratch)
      var ratios = ratios.mutableSpan
      let scratch = scratch.span
      let correction = ((rowsPerHalf - 1) / rowsPerHalf).squareRoot()
      for i in ratios.indices {
        ratios[i] = sharpeRatio(sum: ratios[i], squares: scratch[i], correction: correction)
      }
    }

    /// Adds up the chosen blocks of each trial.
    private func total(_ values: [Double], _ choice: UInt32, into totals: inout [Double]) {
      var totals = totals.mutableSpan
      for i in totals.indices { totals[i] = 0 }
      for block in 0..<blocks where choice & 1 << UInt32(block) != 0 {
        let row = values.span.extracting((block * trials)..<((block + 1) * trials))
        for i in totals.indices { totals[i] += row[i] }
      }
    }

    /// Returns mean / standard deviation = √((n - 1) / n) S / √(n Q - S²) of the sums S and Q.
    private func sharpeRatio(sum: Double, squares: Double, correction: Double) -> Double {
      let total = rowsPerHalf * squares
      let spread = total - sum * sum
      let ratio = correction * sum / spread.squareRoot()
      // The difference of nearly equal sums: what is left of a constant is rounding.
      let flat = spread.isNaN ? -Double.infinity : 0
      return spread > 1e-12 * total ? ratio : flat
    }

    private func split(_ inside: [Double], _ outside: [Double]) -> Split {
      var chosen = 0
      for i in 1..<trials where inside[i] > inside[chosen] { chosen = i }
      let ratio = outside[chosen]
      var (below, equal) = (0, 0)
      for value in outside {
        below += value < ratio ? 1 : 0
        equal += value == ratio ? 1 : 0
      }
      let rank = Double(below) + Double(equal + 1) / 2
      return Split(
        chosen: chosen,
        rank: rank,
        logit: Elementary.log(rank / (Double(trials + 1) - rank)),
        inSample: inside[chosen],
        outOfSample: ratio
      )
    }
  }
}
