/// The windows of bars that a network sees.
///
/// The prices of a window are scaled by its lowest low-to-high span, shared by all four: the lowest
/// price is 0, the highest 1. Volumes are divided by the window's largest. Where all prices are equal
/// they are 0, and so are volumes where none was traded.
///
/// The newest bar comes first: the third pooling of twenty bars leaves out the last four, and these
/// have to be the oldest. The zeros before the newest bar also tell it from all others.
struct BarWindow {
  private let columns: [[Double]]
  let length: Int

  /// How many numbers a bar has: open, high, low, close, volume.
  static let inputs = 5

  /// Takes the five columns of a table.
  init(_ table: FeatureTable, length: Int) throws(LearningError) {
    guard table.columns.count == BarWindow.inputs else {
      throw .notBars(columns: table.columns.count)
    }
    (columns, self.length) = (table.columns, length)
  }

  /// Whether the window that ends in a row is within the table and lacks no value.
  func isFull(_ row: Int) -> Bool {
    guard row >= length - 1, row < columns[0].count else { return false }
    return columns.allSatisfy { column in
      ((row - length + 1)...row).allSatisfy { abs(column[$0]) <= 1e100 }
    }
  }

  /// Writes the window that ends in a row, bar after bar.
  func write<S: NetworkScalar>(_ row: Int, to target: UnsafeMutablePointer<S>) {
    let rows = (row - length + 1)...row
    var (lowest, highest, volume) = (Double.infinity, -Double.infinity, 0.0)
    for row in rows {
      for price in 0..<4 {
        lowest = min(lowest, columns[price][row])
        highest = max(highest, columns[price][row])
      }
      volume = max(volume, columns[4][row])
    }
    let range = highest - lowest
    for (place, row) in rows.reversed().enumerated() {
      let bar = target + place * BarWindow.inputs
      for price in 0..<4 { bar[price] = range > 0 ? S((columns[price][row] - lowest) / range) : 0 }
      bar[4] = volume > 0 ? S(max(0, columns[4][row]) / volume) : 0
    }
  }
}
