internal import CEditLine

/// Where libedit puts the characters that follow one another from the first column of a row.
///
/// Painting goes to the same cells, so this has to agree with libedit in every detail: tabs stop at
/// each eighth column, a wide character that does not fit begins a row, a full row ends at once.
struct Layout: Equatable {
  let columns: Int
  private(set) var row = 0
  private(set) var column = 0

  init(columns: Int) {
    self.columns = max(2, columns)
  }

  /// Returns the place behind a text.
  func after(_ text: some Sequence<Unicode.Scalar>) -> Layout {
    var place = self
    for scalar in text { place.advance(scalar) }
    return place
  }

  mutating func advance(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\n": nextRow()
    case "\t": repeat { step(1) } while column % 8 != 0
    default:
      if let width = Layout.width(scalar) {
        if column + width > columns { nextRow() }
        step(width)
      } else {
        // Shown as ^X, \U+XXXX or \U+XXXXX, which may wrap in the middle.
        for _ in 0..<(scalar.value < 0x80 ? 2 : scalar.value > 0xFFFF ? 8 : 7) { step(1) }
      }
    }
  }

  /// Returns the columns that a character takes; nil where it cannot be shown.
  static func width(_ scalar: Unicode.Scalar) -> Int? {
    let width = Int(line_editor_width(scalar.value))
    return width < 0 ? nil : width
  }

  private mutating func step(_ width: Int) {
    column += width
    if column >= columns { nextRow() }
  }

  private mutating func nextRow() {
    (row, column) = (row + 1, 0)
  }
}
