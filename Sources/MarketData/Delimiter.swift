/// A cell of a table, by where it stands in the text.
struct Cell: Sendable {
  /// The content, without quotes and outer blanks.
  let content: Range<Int>
  /// Where the character after the cell stands: a delimiter or a line break.
  let end: Int
  let isQuoted: Bool
}

/// The character between the cells of a row.
struct Delimiter: Hashable, Sendable {
  /// The most cells that a row may have.
  static let mostCells = 10_000

  let byte: UInt8

  /// Creates the delimiter that the first row has most of, outside quotes; a comma on a tie.
  init(detectedIn text: TableText, at start: Int) {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), .tab]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in text.bytes[start...] {
      if byte == .quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte.isLineBreak { break }
      if let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
    }
    let most = counts.max() ?? 0
    self.byte = candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// Whether a cell ends before `byte`.
  func ends(at byte: UInt8) -> Bool {
    byte == self.byte || byte.isLineBreak
  }

  /// Returns the cell that begins at `start`; nil where its quote has no end.
  func cell(at start: Int, in bytes: Span<UInt8>) -> Cell? {
    guard bytes[start] == .quote else {
      var end = start
      while !ends(at: bytes[end]) { end += 1 }
      return Cell(content: trimmed(start..<end, in: bytes), end: end, isQuoted: false)
    }
    var close = start + 1
    while close < bytes.count {
      if bytes[close] != .quote {
        close += 1
      } else if bytes[close + 1] == .quote {
        close += 2
      } else {
        var end = close + 1
        while bytes[end] == .blank { end += 1 }
        // What stands between a closing quote and the next delimiter makes the quotes characters.
        let isWhole = ends(at: bytes[end])
        while !ends(at: bytes[end]) { end += 1 }
        return Cell(
          content: isWhole ? start + 1..<close : start..<end,
          end: end,
          isQuoted: isWhole
        )
      }
    }
    return nil
  }

  /// Returns the cells of the row that begins at `start`.
  func row(at start: Int, in text: TableText) throws(DataError) -> [Cell] {
    var cells: [Cell] = []
    var position = start
    while true {
      guard let cell = cell(at: position, in: text.bytes.span) else {
        throw .unterminatedQuote(path: text.path, line: text.line(at: position))
      }
      guard cells.count < Delimiter.mostCells else {
        throw .tooManyFields(
          path: text.path,
          line: text.line(at: start),
          limit: Delimiter.mostCells
        )
      }
      cells.append(cell)
      if text.bytes[cell.end].isLineBreak { return cells }
      position = cell.end + 1
    }
  }

  private func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, bytes[lower] == .blank || bytes[lower] == .tab { lower += 1 }
    while lower < upper, bytes[upper - 1] == .blank || bytes[upper - 1] == .tab { upper -= 1 }
    return lower..<upper
  }
}

extension TableText {
  /// Returns the text of a cell, with each doubled quote made one.
  func string(_ cell: Cell) -> String {
    let characters = bytes[cell.content]
    guard cell.isQuoted, characters.contains(.quote) else {
      return String(decoding: characters, as: UTF8.self)
    }
    var kept: [UInt8] = []
    var isSecond = false
    for byte in characters {
      isSecond = byte == .quote && !isSecond
      if byte != .quote || isSecond { kept.append(byte) }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Returns where the first row at or after `position` begins; nil where there is none.
  func row(atOrAfter position: Int) -> Int? {
    bytes[position...].firstIndex { !$0.isLineBreak }
  }
}
