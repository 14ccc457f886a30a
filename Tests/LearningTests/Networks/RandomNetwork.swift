import Learning
import Numerics

/// A network with drawn weights, and bars for it.
enum RandomNetwork {
  static func document(classes: Int) -> PatternNetwork.Document {
    let shape = NetworkShape(window: 20, classes: classes)
    var stream = RandomStream(seed: 9, path: "network")
    let channels = shape.convolutions.map(\.channels)
    return PatternNetwork.Document(
      version: 1,
      window: 20,
      classes: classes,
      featureNames: ["open", "high", "low", "close", "volume"],
      parameters: (0..<shape.parameterCount).map { _ in Float(0.25 * stream.normal()).bitPattern },
      means: channels.map { $0.draw { Float(0.1 * stream.normal()).bitPattern } },
      variances: channels.map { $0.draw { Float(0.5 + stream.uniform()).bitPattern } },
      thresholds: [Double](repeating: 0.5, count: classes),
      losses: [0.5, 0.25],
      validationLosses: [0.5, 0.375],
      bestEpoch: 1
    )
  }

  static func bars(_ count: Int, seed: UInt64 = 8) -> FeatureTable {
    SyntheticBars.table(count, stream: RandomStream(seed: seed, path: "bars"))
  }

  /// The same network in loops.
  static func plain(_ document: PatternNetwork.Document) -> PlainNetwork {
    func numbers(_ bits: [UInt32]) -> [Double] { bits.map { Double(Float(bitPattern: $0)) } }
    return PlainNetwork(
      shape: NetworkShape(window: document.window, classes: document.classes),
      parameters: numbers(document.parameters),
      averages: zip(document.means, document.variances).map {
        (mean: numbers($0), variance: numbers($1))
      }
    )
  }
}

extension Int {
  /// Returns so many drawn values.
  fileprivate func draw<T>(_ value: () -> T) -> [T] { (0..<self).map { _ in value() } }
}
