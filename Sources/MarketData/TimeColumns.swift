internal import TimeSeries

/// The columns of a table that say when its rows were.
struct TimeColumns {
  /// nil where no column does.
  let form: TimeForm?
  let isAmbiguous: Bool
  let moment: Int?
  /// The column of times of day that belongs to a column of dates.
  let timeOfDay: Int?

  private static let none = TimeColumns(form: nil, isAmbiguous: false, moment: nil, timeOfDay: nil)

  private init(form: TimeForm?, isAmbiguous: Bool, moment: Int?, timeOfDay: Int?) {
    (self.form, self.isAmbiguous) = (form, isAmbiguous)
    (self.moment, self.timeOfDay) = (moment, timeOfDay)
  }

  /// Finds the columns by their names, or else takes the first column if it holds dates.
  ///
  /// A column called date, time, datetime or timestamp has to be one; otherwise its first cell is
  /// the error.
  init(of sample: TableSample) throws(DataError) {
    let names = sample.header?.map { ColumnNames.snakeCase(ColumnHeader($0).name) } ?? []
    let date = names.firstIndex(of: "date") ?? (names.isEmpty ? 0 : nil)
    let time = names.firstIndex(of: "time") ?? (names.isEmpty && sample.width > 1 ? 1 : nil)
    if let date, let time, let pair = TimeColumns.pair(date: date, time: time, in: sample) {
      self = pair
      return
    }
    let customary = ["date", "time", "datetime", "date_time", "timestamp"]
    let telling = customary + ["epoch", "unix", "ts"]
    let named = names.firstIndex { customary.contains($0) }
    let column = named ?? 0
    let cells = sample.contents(of: column)
    // Any whole number could count seconds; without a telling name only those of our days do.
    let words = names.isEmpty ? [] : names[column].split(separator: "_")
    let isTold = named != nil || words.contains { telling.contains(String($0)) }
    let isLikely = names.isEmpty && TimeColumns.areLikelyEpochs(cells, in: sample.text)
    let found = TimeForm.detect(
      cells,
      in: sample.text.bytes.span,
      allowsEpoch: isTold || isLikely
    )
    if let found, named != nil || found.matches * 2 > cells.count {
      self.init(
        form: found.form,
        isAmbiguous: found.isAmbiguous,
        moment: column,
        timeOfDay: nil
      )
    } else if let named, let first = sample.rows.first?[named] {
      throw .badDate(
        path: sample.text.path,
        line: sample.text.line(at: first.content.lowerBound),
        column: named + 1,
        text: sample.text.excerpt(first.content)
      )
    } else if let named {
      self.init(form: .compact, isAmbiguous: false, moment: named, timeOfDay: nil)
    } else {
      self = .none
    }
  }

  /// Returns what a column of times holds; nil for any other.
  func role(of column: Int) -> TableLayout.Role? {
    if column == moment { return .time }
    return column == timeOfDay ? .timeOfDay : nil
  }

  /// Returns a column of dates and one of times of day that belong together; nil where they do not.
  private static func pair(date: Int, time: Int, in sample: TableSample) -> TimeColumns? {
    let bytes = sample.text.bytes.span
    let dates = sample.contents(of: date)
    // Without the name of the column, 1215 is a price as well as a time of day, and 12:15 is not.
    let isNamed = sample.header != nil
    let areClocks = sample.contents(of: time).allSatisfy { cell in
      !cell.isEmpty && TimeParser.clock(at: cell.lowerBound, in: bytes)?.end == cell.upperBound
        && (isNamed || sample.text.bytes[cell].contains(UInt8(ascii: ":")))
    }
    guard !dates.isEmpty, areClocks,
      let found = TimeForm.detect(dates, in: bytes, allowsEpoch: false),
      found.matches == dates.count
    else { return nil }
    var parser = TimeParser(form: found.form)
    let areDates = dates.allSatisfy {
      (parser.instant(at: $0.lowerBound, in: bytes)?.nanoseconds ?? 1)
        % Period.day.nanoseconds == 0
    }
    guard areDates else { return nil }
    return TimeColumns(
      form: found.form,
      isAmbiguous: found.isAmbiguous,
      moment: date,
      timeOfDay: time
    )
  }

  /// Whether the cells are whole numbers of 10 digits or more, as seconds are since 2001.
  private static func areLikelyEpochs(_ cells: [Range<Int>], in text: TableText) -> Bool {
    cells.allSatisfy { $0.count >= 10 && text.bytes[$0].allSatisfy { $0.digit < 10 } }
  }
}
