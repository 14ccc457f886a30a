internal import Synchronization

/// The bytes of files that were read before the run, so that it need not read them again.
///
/// What a run computes from is then what was hashed, whatever happens to the files meanwhile.
public final class FileContents: Sendable {
  /// The most bytes that are kept, of all files together: 1 GiB.
  ///
  /// What does not fit is read again.
  public static let limit = 1 << 30

  private struct State {
    var files: [String: [UInt8]] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  public init() {}

  /// The bytes of a file; nil where they are not kept.
  public subscript(path: String) -> [UInt8]? { state.withLock { $0.files[path] } }

  /// Keeps the bytes of a file, if there is room.
  public func keep(_ bytes: [UInt8], of path: String) {
    state.withLock { state in
      guard state.files[path] == nil, state.count + bytes.count <= FileContents.limit else {
        return
      }
      state.files[path] = bytes
      state.count += bytes.count
    }
  }
}
