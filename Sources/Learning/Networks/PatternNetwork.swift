public import Numerics

/// A network that has learned to find patterns in windows of bars.
public struct PatternNetwork: Sendable, Hashable {
  /// What an epoch came to.
  public struct Epoch: Sendable, Hashable {
    /// The mean cross-entropy of a class in the windows that trained, while they did, with dropout.
    public let loss: Double
    /// The mean cross-entropy of a class in the windows that validate; missing where none does.
    public let validationLoss: Double
  }

  let state: NetworkState
  /// For each class the probability from which on its F1 was largest in the windows that validated.
  public let thresholds: [Double]
  /// The names of the five columns.
  public let featureNames: [String]
  public let history: [Epoch]
  /// The epoch whose weights these are, counted from 0.
  public let bestEpoch: Int

  init(
    state: NetworkState,
    thresholds: [Double],
    featureNames: [String],
    history: [Epoch],
    bestEpoch: Int
  ) {
    (self.state, self.thresholds, self.featureNames) = (state, thresholds, featureNames)
    (self.history, self.bestEpoch) = (history, bestEpoch)
  }

  /// Whether its weights and the losses of its training are numbers.
  var isFinite: Bool {
    state.parameters.allSatisfy(\.isFinite) && history.allSatisfy(\.loss.isFinite)
      && history.allSatisfy { !$0.validationLoss.isInfinite }
  }

  /// The bars of a window.
  public var window: Int { state.shape.window }

  public var classes: Int { state.shape.classes }

  /// Returns the probability of each class in the windows that end in `rows`, class by class.
  ///
  /// It is missing where the window is not full. A row's probability does not depend on the rows
  /// beside it, nor on the workers.
  ///
  /// - Throws: A `LearningError` where the table has not the five columns, or OpenBLAS is missing.
  public func probabilities(
    _ bars: FeatureTable,
    rows: [Int],
    workers: Workers = .single
  ) throws(LearningError) -> [[Double]] {
    let margins = try margins(bars, rows: rows, workers: workers)
    return margins.map { $0.map { $0.isNaN ? .nan : Elementary.sigmoid($0) } }
  }

  /// Returns the log-odds of each class in the windows that end in `rows`, class by class; missing
  /// where the window is not full.
  public func margins(
    _ bars: FeatureTable,
    rows: [Int],
    workers: Workers = .single
  ) throws(LearningError) -> [[Double]] {
    guard let blas = BLAS.shared else { throw .libraryMissing("OpenBLAS") }
    let windows = try BarWindow(bars, length: window)
    let places = rows.indices.filter { windows.isFull(rows[$0]) }
    let margins = state.margins(places.count, workers: workers, blas: blas) {
      windows.write(rows[places[$0]], to: $1)
    }
    var columns = [[Double]](
      repeating: [Double](repeating: .nan, count: rows.count),
      count: classes
    )
    for (number, place) in places.enumerated() {
      for c in 0..<classes { columns[c][place] = Double(margins[number * classes + c]) }
    }
    return columns
  }
}

extension PatternNetwork: Predictor {
  /// Returns the probability of the first class; missing where the window is not full, or where the
  /// table or the machine does not allow a prediction.
  public func predict(_ table: FeatureTable, rows: [Int]) -> [Double] {
    let columns = try? probabilities(table, rows: rows)
    return columns?[0] ?? [Double](repeating: .nan, count: rows.count)
  }

  /// The share of each column in the weights of the first convolution, by their absolute values.
  public var importance: [Double] {
    let layer = state.shape.convolutions[0]
    var sums = [Double](repeating: 0, count: layer.inputs)
    for row in 0..<layer.patch {
      for channel in 0..<layer.channels {
        let weight = state.parameters[layer.weights + row * layer.channels + channel]
        sums[row % layer.inputs] += Double(abs(weight))
      }
    }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { $0 / total } : sums
  }
}
