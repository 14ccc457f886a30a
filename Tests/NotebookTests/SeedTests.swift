import Notebook
import Testing

/// Random streams belong to the seed, the cell's name and the statement, and to nothing else.
struct SeedTests {
  private static let data = """
    es = load "datasets/sp500-daily.csv"
    use es
    bt = backtest (if close > sma(close, 20) then 1 else 0) on es over 2015-01-01..

    """
  private static let draw = "%% mc\nmc = montecarlo bt, paths=50\nmc.final\n"

  private func finals(_ text: String, seed: UInt64? = nil) throws -> [String] {
    let (_, results) = try run(text) { $0.seed = seed }
    #expect(results.compactMap(\.error).isEmpty)
    return results.filter { $0.slug.hasPrefix("mc") }.flatMap(\.printed)
  }

  private var plain: String { "%% es\n" + SeedTests.data + SeedTests.draw }

  @Test func otherCellsChangeNothing() throws {
    let inserted =
      "%% es\n\(SeedTests.data)%% new\nmontecarlo bt, paths=3\n%% text\nwords\n\(SeedTests.draw)"
    #expect(try finals(plain) == finals(inserted))
    let program =
      "%% a\n\(SeedTests.data)%% mc\nmc = montecarlo bt, paths=50 # once more\nmc.final\n"
    #expect(try finals(plain) == finals(program))
  }

  @Test func theNameAndTheSeedOfTheCellCount() throws {
    #expect(try finals(plain) != finals(plain.replacing("%% mc", with: "%% mc-2")))
    #expect(try finals(plain) != finals(plain, seed: 43))
    #expect(try finals(plain, seed: 43) == finals("---\nseed: 43\n---\n" + plain))
    #expect(try finals(plain, seed: 43) == finals("%% s\nseed 43\n" + plain))
  }

  @Test func theOptionGoesBeforeTheStatement() throws {
    #expect(try finals("%% s\nseed 43\n" + plain, seed: 44) == finals(plain, seed: 44))
  }

  /// What is recorded has to be given again, wherever the `seed` statement stands.
  @Test(arguments: ["%% s\nseed 43\n", ""])
  func aRecordedSeedGivesTheSameAgain(start: String) throws {
    let late = "%% s2\nseed 7\n%% mc-2\nmontecarlo bt, paths=50\n"
    let kept = try recorded(start + plain + late)
    #expect(Document(text: kept).header?["seed"] == (start.isEmpty ? "42" : "43"))
    #expect(try differences(kept, exact: true).isEmpty)
  }
}
