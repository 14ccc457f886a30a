import Numerics
import Testing

@Suite struct RandomStreamTests {
  /// The known answers that the authors publish with the generator (Random123, kat_vectors).
  @Test(
    arguments: [
      ([0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], [UInt32], [UInt32])]
  )
  func philoxGivesThePublishedBlocks(counter: [UInt32], key: [UInt32], block: [UInt32]) {
    let words = RandomStream.philox(
      counter: (counter[0], counter[1], counter[2], counter[3]),
      key: (key[0], key[1])
    )
    #expect([words.0, words.1, words.2, words.3] == block)
  }

  @Test func aSubstreamDoesNotDependOnWhatItsParentDrew() {
    let fresh = RandomStream(seed: 42, path: "mc", "paths")
    var used = fresh
    for _ in 0..<100 { _ = used.next() }
    var a = fresh.substream(7)
    var b = used.substream(7)
    #expect((0..<50).map { _ in a.next() } == (0..<50).map { _ in b.next() })
  }

  @Test func streamsOfOtherNamesSeedsAndNumbersDiffer() {
    var streams = [
      RandomStream(seed: 42, path: "a", "b"), RandomStream(seed: 42, path: "ab", ""),
      RandomStream(seed: 43, path: "a", "b"), RandomStream(seed: 42, path: "a"),
      RandomStream(seed: 42, path: "a", "b").substream(0),
      RandomStream(seed: 42, path: "a", "b").substream(1),
      RandomStream(seed: 42, path: "a", "b").substream(0).substream(0),
    ]
    #expect(Set(streams.indices.map { streams[$0].next() }).count == streams.count)
  }

  @Test func uniformAndNormalNumbersHaveTheirMoments() {
    var stream = RandomStream(seed: 1, path: "moments")
    let uniform = (0..<100_000).map { _ in stream.uniform() }
    #expect(abs(Statistics.mean(uniform) - 0.5) < 0.004)
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    let normal = (0..<100_000).map { _ in stream.normal() }
    #expect(abs(Statistics.mean(normal)) < 0.013)
    #expect(abs(Statistics.stdev(normal) - 1) < 0.01)
    #expect(abs(Statistics.kurtosis(normal) - 3) < 0.07)
  }

  @Test func indexesCoverTheirRangeEvenly() {
    var stream = RandomStream(seed: 9, path: "index")
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.index(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
    #expect(stream.index(below: 1) == 0 && stream.index(below: -3) == 0)
  }
}
