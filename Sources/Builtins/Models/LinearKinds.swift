import Language
import Learning

/// Weighted sums of features.
enum LinearKinds {
  static let ridge = ModelKind(
    "ridge",
    "Least squares with a penalty on the squares of the coefficients, for a target of numbers.",
    options: [penalty.description, standardise.description],
    losses: [.squared],
    facts: facts
  ) { call, _ in
    RidgeRegression(
      RidgeRegression.Settings(
        penalty: try call.option(penalty),
        standardise: try call.option(standardise)
      )
    )
  }

  static let logistic = ModelKind(
    "logistic",
    "The log-odds of a true or false target as a weighted sum of features, with the same penalty.",
    options: [penalty.description, standardise.description],
    losses: [.logistic],
    facts: facts
  ) { call, _ in
    LogisticRegression(
      LogisticRegression.Settings(
        penalty: try call.option(penalty),
        standardise: try call.option(standardise)
      )
    )
  }

  private static let penalty = Parameter.number(
    "penalty",
    default: 1,
    in: 0...1e100,
    "what the squares of the coefficients are multiplied by: scikit-learn's alpha, or 1/C"
  )
  private static let standardise = Parameter.truth(
    "standardise",
    default: true,
    "whether the features are brought to one unit first, so that the penalty treats them alike"
  )

  private static func facts(_ model: (any Predictor)?, _ features: [String]) -> [ModelKind.Fact] {
    let linear = model as? LinearModel
    let weights = linear?.coefficients ?? features.map { _ in .nan }
    let figures = weights.map { Value.figure($0, of: "a coefficient of a model") }
    return [
      ("coefficients", .number(Double(weights.count))),
      ("intercept", .figure(linear?.intercept ?? .nan, of: "a coefficient of a model")),
      ("weights", .record(Record(zip(features, figures).map { ($0, $1) }))),
      ("imputed", .figure(linear?.imputedShare ?? .nan, of: "the rows of a model")),
    ]
  }
}
