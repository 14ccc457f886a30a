/// The smallest value of every stretch of 2^k rows, to find the next row below a limit in a number of
/// steps that grows with the logarithm of its distance.
struct RunningMinima {
  /// The minima of the stretches of 1, 2, 4, … rows, each from a multiple of its length on.
  private let levels: [[Double]]

  /// Creates the minima of `values`; a missing one counts for nothing.
  init(_ values: [Double]) {
    var levels = [values]
    while let finest = levels.last, finest.count > 1 {
      levels.append(
        stride(from: 0, to: finest.count, by: 2).map { place in
          place + 1 < finest.count ? .minimum(finest[place], finest[place + 1]) : finest[place]
        }
      )
    }
    self.levels = levels
  }

  /// Returns the first row after `row`, and not after `last`, whose value is at or below `limit`; nil
  /// where none is.
  func first(atOrBelow limit: Double, after row: Int, through last: Int) -> Int? {
    var (level, place) = (0, row + 1)
    while place < levels[level].count, place << level <= last {
      if levels[level][place] <= limit {
        if level == 0 { return place }
        // The first half of the stretch, and else the second.
        (level, place) = (level - 1, place * 2)
      } else {
        place += 1
        while place % 2 == 0, level + 1 < levels.count {
          (level, place) = (level + 1, place / 2)
        }
      }
    }
    return nil
  }
}
