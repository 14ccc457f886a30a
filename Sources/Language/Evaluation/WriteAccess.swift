/// Where a program may write: below the working directory, and below what the person has allowed.
public struct WriteAccess: Sendable, Hashable {
  /// Further folders that may be written below.
  public let folders: [String]
  /// A file that is not written, as the notebook that runs; nil for none.
  public let kept: String?

  public init(folders: [String] = [], keeping kept: String? = nil) {
    (self.folders, self.kept) = (folders, kept)
  }
}
