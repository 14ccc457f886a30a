/// What a person sees of a value: lines and tables, which whoever shows them lays out.
public struct Presentation: Sendable {
  public enum Block: Sendable {
    case line(StyledLine)
    case table(Table)

    public static func line(_ text: String) -> Block { .line(StyledLine(text)) }
  }

  public var blocks: [Block]

  public init(_ blocks: [Block] = []) {
    self.blocks = blocks
  }

  public static func line(_ text: String) -> Presentation { Presentation([.line(text)]) }

  public static func line(_ line: StyledLine) -> Presentation { Presentation([.line(line)]) }

  /// Returns a title, behind the name that the value is shown under.
  public static func titled(_ name: String?, _ title: StyledLine) -> Presentation {
    .line(name.map { "\($0, .name)  \(title)" } ?? title)
  }

  /// Adds a line below.
  public mutating func add(_ line: String) { blocks.append(.line(line)) }

  /// Adds a line below.
  public mutating func add(_ line: StyledLine) { blocks.append(.line(line)) }

  /// Adds a table below.
  public mutating func add(_ table: Table) { blocks.append(.table(table)) }
}

/// Rows of text under headers.
public struct Table: Sendable {
  public enum Alignment: Sendable { case left, right }

  public struct Column: Sendable {
    public let header: String
    public let alignment: Alignment

    public init(_ header: String, _ alignment: Alignment = .right) {
      self.header = header
      self.alignment = alignment
    }
  }

  /// Rows that are left out.
  public struct Gap: Sendable {
    /// The number of the row below them.
    public let row: Int
    /// What stands in their place, such as `5,025 rows`.
    public let text: String

    public init(above row: Int, _ text: String) {
      (self.row, self.text) = (row, text)
    }
  }

  public let columns: [Column]
  public var rows: [[StyledLine]]
  /// The rows that are left out in the middle; nil where none are.
  public let gap: Gap?
  /// A remark that stands after the last row.
  public let note: String?

  public init(
    _ columns: [Column],
    rows: [[StyledLine]],
    gap: Gap? = nil,
    note: String? = nil
  ) {
    (self.columns, self.rows) = (columns, rows)
    (self.gap, self.note) = (gap, note)
  }

  public init(_ columns: [Column], rows: [[String]], gap: Gap? = nil, note: String? = nil) {
    self.init(columns, rows: rows.map { $0.map { StyledLine($0) } }, gap: gap, note: note)
  }

  /// Returns the first `head` rows and the last `tail`, with how many there are between; all of them
  /// where few would be left out.
  public func shortened(head: Int, tail: Int, _ noun: String = "row") -> Table {
    let places = Excerpt(of: rows.count, head: head, tail: tail)
    return Table(columns, rows: places.rows.map { rows[$0] }, gap: places.gap(noun), note: note)
  }
}

/// Which of many rows are shown: the first and the last.
public struct Excerpt: Sendable {
  /// The numbers of the rows that are shown.
  public let rows: [Int]
  private let head: Int
  /// How many are left out.
  public let hidden: Int

  /// Chooses the first `head` of `count` rows and the last `tail`; all where only two or less would be
  /// left out.
  public init(of count: Int, head: Int, tail: Int) {
    self.head = head
    hidden = count > head + tail + 2 ? count - head - tail : 0
    rows = hidden == 0 ? Array(0..<count) : Array(0..<head) + Array((count - tail)..<count)
  }

  /// What stands for the others; nil where all rows are shown.
  public func gap(_ noun: String) -> Table.Gap? {
    hidden == 0 ? nil : Table.Gap(above: head, NumberText.counted(hidden, noun))
  }
}
