/// Standard errors of scores, for as many rows as are worth of independent ones.
public enum StandardError {
  /// Returns how many independent rows `count` rows are worth of which `overlap` share what decides
  /// them.
  ///
  /// Neighbours of a target over h rows share h - 1 of them, so n rows hold about n / h targets that
  /// do not overlap; of labels of different lengths see `Uniqueness.overlap(of:)`.
  public static func effectiveCount(_ count: Int, overlap: Double) -> Double {
    Double(count) / max(1, overlap)
  }

  /// Returns how many independent rows `count` rows are worth whose targets span `horizon` rows.
  public static func effectiveCount(_ count: Int, horizon: Int) -> Double {
    effectiveCount(count, overlap: Double(horizon))
  }

  /// Returns the standard error of an area under the ROC curve; missing without both classes.
  ///
  /// Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic
  /// curve", Radiology 143 (1982), for exponential distributions of the predictions.
  ///
  /// The counts are those of the rows of either class, or what these are worth.
  public static func auc(_ auc: Double, positives: Double, negatives: Double) -> Double {
    guard !auc.isNaN, positives > 0, negatives > 0 else { return .nan }
    let q1 = auc / (2 - auc)
    let q2 = 2 * auc * auc / (1 + auc)
    let spread =
      auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc)
    return (max(0, spread) / (positives * negatives)).squareRoot()
  }

  /// Returns the standard error of a rank correlation about 0: 1 / √n.
  public static func informationCoefficient(count: Double) -> Double {
    count > 0 ? 1 / count.squareRoot() : .nan
  }

  /// Returns the standard error of a share of independent rows: √(p (1 - p) / n).
  public static func share(_ share: Double, count: Double) -> Double {
    count > 0 ? (share * (1 - share) / count).squareRoot() : .nan
  }
}
