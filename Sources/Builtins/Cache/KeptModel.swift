import Learning

/// A model that was fitted, as the cache keeps it.
struct KeptModel: Codable {
  private let document: LearnedDocument
  /// What a forest says of its training rows; nil for any other model.
  private let outOfBag: [Double]?

  /// Creates the form of a model; nil for one that has none.
  init?(_ model: any Predictor) {
    guard let document = try? LearnedDocument(model) else { return nil }
    self.document = document
    let plain = (model as? StagedModel)?.inner ?? model
    outOfBag = (plain as? BaggedTrees)?.outOfBag
  }

  /// Returns the model, which learned from `targets`; nil where the form holds none.
  func model(targets: [Double]) -> (any Predictor)? {
    guard let model = try? document.predictor() else { return nil }
    guard let outOfBag else { return model }
    guard outOfBag.count == targets.count else { return nil }
    if let staged = model as? StagedModel, let trees = staged.inner as? TreeEnsemble {
      let forest = BaggedTrees(trees, outOfBag: outOfBag, targets: targets)
      return StagedModel(stages: staged.stages, inner: forest)
    }
    return (model as? TreeEnsemble).map {
      BaggedTrees($0, outOfBag: outOfBag, targets: targets)
    }
  }
}
