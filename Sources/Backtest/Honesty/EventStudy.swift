internal import Numerics

/// What came after the rows at which something happened, beside what comes after any row.
public struct EventStudy: Sendable {
  /// How many rows had the event and a known outcome.
  public let count: Int
  /// The mean outcome after the event; missing where there was none.
  public let mean: Double
  /// The share of the outcomes above 0.
  public let hitRate: Double
  /// The mean outcome after all rows.
  public let baseMean: Double
  /// The share of all outcomes above 0.
  public let baseHitRate: Double
  /// Of fewer events without overlap than this nothing is said but their number and their mean: the
  /// interval takes the mean for normal, and errors that all come from one stretch cancel.
  public static let fewest = 30

  /// The standard error of `mean`; missing for fewer than `fewest` events.
  public let standardError: Double
  /// The 95 % interval of `mean`.
  public let interval: ConfidenceInterval
  /// The 95 % Wilson interval of `hitRate`, for as many events as do not overlap.
  public let hitInterval: ConfidenceInterval
  /// The chance of a mean this far from `baseMean`, to either side, if the event told nothing.
  public let pValue: Double

  /// Studies the rows where `events` is 1, with one outcome for each row that spans the `horizon`
  /// rows after it.
  ///
  /// Outcomes of events fewer than `horizon` rows apart share rows, so that their errors go
  /// together: the variance of the mean adds the products of errors k rows apart with the weight
  /// 1 - k / horizon (Newey and West, "A simple, positive semi-definite, heteroskedasticity and
  /// autocorrelation consistent covariance matrix", Econometrica 55, 1987).
  public init(
    events: [Double],
    outcomes: [Double],
    horizon: Int,
    fewest: Int = EventStudy.fewest
  ) {
    precondition(events.count == outcomes.count, "an outcome for each row")
    let all = outcomes.filter { !$0.isNaN }
    let rows = events.indices.filter { events[$0] == 1 && !outcomes[$0].isNaN }
    let after = rows.map { outcomes[$0] }
    count = rows.count
    baseMean = all.isEmpty ? .nan : Statistics.mean(all)
    baseHitRate = EventStudy.shareAboveZero(all)
    hitRate = EventStudy.shareAboveZero(after)
    let mean = after.isEmpty ? .nan : Statistics.mean(after)
    self.mean = mean
    let separate = EventStudy.separate(rows, horizon: horizon)
    let error =
      separate < Double(max(2, fewest))
      ? .nan : EventStudy.error(rows: rows, errors: after.map { $0 - mean }, horizon: horizon)
    standardError = error
    let reach = ConfidenceInterval.quantile(0.95) * error
    interval = ConfidenceInterval(lower: mean - reach, upper: mean + reach, level: 0.95)
    hitInterval = .wilson(share: hitRate, of: separate)
    pValue = 2 * NormalDistribution.cumulative(-abs(mean - baseMean) / error)
  }

  private static func shareAboveZero(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : Double(values.count { $0 > 0 }) / Double(values.count)
  }

  private static func error(rows: [Int], errors: [Double], horizon: Int) -> Double {
    var sum = 0.0
    for i in rows.indices {
      sum += errors[i] * errors[i]
      var j = i + 1
      while j < rows.count, rows[j] - rows[i] < horizon {
        let weight = 1 - Double(rows[j] - rows[i]) / Double(horizon)
        sum += 2 * weight * errors[i] * errors[j]
        j += 1
      }
    }
    let n = Double(rows.count)
    return (sum / (n * (n - 1))).squareRoot()
  }

  /// Returns how many of `rows` can be taken, from the first on, without two overlapping.
  private static func separate(_ rows: [Int], horizon: Int) -> Double {
    var (count, next) = (0, Int.min)
    for row in rows where row >= next {
      count += 1
      next = row + max(1, horizon)
    }
    return Double(count)
  }

  /// Returns the p-values of several studies, made larger for their number so that the chance of a
  /// single false finding among them stays what it says.
  ///
  /// Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
  /// Statistics 6 (1979). A missing p-value does not count and stays missing.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.filter { !pValues[$0].isNaN }
      .sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = [Double](repeating: .nan, count: pValues.count)
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(order.count - rank)))
      adjusted[index] = largest
    }
    return adjusted
  }
}
