import Language
import Learning

/// Several kinds of trees that vote.
enum EnsembleKind {
  static let kind = ModelKind(
    "ensemble",
    "Boosted trees, boosted trees grown leaf by leaf, and a forest, which vote 0.4, 0.4 and 0.2.",
    options: [trees.description],
    facts: { model, _ in
      [("members", .number(Double((model as? EnsembleModel)?.members.count ?? 0)))]
    }
  ) { call, _ in WeightedEnsemble.prices(trees: try call.option(trees)) }

  private static let trees = Parameter.whole(
    "trees",
    default: 100,
    in: 1...100_000,
    "how many trees each of them has"
  )
}
