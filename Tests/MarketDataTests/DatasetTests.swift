import Foundation
import MarketData
import TestSupport
import Testing
import TimeSeries

/// The series in `datasets/`, which the guide and the notebooks use.
@Suite struct DatasetTests {
  struct Dataset: Sendable {
    let name: String
    let source: String
    let sourceColumns: [String]
    let rows: Int
    let missing: Int
    let first: [Double]
    let last: [Double]
    let span: [String]
  }

  /// Row counts and spans are those of the source; the values are its first and last lines.
  static let all = [
    Dataset(
      name: "sp500-daily",
      source: "sp500",
      sourceColumns: ["Open", "High", "Low", "Close", "Adj Close", "Volume"],
      rows: 5031,
      missing: 0,
      first: [1229.22998, 1248.810059, 1219.099976, 1228.099976, 1228.099976, 877_000_000],
      last: [2498.939941, 2509.23999, 2482.820068, 2506.850098, 2506.850098, 3_442_870_000],
      span: ["1999-01-04", "2018-12-31"]
    ),
    Dataset(
      name: "wti-daily",
      source: "wti",
      sourceColumns: ["DCOILWTICO"],
      rows: 8611,
      missing: 290,
      first: [25.56],
      last: [46.92],
      span: ["1986-01-02", "2019-01-03"]
    ),
    Dataset(
      name: "vix-daily",
      source: "vix",
      sourceColumns: ["vix"],
      rows: 1305,
      missing: 46,
      first: [13.76],
      last: [25.45],
      span: ["2014-01-03", "2019-01-03"]
    ),
  ]

  @Test(arguments: all)
  func rowsSpanAndEndsAreThoseOfTheSource(dataset: Dataset) throws {
    let file = try CSVReader.read(path: "datasets/\(dataset.name).csv")
    let columns = file.frame.columns.map(\.series.values)
    #expect(file.notices.isEmpty && file.frame.count == dataset.rows)
    #expect(columns.map(\.first) == dataset.first && columns.map(\.last) == dataset.last)
    #expect(columns.last?.count { $0.isNaN } == dataset.missing)
    #expect([moments(file).first, moments(file).last] == dataset.span)
    #expect(file.frame.clock.stepLabel == "@1d" && file.frame.clock.periodsPerYear == 252)
  }

  @Test func namesAreCustomary() throws {
    let names = try Self.all.map {
      try CSVReader.readHeader(path: "datasets/\($0.name).csv").columns.map(\.name)
    }
    #expect(
      names == [["open", "high", "low", "close", "adj_close", "volume"], ["close"], ["close"]]
    )
  }

  /// The table of provenance names the very files that are there.
  @Test(arguments: all)
  func provenanceHasTheFingerprint(dataset: Dataset) throws {
    let path = "datasets/\(dataset.name).csv"
    let provenance = try String(contentsOfFile: "datasets/PROVENANCE.md", encoding: .utf8)
    let row = provenance.split(separator: "\n").first { $0.hasPrefix("| \(dataset.name).csv |") }
    #expect(row?.contains(try Fingerprint.sha256(ofFile: path)) == true)
    #expect(row?.contains("| \(dataset.rows) |") == true)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)), arguments: all)
  func everyValueIsThatOfTheSource(dataset: Dataset) throws {
    let file = try CSVReader.read(path: "datasets/\(dataset.name).csv")
    let source = "data/redistributable/daily/\(dataset.source).csv.gz"
    let table = try Shared.table(source)
    for (column, header) in zip(file.frame.columns, dataset.sourceColumns) {
      #expect(firstDifference(column.series.values, table[header], relative: 0) == nil)
    }
    // The source itself, packed and with dates such as 1/4/1999, is the same frame.
    let direct = try CSVReader.read(path: Shared.folder.appending(path: source).path())
    #expect(direct.frame.clock.matches(file.frame.clock))
    for (a, b) in zip(file.frame.columns, direct.frame.columns) {
      #expect(firstDifference(a.series.values, b.series.values, relative: 0) == nil)
    }
  }
}
