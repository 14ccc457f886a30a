public import TimeSeries

/// What can be wrong with a file of data.
///
/// Lines and columns count from 1: a line is a line of the (unpacked) text, a column a field of it.
public enum DataError: Error, Equatable, Sendable {
  case notFound(path: String)
  /// The program carries no table of this name.
  case noSample(path: String)
  /// No file has a path of this pattern.
  case noMatch(pattern: String)
  /// The system refuses the file, for its own reason.
  case notReadable(path: String, reason: String)
  /// The file, or what it unpacks to, has more than `limit` bytes.
  case tooLarge(path: String, limit: Int)
  /// To read the file would take more memory than the process may hold.
  case noRoom(path: String)
  /// The line has more than `limit` fields.
  case tooManyFields(path: String, line: Int, limit: Int)
  /// The name of a column has more than `limit` bytes.
  case longName(path: String, column: Int, limit: Int)
  /// More than `limit` files have a path of this pattern.
  case tooManyFiles(pattern: String, limit: Int)
  case badGzip(path: String, reason: String)
  case empty(path: String)
  /// There is a header, and no row below it.
  case noRows(path: String)
  /// The file is a page for a browser.
  case page(path: String)
  /// A number with a comma in it, in a column whose values are all written so or are text.
  case commaNumber(path: String, line: Int, column: Int, name: String, text: String)
  /// The line holds a zero byte, which no text does.
  case binary(path: String, line: Int)
  case notUTF8(path: String, line: Int)
  /// No column holds numbers.
  case noColumns(path: String)
  case raggedRow(path: String, line: Int, found: Int, expected: Int)
  /// The quote that opens on the line has no end.
  case unterminatedQuote(path: String, line: Int)
  case badNumber(path: String, line: Int, column: Int, name: String, text: String)
  /// The number is infinite, or larger than any that a double can hold.
  case infiniteNumber(path: String, line: Int, column: Int, name: String, text: String)
  case badDate(path: String, line: Int, column: Int, text: String)
  /// The row of the line belongs before the row that precedes it.
  case outOfOrder(path: String, line: Int, previous: Instant, this: Instant)
  case duplicateTime(path: String, line: Int, time: Instant)
}
