extension TreeEnsemble {
  /// The model as plain data.
  public var document: TreesDocument {
    TreesDocument(
      version: TreesDocument.currentVersion,
      loss: loss.rawValue,
      combination: combination.rawValue,
      baseScore: TreesDocument.ExactNumber(baseScore),
      features: featureNames,
      trees: trees.map(\.document)
    )
  }

  /// Creates the model that a document describes, which predicts the same bits as that it came from.
  ///
  /// - Throws: What the first flaw is; no document makes a model that cannot predict.
  public init(_ document: TreesDocument) throws(TreesDocumentError) {
    guard document.version == TreesDocument.currentVersion
    else { throw .versionUnknown(document.version) }
    guard let loss = Loss(rawValue: document.loss) else { throw .lossUnknown(document.loss) }
    guard let combination = Combination(rawValue: document.combination)
    else { throw .combinationUnknown(document.combination) }
    let areProbabilities = loss == .logistic && combination == .mean
    let values =
      areProbabilities
      ? 0...1 : -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    guard values.contains(document.baseScore.value)
    else { throw .baseScoreOutOfRange(document.baseScore.value) }
    var trees: [Tree] = []
    for (number, nodes) in document.trees.enumerated() {
      let check = TreeCheck(tree: number, features: document.features.count, values: values)
      trees.append(try check.tree(nodes))
    }
    self.init(
      trees: trees,
      loss: loss,
      combination: combination,
      baseScore: document.baseScore.value,
      featureNames: document.features
    )
  }
}

extension Tree {
  /// The nodes as plain data.
  fileprivate var document: TreesDocument.Nodes {
    TreesDocument.Nodes(
      feature: nodes.map { Int($0.feature) },
      left: nodes.map { Int($0.left) },
      missingGoesLeft: nodes.map(\.missingGoesLeft),
      number: nodes.map { TreesDocument.ExactNumber($0.isLeaf ? $0.value : $0.threshold) },
      gain: nodes.map { TreesDocument.ExactNumber($0.gain) },
      cover: nodes.map { TreesDocument.ExactNumber($0.cover) }
    )
  }
}

/// Makes a tree of a document, if it is one.
private struct TreeCheck {
  let tree: Int
  let features: Int
  /// What a leaf may hold.
  let values: ClosedRange<Double>

  func tree(_ fields: TreesDocument.Nodes) throws(TreesDocumentError) -> Tree {
    let count = fields.feature.count
    let counts = [
      fields.left.count, fields.missingGoesLeft.count, fields.number.count, fields.gain.count,
      fields.cover.count,
    ]
    guard (1...Int(Int32.max)).contains(count), counts.allSatisfy({ $0 == count })
    else { throw .treeIncomplete(tree: tree) }
    var nodes: [Tree.Node] = []
    var hasParent = [Bool](repeating: false, count: count)
    hasParent[0] = true
    for number in 0..<count {
      guard hasParent[number] else { throw .nodeUnreachable(tree: tree, node: number) }
      let node = try node(number, of: fields)
      if !node.isLeaf {
        for child in [Int(node.left), Int(node.left) + 1] {
          guard child < count, !hasParent[child]
          else { throw .childOutOfPlace(tree: tree, node: number) }
          hasParent[child] = true
        }
      }
      nodes.append(node)
    }
    return Tree(nodes: nodes)
  }

  /// Checks what a node says of itself.
  private func node(
    _ number: Int,
    of fields: TreesDocument.Nodes
  ) throws(TreesDocumentError) -> Tree.Node {
    let (feature, left) = (fields.feature[number], fields.left[number])
    let (gain, cover) = (fields.gain[number].value, fields.cover[number].value)
    let (value, isLeaf) = (fields.number[number].value, feature == -1)
    guard gain >= 0, gain.isFinite, cover >= 0, cover.isFinite
    else { throw .gainOrCoverOutOfRange(tree: tree, node: number) }
    guard isLeaf || (0..<features).contains(feature), feature < Int32.max
    else { throw .featureOutOfRange(tree: tree, node: number) }
    guard isLeaf ? left == number : left > number, left < Int32.max
    else { throw .childOutOfPlace(tree: tree, node: number) }
    var node = Tree.Node(number: number)
    if isLeaf {
      guard values.contains(value) else { throw .valueOutOfRange(tree: tree, node: number) }
      (node.value, node.gain) = (value, gain)
    } else {
      guard value > -.infinity else { throw .thresholdOutOfRange(tree: tree, node: number) }
      node.divide(
        feature: feature,
        threshold: value,
        missingGoesLeft: fields.missingGoesLeft[number],
        left: left,
        gain: gain
      )
    }
    node.cover = cover
    return node
  }
}
