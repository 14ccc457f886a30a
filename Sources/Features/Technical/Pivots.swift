/// Turning points and centred windows, which are known only some rows after their own.
public enum Pivots {
  /// Returns each value that is above the `left` ones before it and not below the `right` ones after
  /// it; missing elsewhere, so of equal highs the first counts.
  public static func high(_ values: [Double], left: Int, right: Int) -> [Double] {
    pivots(values, left, right, isBeyond: { $0 > $1 })
  }

  /// Returns each value that is below the `left` ones before it and not above the `right` ones after
  /// it; missing elsewhere.
  public static func low(_ values: [Double], left: Int, right: Int) -> [Double] {
    pivots(values, left, right, isBeyond: { $0 < $1 })
  }

  /// Returns the mean of the window of n rows about each: floor(n / 2) before it and floor((n-1) / 2)
  /// after it.
  public static func smooth(_ values: [Double], window: Int) -> [Double] {
    Changes.ahead(Rolling.mean(values, window: window), by: (window - 1) / 2)
  }

  @inline(__always)
  private static func pivots(
    _ values: [Double],
    _ left: Int,
    _ right: Int,
    isBeyond: (Double, Double) -> Bool
  ) -> [Double] {
    precondition(left >= 0 && right >= 0, "windows of rows")
    var result = [Double](repeating: .nan, count: values.count)
    let last = values.count - min(values.count, right)
    guard left < last else { return result }
    for row in left..<last {
      let value = values[row]
      guard !value.isNaN,
        values[(row - left)..<row].allSatisfy({ isBeyond(value, $0) }),
        values[(row + 1)..<(row + 1 + right)].allSatisfy({ !$0.isNaN && !isBeyond($0, value) })
      else { continue }
      result[row] = value
    }
    return result
  }
}
