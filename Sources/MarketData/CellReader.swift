/// Reads the cells of a table one by one: each returns its value, and where the cell ends.
///
/// A plain number or moment is read in place. Only what is not plain, for its quotes, blanks or
/// missing value, is first looked at as a cell.
struct CellReader {
  private let text: TableText
  private let layout: TableLayout
  private let decimal = Decimal()

  init(text: TableText, layout: TableLayout) {
    (self.text, self.layout) = (text, layout)
  }

  @inline(__always)
  func number(at position: Int, _ column: Int) throws(DataError) -> (value: Double, end: Int) {
    let bytes = text.bytes.span
    if let number = decimal.short(at: position, in: bytes),
      layout.delimiter.ends(at: bytes[number.end])
    {
      return number
    }
    return try unusualNumber(at: position, column)
  }

  @inline(__always)
  func moment(
    at position: Int,
    _ column: Int,
    by parser: inout TimeParser
  ) throws(DataError) -> (nanoseconds: Int64, end: Int) {
    let bytes = text.bytes.span
    if let instant = parser.instant(at: position, in: bytes),
      layout.delimiter.ends(at: bytes[instant.end])
    {
      return instant
    }
    let cell = try cell(at: position)
    guard !cell.content.isEmpty,
      let instant = parser.instant(at: cell.content.lowerBound, in: bytes),
      instant.end == cell.content.upperBound
    else { throw badDate(cell, column) }
    return (instant.nanoseconds, cell.end)
  }

  func timeOfDay(
    at position: Int,
    _ column: Int
  ) throws(DataError) -> (nanoseconds: Int64, end: Int) {
    let cell = try cell(at: position)
    guard !cell.content.isEmpty,
      let clock = TimeParser.clock(at: cell.content.lowerBound, in: text.bytes.span),
      clock.end == cell.content.upperBound
    else { throw badDate(cell, column) }
    return (clock.nanoseconds, cell.end)
  }

  func cell(at position: Int) throws(DataError) -> Cell {
    guard let cell = layout.delimiter.cell(at: position, in: text.bytes.span) else {
      throw .unterminatedQuote(path: text.path, line: text.line(at: position))
    }
    return cell
  }

  /// Returns the error of the row that begins at `start`, which has too few or too many cells.
  func raggedRow(at start: Int) throws(DataError) -> DataError {
    .raggedRow(
      path: text.path,
      line: text.line(at: start),
      found: try layout.delimiter.row(at: start, in: text).count,
      expected: layout.columns.count
    )
  }

  @inline(never)
  private func unusualNumber(
    at position: Int,
    _ column: Int
  ) throws(DataError) -> (value: Double, end: Int) {
    let cell = try cell(at: position)
    let reading = decimal.reading(of: cell.content, in: text.bytes.span)
    if case .number(let value) = reading { return (value, cell.end) }
    if case .missing = reading { return (.nan, cell.end) }
    let line = text.line(at: cell.content.lowerBound)
    let name = layout.columns[column].name
    let written = text.excerpt(cell.content)
    throw reading == .infinite
      ? .infiniteNumber(
        path: text.path,
        line: line,
        column: column + 1,
        name: name,
        text: written
      )
      : .badNumber(path: text.path, line: line, column: column + 1, name: name, text: written)
  }

  private func badDate(_ cell: Cell, _ column: Int) -> DataError {
    .badDate(
      path: text.path,
      line: text.line(at: cell.content.lowerBound),
      column: column + 1,
      text: text.excerpt(cell.content)
    )
  }
}
