import Language
import Learning

/// Models of decision trees.
enum TreeKinds {
  static let boosting = ModelKind(
    "gbm",
    "Gradient boosted trees, each of which mends what those before it have left.",
    options: GBMOptions.descriptions,
    facts: { [("trees", .number(Double(($0 as? BoostedTrees)?.trees.count ?? 0)))] }
  ) { call in try GBMOptions.learner(call) }
}

/// The options of gradient boosting.
enum GBMOptions {
  private static let trees = Parameter.whole(
    "trees",
    default: 100,
    in: 0...100_000,
    "how many trees are added up"
  )
  private static let depth = Parameter.whole(
    "depth",
    default: 6,
    in: 0...64,
    "splits between the root and a leaf at most"
  )
  private static let rate = Parameter.number(
    "rate",
    default: 0.1,
    in: 1e-6...1,
    "what each tree's answer is multiplied by"
  )
  private static let lambda = Parameter.number(
    "lambda",
    default: 1,
    in: 0...1e9,
    "L2: added to the sum of second derivatives"
  )
  private static let alpha = Parameter.number(
    "alpha",
    default: 0,
    in: 0...1e9,
    "L1: how far a leaf's sum of gradients moves towards 0"
  )
  private static let gamma = Parameter.number(
    "gamma",
    default: 0,
    in: 0...1e9,
    "the least gain of a split"
  )
  private static let childWeight = Parameter.number(
    "child_weight",
    default: 1,
    in: 0...1e9,
    "the least sum of second derivatives in a leaf"
  )
  private static let subsample = Parameter.number(
    "subsample",
    default: 1,
    in: 1e-6...1,
    "the chance of each row to train a tree"
  )
  private static let columns = Parameter.number(
    "columns",
    default: 1,
    in: 1e-6...1,
    "the share of the features that each tree may use"
  )

  static let descriptions = [
    trees.description, depth.description, rate.description, lambda.description,
    alpha.description, gamma.description, childWeight.description, subsample.description,
    columns.description,
  ]

  static func learner(_ call: CommandCall) throws -> GradientBoosting {
    GradientBoosting(
      GradientBoosting.Settings(
        trees: try call.option(trees),
        depth: try call.option(depth),
        learningRate: try call.option(rate),
        lambda: try call.option(lambda),
        alpha: try call.option(alpha),
        gamma: try call.option(gamma),
        minChildWeight: try call.option(childWeight),
        subsample: try call.option(subsample),
        columnSample: try call.option(columns)
      )
    )
  }
}
