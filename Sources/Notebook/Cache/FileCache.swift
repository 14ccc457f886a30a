internal import Foundation
public import Language
internal import MarketData
internal import Synchronization

/// Keeps results as files, named by their keys, and forgets those that were not used for longest.
///
/// An entry is a line of text, `mamba cache 1 SECONDS SHA256`, and the bytes whose hash that is: one
/// that was damaged, cut off or put there by somebody else is found when it is read, and made again.
/// Several processes may use one folder: files appear whole, by renaming.
public final class FileCache: ResultCache {
  /// How many bytes of entries are kept unless somebody says otherwise.
  public static let usualLimit = 1 << 30

  private let root: String
  private let limit: Int
  /// The bytes of all entries, as far as this process knows; nil before the first is written.
  private let size = Mutex<Int?>(nil)

  /// Creates the cache of the working directory `root`, whose folder is made when the first result is
  /// kept; nil where the folder cannot be one, as where a link stands in its place.
  public init?(in root: String = ".", limit: Int = FileCache.usualLimit) {
    (self.root, self.limit) = (root, limit)
    for part in Part.allCases where !isUsable(part, making: false) { return nil }
  }

  /// The folders of entries.
  private enum Part: String, CaseIterable {
    case cache
    /// Those that are kept for good.
    case pinned
  }

  private func isUsable(_ part: Part, making: Bool) -> Bool {
    do {
      _ = try ProjectFolder.open(part.rawValue, below: root, making: making)
      return true
    } catch {
      return false
    }
  }

  private func file(_ part: Part, _ key: String) -> URL {
    folder(part).appending(path: key)
  }

  private func folder(_ part: Part) -> URL {
    URL(filePath: root).appending(path: "\(ProjectFolder.name)/\(part.rawValue)")
  }

  public func result(for key: String) throws(DamagedResult) -> KeptResult? {
    guard let file = Part.allCases.map({ file($0, key) }).first(where: isFile) else { return nil }
    let path = file.path(percentEncoded: false)
    guard let bytes = try? FileBytes.read(path: path, limit: FileCache.usualLimit) else {
      return nil
    }
    guard let entry = FileCache.entry(Data(bytes)) else {
      try? FileManager.default.removeItem(at: file)
      throw DamagedResult(place: file.lastPathComponent)
    }
    // The time of the last use decides which entries are forgotten first.
    try? FileManager.default.setAttributes(
      [.modificationDate: Date()],
      ofItemAtPath: path
    )
    return entry
  }

  public func keep(_ bytes: [UInt8], seconds: Double, for key: String, isPinned: Bool) {
    let head = "\(FileCache.form) \(seconds) \(Fingerprint.sha256(bytes))\n"
    let data = Data(head.utf8) + Data(bytes)
    let part = isPinned ? Part.pinned : .cache
    guard isPinned || data.count <= limit, isUsable(part, making: true) else { return }
    // What cannot be kept is computed again: no reason to end a run.
    guard (try? data.write(to: file(part, key), options: .atomic)) != nil,
      !isPinned
    else { return }
    let total = size.withLock { size in
      let total = (size ?? entries().reduce(-data.count) { $0 + $1.bytes }) + data.count
      size = total
      return total
    }
    if total > limit { forget() }
  }

  private static let form = "mamba cache 1"

  /// Returns what the bytes of an entry hold; nil where they are not those that were written.
  private static func entry(_ data: Data) -> KeptResult? {
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")), end < 256,
      let head = String(data: data[..<end], encoding: .utf8), head.hasPrefix(form + " ")
    else { return nil }
    let words = head.dropFirst(form.count).split(separator: " ")
    let bytes = [UInt8](data[(end + 1)...])
    guard words.count == 2, let seconds = Double(words[0]), seconds >= 0,
      Fingerprint.sha256(bytes) == words[1]
    else { return nil }
    return KeptResult(bytes: bytes, seconds: seconds)
  }

  /// Whether there is a plain file: a link, or a pipe, was not put there by a program of ours.
  private func isFile(_ file: URL) -> Bool {
    var status = stat()
    return lstat(file.path(percentEncoded: false), &status) == 0
      && status.st_mode & S_IFMT == S_IFREG
  }

  private typealias Entry = (file: URL, bytes: Int, used: Date)

  private func entries() -> [Entry] {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder(.cache),
      includingPropertiesForKeys: Array(keys)
    )
    return (files ?? []).compactMap { file in
      guard let values = try? file.resourceValues(forKeys: keys), let bytes = values.fileSize,
        let used = values.contentModificationDate
      else { return nil }
      return (file, bytes, used)
    }
  }

  /// Forgets the entries that were not used for longest, until a fifth of the room is free.
  private func forget() {
    size.withLock { size in
      let entries = entries().sorted { $0.used < $1.used }
      var total = entries.reduce(0) { $0 + $1.bytes }
      for entry in entries where total > limit / 5 * 4 {
        try? FileManager.default.removeItem(at: entry.file)
        total -= entry.bytes
      }
      size = total
    }
  }
}
