internal import TimeSeries

/// The values of the rows of a table, column by column.
struct TableRows: Sendable {
  /// The moments of the rows; empty where the table has none.
  private(set) var times: [Instant] = []
  /// The columns of numbers, in the order of the file.
  private(set) var columns: [[Double]]
  private(set) var count = 0

  /// Reads the rows of a text, at most `maximum`, and puts descending ones in ascending order.
  init(of text: TableText, layout: TableLayout, maximum: Int = .max) throws(DataError) {
    let numbers = layout.columns.count { if case .number = $0.role { true } else { false } }
    columns = Array(repeating: [], count: numbers)
    guard let start = layout.firstRow else { return }
    reserve(TableRows.estimatedCount(text, layout: layout, from: start, maximum: maximum))
    try read(text, layout: layout, from: start, maximum: maximum)
  }

  private mutating func reserve(_ count: Int) {
    times.reserveCapacity(count)
    for column in columns.indices { columns[column].reserveCapacity(count) }
  }

  private mutating func read(
    _ text: TableText,
    layout: TableLayout,
    from start: Int,
    maximum: Int
  ) throws(DataError) {
    let bytes = text.bytes.span
    let delimiter = layout.delimiter
    let decimal = Decimal()
    let roles = layout.columns.map(\.role)
    var parser = TimeParser(form: layout.timeForm ?? .compact)
    var position = start
    while position < bytes.count, count < maximum {
      if bytes[position].isLineBreak {
        position += 1
        continue
      }
      let rowStart = position
      var (moment, timeOfDay) = (Int64(0), Int64(0))
      var slot = 0
      for column in roles.indices {
        var end: Int
        switch roles[column] {
        case .number:
          let value: Double
          if let number = decimal.short(at: position, in: bytes),
            delimiter.ends(at: bytes[number.end])
          {
            (value, end) = number
          } else {
            let cell = try text.cell(at: position, layout)
            value = try text.number(cell, column, layout, decimal)
            end = cell.end
          }
          columns[slot].append(value)
          slot += 1
        case .time:
          if let instant = parser.instant(at: position, in: bytes),
            delimiter.ends(at: bytes[instant.end])
          {
            (moment, end) = instant
          } else {
            let cell = try text.cell(at: position, layout)
            moment = try text.moment(cell, column) {
              parser.instant(at: $0, in: text.bytes.span)
            }
            end = cell.end
          }
        case .timeOfDay:
          let cell = try text.cell(at: position, layout)
          timeOfDay = try text.moment(cell, column) {
            TimeParser.clock(at: $0, in: text.bytes.span)
          }
          end = cell.end
        case .ignored:
          end = try text.cell(at: position, layout).end
        }
        let isLast = column == roles.count - 1
        guard bytes[end].isLineBreak == isLast else {
          throw try text.raggedRow(at: rowStart, layout)
        }
        position = end + 1
      }
      if layout.timeForm != nil { times.append(Instant(nanoseconds: moment &+ timeOfDay)) }
      count += 1
    }
  }

  /// Puts descending rows in ascending order and returns whether they were; rows in no order, or of
  /// one time, are an error.
  mutating func sort(_ text: TableText, layout: TableLayout) throws(DataError) -> Bool {
    guard let first = times.first, let last = times.last else { return false }
    let isDescending = last < first
    for row in times.indices.dropFirst() {
      let (previous, this) = (times[row - 1], times[row])
      if isDescending ? this < previous : previous < this { continue }
      let line = try text.line(ofRow: row, layout)
      throw previous == this
        ? .duplicateTime(path: text.path, line: line, time: this)
        : .outOfOrder(path: text.path, line: line, previous: previous, this: this)
    }
    if isDescending {
      times.reverse()
      for column in columns.indices { columns[column].reverse() }
    }
    return isDescending
  }

  /// Returns about how many rows the text has, from the length of the first ones.
  private static func estimatedCount(
    _ text: TableText,
    layout: TableLayout,
    from start: Int,
    maximum: Int
  ) -> Int {
    let sample = text.bytes[start...].prefix(1 << 16)
    let lines = max(1, sample.count { $0 == .lineFeed })
    let rows = Double(text.bytes.count - start) / Double(sample.count) * Double(lines) * 1.02
    return min(maximum, Int(rows) + 1)
  }
}

extension TableText {
  /// Returns the cell that begins at `position`.
  fileprivate func cell(at position: Int, _ layout: TableLayout) throws(DataError) -> Cell {
    guard let cell = layout.delimiter.cell(at: position, in: bytes.span) else {
      throw .unterminatedQuote(path: path, line: line(at: position))
    }
    return cell
  }

  fileprivate func number(
    _ cell: Cell,
    _ column: Int,
    _ layout: TableLayout,
    _ decimal: Decimal
  ) throws(DataError) -> Double {
    let line = { self.line(at: cell.content.lowerBound) }
    let name = layout.columns[column].name
    switch decimal.reading(of: cell.content, in: bytes.span) {
    case .number(let value): return value
    case .missing: return .nan
    case .infinite:
      throw .infiniteNumber(
        path: path,
        line: line(),
        column: column + 1,
        name: name,
        text: excerpt(cell.content)
      )
    case .text:
      throw .badNumber(
        path: path,
        line: line(),
        column: column + 1,
        name: name,
        text: excerpt(cell.content)
      )
    }
  }

  fileprivate func moment(
    _ cell: Cell,
    _ column: Int,
    parse: (Int) -> (nanoseconds: Int64, end: Int)?
  ) throws(DataError) -> Int64 {
    if !cell.content.isEmpty, let instant = parse(cell.content.lowerBound),
      instant.end == cell.content.upperBound
    {
      return instant.nanoseconds
    }
    throw .badDate(
      path: path,
      line: line(at: cell.content.lowerBound),
      column: column + 1,
      text: excerpt(cell.content)
    )
  }

  fileprivate func raggedRow(at start: Int, _ layout: TableLayout) throws(DataError) -> DataError {
    .raggedRow(
      path: path,
      line: line(at: start),
      found: try layout.delimiter.row(at: start, in: self).count,
      expected: layout.columns.count
    )
  }

  /// Returns the line of a row of data, by going through the text again: only an error asks.
  fileprivate func line(ofRow row: Int, _ layout: TableLayout) throws(DataError) -> Int {
    var position = layout.firstRow ?? start
    for _ in 0..<row {
      let cells = try layout.delimiter.row(at: position, in: self)
      position = self.row(atOrAfter: cells.last?.end ?? position) ?? position
    }
    return line(at: position)
  }
}
