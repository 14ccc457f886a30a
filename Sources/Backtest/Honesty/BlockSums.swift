/// The returns of one trial as the sums of a few blocks: all that the probability of backtest
/// overfitting asks for.
///
/// Ten thousand trials over a million bars are 80 GB of returns, but 5 MB of block sums. The blocks
/// are of equal length and in the order of time; the first rows that fill no block are dropped.
public struct BlockSums: Hashable, Sendable {
  /// How many rows each block has.
  public let rowsPerBlock: Int
  /// The sum of the returns of each block.
  public let sums: [Double]
  /// The sum of the squared returns of each block.
  public let squares: [Double]

  /// Creates the sums of `blocks` blocks of one trial's returns.
  public init(returns: [Double], blocks: Int) {
    let count = max(0, blocks)
    let rows = count > 0 ? returns.count / count : 0
    let dropped = returns.count - rows * count
    let slices = (0..<count).map { returns[(dropped + $0 * rows)..<(dropped + ($0 + 1) * rows)] }
    self.init(
      rowsPerBlock: rows,
      sums: slices.map { $0.reduce(0, +) },
      squares: slices.map { $0.reduce(0) { $0 + $1 * $1 } }
    )
  }

  /// Creates the sums from their parts, as a ledger has kept them.
  public init(rowsPerBlock: Int, sums: [Double], squares: [Double]) {
    precondition(sums.count == squares.count, "a sum and a sum of squares for each block")
    (self.rowsPerBlock, self.sums, self.squares) = (rowsPerBlock, sums, squares)
  }
}
