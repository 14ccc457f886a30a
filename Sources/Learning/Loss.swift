public import Numerics

/// What a model is asked to make small, and so what its predictions mean.
public enum Loss: String, Sendable, Hashable {
  /// Minus the log-likelihood of targets 0 and 1; a prediction is the probability of 1, whose
  /// margin is its log-odds.
  case logistic
  /// Half the squared error; a prediction is the expected target and its own margin.
  case squared

  /// Returns the loss of one row.
  public func value(margin: Double, target: Double) -> Double {
    switch self {
    case .logistic:
      // ln(1 + e^m) - t m, in the form that cannot overflow.
      max(margin, 0) - target * margin + Elementary.log(1 + Elementary.exp(-abs(margin)))
    case .squared: 0.5 * (margin - target) * (margin - target)
    }
  }

  /// Returns the first and the second derivative of the loss by the margin.
  ///
  /// The second is at least 1e-16, so that a sure prediction still has a weight.
  @inlinable public func derivatives(
    margin: Double,
    target: Double
  ) -> (first: Double, second: Double) {
    switch self {
    case .logistic:
      let p = Elementary.sigmoid(margin)
      return (p - target, max(p * (1 - p), 1e-16))
    case .squared: return (margin - target, 1)
    }
  }

  /// Returns the prediction that belongs to a margin.
  @inlinable public func prediction(margin: Double) -> Double {
    switch self {
    case .logistic: Elementary.sigmoid(margin)
    case .squared: margin
    }
  }

  /// Returns the margin of a prediction; infinite for a probability of 0 or 1.
  public func margin(prediction: Double) -> Double {
    switch self {
    case .logistic: Elementary.log(prediction / (1 - prediction))
    case .squared: prediction
    }
  }
}
