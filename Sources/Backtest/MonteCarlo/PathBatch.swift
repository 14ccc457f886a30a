/// Gives the batch of this number: one that was walked before, or that which `walk` gives now; nil to
/// do without it.
public typealias PathKeeper = @Sendable (_ number: Int, _ walk: () -> PathBatch) -> PathBatch?

/// Some consecutive paths of a simulation, with what is kept of each.
public struct PathBatch: Sendable {
  private(set) var finals: [Double]
  private(set) var maxDrawdowns: [Double]
  private(set) var lowest: [Double]
  private let times: [Int]
  /// The accounts at the times, time after time: `samples[j · paths + path]`.
  private var samples: [Double]

  init(paths: Int, times: [Int]) {
    self.times = times
    finals = [Double](repeating: 0, count: paths)
    maxDrawdowns = finals
    lowest = finals
    samples = [Double](repeating: 0, count: paths * times.count)
  }

  /// Returns the accounts of all paths at the time numbered `time`.
  func accounts(at time: Int) -> ArraySlice<Double> {
    samples[(time * finals.count)..<((time + 1) * finals.count)]
  }

  /// Lets an account of `capital` take `returns`, and keeps it as the path numbered `path`.
  mutating func walk(_ returns: [Double], from capital: Double, as path: Int) {
    var (equity, peak, low, depth) = (capital, capital, capital, 1.0)
    var row = 0
    for (j, time) in times.enumerated() {
      let end = min(time, returns.count)
      while row < end {
        equity *= EquityCurve.growth(returns[row])
        if equity > peak { peak = equity }
        if equity < low { low = equity }
        let ratio = equity / peak
        if ratio < depth { depth = ratio }
        row += 1
      }
      samples[j * finals.count + path] = equity
    }
    // Comparisons pass over a missing value; the account itself does not.
    finals[path] = equity
    lowest[path] = equity.isNaN ? .nan : low
    maxDrawdowns[path] = equity.isNaN ? .nan : depth - 1
  }
}
