import Features
import Foundation
import Learning
import Numerics
import Testing
import TimeSeries

/// The network of `models/patterns.json` on bars that it never saw: a random walk that is long enough
/// for precision and recall to be known to a hundredth.
@Suite struct TrainedNetworkTests {
  private struct File: Decodable {
    struct Model: Decodable { var network: PatternNetwork.Document }
    var classes: [String]
    var model: Model
  }

  /// The classes with fifty or more examples among the daily bars that trained.
  ///
  /// Of these the tweezer top, whose rule turns on a twentieth of the mean range, stays below nine in
  /// ten (docs/design/patterns.md), and has to reach three in four.
  @Test(arguments: [
    ("doji", 0.9), ("engulfing_bullish", 0.9), ("engulfing_bearish", 0.9), ("harami", 0.9),
    ("marubozu", 0.9), ("tweezer_top", 0.75),
  ])
  func findsThePattern(_ name: String, _ least: Double) throws {
    let (file, network) = try Self.trained.get()
    let number = try #require(file.classes.firstIndex(of: name))
    let found = Detection(
      predictions: try Self.probabilities.get()[number],
      truth: Self.labels[number],
      threshold: network.thresholds[number]
    )
    #expect(found.examples > 300)
    #expect(found.precision >= least, "\(found.precision)")
    #expect(found.recall >= least, "\(found.recall)")
  }

  private static let walk = SyntheticBars.table(
    30_000,
    stream: RandomStream(seed: 2026, path: "trained network")
  )

  private static let labels = CandlePatterns.labels(
    Bars(
      clock: Clock(count: walk.rowCount),
      open: walk.columns[0],
      high: walk.columns[1],
      low: walk.columns[2],
      close: walk.columns[3],
      volume: walk.columns[4]
    )
  )

  private static let trained = Result {
    let data = try Data(contentsOf: URL(filePath: "models/patterns.json"))
    let file = try JSONDecoder().decode(File.self, from: data)
    return (file, try PatternNetwork(file.model.network))
  }

  private static let probabilities = Result {
    try trained.get().1.probabilities(
      walk,
      rows: Array(0..<walk.rowCount),
      workers: Workers(count: 2)
    )
  }
}
