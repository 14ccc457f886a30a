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

  /// A larger model is not kept: many large trees are grown again in less time than they are read in.
  static let mostBytes = 4 << 20

  /// Returns about how many bytes the form of a model has; 0 for one that is small.
  static func size(of model: any Predictor) -> Int {
    switch model {
    case let model as TreeEnsemble: model.trees.reduce(0) { $0 + 80 * $1.nodes.count }
    case let model as BaggedTrees: size(of: model.ensemble) + 20 * model.outOfBag.count
    case let model as StagedModel: size(of: model.inner)
    case let model as EnsembleModel: model.members.reduce(0) { $0 + size(of: $1.model) }
    default: 0
    }
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
