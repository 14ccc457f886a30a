/// What the first rows of a table say about it: delimiter, header, and what each column holds.
struct TableLayout: Sendable {
  enum Role: Sendable {
    /// Moments, or dates to which the column of times of day belongs.
    case time
    case timeOfDay
    case number
    case ignored
  }

  struct Column: Sendable {
    let header: ColumnHeader
    let name: String
    let role: Role

    var isNumber: Bool {
      if case .number = role { true } else { false }
    }
  }

  /// How many rows are looked at: as many as say the usual step of a clock.
  static let sampleCount = 1001

  let delimiter: Delimiter
  /// Where the first row of data begins; nil where there is none.
  let firstRow: Int?
  /// About how many rows the text has, from the length of the first ones.
  let expectedCount: Int
  /// One for each cell of a row.
  let columns: [Column]
  /// The form of the moments; nil where the rows have none.
  var timeForm: TimeForm?
  /// Whether the dates could as well be read with the day first.
  let isAmbiguous: Bool
  let notices: [String]

  init(of text: TableText) throws(DataError) {
    let sample = try TableSample(of: text)
    let times = try TimeColumns(of: sample)
    var notices: [String] = []
    let texts = sample.header ?? sample.customaryHeaders(times: times)
    if sample.header == nil {
      notices.append("no header; the columns are called \(texts.joined(separator: ", "))")
    }
    let headers = texts.map { ColumnHeader($0) }
    let (names, renamings) = ColumnNames.names(of: headers.map(\.name))
    notices += renamings

    var columns: [Column] = []
    for (index, header) in headers.enumerated() {
      let role = times.role(of: index) ?? sample.role(of: index)
      if case .ignored = role {
        try sample.refuseCommas(in: index, called: names[index])
        notices.append(
          sample.isVoid(index)
            ? "column \(index + 1) has neither name nor values and was left out"
            : "column `\(texts[index])` holds text and was left out"
        )
      }
      columns.append(Column(header: header, name: names[index], role: role))
    }
    guard columns.contains(where: \.isNumber) else { throw .noColumns(path: text.path) }
    guard !sample.rows.isEmpty else { throw .noRows(path: text.path) }

    delimiter = sample.delimiter
    firstRow = sample.firstRow
    expectedCount = sample.expectedCount
    self.columns = columns
    timeForm = times.form
    isAmbiguous = times.isAmbiguous
    self.notices = notices
  }
}
