import Foundation
import Learning
import Numerics
import TestSupport
import Testing

/// Fits beside those of XGBoost, LightGBM and scikit-learn on the same rows.
@Suite struct OtherPackagesTests {
  typealias Settings = GradientBoosting.Settings

  private func predictions(
    _ table: FeatureTable,
    _ target: [Double],
    _ loss: Loss,
    train: [Int],
    test: [Int],
    _ settings: Settings,
    seed: UInt64 = 0
  ) throws -> [Double] {
    let model = try GradientBoosting.fit(
      table,
      target: target,
      rows: train,
      loss: loss,
      settings: settings,
      stream: RandomStream(seed: seed, path: "fit"),
      workers: Workers(count: 2)
    )
    return model.predict(table, rows: test)
  }

  /// No column has more than 255 values, so that both packages try the same splits: the trees are
  /// the same, and the predictions but for XGBoost's single precision.
  @Test func diabetesGivesTheTreesOfXGBoost() throws {
    let p = try predictions(
      Diabetes.table,
      Diabetes.target,
      .squared,
      train: Diabetes.trainingRows,
      test: Diabetes.testRows,
      Settings(trees: 20, depth: 4, learningRate: 0.3)
    )
    #expect(firstDifference(p, Diabetes.xgboostPredictions, relative: 1e-5) == nil)
  }

  /// Scores of XGBoost 3.2.0 at the same settings (shared/reference/gbm_scores.json).
  @Test func diabetesScoresAsWithXGBoost() throws {
    let target = Diabetes.testRows.map { Diabetes.target[$0] }
    func score(_ settings: Settings, _ seed: UInt64 = 0) throws -> Scores {
      let p = try predictions(
        Diabetes.table,
        Diabetes.target,
        .squared,
        train: Diabetes.trainingRows,
        test: Diabetes.testRows,
        settings,
        seed: seed
      )
      return Scores(predictions: p, targets: target, loss: .squared)
    }
    let plain = try score(Settings())
    #expect(abs(plain.rmse - 57.13141564681338) < 0.5)
    #expect(abs(plain.mae - 45.17207832336426) < 0.5)
    #expect(abs(plain.r2 - 0.2899494062658574) < 0.012)
    let sampled = try (0..<5 as Range<UInt64>).map { seed in
      try score(Settings(subsample: 0.8, columnSample: 0.8), seed).rmse
    }
    // Five seeds of XGBoost: 55.56 with a deviation of 1.18.
    #expect(abs(Statistics.mean(sampled) - 55.56) < 1.5)
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func breastCancerScoresAsWithXGBoost() throws {
    let text = String(
      decoding: try Shared.data("data/redistributable/gbm/breast_cancer.csv"),
      as: UTF8.self
    )
    let cells = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",").map { Double($0) ?? .nan }
    }
    let (table, target) = split(cells, label: 30)
    let rows = Array(cells.indices)
    let (train, test) = (rows.filter { $0 % 4 != 3 }, rows.filter { $0 % 4 == 3 })
    let y = test.map { target[$0] }
    let plain = try predictions(table, target, .logistic, train: train, test: test, Settings())
    #expect(Scores.auc(plain, y) > 0.9921 - 0.01)
    #expect(Scores.logLoss(plain, y) < 0.09575 + 0.02)
    let sampled = try (0..<5 as Range<UInt64>).map { seed in
      let settings = Settings(subsample: 0.8, columnSample: 0.8)
      let p = try predictions(
        table,
        target,
        .logistic,
        train: train,
        test: test,
        settings,
        seed: seed
      )
      return Scores.auc(p, y)
    }
    #expect(Statistics.mean(sampled) > 0.9932 - 0.01)
    #expect(Statistics.stdev(sampled) < 0.003)
  }

  /// The binary example that LightGBM comes with: XGBoost has an AUC of 0.8235 and a log loss of
  /// 0.5130 at its plain settings, and 0.8281 and 0.5088 over five seeds with samples.
  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func theExampleOfLightGBMScoresAsWithXGBoost() throws {
    let files = ["binary.train.gz", "binary.test"]
    let cells = try files.flatMap { file in
      String(
        decoding: try Shared.data("data/test-only/gbm/binary_classification_" + file),
        as: UTF8.self
      ).split(whereSeparator: \.isNewline).map {
        $0.split(separator: "\t").map { Double($0) ?? .nan }
      }
    }
    let (table, target) = split(cells, label: 0)
    try #require(table.rowCount == 7500 && table.columns.count == 28)
    let (train, test) = (Array(0..<7000), Array(7000..<7500))
    let y = test.map { target[$0] }
    let plain = try predictions(table, target, .logistic, train: train, test: test, Settings())
    #expect(Scores.auc(plain, y) >= 0.8185)
    #expect(Scores.logLoss(plain, y) <= 0.523)
    let settings = Settings(subsample: 0.8, columnSample: 0.8)
    let sampled = try (0..<5 as Range<UInt64>).map { seed in
      try predictions(table, target, .logistic, train: train, test: test, settings, seed: seed)
    }
    #expect(abs(Statistics.mean(sampled.map { Scores.auc($0, y) }) - 0.8281) < 0.01)
    #expect(abs(Statistics.mean(sampled.map { Scores.logLoss($0, y) }) - 0.5088) < 0.012)
  }

  /// Takes rows of cells apart into the columns and the one with the label.
  private func split<Rows: Collection<[Double]>>(
    _ rows: Rows,
    label: Int
  ) -> (FeatureTable, [Double]) {
    let width = rows.first?.count ?? 0
    let columns = (0..<width).filter { $0 != label }.map { j in rows.map { $0[j] } }
    let table = FeatureTable(names: columns.indices.map { "f\($0)" }, columns: columns)
    return (table, rows.map { $0[label] })
  }
}
