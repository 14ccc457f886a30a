public import TimeSeries

/// A table read from a file.
public struct DataFile: Sendable {
  /// The columns of numbers, on the clock of the rows.
  ///
  /// Names are lower snake case, with `_2` for the second column of a name; `Column.header` keeps
  /// the name in the file. Empty cells, `NA`, `NaN`, `null` and `.` are missing.
  public let frame: Frame
  /// The SHA-256 of the file's bytes as they are stored, compressed or not, in hexadecimal digits.
  public let sha256: String
  /// What the reader decided and a user may want to know, such as a column of text left out.
  public let notices: [String]
  public let path: String
}
