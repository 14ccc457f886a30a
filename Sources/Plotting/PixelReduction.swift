/// Thins long columns to what a picture can show.
public enum PixelReduction {
  /// Returns the rows of a line to draw, as runs that are each one unbroken stroke.
  ///
  /// `x` is cut into `columns` equal parts between its least and greatest value. Of successive rows
  /// in one part the first, the least, the greatest and the last are kept, in their order, so that
  /// the picture has the same ink. Up to four times `columns` rows all are kept, and each missing
  /// value ends a run; of more, a gap inside one part is closed.
  public static func runs(x: [Double], y: [Double], columns: Int) -> [[Int]] {
    let isShort = x.count <= 4 * columns
    let column = isShort ? nil : columnNumbers(x, columns: columns)
    var runs: [[Int]] = []
    var run: [Int] = []
    var group = Group()
    var afterGap = false
    for i in y.indices {
      guard y[i].isFinite, x[i].isFinite else {
        afterGap = true
        continue
      }
      let number = column?(x[i]) ?? i
      if number != group.column || isShort {
        run += group.rows
        group = Group(column: number)
        if afterGap && !run.isEmpty {
          runs.append(run)
          run = []
        }
      }
      group.add(i, y[i])
      afterGap = false
    }
    run += group.rows
    return run.isEmpty ? runs : runs + [run]
  }

  /// Returns the rows of separate points to draw: the first in each cell of a fine grid.
  public static func points(x: [Double], y: [Double], columns: Int, rows: Int) -> [Int] {
    let present = y.indices.filter { x[$0].isFinite && y[$0].isFinite }
    guard present.count > 4 * columns else { return present }
    let column = columnNumbers(x, columns: columns)
    let row = columnNumbers(y, columns: rows)
    var taken: Set<Int> = []
    return present.filter { taken.insert(column(x[$0]) * (rows + 1) + row(y[$0])).inserted }
  }

  /// Returns a function from a value to the number of its part, 0 to `columns` - 1.
  private static func columnNumbers(_ x: [Double], columns: Int) -> (Double) -> Int {
    let finite = x.lazy.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high / 2 - low / 2 > 0 else {
      return { _ in 0 }
    }
    let half = high / 2 - low / 2
    return { value in
      let share = (value / 2 - low / 2) / half
      return min(columns - 1, Int(exactly: (share * Double(columns)).rounded(.down)) ?? 0)
    }
  }
}

/// The extremes of successive rows in one column of pixels.
private struct Group {
  var column = -1
  private var first = -1
  private var last = -1
  private var least = (row: -1, value: Double.infinity)
  private var greatest = (row: -1, value: -Double.infinity)

  init(column: Int = -1) {
    self.column = column
  }

  mutating func add(_ row: Int, _ value: Double) {
    if first < 0 { first = row }
    last = row
    if value < least.value { least = (row, value) }
    if value > greatest.value { greatest = (row, value) }
  }

  /// The kept rows in ascending order, each once.
  var rows: [Int] {
    guard first >= 0 else { return [] }
    let inner = [min(least.row, greatest.row), max(least.row, greatest.row)]
    var rows = [first]
    for row in inner + [last] where row > (rows.last ?? -1) { rows.append(row) }
    return rows
  }
}

/// One place of a band.
public struct BandRow: Sendable, Equatable {
  public let x: Double
  public let low: Double
  public let high: Double

  public init(x: Double, low: Double, high: Double) {
    self.x = x
    self.low = low
    self.high = high
  }
}

extension PixelReduction {
  /// Returns a band to draw, as unbroken runs; of successive rows in one column of pixels remain
  /// the first and the last place, both with the least low and the greatest high.
  public static func band(
    x: [Double],
    low: [Double],
    high: [Double],
    columns: Int
  ) -> [[BandRow]] {
    let middle = low.indices.map { low[$0] / 2 + high[$0] / 2 }
    let isShort = x.count <= 4 * columns
    let column = isShort ? nil : columnNumbers(x, columns: columns)
    var runs: [[BandRow]] = []
    var group: (column: Int, rows: [BandRow])?
    var afterGap = true
    for i in middle.indices {
      guard middle[i].isFinite, x[i].isFinite else {
        afterGap = true
        continue
      }
      let number = column?(x[i]) ?? i
      if let open = group, open.column == number {
        let (low, high) = (min(open.rows[0].low, low[i]), max(open.rows[0].high, high[i]))
        let ends = [open.rows[0].x, x[i]]
        group?.rows = ends.map { BandRow(x: $0, low: low, high: high) }
      } else {
        if let open = group { runs[runs.count - 1] += open.rows }
        if afterGap { runs.append([]) }
        group = (number, [BandRow(x: x[i], low: low[i], high: high[i])])
      }
      afterGap = false
    }
    if let open = group { runs[runs.count - 1] += open.rows }
    return runs
  }
}
