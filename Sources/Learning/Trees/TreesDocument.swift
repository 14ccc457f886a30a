/// A model of trees as plain data, to be kept in a file and read by a later version.
///
/// An encoder of another module makes text of it. Numbers are texts, the shortest that give the same
/// bits back, as encoders differ in what they do to numbers, and JSON has none that is infinite.
public struct TreesDocument: Codable, Hashable, Sendable {
  /// The version that is written.
  public static let currentVersion = 1

  /// What the fields mean: 1.
  public var version: Int
  /// The name of the loss.
  public var loss: String
  /// The name of the combination.
  public var combination: String
  public var baseScore: ExactNumber
  public var features: [String]
  public var trees: [Nodes]

  /// The nodes of a tree, field by field.
  public struct Nodes: Codable, Hashable, Sendable {
    /// The number of the feature; -1 in a leaf.
    public var feature: [Int]
    /// The number of the left child, before the right; a leaf's own.
    public var left: [Int]
    public var missingGoesLeft: [Bool]
    /// The threshold of a split, and the value of a leaf.
    public var number: [ExactNumber]
    public var gain: [ExactNumber]
    public var cover: [ExactNumber]
  }

  /// A number that is encoded as text, to be read back bit for bit.
  public struct ExactNumber: Codable, Hashable, Sendable {
    public let value: Double

    public init(_ value: Double) {
      self.value = value
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      guard let value = Double(text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
      }
      self.value = value
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(value.description)
    }
  }
}

/// Why a document is not a model; trees and nodes are counted from 0.
public enum TreesDocumentError: Error, Hashable, Sendable {
  case versionUnknown(Int)
  case lossUnknown(String)
  case combinationUnknown(String)
  /// The base score is not finite, or not a probability where it is to be one.
  case baseScoreOutOfRange(Double)
  /// The tree has no node, or its fields are not of one length.
  case treeIncomplete(tree: Int)
  /// The feature of the node is none of the model's.
  case featureOutOfRange(tree: Int, node: Int)
  /// A child does not exist, does not come after its parent or has another already, or a leaf's
  /// number is not its own.
  case childOutOfPlace(tree: Int, node: Int)
  /// The node is no one's child.
  case nodeUnreachable(tree: Int, node: Int)
  /// The threshold is not a number, or below all.
  case thresholdOutOfRange(tree: Int, node: Int)
  /// The value of the leaf is not finite, or not a probability where it is to be one.
  case valueOutOfRange(tree: Int, node: Int)
  /// The gain or the cover is not finite, or negative.
  case gainOrCoverOutOfRange(tree: Int, node: Int)
}
