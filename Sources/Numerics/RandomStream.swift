/// A counter-based stream of random numbers: the same key and path give the same numbers, on every
/// machine, whatever other streams have drawn.
///
/// The generator is Philox4x32-10 of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3"
/// (SC 2011). A stream is named by words (the seed, a cell, a purpose) and split into numbered
/// sub-streams, so that path 7 of 2,000 is the same path when 20 are run.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: (UInt32, UInt32)
  private let lane: UInt64
  private var block: UInt64 = 0
  private var pending: UInt64 = 0
  private var hasPending = false

  /// Creates the stream that belongs to `seed` and `path`.
  public init(seed: UInt64, path: String...) {
    var hash = RandomStream.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    for part in path {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = RandomStream.mix(hash ^ 0xFF)
    }
    self.init(key: hash, lane: 0)
  }

  private init(key: UInt64, lane: UInt64) {
    self.key = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    self.lane = lane
  }

  /// What names the stream and how far it has come: streams of the same words give the same numbers.
  public var words: [UInt64] {
    [UInt64(key.1) << 32 | UInt64(key.0), lane, block, hasPending ? 1 : 0]
  }

  /// Returns the sub-stream numbered `index`, which does not depend on what this stream has drawn.
  public func substream(_ index: Int) -> RandomStream {
    let word = UInt64(key.1) << 32 | UInt64(key.0)
    let child = RandomStream.mix(word ^ RandomStream.mix(lane &+ 0x5851_F42D_4C95_7F2D))
    return RandomStream(key: child, lane: UInt64(bitPattern: Int64(index)))
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    if hasPending {
      hasPending = false
      return pending
    }
    let words = RandomStream.philox(
      counter: (
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: lane), UInt32(truncatingIfNeeded: lane >> 32)
      ),
      key: key
    )
    block &+= 1
    pending = UInt64(words.3) << 32 | UInt64(words.2)
    hasPending = true
    return UInt64(words.1) << 32 | UInt64(words.0)
  }

  /// Returns a number drawn evenly from [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Returns a whole number drawn evenly from `0..<bound`; 0 where `bound` is 1 or less.
  public mutating func index(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Returns a standard normal number, by inversion, so that one draw uses one number.
  public mutating func normal() -> Double {
    NormalDistribution.quantile((Double(next() >> 11) + 0.5) * 0x1p-53)
  }

  /// Returns the ten-round Philox4x32 block of `counter` under `key`.
  public static func philox(
    counter: (UInt32, UInt32, UInt32, UInt32),
    key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var (c, k) = (counter, key)
    for _ in 0..<10 {
      let low = UInt64(c.0) &* 0xD251_1F53
      let high = UInt64(c.2) &* 0xCD9E_8D57
      c = (
        UInt32(truncatingIfNeeded: high >> 32) ^ c.1 ^ k.0, UInt32(truncatingIfNeeded: high),
        UInt32(truncatingIfNeeded: low >> 32) ^ c.3 ^ k.1, UInt32(truncatingIfNeeded: low)
      )
      k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
    }
    return c
  }

  /// Returns `value` with its bits scattered (the finalizer of SplitMix64).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
