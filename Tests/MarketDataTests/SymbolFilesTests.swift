import MarketData
import TestSupport
import Testing

@Suite struct SymbolFilesTests {
  private static func symbols(
    _ names: [String],
    _ pattern: String = "*.csv*",
    reserved: Set<String> = []
  ) throws -> (symbols: [String], paths: [String], notices: [String]) {
    let folder = try TemporaryFolder()
    for name in names { try folder.write("date,close\n2024-01-02,1\n", to: name) }
    let found = try SymbolFiles(matching: folder.path(pattern), reserved: reserved)
    let paths = found.files.map { String($0.path.dropFirst(folder.path("").count)) }
    return (found.files.map(\.symbol), paths, found.notices)
  }

  @Test func pathsAreInTheOrderOfTheirBytes() throws {
    let found = try Self.symbols(["b.csv", "B.csv", "a.csv", "Z.csv", "a1.csv", "é.csv"])
    #expect(found.paths == ["B.csv", "Z.csv", "a.csv", "a1.csv", "b.csv", "é.csv"])
    #expect(found.notices.isEmpty)
  }

  @Test func symbolsAreNames() throws {
    let names = [
      "005930.KS.csv", "AAPL.csv", "BRK-B.csv.gz", "count.csv", "BF.B.csv", "_X__Y.csv", "日本.csv",
    ]
    let found = try Self.symbols(names, reserved: ["count"])
    #expect(
      found.symbols == ["s005930_KS", "AAPL", "BF_B", "BRK_B", "X_Y", "count_2", "s7"]
    )
    #expect(found.notices.count == 1 && found.notices[0].hasSuffix("count.csv is called `count_2`"))
  }

  @Test func twoFilesOfOneNameAreTold() throws {
    let found = try Self.symbols(["A.csv", "A.csv.gz", "A.tsv"], "A*")
    #expect(found.symbols == ["A", "A_2", "A_3"] && found.notices.count == 2)
  }

  @Test func foldersAreSearched() throws {
    let found = try Self.symbols(["us/A.csv", "de/B.csv", "de/C.txt"], "*/*.csv")
    #expect(found.paths == ["de/B.csv", "us/A.csv"] && found.symbols == ["B", "A"])
  }

  @Test func noFileIsAnError() throws {
    #expect(throws: DataError.noMatch(pattern: "nowhere/*.csv")) {
      try SymbolFiles(matching: "nowhere/*.csv")
    }
  }
}
