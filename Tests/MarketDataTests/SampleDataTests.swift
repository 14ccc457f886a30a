import Foundation
import MarketData
import Testing
import TimeSeries

/// The tables that the program carries are the files of the repository.
struct SampleDataTests {
  @Test(
    arguments: [
      ("sample:sp500", "datasets/sp500-daily.csv", 5031),
      ("sample:vix", "datasets/vix-daily.csv", 1305),
      ("sample:wti", "datasets/wti-daily.csv", 8611),
    ]
  )
  func aSampleIsTheFile(_ path: String, _ file: String, _ rows: Int) throws {
    let bytes = try SampleData.read(path: path)
    #expect(Data(bytes) == FileManager.default.contents(atPath: file))
    #expect(try CSVReader.read(path: path).frame.count == rows)
    #expect(try CSVReader.read(path: path).sha256 == Fingerprint.sha256(ofFile: file))
    #expect(
      try CSVReader.readHeader(path: path).columns.map(\.name)
        == CSVReader.readHeader(path: file).columns.map(\.name)
    )
  }

  @Test func theNamesAreInOrder() {
    #expect(SampleData.names == ["sp500", "vix", "wti"])
    #expect(SampleData.names == SampleData.names.sorted())
  }

  @Test func anUnknownNameIsRefused() {
    for path in ["sample:", "sample:sp5000", "sample:sp500.csv", "sample:../sp500", "sample:SP500"]
    {
      #expect(throws: DataError.noSample(path: path)) { try CSVReader.read(path: path) }
    }
    #expect(throws: DataError.notFound(path: "./sample:sp500")) {
      try CSVReader.read(path: "./sample:sp500")
    }
  }

  @Test func aPatternNamesThemBySymbol() throws {
    let found = try SymbolFiles(matching: "sample:*")
    #expect(found.files.map(\.path) == SampleData.paths)
    #expect(found.files.map(\.symbol) == ["sp500", "vix", "wti"])
    #expect(try SymbolFiles(matching: "sample:*i*").files.map(\.symbol) == ["vix", "wti"])
    #expect(throws: DataError.noSample(path: "sample:x*")) {
      try SymbolFiles(matching: "sample:x*")
    }
  }
}
