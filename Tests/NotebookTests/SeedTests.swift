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

  /// A statement is known by the name that it binds, and one without by its number among those.
  @Test func otherLinesOfTheCellChangeNothing() throws {
    let cell = "%% mc\nmc = montecarlo bt, paths=50\nmc.final\n"
    let longer =
      "%% mc\nn = 50\nmore = montecarlo bt, paths=9\nmc = montecarlo bt, paths=n\nmc.final\n"
    let start = "%% es\n" + SeedTests.data
    #expect(try finals(start + cell) == finals(start + longer))
    let unnamed = "%% mc\n(montecarlo bt, paths=50).final\n"
    let below = "%% mc\nother = montecarlo bt, paths=9\n(montecarlo bt, paths=50).final\n"
    #expect(try finals(start + unnamed) == finals(start + below))
  }

  @Test func everyCallInAStatementDrawsNumbersOfItsOwn() throws {
    let walks = """
      es = load "datasets/sp500-daily.csv"
      fn walk() = random_walk(es)
      [sum(random_walk(es).close), sum(random_walk(es).close), sum(walk().close), sum(walk().close)]
      """
    let (_, results) = try run(walks)
    let numbers = try #require(results.first?.printed.last).split(separator: ",")
    #expect(Set(numbers).count == 4, "\(numbers)")
  }

  /// A trial of a sweep is the same, whatever else is tried.
  @Test func aTrialDoesNotDependOnTheOthers() throws {
    func rows(_ values: String) throws -> [String] {
      let sweep = """
        %% es
        \(SeedTests.data)
        %% mc
        mc = sweep n in [\(values)], score=s { m = montecarlo bt, paths=n; s = m.loss; s }
        mc.table
        """
      return try finals(sweep).filter { $0.contains(" 100 ") || $0.contains(" 200 ") }
    }
    let few = try rows("100, 200")
    #expect(few.count == 2)
    #expect(Set(few) == Set(try rows("100, 200, 300")))
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
