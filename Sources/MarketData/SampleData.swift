internal import CSampleData
internal import Glibc

/// The tables that the program carries, so that a lesson or an example needs no file: `sample:sp500`
/// is datasets/sp500-daily.csv, byte for byte.
///
/// datasets/PROVENANCE.md has where they come from.
public enum SampleData {
  /// What the name of a table stands after in a path.
  public static let prefix = "sample:"

  /// The names, in alphabetical order.
  public static let names = tables.map { $0.name }

  /// The paths of them all.
  public static var paths: [String] { names.map { prefix + $0 } }

  private static let tables = (0..<csd_count()).map { SampleTable(csd_get($0)) }

  /// Whether a path names a table of the program rather than a file.
  public static func holds(_ path: String) -> Bool { path.hasPrefix(prefix) }

  /// Returns the bytes of the table that `path` names.
  ///
  /// - Parameters:
  ///   - path: Such as `sample:sp500`.
  ///   - maximum: How many of its first bytes are wanted.
  /// - Returns: The bytes.
  /// - Throws: `DataError.noSample` where there is no such table.
  public static func read(path: String, maximum: Int = .max) throws(DataError) -> [UInt8] {
    let name = path.dropFirst(prefix.count)
    guard let found = tables.first(where: { $0.name == name }) else {
      throw .noSample(path: path)
    }
    return Array(found.bytes.prefix(maximum))
  }

  /// Returns the paths that a pattern such as `sample:*` fits, `*` standing for any letters.
  static func paths(matching pattern: String) -> [String] {
    paths.filter { fnmatch(pattern, $0, 0) == 0 }
  }
}

/// A table in the program's own constant bytes, which every thread may read.
private struct SampleTable: @unchecked Sendable {
  let name: String
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ table: csd_table) {
    name = String(cString: table.name)
    bytes = UnsafeBufferPointer(start: table.bytes, count: table.count)
  }
}

/// The bytes of data, from a file or from the program itself.
public enum DataBytes {
  /// Returns the bytes that a path names: of `sample:sp500` those of ``SampleData``, else of a file.
  ///
  /// - Parameters:
  ///   - path: What is read.
  ///   - maximum: How many of its first bytes are wanted.
  ///   - room: How many bytes of memory the use of each one takes.
  /// - Returns: The bytes.
  /// - Throws: `DataError` where there is nothing to read.
  public static func read(
    path: String,
    maximum: Int = FileBytes.limit,
    room: Int = 1
  ) throws(DataError) -> [UInt8] {
    guard SampleData.holds(path) else {
      return try FileBytes.read(path: path, maximum: maximum, room: room)
    }
    return try SampleData.read(path: path, maximum: maximum)
  }
}
