import Backtest
import Testing

@Suite struct BlockSumsTests {
  /// Seven rows in three blocks: the first row is dropped.
  @Test func sumsOfBlocksInTheOrderOfTime() {
    let sums = BlockSums(returns: [99, 1, 2, 3, 4, 5, 6], blocks: 3)
    #expect(sums.rowsPerBlock == 2)
    #expect(sums.sums == [3, 7, 11])
    #expect(sums.squares == [5, 25, 61])
  }

  @Test func moreBlocksThanRowsAreEmpty() {
    let sums = BlockSums(returns: [1, 2], blocks: 4)
    #expect(sums.rowsPerBlock == 0 && sums.sums == [0, 0, 0, 0])
    #expect(BlockSums(returns: [1], blocks: 0).sums.isEmpty)
    #expect(BlockSums(returns: [1], blocks: -2).sums.isEmpty)
  }
}
