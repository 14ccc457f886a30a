/// A terminal's screen: what a person would see after the bytes that were fed to it.
///
/// It knows what an editor sends: printable text with wide and combining characters, CR, LF, BS,
/// cursor moves, erasing, inserting and deleting, colours, and saving the cursor. Anything else is
/// kept in `unknown`, so that a test can see that there was none.
public struct Screen {
  public struct Cell: Equatable, Sendable {
    public var character: Character = " "
    /// The SGR parameters in force, such as `36` or `1;32`; empty for none.
    public var style = ""
  }

  public private(set) var columns: Int
  public private(set) var rows: [[Cell]]
  public private(set) var row = 0
  public private(set) var column = 0
  /// Rows that left at the top.
  public private(set) var scrolled: [String] = []
  public private(set) var modes: Set<String> = []
  /// How often modes were set.
  public private(set) var settings = 0
  public private(set) var bells = 0
  public private(set) var unknown: [String] = []
  private var style = ""
  private var saved = (row: 0, column: 0)
  private var wrapsNext = false
  private var pending: [UInt8] = []

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  /// The rows as text, without blanks at their ends and blank rows at the end.
  public var text: [String] {
    var lines = rows.map(Self.text)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The row of the cursor.
  public var line: String { Self.text(rows[row]) }

  /// Returns the style of the first cell from which `text` stands in a row.
  public func style(of text: String) -> String? {
    for row in rows {
      for start in row.indices where row[start...].map(\.character).starts(with: text) {
        return row[start].style
      }
    }
    return nil
  }

  /// Changes the size as a terminal does that neither wraps lines anew nor keeps what is cut off.
  public mutating func resize(columns: Int, rows count: Int) {
    self.columns = columns
    for i in rows.indices {
      rows[i] = Array(rows[i].prefix(columns))
      rows[i] += Array(repeating: Cell(), count: columns - rows[i].count)
    }
    while rows.count < count { rows.append(Array(repeating: Cell(), count: columns)) }
    while rows.count > count {
      if row == rows.count - 1 {
        scrollUp()
        row -= 1
      }
      rows.removeLast()
    }
    column = min(column, columns - 1)
    wrapsNext = false
  }

  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    while let used = step(), used > 0 { pending.removeFirst(used) }
  }

  /// Acts on what stands first in `pending`; returns its length, or nil where it is not all there.
  private mutating func step() -> Int? {
    guard let first = pending.first else { return nil }
    if first == 0x1B { return escape() }
    if first < 0x20 || first == 0x7F {
      control(first)
      return 1
    }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard pending.count >= length else { return nil }
    for scalar in String(decoding: pending.prefix(length), as: UTF8.self).unicodeScalars {
      put(scalar)
    }
    return length
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x07: bells += 1
    case 0x08: (column, wrapsNext) = (max(0, column - 1), false)
    case 0x09: (column, wrapsNext) = (min(columns - 1, (column / 8 + 1) * 8), false)
    case 0x0A: lineFeed()
    case 0x0D: (column, wrapsNext) = (0, false)
    default: unknown.append("\(byte)")
    }
  }

  private mutating func lineFeed() {
    wrapsNext = false
    if row < rows.count - 1 { row += 1 } else { scrollUp() }
  }

  private mutating func scrollUp() {
    scrolled.append(Self.text(rows.removeFirst()))
    rows.append(Array(repeating: Cell(), count: columns))
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(scalar)
    if width == 0 {
      var at = max(0, wrapsNext ? column : column - 1)
      // A wide character stands in the first of its two cells.
      if at > 0, rows[row][at].character == "\u{0}" { at -= 1 }
      rows[row][at].character = Character(String(rows[row][at].character) + String(scalar))
      return
    }
    if wrapsNext || column + width > columns {
      column = 0
      lineFeed()
    }
    rows[row][column] = Cell(character: Character(scalar), style: style)
    if width == 2 { rows[row][column + 1] = Cell(character: "\u{0}", style: style) }
    wrapsNext = column + width == columns
    column = min(columns - 1, column + width)
  }

  private mutating func escape() -> Int? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "7"): saved = (row, column)
    case UInt8(ascii: "8"): (row, column, wrapsNext) = (saved.row, saved.column, false)
    case UInt8(ascii: "M"): (row, wrapsNext) = (max(0, row - 1), false)
    case UInt8(ascii: "["):
      guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) })
      else { return nil }
      sequence(
        String(decoding: pending[2..<end], as: UTF8.self),
        Character(Unicode.Scalar(pending[end]))
      )
      return end + 1
    default: unknown.append("ESC \(pending[1])")
    }
    return 2
  }

  private mutating func sequence(_ parameters: String, _ final: Character) {
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    let n = max(1, numbers.first ?? 1)
    if final != "m", final != "h", final != "l" { wrapsNext = false }
    switch final {
    case "A": row = max(0, row - n)
    case "B": row = min(rows.count - 1, row + n)
    case "C": column = min(columns - 1, column + n)
    case "D": column = max(0, column - n)
    case "G": column = min(columns - 1, n - 1)
    case "H": (row, column) = (n - 1, (numbers.count > 1 ? numbers[1] : 1) - 1)
    case "J":
      erase(row: row, from: numbers.first == 2 ? 0 : column)
      for other in rows.indices where other > row || numbers.first == 2 {
        erase(row: other, from: 0)
      }
    case "K": erase(row: row, from: column)
    case "P":
      let kept = rows[row][..<column] + rows[row].dropFirst(column + n)
      rows[row] = kept + Array(repeating: Cell(), count: columns - kept.count)
    case "@":
      let blanks = Array(repeating: Cell(), count: n)
      rows[row] = Array((rows[row][..<column] + blanks + rows[row][column...]).prefix(columns))
    case "m": style = parameters == "0" ? "" : style.isEmpty ? parameters : style + ";" + parameters
    case "h":
      modes.insert(parameters)
      settings += 1
    case "l": modes.remove(parameters)
    default: unknown.append("CSI \(parameters)\(final)")
    }
  }

  private mutating func erase(row: Int, from column: Int) {
    for i in column..<columns { rows[row][i] = Cell() }
  }

  private static func text(_ cells: [Cell]) -> String {
    var cells = cells[...]
    while cells.last?.character == " " { cells.removeLast() }
    return String(cells.map(\.character).filter { $0 != "\u{0}" })
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
      0x1F300...0x1F64F, 0x1F900...0x1F9FF:
      2
    default: 1
    }
  }
}
