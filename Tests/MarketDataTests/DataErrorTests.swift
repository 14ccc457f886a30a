import MarketData
import Testing
import TimeSeries

@Suite struct DataErrorTests {
  private let path = "t.csv"

  @Test func aNumberThatIsNoneIsNamedByPlace() {
    #expect(
      failure("date,open,adj close\n2024-01-30,1,2\n\n2024-01-31,1,1.2.3\n")
        == .badNumber(path: path, line: 4, column: 3, name: "adj_close", text: "1.2.3")
    )
    #expect(
      failure("\"a\r\nb\",close\r\n1,2\r\n1,\"1,234\"\r\n")
        == .badNumber(path: path, line: 4, column: 2, name: "close", text: "1,234")
    )
  }

  @Test(arguments: ["1e", "--1", "0x10", "1_000", "1 2", "1.2e+", "+", "-", "1,5", "١"])
  func whatIsNoDecimalNumberIsRefused(text: String) {
    #expect(
      failure("close;volume\n1;1\n2;\(text)\n")
        == .badNumber(path: path, line: 3, column: 2, name: "volume", text: text)
    )
  }

  @Test(arguments: ["inf", "-Infinity", "1e999", "-2e308"])
  func infiniteNumbersAreRefused(text: String) {
    #expect(
      failure("date,close\n2024-01-30,\(text)\n")
        == .infiniteNumber(path: path, line: 2, column: 2, name: "close", text: text)
    )
  }

  @Test func longCellsAreShortenedInErrors() {
    let long = String(repeating: "x", count: 100)
    guard case .badNumber(_, 3, 1, "close", let text) = failure("close\n1\n\(long)\n") else {
      Issue.record("no error of the cell")
      return
    }
    #expect(text == String(repeating: "x", count: 60) + "…")
  }

  @Test func rowsHaveAsManyCellsAsTheHeader() {
    #expect(
      failure("a,b\n1,2\n3\n") == .raggedRow(path: path, line: 3, found: 1, expected: 2)
    )
    #expect(
      failure("a,b\n1,2,3\n") == .raggedRow(path: path, line: 2, found: 3, expected: 2)
    )
    // Far behind the rows that are looked at first.
    let rows = String(repeating: "1,2\n", count: 5000)
    #expect(
      failure("a,b\n\(rows)1,2,3,4\n")
        == .raggedRow(path: path, line: 5002, found: 4, expected: 2)
    )
    #expect(
      failure("a,b\n\(rows)1\n") == .raggedRow(path: path, line: 5002, found: 1, expected: 2)
    )
  }

  @Test func timesAscendStrictly() throws {
    let (first, second) = (
      try #require(Instant(year: 2024, month: 1, day: 30)),
      try #require(Instant(year: 2024, month: 1, day: 31))
    )
    #expect(
      failure("date,a\n2024-01-30,1\n\n\n2024-01-30,2\n")
        == .duplicateTime(path: path, line: 5, time: first)
    )
    #expect(
      failure("date,a\n2024-01-29,1\n2024-01-31,1\n2024-01-30,2\n2024-02-01,3\n")
        == .outOfOrder(path: path, line: 4, previous: second, this: first)
    )
    // Of rows that mostly descend, the one that ascends is the error.
    #expect(
      failure("date,a\n2024-02-01,1\n2024-01-30,1\n2024-01-31,2\n2024-01-01,3\n")
        == .outOfOrder(path: path, line: 4, previous: first, this: second)
    )
  }

  @Test func quotesAreClosed() {
    #expect(failure("a,b\n1,2\n3,\"4\n5,6\n") == .unterminatedQuote(path: path, line: 3))
    let rows = String(repeating: "1,2\n", count: 2000)
    #expect(failure("a,b\n\(rows)\"4,2\n5,6") == .unterminatedQuote(path: path, line: 2002))
  }

  @Test func whatIsNoTextIsRefused() {
    #expect(failure("") == .empty(path: path))
    #expect(failure("\n\r\n\n") == .empty(path: path))
    #expect(failure("\u{FEFF}") == .empty(path: path))
    #expect(failure("a,b\n1,\0\n") == .binary(path: path, line: 2))
    #expect(failure(bytes: Array("a\n1\n".utf8) + [0xC3, 0x28]) == .notUTF8(path: path, line: 3))
    #expect(failure(bytes: Array("a\n1\n2".utf8) + [0xE2, 0x82]) == .notUTF8(path: path, line: 3))
    #expect(failure("day,name\nmonday,x\n") == .noColumns(path: path))
    #expect(failure("date\n2024-01-30\n") == .noColumns(path: path))
  }

  @Test func filesThatCannotBeReadSaySo() {
    #expect(throws: DataError.notFound(path: "no/such.csv")) {
      try CSVReader.read(path: "no/such.csv")
    }
    #expect(throws: DataError.notReadable(path: "datasets", reason: "it is not a file")) {
      try CSVReader.readHeader(path: "datasets")
    }
    #expect(throws: DataError.notReadable(path: "/dev/zero", reason: "it is not a file")) {
      try Fingerprint.sha256(ofFile: "/dev/zero")
    }
  }
}
