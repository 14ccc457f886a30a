import Learning
import Numerics

/// Random tables with a target that depends on some of their columns.
struct Sample {
  var columns: [[Double]]
  var signal: [Double]
  let stream: RandomStream

  /// Draws `count` rows of normal features, of which the share `missing` is not known.
  init(rows count: Int, features: Int, missing: Double = 0, seed: UInt64 = 1) {
    var stream = RandomStream(seed: seed, path: "sample")
    columns = (0..<features).map { _ in (0..<count).map { _ in stream.normal() } }
    signal = (0..<count).map { [columns] row in
      let x = { columns[$0 % features][row] }
      return x(0) + x(1) * x(2) + (x(3) > 0.5 ? 1 : 0) + 0.5 * stream.normal()
    }
    for feature in columns.indices {
      for row in 0..<count where stream.uniform() < missing { columns[feature][row] = .nan }
    }
    self.stream = stream.substream(0)
  }

  var table: FeatureTable {
    FeatureTable(names: columns.indices.map { "f\($0)" }, columns: columns)
  }

  var rows: [Int] { Array(signal.indices) }

  /// The signal as it is, or whether it is above one half.
  func target(_ loss: Loss) -> [Double] {
    loss == .squared ? signal : signal.map { $0 > 0.5 ? 1 : 0 }
  }

  /// Fits on all rows with one thread, unless told otherwise.
  func fit(
    _ loss: Loss,
    _ settings: GradientBoosting.Settings = .init(),
    weights: [Double]? = nil,
    seed: UInt64 = 7,
    workers: Workers = .single
  ) throws(LearningError) -> TreeEnsemble {
    try GradientBoosting.fit(
      table,
      target: target(loss),
      rows: rows,
      weights: weights,
      loss: loss,
      settings: settings,
      stream: RandomStream(seed: seed, path: "fit"),
      workers: workers,
      progress: nil
    )
  }
}
