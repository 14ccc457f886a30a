import MarketData
import Numerics
import Testing
import TimeSeries

@Suite struct FuzzTests {
  private let seeds = [
    "date,open,high,low,close\n2024-01-30,1,3,1,2\n2024-01-31,2,4,2,3\n",
    "\u{FEFF}Date;\"Adj \"\"Close\"\"\";note\r\n1/30/2024 9:30 AM;1e5;\"a\nb\"\r\n1/31/2024 4:00 PM;NA;\r\n",
    "1706693415250,1,2,1,1.5\n1706693475250,1,2,1,1.5\n",
    "20240130 000000065\t1.121200\n20240131 000000065\t126692.99999999999",
    "<DATE>,<TIME>,x\n2022.10.10,00:15:00+01:00,1\n2022.10.10,00:30:00Z,2\n",
  ]

  /// A trap would end the run: that the test ends is what it asserts.
  @Test func changedBytesAreAFrameOrAnError() {
    var random = RandomStream(seed: 3, path: "fuzz")
    var frames = 0
    for round in 0..<30_000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0...random.index(below: 6) { change(&bytes, &random) }
      if let file = try? CSVReader.read(bytes: bytes, path: "t.csv") {
        frames += 1
        #expect(file.frame.columns.allSatisfy { $0.series.count == file.frame.count })
      }
    }
    #expect(frames > 3000 && frames < 27_000)
  }

  @Test func changedPackedBytesAreAFrameOrAnError() {
    var random = RandomStream(seed: 4, path: "fuzz")
    let packed: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0x49, 0x2C, 0x49,
      0xD5, 0x49, 0xCE, 0xC9, 0x2F, 0x4E, 0xE5, 0x32, 0x32, 0x30, 0x32, 0xD0, 0x35, 0x30,
      0x04, 0x22, 0x1D, 0x43, 0x2E, 0x00, 0x01, 0x4C, 0xBC, 0x1B, 0x18, 0x00, 0x00, 0x00,
    ]
    for _ in 0..<3000 {
      var bytes = packed
      for _ in 0...random.index(below: 3) { change(&bytes, &random) }
      _ = try? CSVReader.read(bytes: bytes, path: "t.csv")
    }
  }

  /// Changes, inserts, removes or doubles a byte or a run of them.
  private func change(_ bytes: inout [UInt8], _ random: inout RandomStream) {
    guard !bytes.isEmpty else { return }
    let place = random.index(below: bytes.count)
    let telling = Array("\",;\t\r\n \0.:-+eTZ9/\u{FF}".utf8)
    switch random.index(below: 6) {
    case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 1: bytes[place] = telling[random.index(below: telling.count)]
    case 2: bytes.insert(telling[random.index(below: telling.count)], at: place)
    case 3: bytes.remove(at: place)
    case 4: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: bytes[place...].prefix(random.index(below: 30)), at: place)
    }
  }
}
