internal import Glibc
internal import Numerics

/// Reads plain files by the system's own calls, so that a program need not load Foundation to start.
///
/// What is no plain file is refused and never waited for: a pipe or a terminal might have no end.
public enum FileBytes {
  /// The most bytes that a file of data, or what it unpacks to, may have: 4 GiB.
  public static let limit = 4 << 30

  /// Returns the bytes of a file.
  ///
  /// - Parameters:
  ///   - path: The file; links to it are followed.
  ///   - maximum: How many of its first bytes are wanted.
  ///   - limit: The most bytes that the file may have.
  ///   - room: How many bytes of memory the use of each one takes.
  /// - Returns: The bytes, with room for one more.
  /// - Throws: `DataError` where there is no such file, or where it is too large or not plain.
  public static func read(
    path: String,
    maximum: Int = limit,
    limit: Int = limit,
    room: Int = 1
  ) throws(DataError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw refusal(of: path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw refusal(of: path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .notReadable(path: path, reason: "it is not a file")
    }
    guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
    let wanted = min(Int(status.st_size), maximum)
    guard Memory.hasRoom(for: wanted * room) else { throw .noRoom(path: path) }
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
