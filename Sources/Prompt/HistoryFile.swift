internal import Glibc

/// A file of lines that several processes append to, and what of it is known here.
struct HistoryFile: Sendable {
  let path: String
  /// Where the part ends that was read or written here.
  private var end = 0

  /// More than this at the end of a file is not looked at.
  private static let longestTail = 16 << 20

  init(path: String) {
    self.path = path
  }

  /// Returns the lines, without their ends, that were not read or written here; none where there is
  /// no file.
  mutating func newLines() -> [ArraySlice<UInt8>] {
    guard let descriptor = opened(O_RDONLY, LOCK_SH) else { return [] }
    defer { close(descriptor) }
    return newLines(descriptor)
  }

  /// Writes a line at the end, whole or not at all; returns the lines before it as `newLines` does.
  mutating func append(_ line: String) -> [ArraySlice<UInt8>] {
    makeFolder()
    guard let descriptor = opened(O_RDWR | O_APPEND | O_CREAT, LOCK_EX) else { return [] }
    defer { close(descriptor) }
    let others = newLines(descriptor)
    let size = lseek(descriptor, 0, SEEK_END)
    var last = UInt8(ascii: "\n")
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    // A line that was cut off, by a full disk or a crash, must not swallow this one.
    let start = last == UInt8(ascii: "\n") ? "" : "\n"
    let bytes = Array((start + line + "\n").utf8)
    if write(descriptor, bytes, bytes.count) < bytes.count {
      _ = ftruncate(descriptor, size)
    } else {
      end += bytes.count
    }
    return others
  }

  /// Returns the lines behind `end`, which goes to the end of the file: of one that has become
  /// shorter, none.
  private mutating func newLines(_ descriptor: Int32) -> [ArraySlice<UInt8>] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    // The first line may be cut off; then it is as good as damaged.
    let start = max(end, size - Self.longestTail)
    defer { end = max(0, size) }
    guard size > start else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: size - start) { buffer, initialized in
      while initialized < buffer.count {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[initialized...])
        let count = pread(descriptor, rest.baseAddress, rest.count, start + initialized)
        guard count > 0 else { return }
        initialized += count
      }
    }
    return bytes.split(separator: UInt8(ascii: "\n"))
  }

  /// Opens the file with a lock; nil where it is no plain file, or another process keeps the lock for
  /// longer than a person would wait.
  private func opened(_ flags: Int32, _ lock: Int32) -> Int32? {
    let descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { return nil }
    var facts = stat()
    if fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG {
      for _ in 0..<50 {
        if flock(descriptor, lock | LOCK_NB) == 0 { return descriptor }
        usleep(2000)
      }
    }
    close(descriptor)
    return nil
  }

  private func makeFolder() {
    let parts = path.split(separator: "/").dropLast()
    var folder = path.hasPrefix("/") ? "" : "."
    for part in parts {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }
}
