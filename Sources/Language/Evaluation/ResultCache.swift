internal import Synchronization

/// Keeps what dear computations gave, by what they were made from.
///
/// A key stands for everything that decides the result, so that a hit gives the very bytes that the
/// computation would give again. It is used from several threads.
public protocol ResultCache: Sendable {
  /// Returns what was kept under `key`; nil where nothing was.
  func result(for key: String) throws(DamagedResult) -> KeptResult?
  /// Keeps a result that took `seconds` to make; for good where `isPinned`, however full the cache
  /// gets.
  func keep(_ bytes: [UInt8], seconds: Double, for key: String, isPinned: Bool)
}

/// A result that was kept, and how long it took to make.
public struct KeptResult: Sendable, Hashable {
  public let bytes: [UInt8]
  public let seconds: Double

  public init(bytes: [UInt8], seconds: Double) {
    (self.bytes, self.seconds) = (bytes, seconds)
  }
}

/// An entry of the cache whose bytes are not those that were written; it is computed again.
public struct DamagedResult: Error, Sendable, Hashable {
  /// Where the entry stands.
  public let place: String

  public init(place: String) { self.place = place }
}

/// What the cache has done for a cell.
public struct CacheUse: Sendable, Hashable {
  /// How many results were not computed again.
  public var hits = 0
  /// How long they took when they were computed.
  public var seconds = 0.0
  /// Where entries were damaged.
  public var damaged: [String] = []

  public init() {}
}

/// Adds up what the cache does, from several threads.
public final class CacheTally: Sendable {
  private let use = Mutex(CacheUse())

  public init() {}

  public func add(hit seconds: Double) {
    use.withLock { use in
      use.hits += 1
      use.seconds += seconds
    }
  }

  public func add(_ damaged: DamagedResult) {
    use.withLock { $0.damaged.append(damaged.place) }
  }

  /// Returns what was added up so far, and begins anew.
  public func take() -> CacheUse {
    use.withLock { use in
      defer { use = CacheUse() }
      return use
    }
  }
}
