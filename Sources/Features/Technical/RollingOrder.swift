internal import Numerics

extension Rolling {
  /// Returns the median of the window.
  public static func median(_ values: [Double], window: Int) -> [Double] {
    quantile(values, window: window, 0.5)
  }

  /// Returns the quantile of the window at share `q`, by linear interpolation between neighbours;
  /// missing for a `q` outside 0...1.
  public static func quantile(_ values: [Double], window: Int, _ q: Double) -> [Double] {
    precondition(window >= 1, "a window has at least one row")
    var result = [Double](repeating: .nan, count: values.count)
    guard window <= values.count else { return result }
    var sorted = SortedWindow()
    for row in values.indices {
      if row >= window { sorted.remove(values[row - window]) }
      sorted.insert(values[row])
      if sorted.values.count == window {
        result[row] = Statistics.quantile(ofSorted: sorted.values, q)
      }
    }
    return result
  }

  /// Returns the rank of the present value within the window over its number of rows, from 1 / n to
  /// 1; tied values share the mean of their ranks.
  public static func rank(_ values: [Double], window: Int) -> [Double] {
    let n = Double(window)
    var tiles = Tiles([values], window: window, scratch: 0)
    return Tiles.column(values.count, missing: window - 1) { result in
      while tiles.next() {
        for i in stride(from: 0, to: tiles.rows, by: Lanes.scalarCount) {
          result[0, tiles.first + i] = ranks(tiles.values, at: i, window: window) / n
        }
      }
    }
  }

  /// Returns the ranks of four rows: each value below counts 1, and each equal one ½, itself too.
  @inline(__always)
  private static func ranks(_ values: Stretches, at row: Int, window: Int) -> Lanes {
    let newest = values[0, row]
    let (half, one, none) = (Lanes(repeating: 0.5), Lanes(repeating: 1), Lanes.zero)
    var rank = half
    var missing = newest .!= newest
    for back in 0..<window {
      let value = values[0, row &- back]
      let counted = none.replacing(with: half, where: value .== newest)
      rank += counted.replacing(with: one, where: value .< newest)
      missing .|= value .!= value
    }
    return rank.replacing(with: Lanes(repeating: .nan), where: missing)
  }
}

/// The valid values of a window in ascending order.
private struct SortedWindow {
  private(set) var values: [Double] = []

  mutating func insert(_ value: Double) {
    guard !value.isNaN else { return }
    // Adding 0 turns -0 into 0, so that which of the two remains does not depend on rows long gone.
    values.insert(value + 0, at: position(of: value))
  }

  mutating func remove(_ value: Double) {
    guard !value.isNaN else { return }
    values.remove(at: position(of: value))
  }

  /// Returns where the first value stands that is not below `value`.
  private func position(of value: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
