import Foundation
import Language
import Notebook
import TestSupport
import Testing

@Suite struct FileCacheTests {
  private let folder: TemporaryFolder
  private let cache: FileCache

  init() throws {
    folder = try TemporaryFolder()
    cache = try #require(FileCache(in: folder.url.path()))
  }

  private static let bytes = [UInt8]("what a fold predicted".utf8)

  private func keep(_ key: String, _ bytes: [UInt8] = bytes, in cache: FileCache? = nil) {
    (cache ?? self.cache).keep(bytes, seconds: 74, for: key, isPinned: false)
  }

  private var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path(".mamba/cache")).sorted()
    }
  }

  @Test func givesBackWhatWasKept() throws {
    #expect(try cache.result(for: "a") == nil)
    keep("a")
    #expect(try cache.result(for: "a") == KeptResult(bytes: Self.bytes, seconds: 74))
    #expect(try cache.result(for: "b") == nil)
    // Another process finds it as well.
    #expect(try FileCache(in: folder.url.path())?.result(for: "a")?.bytes == Self.bytes)
  }

  /// A folder of its own stays out of version control.
  @Test func isIgnoredByGit() throws {
    keep("a")
    #expect(try folder.read(".mamba/.gitignore") == "*\n")
  }

  @Test func everyDamagedByteIsSeen() throws {
    keep("a")
    let whole = try Data(contentsOf: URL(filePath: folder.path(".mamba/cache/a")))
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= 0x20
      try damaged.write(to: URL(filePath: folder.path(".mamba/cache/a")))
      // The seconds are no part of the result: they may be read in another way, or not at all.
      let found = try? cache.result(for: "a")
      #expect(found == nil || found?.bytes == Self.bytes, "byte \(place)")
    }
  }

  @Test func everyEntryThatWasCutOffIsSeen() throws {
    keep("a")
    let whole = try Data(contentsOf: URL(filePath: folder.path(".mamba/cache/a")))
    for count in 0..<whole.count {
      try whole.prefix(count).write(to: URL(filePath: folder.path(".mamba/cache/a")))
      #expect(throws: DamagedResult.self) { try cache.result(for: "a") }
      // It is gone, so that it is said once.
      #expect(try cache.result(for: "a") == nil)
    }
  }

  @Test func forgetsWhatWasNotUsedForLongest() throws {
    let small = try #require(FileCache(in: folder.url.path(), limit: 10_000))
    let bytes = [UInt8](repeating: 7, count: 2000)
    for (number, key) in ["a", "b", "c", "d"].enumerated() {
      keep(key, bytes, in: small)
      let used = Date(timeIntervalSince1970: 1_000_000 + Double(number))
      try FileManager.default.setAttributes(
        [.modificationDate: used],
        ofItemAtPath: folder.path(".mamba/cache/\(key)")
      )
    }
    _ = try small.result(for: "a")
    keep("e", bytes, in: small)
    #expect(try files == ["a", "d", "e"])
    // What does not fit at all is not kept.
    keep("f", [UInt8](repeating: 7, count: 20_000), in: small)
    #expect(try files == ["a", "d", "e"])
  }

  @Test func pinnedResultsStay() throws {
    let small = try #require(FileCache(in: folder.url.path(), limit: 3000))
    let bytes = [UInt8](repeating: 7, count: 2000)
    small.keep(bytes, seconds: 1, for: "kept", isPinned: true)
    for key in ["a", "b", "c", "d"] { keep(key, bytes, in: small) }
    #expect(try small.result(for: "kept")?.bytes == bytes)
    #expect(try files.count < 5)
  }

  @Test func neverWritesOutsideTheWorkingDirectory() throws {
    let elsewhere = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(".mamba"),
      withDestinationPath: elsewhere.url.path()
    )
    #expect(FileCache(in: folder.url.path()) == nil)
  }

  @Test func aFolderThatCannotBeMadeKeepsNothing() throws {
    try folder.write("a file", to: ".mamba")
    keep("a")
    #expect(try cache.result(for: "a") == nil)
  }
}
