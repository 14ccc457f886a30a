internal import Numerics
internal import TimeSeries

/// The values of the rows of a table, column by column.
struct TableRows: Sendable {
  /// The moments of the rows; empty where the table has none.
  private(set) var times: [Instant] = []
  /// The columns of numbers, in the order of the file.
  private(set) var columns: [[Double]]
  private(set) var count = 0
  /// Whether the rows stand in the text from the last to the first.
  private(set) var wereDescending = false

  /// Reads the rows of a text, at most `maximum`, and puts descending ones in ascending order.
  init(of text: TableText, layout: TableLayout, maximum: Int = .max) throws(DataError) {
    let expected = min(maximum, layout.expectedCount)
    columns = layout.columns.filter(\.isNumber).map { _ in [] }
    for column in columns.indices { columns[column].reserveCapacity(expected) }
    if layout.timeForm != nil { times.reserveCapacity(expected) }

    let roles = layout.columns.map(\.role)
    let bytes = text.bytes.span
    let reader = CellReader(text: text, layout: layout)
    var parser = TimeParser(form: layout.timeForm ?? .compact)
    var position = layout.firstRow ?? bytes.count
    while position < bytes.count, count < maximum {
      if bytes[position].isLineBreak {
        position += 1
        continue
      }
      let start = position
      var (moment, timeOfDay) = (Int64(0), Int64(0))
      var slot = 0
      for column in roles.indices {
        let end: Int
        switch roles[column] {
        case .number:
          let value: Double
          (value, end) = try reader.number(at: position, column)
          columns[slot].append(value)
          slot += 1
        case .time: (moment, end) = try reader.moment(at: position, column, by: &parser)
        case .timeOfDay: (timeOfDay, end) = try reader.timeOfDay(at: position, column)
        case .ignored: end = try reader.cell(at: position).end
        }
        guard bytes[end].isLineBreak == (column == roles.count - 1) else {
          throw try reader.raggedRow(at: start)
        }
        position = end + 1
      }
      if layout.timeForm != nil {
        let instant = Instant(nanoseconds: moment)
        times.append(
          timeOfDay == 0 ? instant : instant.advanced(by: Period(nanoseconds: timeOfDay))
        )
      }
      count += 1
      if count % 4096 == 0, Memory.isFull { throw .noRoom(path: text.path) }
    }
    try sort(text, layout)
  }

  /// Puts descending rows in ascending order; rows in no order, and two of one time, are an error.
  private mutating func sort(_ text: TableText, _ layout: TableLayout) throws(DataError) {
    guard let first = times.first, let last = times.last else { return }
    wereDescending = last < first
    for row in times.indices.dropFirst() {
      let (previous, this) = (times[row - 1], times[row])
      if wereDescending ? this < previous : previous < this { continue }
      let line = try TableRows.line(of: row, text, layout)
      throw previous == this
        ? .duplicateTime(path: text.path, line: line, time: this)
        : .outOfOrder(path: text.path, line: line, previous: previous, this: this)
    }
    if wereDescending {
      times.reverse()
      for column in columns.indices { columns[column].reverse() }
    }
  }

  /// Returns the line of a row, by going through the text again: only an error asks.
  private static func line(
    of row: Int,
    _ text: TableText,
    _ layout: TableLayout
  ) throws(DataError) -> Int {
    var position = layout.firstRow ?? text.start
    for _ in 0..<row {
      let cells = try layout.delimiter.row(at: position, in: text)
      position = text.row(atOrAfter: cells.last?.end ?? position) ?? position
    }
    return text.line(at: position)
  }
}
