/// The header and the cells of the first rows of a table.
struct TableSample {
  let text: TableText
  let delimiter: Delimiter
  /// nil where the first row is data already.
  let header: [String]?
  let firstRow: Int?
  /// The cells of the first rows, all with as many as the first row of the file has.
  let rows: [[Cell]]
  let width: Int
  private let decimal = Decimal()
  /// The most bytes that the name of a column may have.
  private static let longestName = 1_000

  init(of text: TableText) throws(DataError) {
    guard let start = text.row(atOrAfter: text.start) else { throw .empty(path: text.path) }
    guard !text.isPage(from: start) else { throw .page(path: text.path) }
    let delimiter = Delimiter(detectedIn: text, at: start)
    let first = try delimiter.row(at: start, in: text)
    let isHeader = !first.allSatisfy { TableSample.isData($0, in: text) }

    if isHeader, let long = first.firstIndex(where: { $0.content.count > TableSample.longestName })
    {
      throw .longName(path: text.path, column: long + 1, limit: TableSample.longestName)
    }

    var rows: [[Cell]] = isHeader ? [] : [first]
    let afterFirst = text.row(atOrAfter: first.last?.end ?? start)
    var next = afterFirst
    while let position = next, rows.count < TableLayout.sampleCount {
      let row = try delimiter.row(at: position, in: text)
      guard row.count == first.count else {
        throw .raggedRow(
          path: text.path,
          line: text.line(at: position),
          found: row.count,
          expected: first.count
        )
      }
      rows.append(row)
      next = text.row(atOrAfter: row.last?.end ?? position)
    }
    self.text = text
    self.delimiter = delimiter
    self.rows = rows
    header = isHeader ? first.map(text.string) : nil
    firstRow = isHeader ? afterFirst : start
    width = first.count
  }

  /// About how many rows the whole text has.
  var expectedCount: Int {
    guard let firstRow, let end = rows.last?.last?.end else { return 0 }
    let meanLength = Double(end + 1 - firstRow) / Double(rows.count)
    return Int(Double(text.bytes.count - firstRow) / meanLength * 1.02) + 1
  }

  /// Returns where the contents of a column stand in the text.
  func contents(of column: Int) -> [Range<Int>] {
    rows.map { $0[column].content }
  }

  /// Returns whether a column holds numbers or is to be left out.
  ///
  /// Most of its cells have to be numbers. A column without any value counts as numbers if it has a
  /// name.
  func role(of column: Int) -> TableLayout.Role {
    if isVoid(column) { return .ignored }
    let present = readings(of: column).filter { $0 != .missing }
    let numbers = present.count { $0 != .text }
    return numbers * 2 >= present.count ? .number : .ignored
  }

  /// Refuses a column of numbers with commas, such as `1,234.50` or `1,5`: it would be left out as text.
  func refuseCommas(in column: Int, called name: String) throws(DataError) {
    let cells = contents(of: column).filter { !$0.isEmpty }
    guard let first = cells.first, cells.count(where: hasComma) * 2 > cells.count else { return }
    let cell = cells.first(where: hasComma) ?? first
    throw .commaNumber(
      path: text.path,
      line: text.line(at: cell.lowerBound),
      column: column + 1,
      name: name,
      text: text.excerpt(cell)
    )
  }

  /// Whether a cell is a number but for its commas.
  private func hasComma(_ cell: Range<Int>) -> Bool {
    var commas = 0
    let bytes = text.bytes[cell].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    for byte in bytes {
      if byte == UInt8(ascii: ",") {
        commas += 1
      } else if byte.digit > 9, byte != .point {
        return false
      }
    }
    return commas > 0 && (bytes.first ?? 0).digit < 10 && (bytes.last ?? 0).digit < 10
  }

  /// Whether a column has neither name nor values, as one behind a last delimiter.
  func isVoid(_ column: Int) -> Bool {
    guard let header, header[column].isEmpty else { return false }
    return readings(of: column).allSatisfy { $0 == .missing }
  }

  /// Returns the headers that a file without them would have.
  func customaryHeaders(times: TimeColumns) -> [String] {
    let time = times.timeOfDay == nil ? ["time"] : ["date", "time"]
    let lead = times.form == nil ? [] : time
    let values = (lead.count..<width).map { column in
      readings(of: column).map { if case .number(let value) = $0 { value } else { Double.nan } }
    }
    return lead + ColumnNames.customary(values: values, after: lead.count)
  }

  private func readings(of column: Int) -> [Reading] {
    rows.map { decimal.reading(of: $0[column].content, in: text.bytes.span) }
  }

  /// Whether a cell of the first row is a value and not the name of a column.
  private static func isData(_ cell: Cell, in text: TableText) -> Bool {
    let bytes = text.bytes.span
    if Decimal().reading(of: cell.content, in: bytes) != .text { return true }
    let start = cell.content.lowerBound
    if TimeParser.clock(at: start, in: bytes)?.end == cell.content.upperBound { return true }
    return TimeForm.detect([cell.content], in: bytes, allowsEpoch: false) != nil
  }
}
