import Backtest
import TestSupport
import Testing

@Suite struct BlockLengthTests {
  /// By arch's `optimal_block_length`, of the returns, their squares and their sizes.
  @Test func blocksOf2008() {
    let returns = SP500In2008.returns
    let expected = [
      (returns, 11.2630450990568, 12.89296813941082),
      (returns.map { $0 * $0 }, 23.280147835174116, 26.649116795670924),
      (returns.map { abs($0) }, 23.892882088754295, 27.350522422644442),
    ]
    for (series, stationary, circular) in expected {
      let block = BlockLength.optimal(series)
      #expect(close(block.stationary, stationary) && close(block.circular, circular))
    }
  }

  /// A trend, which stays dependent at every lag that is looked at; again by arch.
  @Test func blocksOfATrend() {
    let block = BlockLength.optimal((0..<100).map { Double($0) })
    #expect(close(block.stationary, 14.204213636054753))
    #expect(close(block.circular, 16.25976565346213))
  }

  /// A saw asks for blocks without end; the cap is ⌈min(3 √n, n / 3)⌉, in arch too.
  @Test(arguments: [(30, 10.0), (1000, 95)])
  func isCapped(_ count: Int, _ cap: Double) {
    let block = BlockLength.optimal((0..<count).map { Double($0 % 4) })
    #expect(block.stationary == cap && block.circular == cap)
  }

  @Test(arguments: [0, 1, 7])
  func undefinedIsMissing(_ count: Int) {
    let short = BlockLength.optimal((0..<count).map { Double($0) })
    #expect(short.stationary.isNaN && short.circular.isNaN)
    let constant = BlockLength.optimal(Array(repeating: 0.1, count: 20 + count))
    #expect(constant.stationary.isNaN && constant.circular.isNaN)
    let missing = BlockLength.optimal(Array(repeating: .nan, count: 20 + count))
    #expect(missing.stationary.isNaN && missing.circular.isNaN)
  }

  @Test(.enabled(if: Shared.isPresent, absence)) func agreesWithArch() throws {
    let document = try Reference.document("statistics_sp500.json")
    let returns = try Reference.returns()
    for (name, series) in [
      ("returns", returns), ("returns_squared", returns.map { $0 * $0 }),
      ("returns_abs", returns.map { abs($0) }), ("best_trial", try Reference.sweep()[93]),
    ] {
      let block = BlockLength.optimal(series)
      #expect(close(block.stationary, document["optimal_block_length", name, "stationary"]))
      #expect(close(block.circular, document["optimal_block_length", name, "circular"]))
    }
  }
}
