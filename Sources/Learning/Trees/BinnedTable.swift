internal import Numerics

/// The features of the training rows as small numbers: 0 for missing, else the bin, from 1 on.
///
/// Eight features, a block, share a word of 64 bits for each row, so that one load serves eight
/// histograms. These come in two quads of four features.
struct BinnedTable: Sendable {
  /// How many features share a word.
  static let lanes = 8

  let rowCount: Int
  /// The features in the order of their lanes: lane l of block b holds `features[8 b + l]`.
  let features: [Int]
  /// The lowest value of each bin from bin 1 on, by feature of the whole table.
  let lowestValues: [[Double]]
  /// The highest value of each bin likewise.
  let highestValues: [[Double]]
  /// The words, block after block.
  let words: SharedBuffer<UInt64>
  /// Where the lines of each quad begin in a histogram, which has one for each bin; and their sum.
  let lineStarts: [Int]

  var blockCount: Int { lineStarts.count / 2 }
  var lineCount: Int { lineStarts[lineStarts.count - 1] }

  /// Bins the columns of a table at `rows`, each into at most `limit` bins of about equal size.
  init(_ table: FeatureTable, rows: [Int], limit: Int, workers: Workers) {
    let count = table.columns.count
    let words = SharedBuffer(BinnedTable.blocks(count) * rows.count, of: UInt64(0))
    let blocks = workers.map(BinnedTable.blocks(count)) { block in
      let first = block * BinnedTable.lanes
      return (first..<min(first + BinnedTable.lanes, count)).map { feature in
        let column = SortedColumn(table.columns[feature], rows: rows)
        let lowest = BinnedTable.lowestValues(of: column.values, limit: limit)
        let shift = UInt64(feature - first) * 8
        var (bin, highest) = (0, lowest)
        for (value, position) in zip(column.values, column.positions) {
          while bin < lowest.count, value >= lowest[bin] { bin += 1 }
          words.pointer[block * rows.count + Int(position)] |= UInt64(bin) << shift
          highest[bin - 1] = value
        }
        return (lowest: lowest, highest: highest)
      }
    }
    self.init(
      rowCount: rows.count,
      features: Array(0..<count),
      lowestValues: blocks.joined().map(\.lowest),
      highestValues: blocks.joined().map(\.highest),
      words: words
    )
  }

  private init(
    rowCount: Int,
    features: [Int],
    lowestValues: [[Double]],
    highestValues: [[Double]],
    words: SharedBuffer<UInt64>
  ) {
    self.rowCount = rowCount
    self.features = features
    self.lowestValues = lowestValues
    self.highestValues = highestValues
    self.words = words
    var starts = [0]
    for quad in 0..<2 * BinnedTable.blocks(features.count) {
      let bins = features.dropFirst(4 * quad).prefix(4).map { lowestValues[$0].count }
      starts.append(starts[quad] + 1 + (bins.max() ?? 0))
    }
    lineStarts = starts
  }

  /// Returns the table of some features of the whole table, in ascending order.
  func selecting(_ chosen: [Int], workers: Workers) -> BinnedTable {
    let words = SharedBuffer(BinnedTable.blocks(chosen.count) * rowCount, of: UInt64(0))
    _ = workers.map(BinnedTable.blocks(chosen.count)) { [rowCount, source = self.words] block in
      let first = block * BinnedTable.lanes
      let target = words.pointer + block * rowCount
      for position in first..<min(first + BinnedTable.lanes, chosen.count) {
        let column = source.pointer + chosen[position] / BinnedTable.lanes * rowCount
        let from = UInt64(chosen[position] % BinnedTable.lanes * 8)
        let to = UInt64((position - first) * 8)
        for row in 0..<rowCount { target[row] |= (column[row] >> from & 0xFF) << to }
      }
    }
    return BinnedTable(
      rowCount: rowCount,
      features: chosen,
      lowestValues: lowestValues,
      highestValues: highestValues,
      words: words
    )
  }

  /// Returns the words of the block that holds the feature at `position`.
  func words(of position: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(words.pointer + position / BinnedTable.lanes * rowCount)
  }

  /// Returns the lowest value above `bin` of the feature at `position`; infinite above the last.
  func threshold(position: Int, above bin: Int) -> Double {
    let lowest = lowestValues[features[position]]
    return bin < lowest.count ? lowest[bin] : .infinity
  }

  /// Returns the value half-way between two bins of the feature at `position`: above all of the one
  /// and at most the lowest of the other, infinite where that is bin 0.
  func threshold(position: Int, between low: Int, and high: Int) -> Double {
    guard high > 0 else { return .infinity }
    let from = highestValues[features[position]][low - 1]
    let to = lowestValues[features[position]][high - 1]
    let middle = from / 2 + to / 2
    return middle > from && middle <= to ? middle : to
  }

  private static func blocks(_ features: Int) -> Int {
    (features + lanes - 1) / lanes
  }

  /// Returns the lowest value of each of at most `limit` bins of ascending values.
  ///
  /// Equal values share a bin. A bin is closed where that leaves it nearer to its even share of the
  /// values not yet placed, so that a value which fills a bin by itself costs the others nothing.
  static func lowestValues(of sorted: [Double], limit: Int) -> [Double] {
    var runs: [(value: Double, count: Int)] = []
    for value in sorted {
      if let last = runs.indices.last, runs[last].value == value {
        runs[last].count += 1
      } else {
        runs.append((value, 1))
      }
    }
    guard runs.count > limit else { return runs.map(\.value) }
    var lowest: [Double] = []
    var (filled, placed) = (0, 0)
    for run in runs {
      let share = Double(sorted.count - placed) / Double(max(1, limit - lowest.count + 1))
      let isFull = Double(filled) + Double(run.count) / 2 > share
      if lowest.isEmpty || isFull && lowest.count < limit {
        lowest.append(run.value)
        placed += filled
        filled = 0
      }
      filled += run.count
    }
    return lowest
  }
}
