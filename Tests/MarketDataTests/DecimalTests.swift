import MarketData
import Numerics
import Testing
import TimeSeries

@Suite struct DecimalTests {
  @Test(arguments: [
    ("1229.22998", 1229.22998), ("-0.00002853", -0.00002853), ("5", 5), (".5", 0.5), ("5.", 5),
    ("+1.5", 1.5), ("1E+08", 1e8), ("1.06e8", 1.06e8), ("3e-324", Double.leastNonzeroMagnitude),
    ("1e-400", 0),
    ("9007199254740993", 9_007_199_254_740_992), ("126692.99999999999", 126692.99999999999),
    ("0.1000000000000000055511151231257827", 0.1), ("00012", 12),
    ("179769313486231570000000000000000000000000000e264", 1.7976931348623157e308),
    ("0.00000000000000000000001", 1e-23), ("12345678901234567890123", 12345678901234567741440),
  ])
  func numbersAreReadToTheNearestDouble(text: String, value: Double) throws {
    #expect(try read("x\n\(text)\n").frame["x"]?.values == [value])
    #expect(try read("x\n\"\(text)\"\n").frame["x"]?.values == [value])
  }

  /// The library's own conversion is the reference.
  @Test func randomDecimalsAreTheLibrarysDoubles() throws {
    var random = RandomStream(seed: 1, path: "decimals")
    let texts = (0..<20_000).map { _ in
      let whole = String(random.next() >> UInt64(random.index(below: 64)))
      let decimals = random.index(below: whole.count + 1)
      return (random.index(below: 2) == 0 ? "-" : "") + whole.dropLast(decimals) + "."
        + whole.suffix(decimals)
    }
    let values = try read("x\n" + texts.joined(separator: "\n")).frame["x"]?.values
    #expect(values == texts.compactMap(Double.init))
  }
}
