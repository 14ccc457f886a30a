import MarketData
import Numerics
import Testing
import TimeSeries

@Suite struct CSVWriterTests {
  @Test func aTableIsWrittenAsItReads() throws {
    let text = "time,close,volume\n2024-01-31T09:30,1.5,877000000\n2024-01-31T09:31:15.250,,-0\n"
    #expect(CSVWriter.text(try read(text).frame) == text)
  }

  @Test func theDatasetsComeBackByteForByte() throws {
    let frame = try CSVReader.read(path: "datasets/sp500-daily.csv").frame
    let again = try read(CSVWriter.text(frame))
    #expect(again.frame.clock.matches(frame.clock))
    #expect(again.frame.columns.map(\.series.values) == frame.columns.map(\.series.values))
    #expect(
      Fingerprint.sha256(Array(CSVWriter.text(again.frame).utf8))
        == Fingerprint.sha256(Array(CSVWriter.text(frame).utf8))
    )
  }

  @Test func everyFiniteDoubleComesBack() throws {
    var random = RandomStream(seed: 2, path: "doubles")
    let values = (0..<20_000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    let clock = Clock(count: values.count)
    let frame = Frame(
      clock: clock,
      columns: [.init(name: "x", series: Series(values, clock: clock))]
    )
    let again = try #require(try read(CSVWriter.text(frame)).frame["x"])
    #expect(again.values.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test func aMissingValueOfTheOnlyColumnKeepsItsRow() throws {
    let clock = Clock(count: 3)
    let series = Series([1, .nan, .nan], clock: clock)
    let text = CSVWriter.text(Frame(clock: clock, columns: [.init(name: "x", series: series)]))
    #expect(text == "x\n1\n\"\"\n\"\"\n")
    #expect(try read(text).frame["x"]?.missingCount == 2)
  }
}
