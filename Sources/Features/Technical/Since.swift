/// Statistics of the rows since a condition last held, that row included: of a session, for example.
///
/// Missing before the condition has held for the first time; a missing condition does not hold.
/// Missing values count for nothing, and the result is missing at them, but for the count of rows.
public enum Since {
  public enum Statistic: String, Sendable, CaseIterable {
    case count, first, max, mean, min, sum
  }

  /// Returns the statistic of `values` since the last row at which `isStart` is 1.
  public static func column(
    _ isStart: [Double],
    _ statistic: Statistic,
    _ values: [Double]
  ) -> [Double] {
    precondition(isStart.count == values.count, "columns of equal length")
    var run: Run?
    return values.indices.map { row in
      if isStart[row] == 1 { run = Run() }
      run?.add(values[row])
      guard let run else { return .nan }
      if statistic == .count { return Double(run.rows) }
      return values[row].isNaN ? .nan : run.value(statistic)
    }
  }

  /// What is known of the rows of one stretch.
  private struct Run {
    var rows = 0
    private var count = 0
    private var first = Double.nan
    private var (lowest, highest) = (Double.infinity, -Double.infinity)
    private var sum = CompensatedSum()

    mutating func add(_ value: Double) {
      rows += 1
      guard !value.isNaN else { return }
      if count == 0 { first = value }
      count += 1
      (lowest, highest) = (Swift.min(lowest, value), Swift.max(highest, value))
      sum.add(value)
    }

    func value(_ statistic: Statistic) -> Double {
      switch statistic {
      case .count: Double(rows)
      case .first: first
      case .max: highest
      case .min: lowest
      case .sum: sum.value
      case .mean: sum.value / Double(count)
      }
    }
  }
}
