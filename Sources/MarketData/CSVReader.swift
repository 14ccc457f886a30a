public import TimeSeries

/// Reads tables of comma-separated values, plain or packed by gzip.
///
/// Delimiter, header, the form of dates and the columns of numbers are decided on the first 1,001
/// rows. Rows are in strictly ascending order of time; descending ones are turned round. Dates
/// without an offset from UTC are taken as they stand.
public enum CSVReader {
  /// Returns the table in a file.
  public static func read(path: String) throws(DataError) -> DataFile {
    // The bytes, and the columns that are made of them.
    try read(bytes: try DataBytes.read(path: path, room: 2), path: path)
  }

  /// Returns the table in the bytes of a file, packed or not; errors name `path`.
  ///
  /// Dates such as 1/2/2024 are month/day/year, where the file does not tell, unless the day comes
  /// first.
  public static func read(
    bytes: [UInt8],
    path: String,
    dayFirst: Bool = false
  ) throws(DataError) -> DataFile {
    let table = try Table(of: try TableText(file: bytes, path: path), dayFirst: dayFirst)
    return DataFile(
      frame: table.frame,
      sha256: Fingerprint.sha256(bytes),
      notices: table.notices,
      path: path
    )
  }

  /// Returns the table in a file without its rows: names, kinds, and the usual step of the clock.
  ///
  /// Reads only the header and the first rows. Where the rows are shorter than a day, the rows that
  /// a year has are estimated from those. An error further down the file is not found.
  /// The bytes of the file are given where they were read before.
  public static func readHeader(
    path: String,
    bytes known: [UInt8]? = nil,
    dayFirst: Bool = false
  ) throws(DataError) -> Frame {
    var size = 1 << 18
    while true {
      let bytes =
        if let known { Array(known.prefix(size)) } else {
          try DataBytes.read(path: path, maximum: size)
        }
      let isWhole = bytes.count < size
      do {
        let text = try TableText(file: bytes, isPrefix: !isWhole, path: path)
        let table = try Table(of: text, maximum: TableLayout.sampleCount, dayFirst: dayFirst)
        if isWhole || table.frame.count == TableLayout.sampleCount { return table.frame.emptied() }
      } catch {
        // The part of the file may have ended within a row.
        if isWhole || error.isFinal { throw error }
      }
      size *= 8
    }
  }
}

extension DataError {
  /// Whether more of the same file would not mend it.
  fileprivate var isFinal: Bool {
    switch self {
    case .notFound, .noSample, .notReadable, .tooLarge, .noRoom, .tooManyFields, .longName,
      .badGzip, .binary,
      .notUTF8:
      true
    default: false
    }
  }
}

/// A frame made of a text, with what there is to say about it.
private struct Table {
  let frame: Frame
  let notices: [String]

  init(of text: TableText, maximum: Int = .max, dayFirst: Bool) throws(DataError) {
    var layout = try TableLayout(of: text)
    if layout.isAmbiguous, dayFirst { layout.timeForm = .dayFirst(separator: UInt8(ascii: "/")) }
    var notices = layout.notices
    let rows: TableRows
    do {
      rows = try TableRows(of: text, layout: layout, maximum: maximum)
      if layout.isAmbiguous, !dayFirst {
        notices.append(
          "dates such as 1/2/2024 are month/day/year; with `dates=day_first` they are day/month/year"
        )
      }
    } catch {
      // Where the first rows fit both orders, a later one may tell that the day comes first.
      guard layout.isAmbiguous, !dayFirst else { throw error }
      layout.timeForm = .dayFirst(separator: UInt8(ascii: "/"))
      guard let second = try? TableRows(of: text, layout: layout, maximum: maximum) else {
        throw error
      }
      rows = second
      notices.append("dates such as 1/2/2024 are day/month/year")
    }
    if rows.wereDescending {
      notices.append("the rows were in descending order and were turned round")
    }
    var columns = Array(zip(layout.columns.filter(\.isNumber), rows.columns))
    let stated = layout.columns.map(\.header).first { !$0.rows.isEmpty }?.rows ?? []
    let isSelection = stated.contains(.selection)
    let clock: Clock
    if layout.timeForm != nil {
      clock = Clock(times: rows.times, isSelection: isSelection)
    } else if let place = columns.firstIndex(where: { !$0.0.header.rows.isEmpty }),
      let numbers = Table.rowNumbers(columns[place].1)
    {
      columns.remove(at: place)
      clock = Clock(rowsOfTable: numbers, isSelection: isSelection)
    } else {
      clock = Clock(rowsOfTable: Array(0..<rows.count), isSelection: isSelection)
    }
    frame = Frame(
      clock: clock,
      columns: columns.map { column, values in
        let knowledge = column.header.knowledge(from: text.path)
        return Frame.Column(
          name: column.name,
          header: column.header.name,
          series: Series(values, clock: clock, knowledge: knowledge)
        )
      },
      isComputed: stated.contains(.computed)
    )
    self.notices = notices
  }

  /// Returns the numbers of rows; nil unless they are whole and ascend from 0 or later.
  private static func rowNumbers(_ values: [Double]) -> [Int]? {
    let numbers = values.compactMap { Int(exactly: $0) }
    let isAscending = zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    return numbers.count == values.count && numbers.first ?? 0 >= 0 && isAscending ? numbers : nil
  }
}
