internal import Glibc

/// Reads files by the system's own calls, so that a program need not load Foundation to start.
public enum FileBytes {
  /// The most bytes that a file, or what it unpacks to, may have: 4 GiB.
  static let limit = 4 << 30

  /// Returns the bytes of a file as they are stored, compressed or not.
  public static func read(path: String) throws(DataError) -> [UInt8] {
    try read(path: path, maximum: limit)
  }

  /// Returns all bytes of a file, which may have `limit` of them.
  public static func whole(path: String, limit: Int) throws(DataError) -> [UInt8] {
    let bytes = try read(path: path, maximum: limit + 1)
    guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
    return bytes
  }

  /// Returns the bytes of a file, at most the first `maximum`.
  static func read(path: String, maximum: Int) throws(DataError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw refusal(of: path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw refusal(of: path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .notReadable(path: path, reason: "it is not a file")
    }
    guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
    let wanted = min(Int(status.st_size), maximum)
    var failed = false
    // One byte more leaves room for the line feed that the reader puts after an unended last line.
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted + 1) { buffer, count in
      while count < wanted {
        let got = Glibc.read(file, buffer.baseAddress.map { $0 + count }, wanted - count)
        if got < 0 && errno == EINTR { continue }
        failed = got < 0
        guard got > 0 else { return }
        count += got
      }
    }
    guard !failed else { throw refusal(of: path) }
    return bytes
  }

  private static func refusal(of path: String) -> DataError {
    let code = errno
    guard code != ENOENT && code != ENOTDIR else { return .notFound(path: path) }
    return .notReadable(path: path, reason: String(cString: strerror(code)))
  }
}
