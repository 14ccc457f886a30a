import Language
import Learning

/// Models of decision trees.
enum TreeKinds {
  static let boosting = ModelKind(
    "gbm",
    "Gradient boosted trees, each of which mends what those before it have left.",
    options: GBMOptions.descriptions,
    facts: { model, _ in
      [("trees", .number(Double((model as? TreeEnsemble)?.trees.count ?? 0)))]
    }
  ) { call, _ in try GBMOptions.learner(call) }

  static let forest = ModelKind(
    "forest",
    "A random forest: the mean of trees that were grown on rows drawn with replacement.",
    options: ForestOptions.descriptions,
    facts: { model, _ in
      // A forest from a file has only its trees.
      let scores = (model as? BaggedTrees)?.outOfBagScores
      let trees = (model as? BaggedTrees)?.ensemble ?? model as? TreeEnsemble
      return [
        ("trees", .number(Double(trees?.trees.count ?? 0))),
        ("oob_auc", .figure(scores?.auc ?? .nan, of: "the rows that a tree did not see")),
        ("oob_rmse", .figure(scores?.rmse ?? .nan, of: "the rows that a tree did not see")),
      ]
    }
  ) { call, _ in try ForestOptions.learner(call) }
}

/// The options of gradient boosting.
enum GBMOptions {
  private static let trees = Parameter.whole(
    "trees",
    default: 100,
    in: 0...100_000,
    "how many trees are added up"
  )
  private static let depth = Parameter.optionalWhole(
    "depth",
    in: 0...64,
    fallback: "6, or 64 where leaves are counted",
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
  private static let leaves = Parameter.optionalWhole(
    "leaves",
    in: 2...4096,
    fallback: "none",
    "grows each tree leaf by leaf, to so many, where the gain is largest"
  )
  private static let leafRows = Parameter.optionalWhole(
    "min_rows",
    in: 0...1_000_000_000,
    fallback: "1, or 20 where leaves are counted",
    "the least number of rows in a leaf"
  )

  static let descriptions = [
    trees.description, depth.description, leaves.description, leafRows.description,
    rate.description, lambda.description,
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
        columnSample: try call.option(columns),
        leaves: try call.option(leaves),
        minimumRows: try call.option(leafRows)
      )
    )
  }
}

/// The options of a random forest.
enum ForestOptions {
  private static let trees = Parameter.whole(
    "trees",
    default: 100,
    in: 1...100_000,
    "how many trees vote"
  )
  private static let depth = Parameter.optionalWhole(
    "depth",
    in: 0...RandomForest.Settings.deepest,
    fallback: "as deep as the rows allow",
    "splits between the root and a leaf at most"
  )
  private static let columns = Parameter.optionalNumber(
    "columns",
    in: 1e-6...1,
    fallback: "the root of their number, or all where the target is a number",
    "the share of the features that is drawn for each split"
  )
  private static let leafRows = Parameter.whole(
    "min_rows",
    default: 1,
    in: 1...1_000_000_000,
    "the least number of rows in a leaf"
  )
  private static let bootstrap = Parameter.truth(
    "bootstrap",
    default: true,
    "whether each tree sees rows drawn with replacement, or all"
  )

  static let descriptions = [
    trees.description, depth.description, columns.description, leafRows.description,
    bootstrap.description,
  ]

  static func learner(_ call: CommandCall) throws -> RandomForest {
    RandomForest(
      RandomForest.Settings(
        trees: try call.option(trees),
        depth: try call.option(depth),
        columnSample: try call.option(columns),
        minimumRows: try call.option(leafRows),
        bootstrap: try call.option(bootstrap)
      )
    )
  }
}
