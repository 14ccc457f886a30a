extension WeightedEnsemble {
  /// Three ways to grow trees that together predict prices: boosting by depth and a learning rate of
  /// 0.1, the same leaf by leaf, and a forest of depth 10, which vote 0.4, 0.4 and 0.2.
  public static func prices(trees: Int = 100) -> WeightedEnsemble {
    let leafWise = GradientBoosting.Settings(trees: trees, depth: 6, leaves: 31)
    return WeightedEnsemble([
      Member("gbm", GradientBoosting(GradientBoosting.Settings(trees: trees)), weight: 0.4),
      Member("leafwise", GradientBoosting(leafWise), weight: 0.4),
      Member("forest", RandomForest(RandomForest.Settings(trees: trees, depth: 10)), weight: 0.2),
    ])
  }
}
