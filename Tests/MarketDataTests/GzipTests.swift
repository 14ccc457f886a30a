import MarketData
import Testing
import TimeSeries

@Suite struct GzipTests {
  /// The lines `date,close` and `2020-01-01,1`, packed.
  private let first: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0x49, 0x2C, 0x49,
    0xD5, 0x49, 0xCE, 0xC9, 0x2F, 0x4E, 0xE5, 0x32, 0x32, 0x30, 0x32, 0xD0, 0x35, 0x30,
    0x04, 0x22, 0x1D, 0x43, 0x2E, 0x00, 0x01, 0x4C, 0xBC, 0x1B, 0x18, 0x00, 0x00, 0x00,
  ]
  /// The line `2020-01-02,2.5`, packed.
  private let second: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x33, 0x32, 0x30, 0x32,
    0xD0, 0x35, 0x30, 0xD4, 0x35, 0x30, 0xD2, 0x31, 0xD2, 0x33, 0xE5, 0x02, 0x00, 0x14,
    0x6B, 0x1F, 0xDA, 0x0F, 0x00, 0x00, 0x00,
  ]

  @Test func packedFilesAreKnownByTheirBytes() throws {
    let file = try CSVReader.read(bytes: first, path: "plain.csv")
    #expect(file.frame["close"]?.values == [1])
    #expect(file.sha256 == Fingerprint.sha256(first))
  }

  @Test func allMembersCount() throws {
    let file = try CSVReader.read(bytes: first + second, path: "t.gz")
    #expect(file.frame["close"]?.values == [1, 2.5])
    let padded = try CSVReader.read(bytes: first + second + [0, 0, 0], path: "t.gz")
    #expect(padded.frame["close"]?.values == [1, 2.5])
  }

  @Test func damageIsAnError() {
    #expect(
      failure(bytes: first.dropLast(9))
        == .badGzip(path: "t.csv", reason: "the file ends too early")
    )
    #expect(
      failure(bytes: [0x1F, 0x8B]) == .badGzip(path: "t.csv", reason: "the file ends too early")
    )
    var wrong = first
    wrong[wrong.count - 8] ^= 1
    #expect(failure(bytes: wrong) == .badGzip(path: "t.csv", reason: "incorrect data check"))
    #expect(
      failure(bytes: first + [1, 2, 3])
        == .badGzip(path: "t.csv", reason: "incorrect header check")
    )
  }

  @Test func theFingerprintIsSHA256() {
    // The examples of FIPS 180-2.
    #expect(
      Fingerprint.sha256([])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    #expect(
      Fingerprint.sha256(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  }
}
