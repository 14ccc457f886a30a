public import TimeSeries

/// What the header of a column in a file says of it: its name, and behind that in brackets what no row
/// of the file could tell.
///
/// `value [-4..5]` depends on the rows from four before its own to five after, `value [..]` on all of
/// them, and `value [selected: the best of 9]` bears a mark. Of the column of times, `time [selection]`
/// says that rows were chosen, and `time [computed]` that nobody was offered these prices. Rows without
/// times get a column `row` where their numbers are not those of the lines, or where there is anything
/// to say of them. Other text in brackets is part of the name.
struct ColumnHeader: Sendable {
  /// What is said of the rows, in the column of their times or numbers.
  enum Rows: String, CaseIterable {
    case part, selection, computed
  }

  static let rowNumbers = "row"

  let name: String
  private(set) var reach = Reach.present
  private(set) var marks: [Mark] = []
  private(set) var rows: Set<Rows> = []

  /// Creates the header of a column.
  init(of column: Frame.Column) {
    (name, reach, marks) = (column.name, column.series.reachOnItsClock, column.series.marks)
  }

  /// Creates the header of the times or the numbers of the rows; nil where they need no column.
  init?(ofRowsOf frame: Frame) {
    if frame.clock.isSelection { rows.insert(.selection) }
    if frame.isComputed { rows.insert(.computed) }
    switch frame.clock.rows {
    case .times: name = frame.clock.isDaily ? "date" : "time"
    case .numbers(let numbers):
      name = ColumnHeader.rowNumbers
      if numbers != Array(numbers.indices) { rows.insert(.part) }
      if rows.isEmpty { return nil }
    }
  }

  /// Reads what stands in a file.
  init(_ text: String) {
    var rest = text[...]
    while rest.last == "]", let start = rest.lastIndex(of: "[") {
      let statement = rest[start...].dropFirst().dropLast()
      let before = rest[..<start].trimmed
      if let reach = Reach(headerText: statement) {
        self.reach = self.reach.hull(reach)
      } else if let mark = Mark(headerText: statement) {
        marks.insert(mark, at: 0)
      } else if let word = Rows(rawValue: String(statement)) {
        rows.insert(word)
      } else {
        break
      }
      rest = before
    }
    // What is said of rows is said in their own column; elsewhere the words are part of a name.
    let isOfRows = ["date", "time", ColumnHeader.rowNumbers].contains(String(rest))
    if rest.isEmpty || (!rows.isEmpty && !isOfRows) {
      (name, reach, marks, rows) = (text, .present, [], [])
    } else {
      name = String(rest)
    }
  }

  /// What a column with this header knows: never less than its own row.
  func knowledge(from path: String) -> Knowledge {
    let path = reach.seesFuture ? [Knowledge.Step("load \"\(path)\"")] : []
    return Knowledge(reach: reach, path: path, marks: marks)
  }

  /// The text in a file, of which the rows are said in one order.
  var text: String {
    var parts = [name]
    if reach != .present, !reach.isConstant { parts.append(reach.headerText) }
    parts += marks.map(\.headerText)
    parts += Rows.allCases.filter(rows.contains).map { "[\($0.rawValue)]" }
    return parts.joined(separator: " ")
  }
}

extension Frame {
  /// Returns the frame that `load` will find in a file of this one, without its rows.
  ///
  /// Rows without times are those of another table then.
  public func promised(at path: String) -> Frame {
    let rows = ColumnHeader(ofRowsOf: self)?.rows ?? []
    let clock =
      clock.times == nil
      ? Clock(rowsOfTable: [], isSelection: rows.contains(.selection)) : clock.cut(to: 0..<0)
    return Frame(
      clock: clock,
      columns: columns.map { column in
        let stated = ColumnHeader(ColumnHeader(of: column).text)
        let knowledge = stated.knowledge(from: path)
        return Column(name: column.name, series: Series([], clock: clock, knowledge: knowledge))
      },
      isComputed: rows.contains(.computed)
    )
  }
}

extension Series {
  /// How far the column looks, as far as the latest of the times at which its rows were known.
  fileprivate var reachOnItsClock: Reach {
    guard let stated, reach.high < Reach.unbounded else { return reach }
    let latest = stated.indices.map { clock.row(closingAtOrAfter: stated[$0]) - $0 }.max() ?? 0
    return latest > reach.high ? reach.hull(Reach(0, latest)) : reach
  }
}

extension Reach {
  /// The form `[0..5]`, with nothing for no bound.
  fileprivate var headerText: String {
    "[\(low == -Reach.unbounded ? "" : "\(low)")..\(high == Reach.unbounded ? "" : "\(high)")]"
  }

  /// Creates what stands between the brackets of `headerText`; nil for any other text.
  fileprivate init?(headerText: Substring) {
    guard let dots = headerText.indices.first(where: { headerText[$0...].hasPrefix("..") }) else {
      return nil
    }
    let (low, high) = (headerText[..<dots], headerText[dots...].dropFirst(2))
    guard let from = low.isEmpty ? -Reach.unbounded : Int(low),
      let to = high.isEmpty ? Reach.unbounded : Int(high), from <= to
    else { return nil }
    self.init(from, to)
  }
}

extension Mark {
  /// The form `[selected: the best of 9]`, on one line and with round brackets within.
  fileprivate var headerText: String {
    let plain = description.map { character -> Character in
      switch character {
      case "[": "("
      case "]": ")"
      default: character.isNewline ? " " : character
      }
    }
    return "[\(String(plain))]"
  }

  /// Creates what stands between the brackets of `headerText`; nil for any other text.
  fileprivate init?(headerText: Substring) {
    guard let colon = headerText.firstIndex(of: ":"),
      let kind = Kind(rawValue: String(headerText[..<colon]))
    else { return nil }
    self.init(kind, String(headerText[colon...].dropFirst().trimmed))
  }
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
