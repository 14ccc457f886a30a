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

  public let columns: [Column]
  public var rows: [[StyledLine]]
  /// A remark that stands after the last row.
  public let note: String?

  public init(_ columns: [Column], rows: [[StyledLine]], note: String? = nil) {
    self.columns = columns
    self.rows = rows
    self.note = note
  }

  public init(_ columns: [Column], rows: [[String]], note: String? = nil) {
    self.init(columns, rows: rows.map { $0.map { StyledLine($0) } }, note: note)
  }
}
