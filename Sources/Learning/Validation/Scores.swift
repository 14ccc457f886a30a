internal import Numerics

/// How well predictions met their targets, and what a guess without features would have met.
///
/// A score that the loss does not ask for, or that is undefined for the rows at hand, is missing.
public struct Scores: Sendable, Equatable {
  /// How many rows had both a prediction and a target.
  public let count: Int
  /// The share of the rows whose class or sign was predicted; never to be read without `baseRate`.
  public let hitRate: Double
  /// The hit rate of always naming the more frequent class or sign.
  public let baseRate: Double
  /// Logistic loss: the chance that a row of class 1 is predicted higher than one of class 0.
  public let auc: Double
  /// Logistic loss: minus the mean log-likelihood.
  public let logLoss: Double
  /// Logistic loss: the mean squared error of the probability.
  public let brier: Double
  /// Squared loss: the root of the mean squared error.
  public let rmse: Double
  /// Squared loss: the mean absolute error.
  public let mae: Double
  /// Squared loss: the share of the variance about the targets' own mean that is explained.
  public let r2: Double
  /// The rank correlation of predictions and targets.
  public let informationCoefficient: Double

  /// Scores the rows that have both a prediction and a target.
  public init(predictions: [Double], targets: [Double], loss: Loss) {
    precondition(predictions.count == targets.count, "a target for each prediction")
    let known = predictions.indices.filter { !predictions[$0].isNaN && !targets[$0].isNaN }
    let (p, t) = (known.map { predictions[$0] }, known.map { targets[$0] })
    count = known.count
    hitRate = Scores.hitRate(p, t, loss: loss)
    baseRate = Scores.baseRate(t, loss: loss)
    informationCoefficient = Scores.informationCoefficient(p, t)
    let isLogistic = loss == .logistic
    auc = isLogistic ? Scores.auc(p, t) : .nan
    logLoss = isLogistic ? Scores.logLoss(p, t) : .nan
    brier = isLogistic ? Scores.brier(p, t) : .nan
    rmse = isLogistic ? .nan : Scores.rmse(p, t)
    mae = isLogistic ? .nan : Scores.mae(p, t)
    r2 = isLogistic ? .nan : Scores.r2(p, t)
  }

  /// Creates the means of each score over predictions of the same rows, such as the paths of a
  /// cross-validation.
  init(meanOf scores: [Scores]) {
    func mean(_ score: KeyPath<Scores, Double>) -> Double {
      scores.count == 1
        ? scores[0][keyPath: score] : Statistics.mean(scores.map { $0[keyPath: score] })
    }
    count = scores.map(\.count).max() ?? 0
    hitRate = mean(\.hitRate)
    baseRate = mean(\.baseRate)
    auc = mean(\.auc)
    logLoss = mean(\.logLoss)
    brier = mean(\.brier)
    rmse = mean(\.rmse)
    mae = mean(\.mae)
    r2 = mean(\.r2)
    informationCoefficient = mean(\.informationCoefficient)
  }

  /// Whether two sets of scores are the same, missing ones included.
  public static func == (a: Scores, b: Scores) -> Bool {
    a.count == b.count && zip(a.values, b.values).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

  private var values: [Double] {
    [hitRate, baseRate, auc, logLoss, brier, rmse, mae, r2, informationCoefficient]
  }
}

extension Scores {
  /// Returns the chance that a row of class 1 is predicted higher than one of class 0, ties counting
  /// one half; missing without both classes.
  public static func auc(_ predictions: [Double], _ targets: [Double]) -> Double {
    let positives = targets.count { $0 == 1 }
    let negatives = targets.count - positives
    guard positives > 0, negatives > 0 else { return .nan }
    let ranks = Statistics.ranks(predictions)
    let sum = zip(ranks, targets).reduce(0) { $1.1 == 1 ? $0 + $1.0 : $0 }
    let (n1, n0) = (Double(positives), Double(negatives))
    return (sum - n1 * (n1 + 1) / 2) / (n1 * n0)
  }

  /// Returns minus the mean log-likelihood, with probabilities held within 1e-15 of 0 and 1.
  public static func logLoss(_ predictions: [Double], _ targets: [Double]) -> Double {
    mean(predictions, targets) { p, t in
      let held = min(max(p, 1e-15), 1 - 1e-15)
      return -(t * Elementary.log(held) + (1 - t) * Elementary.log(1 - held))
    }
  }

  /// Returns the share of rows of class 1 with a probability above one half, and of class 0 with
  /// one of at most that.
  public static func accuracy(_ predictions: [Double], _ targets: [Double]) -> Double {
    mean(predictions, targets) { p, t in (p > 0.5) == (t == 1) ? 1 : 0 }
  }

  /// Returns the mean squared error of the probabilities.
  public static func brier(_ predictions: [Double], _ targets: [Double]) -> Double {
    mean(predictions, targets) { p, t in (p - t) * (p - t) }
  }

  /// Returns the root of the mean squared error.
  public static func rmse(_ predictions: [Double], _ targets: [Double]) -> Double {
    brier(predictions, targets).squareRoot()
  }

  /// Returns the mean absolute error.
  public static func mae(_ predictions: [Double], _ targets: [Double]) -> Double {
    mean(predictions, targets) { p, t in abs(p - t) }
  }

  /// Returns 1 less the squared error over that of the targets' own mean; missing for a constant.
  public static func r2(_ predictions: [Double], _ targets: [Double]) -> Double {
    let variance = Statistics.variance(targets, ddof: 0)
    return variance > 0 ? 1 - brier(predictions, targets) / variance : .nan
  }

  /// Returns Spearman's rank correlation; missing where either side is constant.
  public static func informationCoefficient(_ predictions: [Double], _ targets: [Double]) -> Double
  {
    Statistics.correlation(Statistics.ranks(predictions), Statistics.ranks(targets))
  }

  /// Returns the share of rows whose class, or sign, was predicted.
  ///
  /// For the squared loss rows with a target of 0 have no sign and do not count, and a prediction of
  /// 0 misses.
  public static func hitRate(_ predictions: [Double], _ targets: [Double], loss: Loss) -> Double {
    switch loss {
    case .logistic: return accuracy(predictions, targets)
    case .squared:
      let signed = targets.indices.filter { targets[$0] != 0 }
      return mean(signed.map { predictions[$0] }, signed.map { targets[$0] }) { p, t in
        (p > 0 && t > 0) || (p < 0 && t < 0) ? 1 : 0
      }
    }
  }

  /// Returns the share of the more frequent class, or of the more frequent sign among the targets
  /// that have one: what a hit rate has to beat.
  public static func baseRate(_ targets: [Double], loss: Loss) -> Double {
    let (high, low): (Int, Int)
    switch loss {
    case .logistic: (high, low) = (targets.count { $0 == 1 }, targets.count { $0 == 0 })
    case .squared: (high, low) = (targets.count { $0 > 0 }, targets.count { $0 < 0 })
    }
    return high + low > 0 ? Double(max(high, low)) / Double(high + low) : .nan
  }

  /// Returns the mean over the rows; missing where there is none.
  private static func mean(
    _ predictions: [Double],
    _ targets: [Double],
    _ term: (Double, Double) -> Double
  ) -> Double {
    precondition(predictions.count == targets.count, "a target for each prediction")
    var sum = 0.0
    for i in predictions.indices { sum += term(predictions[i], targets[i]) }
    return sum / Double(predictions.count)
  }
}
