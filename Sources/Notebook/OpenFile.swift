internal import Glibc

/// A file or folder that the system has opened, until the last reference to it is gone.
final class OpenFile: Sendable {
  let number: Int32

  /// Creates the owner of a descriptor; nil where it is none.
  init?(_ number: Int32) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }

  struct Facts {
    /// In bytes.
    var size = 0
    /// How many names lead to the file.
    var links = 0
    /// When it was last written, in nanoseconds since 1970.
    var modified: Int64 = 0
    /// Whether it is no folder, pipe or device.
    var isRegular = false
  }

  var facts: Facts {
    var facts = stat()
    guard fstat(number, &facts) == 0 else { return Facts() }
    let seconds = Int64(facts.st_mtim.tv_sec)
    return Facts(
      size: Int(facts.st_size),
      links: Int(facts.st_nlink),
      modified: seconds &* 1_000_000_000 &+ Int64(facts.st_mtim.tv_nsec),
      isRegular: facts.st_mode & S_IFMT == S_IFREG
    )
  }

  /// Takes a lock, and returns zero or the system's number.
  ///
  /// The lock belongs to this opening of the file: it ends with the process, however that ends.
  func lock(_ kind: Int32) -> Int32 {
    while flock(number, kind | LOCK_NB) != 0 {
      if errno != EINTR { return errno }
    }
    return 0
  }

  /// Reads the first `longest` bytes.
  func bytes(longest: Int) -> [UInt8] {
    let size = min(facts.size, longest)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      while initialized < size {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[initialized...])
        let count = pread(number, rest.baseAddress, rest.count, initialized)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        initialized += count
      }
    }
  }

  /// Writes at the end, which is at `size`, whole or not at all; returns zero or the system's number.
  @discardableResult
  func append(_ bytes: [UInt8], at size: Int) -> Int32 {
    let reason = bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        let count = write(number, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return errno }
        done += count
      }
      return 0
    }
    if reason != 0 { _ = ftruncate(number, off_t(size)) }
    return reason
  }

  /// Waits until what was written would outlast a loss of power; returns zero or the system's number.
  func sync() -> Int32 {
    while fdatasync(number) != 0 {
      if errno != EINTR { return errno }
    }
    return 0
  }
}
