/// A field of characters, each of which may hold eight dots of braille.
///
/// A character stands under the dots, such as the shade of a band, or over them, such as a candle.
struct CellCanvas {
  typealias Glyph = (scalar: Unicode.Scalar, role: TerminalLine.Role)

  let width: Int
  let height: Int
  private var dots: [UInt8]
  private var dotRoles: [TerminalLine.Role]
  private var under: [Glyph?]
  private var over: [Glyph?]

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    dots = Array(repeating: 0, count: width * height)
    dotRoles = Array(repeating: .plain, count: width * height)
    under = Array(repeating: nil, count: width * height)
    over = under
  }

  /// How many dots stand beside each other, and how many below each other.
  var dotColumns: Int { 2 * width }
  var dotRows: Int { 4 * height }

  /// The bit of each dot in U+2800...28FF, by row and column of the character.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// Sets a dot; the character gets the colour of the dot that came last.
  mutating func setDot(_ column: Int, _ row: Int, _ role: TerminalLine.Role) {
    let cell = row / 4 * width + column / 2
    dots[cell] |= CellCanvas.bits[row % 4 * 2 + column % 2]
    dotRoles[cell] = role
  }

  mutating func setUnder(_ column: Int, _ row: Int, _ glyph: Glyph) {
    under[row * width + column] = glyph
  }

  mutating func setOver(_ column: Int, _ row: Int, _ glyph: Glyph) {
    over[row * width + column] = glyph
  }

  func hasDots(_ column: Int, _ row: Int) -> Bool { dots[row * width + column] != 0 }

  func isFree(_ column: Int, _ row: Int) -> Bool {
    !hasDots(column, row) && over[row * width + column] == nil
  }

  /// Writes a text over what is there, as far as it fits.
  mutating func write(_ text: String, _ column: Int, _ row: Int, _ role: TerminalLine.Role) {
    var column = column
    // Wide characters have no place of their own here.
    for scalar in text.unicodeScalars where column < width {
      if column >= 0 { setOver(column, row, (scalar, role)) }
      column += 1
    }
  }

  /// Returns a row of characters.
  func line(_ row: Int) -> TerminalLine {
    var line = TerminalLine()
    var run = String.UnicodeScalarView()
    var role = TerminalLine.Role.plain
    for cell in row * width..<(row + 1) * width {
      let glyph = glyph(cell)
      if glyph.role != role {
        line.append(String(run), role)
        (run, role) = (.init(), glyph.role)
      }
      run.append(glyph.scalar)
    }
    line.append(String(run), role)
    return line
  }

  private func glyph(_ cell: Int) -> Glyph {
    if let over = over[cell] { return over }
    if dots[cell] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(dots[cell])) {
      return (scalar, dotRoles[cell])
    }
    return under[cell] ?? (" ", .plain)
  }
}
