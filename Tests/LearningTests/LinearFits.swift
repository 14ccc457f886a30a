import Foundation
import Learning
import Numerics
import TestSupport

extension Learner {
  /// Fits on all rows, or on some, with one thread unless told otherwise.
  func fit(
    _ table: FeatureTable,
    _ target: [Double],
    rows: [Int]? = nil,
    weights: [Double]? = nil,
    loss: Loss,
    workers: Workers = .single,
    progress: ProgressReport? = nil
  ) throws(LearningError) -> Model {
    try fit(
      table,
      target: target,
      rows: rows ?? Array(target.indices),
      weights: weights,
      loss: loss,
      stream: RandomStream(seed: 1, path: "fit"),
      workers: workers,
      progress: progress
    )
  }
}

extension FeatureTable {
  /// Creates a table whose columns are named a, b, c and so on.
  init(_ columns: [Double]...) {
    self.init(names: "abcdefgh".prefix(columns.count).map(String.init), columns: columns)
  }
}

/// A table of features with a column to predict, and which of its rows train and test.
struct LabelledTable {
  let table: FeatureTable
  let target: [Double]
  let train: [Int]
  let test: [Int]

  static let diabetes = LabelledTable(
    table: Diabetes.table,
    target: Diabetes.target,
    train: Diabetes.trainingRows,
    test: Diabetes.testRows
  )

  /// Whether a tumour of the breast is benign: 569 rows of 30 measurements.
  static func breastCancer() throws -> LabelledTable {
    let text = try Shared.data("data/redistributable/gbm/breast_cancer.csv")
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    return LabelledTable(lines.dropFirst(), separator: ",", label: 30) { $0 % 4 != 3 }
  }

  /// The binary example that LightGBM comes with: 28 features, 7,000 rows to train and 500 to test.
  static func lightGBM() throws -> LabelledTable {
    let lines = try ["binary.train.gz", "binary.test"].flatMap { file in
      String(
        decoding: try Shared.data("data/test-only/gbm/binary_classification_" + file),
        as: UTF8.self
      ).split(whereSeparator: \.isNewline)
    }
    return LabelledTable(lines, separator: "\t", label: 0) { $0 < 7000 }
  }

  private init(table: FeatureTable, target: [Double], train: [Int], test: [Int]) {
    (self.table, self.target, self.train, self.test) = (table, target, train, test)
  }

  private init(
    _ lines: some Collection<Substring>,
    separator: Character,
    label: Int,
    trains: (Int) -> Bool
  ) {
    let cells = lines.map { $0.split(separator: separator).map { Double($0) ?? .nan } }
    let columns = (cells.first ?? []).indices.filter { $0 != label }.map { j in cells.map { $0[j] }
    }
    self.init(
      table: FeatureTable(names: columns.indices.map { "f\($0)" }, columns: columns),
      target: cells.map { $0[label] },
      train: cells.indices.filter(trains),
      test: cells.indices.filter { !trains($0) }
    )
  }
}
